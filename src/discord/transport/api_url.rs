//! The address of a server that replaces Discord, for tests and the playground.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use url::Url;

/// Address of a server that replaces Discord, such as `http://127.0.0.1:4000`, without the path of
/// the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiUrl(Url);

/// Error of parsing an [`ApiUrl`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0:?} is not an address such as http://127.0.0.1:4000")]
pub struct NoApiUrl(String);

impl ApiUrl {
    /// Returns whether a URL has the origin of this server.
    pub fn leads_to(&self, url: &Url) -> bool {
        self.0.origin() == url.origin()
    }
}

impl FromStr for ApiUrl {
    type Err = NoApiUrl;

    /// Parses an address with or without `/`, `/api` or `/api/v10` at its end.
    fn from_str(text: &str) -> Result<Self, NoApiUrl> {
        let error = || NoApiUrl(text.to_owned());
        let mut url = Url::parse(text.trim()).map_err(|_| error())?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(error());
        }
        let path = url.path().trim_end_matches('/');
        let path = path.strip_suffix("/v10").unwrap_or(path);
        let path = path.strip_suffix("/api").unwrap_or(path);
        let path = path.trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self(url))
    }
}

impl fmt::Display for ApiUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_may_include_the_api_path() {
        for end in ["", "/", "/api", "/api/", "/api/v10", "/api/v10/"] {
            let url: ApiUrl = format!("http://127.0.0.1:4000{end}").parse().unwrap();
            assert_eq!(url.to_string(), "http://127.0.0.1:4000", "{end}");
        }
        for wrong in ["", "discord.com", "ftp://discord.com", "http://"] {
            assert!(wrong.parse::<ApiUrl>().is_err(), "{wrong}");
        }
    }
}
