//! The section `[encoder]`: the optional sentence encoder.

use std::path::PathBuf;

use serde::de::Deserializer;
use serde::{Deserialize, Serialize};

use super::whole_number;
use crate::corpus::files::shown;
use crate::encoder::{Encoder, EncoderError, EncoderSettings};
use crate::text::failures::survive;

/// Maximum of `encoder.threads`.
const MAX_THREADS: u16 = 256;

/// Section `[encoder]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EncoderSection {
    /// Folder of the encoder; empty for none.
    pub path: PathBuf,
    /// See [`EncoderSettings::query_prefix`].
    pub query_prefix: String,
    /// See [`EncoderSettings::passage_prefix`].
    pub passage_prefix: String,
    /// See [`EncoderSettings::threads`].
    #[serde(deserialize_with = "threads")]
    pub threads: u16,
}

impl EncoderSection {
    /// Loads the encoder; `None` if none is configured.
    ///
    /// # Errors
    ///
    /// As for [`Encoder::open`], also for files that make their reader panic.
    pub fn open(&self) -> Result<Option<Encoder>, EncoderError> {
        if self.path.as_os_str().is_empty() {
            return Ok(None);
        }
        let settings = EncoderSettings {
            path: self.path.clone(),
            query_prefix: self.query_prefix.clone(),
            passage_prefix: self.passage_prefix.clone(),
            threads: self.threads.into(),
        };
        // The reader of tokenizer.json panics on a damaged table of characters.
        let opened = survive(|| Encoder::open(&settings)).unwrap_or_else(|_| {
            Err(EncoderError::Folder {
                folder: shown(&self.path),
                reason: "tokenizer.json is damaged".to_owned(),
            })
        });
        opened.map(Some)
    }
}

fn threads<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    whole_number(deserializer, 0..=MAX_THREADS)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::config::Config;

    #[test]
    fn without_a_path_there_is_no_encoder() {
        assert_eq!(Config::default().encoder.open().unwrap(), None);
        let problem = Config::parse("[encoder]\nthreads = -1\n", "config.toml").unwrap_err();
        assert_eq!(
            problem.to_string(),
            "config.toml:2: cannot use \"threads\" in [encoder]: -1 is not from 0 to 256: correct \
             it, or delete the line for the default"
        );
    }
}
