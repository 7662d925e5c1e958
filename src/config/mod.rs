//! `config.toml` as checked settings.
//!
//! A setting that is unknown, of the wrong type or out of range is refused with its line, so that
//! no other part of the program has to validate a value again.

mod changes;
mod encoder;
mod feeds;
mod fetch;
mod ops;
mod parse;
#[cfg(test)]
mod tests;

use std::fmt::Display;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use crate::answer;
use crate::corpus::files::{read_regular, shown};
use crate::corpus::{Limits, Problem, utf8};
use crate::curation::{Fetcher, Workspace};
use crate::discord;
use crate::encoder::Encoder;
use crate::index::ReadOptions;
use crate::lexicon::Aliases;
use crate::text::Language;
use crate::text::reasons::os_reason;

pub use changes::Changes;
pub use encoder::EncoderSection;
pub use feeds::{FeedsSection, StateSection};
pub use fetch::FetchSection;
pub use ops::{LogFormat, LogSection, OpsSection};

/// Path of the file that is read if no other is named. Without this file, all settings have their
/// defaults.
pub const DEFAULT_FILE: &str = "config.toml";

/// Maximum size of the file, in bytes.
const MAX_FILE_BYTES: u64 = 1 << 20;

/// Maximum of `answer.limit`.
pub const MAX_PASSAGES: u16 = 50;

/// All settings. The shipped `config.toml` describes each of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Articles.
    pub data: DataSection,
    /// Index.
    pub index: IndexSection,
    /// Database of feeds, gaps and wishes.
    pub state: StateSection,
    /// Choice of answers.
    pub answer: AnswerSection,
    /// Optional sentence encoder.
    pub encoder: EncoderSection,
    /// Attribution of quotations.
    pub quotations: QuotationsSection,
    /// Behaviour in Discord.
    pub discord: discord::Settings,
    /// Fetching pages from the web.
    pub fetch: FetchSection,
    /// Articles of feeds.
    pub feeds: FeedsSection,
    /// Moderators, who change articles from within Discord.
    pub moderation: discord::Moderation,
    /// Logging.
    pub log: LogSection,
    /// Health checks and metrics.
    pub ops: OpsSection,
}

/// Section `[data]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DataSection {
    /// Data folder, which holds the articles.
    #[serde(deserialize_with = "folder")]
    pub path: PathBuf,
    /// See [`Limits::max_file_bytes`].
    #[serde(deserialize_with = "bytes")]
    pub max_file_bytes: u64,
    /// See [`Limits::max_json_lines_bytes`].
    #[serde(deserialize_with = "bytes")]
    pub max_json_lines_bytes: u64,
}

/// Section `[index]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IndexSection {
    /// Index folder.
    #[serde(deserialize_with = "folder")]
    pub path: PathBuf,
    /// Language of the articles.
    pub language: Language,
    /// Whether a running bot refreshes the index automatically when files change.
    pub watch: bool,
}

/// Section `[answer]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerSection {
    /// Maximum number of passages that answer a question, from 1 to [`MAX_PASSAGES`].
    #[serde(deserialize_with = "passages")]
    pub limit: u16,
    /// See [`answer::AnswerSettings::threshold`].
    #[serde(deserialize_with = "share")]
    pub threshold: f32,
    /// See [`answer::AnswerSettings::recency_weight`].
    #[serde(deserialize_with = "share")]
    pub recency_weight: f32,
    /// See [`answer::AnswerSettings::recency_half_life_days`].
    #[serde(deserialize_with = "days")]
    pub recency_half_life_days: f32,
    /// Whether declined questions are stored as gaps, without any data of a person.
    pub log_gaps: bool,
}

/// Section `[quotations]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct QuotationsSection {
    /// See [`ReadOptions::min_confidence`].
    #[serde(deserialize_with = "share")]
    pub min_confidence: f32,
}

impl Default for DataSection {
    fn default() -> Self {
        let limits = Limits::default();
        Self {
            path: "data".into(),
            max_file_bytes: limits.max_file_bytes,
            max_json_lines_bytes: limits.max_json_lines_bytes,
        }
    }
}

impl Default for IndexSection {
    fn default() -> Self {
        Self {
            path: "index".into(),
            language: Language::ENGLISH,
            watch: false,
        }
    }
}

impl Default for AnswerSection {
    fn default() -> Self {
        let settings = answer::AnswerSettings::default();
        Self {
            limit: 3,
            threshold: settings.threshold,
            recency_weight: settings.recency_weight,
            recency_half_life_days: settings.recency_half_life_days,
            log_gaps: false,
        }
    }
}

