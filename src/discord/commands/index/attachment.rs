//! Files that hang on a command, from where Discord keeps them and from nowhere else.

use std::io::Read;
use std::time::{Duration, Instant};

use reqwest::blocking::{Client, Response};
use reqwest::redirect;
use serenity::model::channel::Attachment;
use url::Url;

use crate::corpus::formats::Format;
use crate::curation::Upload;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::render::escape::inline;
use crate::discord::transport::api_url::ApiUrl;

/// Where Discord keeps files.
const HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Longer names of files are cut where they are shown, in characters.
const LONGEST_NAME: usize = 80;

/// Where files may be fetched from, and how much of them.
#[derive(Clone, Debug)]
pub(super) struct Files {
    /// Another server in Discord's place.
    pub api_url: Option<ApiUrl>,
    /// In bytes.
    pub most: u64,
}

impl Files {
    /// Fetches a file. What its name, size and address say is looked at first.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] for the person who gave the file.
    pub(super) fn fetch(&self, file: &Attachment) -> Result<Upload, Refusal> {
        let name = inline(&file.filename, LONGEST_NAME);
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
            .place(&file.url)
            .ok_or_else(|| lost(&"it is elsewhere"))?;
        let deadline = Instant::now() + LONGEST_WAIT;
        let response =
            ask(url, self.api_url.is_some()).map_err(|error| lost(&error.without_url()))?;
        let bytes = read(response, self.most, deadline).map_err(|error| lost(&error))?;
        if bytes.len() as u64 > self.most {
            return Err(too_large());
        }
        Ok(Upload {
            name: file.filename.clone(),
            page: None,
            bytes,
        })
    }

    /// The address of a file, if it is one of Discord's.
    fn place(&self, address: &str) -> Option<Url> {
        let url = Url::parse(address).ok()?;
        let is_discord = url.scheme() == "https"
            && url.port().is_none()
            && url.host_str().is_some_and(|host| HOSTS.contains(&host));
        let stand_in = self.api_url.as_ref();
        let is_stand_in = stand_in.is_some_and(|server| server.leads_to(&url));
        (is_discord || is_stand_in).then_some(url)
    }
}

fn ask(url: Url, is_stand_in: bool) -> reqwest::Result<Response> {
    let mut client = Client::builder()
        .redirect(redirect::Policy::none())
        .referer(false)
        .timeout(LONGEST_WAIT);
    if is_stand_in {
        client = client.no_proxy();
    }
    client.build()?.get(url).send()?.error_for_status()
}

/// Reads to the end, but not much further than `most`.
fn read(response: Response, most: u64, deadline: Instant) -> std::io::Result<Vec<u8>> {
    let mut body = response.take(most + 1);
    let mut bytes = Vec::new();
    let mut chunk = [0; 1 << 14];
    loop {
        let length = body.read(&mut chunk)?;
        if Instant::now() >= deadline {
            return Err(std::io::ErrorKind::TimedOut.into());
        }
        match chunk.get(..length) {
            None | Some([]) => return Ok(bytes),
            Some(chunk) => bytes.extend_from_slice(chunk),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_from_discord_alone() {
        let check = |address: &str, api_url: Option<&str>, expected| {
            let files = Files {
                api_url: api_url.map(|url| url.parse().unwrap()),
                most: 1,
            };
            assert_eq!(files.place(address).is_some(), expected, "{address}");
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
