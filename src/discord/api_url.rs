//! Another server in Discord's place.

use std::fmt;
use std::str::FromStr;

use url::Url;

/// Where that server is: `http://127.0.0.1:4000`, without the path of the interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiUrl(String);

impl FromStr for ApiUrl {
    type Err = ();

    /// Takes an address with or without `/`, `/api` or `/api/v10` at its end.
    fn from_str(text: &str) -> Result<Self, ()> {
        let url = Url::parse(text.trim()).map_err(|_| ())?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(());
        }
        let address = url.as_str().trim_end_matches('/');
        let address = address.strip_suffix("/v10").unwrap_or(address);
        let address = address.strip_suffix("/api").unwrap_or(address);
        Ok(Self(address.trim_end_matches('/').to_owned()))
    }
}

impl fmt::Display for ApiUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_may_end_in_the_path_of_the_interface() {
        for end in ["", "/", "/api", "/api/", "/api/v10", "/api/v10/"] {
            let url: ApiUrl = format!("http://127.0.0.1:4000{end}").parse().unwrap();
            assert_eq!(url.to_string(), "http://127.0.0.1:4000", "{end}");
        }
        for wrong in ["", "discord.com", "ftp://discord.com", "http://"] {
            assert_eq!(wrong.parse::<ApiUrl>(), Err(()), "{wrong}");
        }
    }
}