impl Default for QuotationsSection {
    fn default() -> Self {
        Self {
            min_confidence: ReadOptions::default().min_confidence,
        }
    }
}

impl Config {
    /// Reads the file `named`, or else [`DEFAULT_FILE`] if it exists, or else returns the defaults.
    ///
    /// # Errors
    ///
    /// A [`Problem`] with the file, and the line if it has one: the file cannot be read, is not
    /// TOML, or contains an unknown setting or an invalid value.
    pub fn load(named: Option<&Path>) -> Result<Self, Problem> {
        let path = named.unwrap_or(Path::new(DEFAULT_FILE));
        let shown = shown(path);
        match read_regular(path, MAX_FILE_BYTES) {
            Ok(bytes) => Self::parse(&utf8(bytes, &shown)?, &shown),
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
                Ok(Self::default())
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Problem::error(
                shown,
                None,
                "cannot read the settings: there is no such file",
                "correct the path after --config, or leave --config out for the default settings",
            )),
            Err(error) => Err(Problem::error(
                shown,
                None,
                format!("cannot read the settings: {}", os_reason(&error)),
                "check the path and its permissions",
            )),
        }
    }

    /// Returns the maximum sizes of article files.
    pub fn limits(&self) -> Limits {
        Limits {
            max_file_bytes: self.data.max_file_bytes,
            max_json_lines_bytes: self.data.max_json_lines_bytes,
        }
    }

    /// Returns the settings for reading articles into the index, without an encoder.
    pub fn reading(&self) -> ReadOptions {
        ReadOptions {
            limits: self.limits(),
            min_confidence: self.quotations.min_confidence,
            encoder: None,
        }
    }

    /// Returns the folders of articles and index, with this encoder.
    pub fn workspace(&self, encoder: Option<Encoder>) -> Workspace {
        Workspace {
            data: self.data.path.clone(),
            reading: ReadOptions {
                encoder,
                ..self.reading()
            },
            index: self.index.path.clone(),
            language: self.index.language,
        }
    }

    /// Returns the settings for choosing answers.
    pub fn answer_settings(&self) -> answer::AnswerSettings {
        answer::AnswerSettings {
            threshold: self.answer.threshold,
            recency_weight: self.answer.recency_weight,
            recency_half_life_days: self.answer.recency_half_life_days,
        }
    }

    /// Returns an asker with these settings, aliases and encoder.
    pub fn asker(&self, aliases: Aliases, encoder: Option<Encoder>) -> answer::Asker {
        answer::Asker::new(self.index.language, aliases, self.answer_settings())
            .with_encoder(encoder)
    }

    /// Returns a fetcher of pages from the allowed hosts.
    pub fn fetcher(&self) -> Fetcher {
        Fetcher::new(self.fetch.allowed_hosts.clone())
    }
}

fn folder<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
    let path = PathBuf::deserialize(deserializer)?;
    if path.as_os_str().is_empty() {
        return Err(D::Error::custom("an empty path names no folder"));
    }
    Ok(path)
}

fn bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let bytes = i64::deserialize(deserializer)?;
    u64::try_from(bytes)
        .ok()
        .filter(|bytes| *bytes > 0)
        .ok_or_else(|| D::Error::custom(format!("{bytes} is not a number of bytes above 0")))
}

fn passages<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    whole_number(deserializer, 1..=MAX_PASSAGES)
}

/// Parses a whole number in a range.
fn whole_number<'de, T, D>(deserializer: D, range: RangeInclusive<T>) -> Result<T, D::Error>
where
    T: TryFrom<i64> + PartialOrd + Display,
    D: Deserializer<'de>,
{
    let number = i64::deserialize(deserializer)?;
    let in_range = T::try_from(number)
        .ok()
        .filter(|number| range.contains(number));
    in_range.ok_or_else(|| {
        let (least, most) = (range.start(), range.end());
        D::Error::custom(format!("{number} is not from {least} to {most}"))
    })
}

fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
    number(deserializer, 0.0..=1.0)
}

fn days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f32, D::Error> {
    number(deserializer, 0.1..=36_500.0)
}

fn number<'de, D: Deserializer<'de>>(
    deserializer: D,
    range: RangeInclusive<f32>,
) -> Result<f32, D::Error> {
    let number = f32::deserialize(deserializer)?;
    if range.contains(&number) {
        return Ok(number);
    }
    let (least, most) = range.into_inner();
    Err(D::Error::custom(format!(
        "{number} is not from {least} to {most}"
    )))
}
