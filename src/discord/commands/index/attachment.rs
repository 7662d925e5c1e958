//! Fetching a file attached to a command, only from Discord's own hosts.

use std::io::Read;
use std::time::{Duration, Instant};

use reqwest::blocking::{Client, Response};
use reqwest::redirect;
use serenity::model::channel::Attachment;
use url::Url;

use crate::corpus::formats::Format;
use crate::curation::{Upload, read_before};
use crate::discord::protocol::refusal::Refusal;
use crate::discord::render::escape::inline;
use crate::discord::transport::api_url::ApiUrl;

/// Hosts of Discord's attachments.
const HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

/// Timeout for fetching a file.
const MAX_WAIT: Duration = Duration::from_secs(20);

/// Maximum length of a file name as it is shown, in characters.
const MAX_NAME_LENGTH: usize = 80;

/// Fetcher of attached files.
#[derive(Clone, Debug)]
pub(super) struct Files {
    /// Server that replaces Discord, if any.
    pub api_url: Option<ApiUrl>,
    /// Maximum size of a file, in bytes.
    pub most: u64,
}

impl Files {
    /// Fetches a file, after checking its extension, declared size and address.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] if the file cannot be used or fetched.
    pub(super) fn fetch(&self, file: &Attachment) -> Result<Upload, Refusal> {
        let name = inline(&file.filename, MAX_NAME_LENGTH);
        let format = Format::of(&file.filename).filter(|format| *format != Format::JsonLines);
        if format.is_none() {
            return Err(Refusal::new(format!(
                "I cannot read “{name}”: please give me a .md, .txt or .html file."
            )));
        }
        let too_large = || {
            Refusal::new(format!(
                "“{name}” is larger than {} bytes: please give me the article alone.",
                self.most
            ))
        };
        if u64::from(file.size) > self.most {
            return Err(too_large());
        }
        let lost = |cause: &dyn std::fmt::Display| {
            tracing::warn!("cannot fetch a file from Discord: {cause}");
            Refusal::new(format!(
                "I cannot fetch “{name}” from Discord: please try again in a moment."
            ))
        };
        let url = self
            .allowed_url(&file.url)
            .ok_or_else(|| lost(&"it is elsewhere"))?;
        let deadline = Instant::now() + MAX_WAIT;
        let response =
            send(url, self.api_url.is_some()).map_err(|error| lost(&error.without_url()))?;
        let bytes = read_before(deadline, response.take(self.most + 1));
        let bytes = bytes.map_err(|error| lost(&error))?;
        if bytes.len() as u64 > self.most {
            return Err(too_large());
        }
        Ok(Upload {
            name: file.filename.clone(),
            page: None,
            bytes,
        })
    }

    /// Returns the address of a file if its host is Discord's or the replacement's.
    fn allowed_url(&self, address: &str) -> Option<Url> {
        let url = Url::parse(address).ok()?;
        let is_discord = url.scheme() == "https"
            && url.port().is_none()
            && url.host_str().is_some_and(|host| HOSTS.contains(&host));
        let stand_in = self.api_url.as_ref();
        let is_stand_in = stand_in.is_some_and(|server| server.leads_to(&url));
        (is_discord || is_stand_in).then_some(url)
    }
}

/// Sends the request for a file.
fn send(url: Url, is_stand_in: bool) -> reqwest::Result<Response> {
    let mut client = Client::builder()
        .redirect(redirect::Policy::none())
        .referer(false)
        .timeout(MAX_WAIT);
    if is_stand_in {
        client = client.no_proxy();
    }
    client.build()?.get(url).send()?.error_for_status()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attachments_must_be_from_discord() {
        let check = |address: &str, api_url: Option<&str>, expected| {
            let files = Files {
                api_url: api_url.map(|url| url.parse().unwrap()),
                most: 1,
            };
            assert_eq!(files.allowed_url(address).is_some(), expected, "{address}");
        };
        check(
            "https://cdn.discordapp.com/attachments/1/2/a.md?ex=3",
            None,
            true,
        );
        check(
            "https://media.discordapp.net/ephemeral-attachments/1/a.md",
            None,
            true,
        );
        for other in [
            "http://cdn.discordapp.com/a.md",
            "https://cdn.discordapp.com:8443/a.md",
            "https://cdn.discordapp.com.example.org/a.md",
            "https://cdn.discordapp.com@example.org/a.md",
            "https://example.org/a.md",
            "http://127.0.0.1:4000/a.md",
            "file:///etc/passwd",
            "",
        ] {
            check(other, None, false);
        }
        let double = Some("http://127.0.0.1:4000");
        check("http://127.0.0.1:4000/attachments/a.md", double, true);
        check("http://127.0.0.1:4001/attachments/a.md", double, false);
    }
}
