//! `config.toml` as checked settings.
//!
//! A setting that is unknown, of the wrong type or out of its range is refused with its line, so
//! that no other part of the program has to wonder whether a value makes sense.

mod changes;
mod encoder;
mod feeds;
mod fetch;
mod ops;
mod parse;
#[cfg(test)]
mod tests;

use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use crate::answer;
use crate::corpus::files::{read_regular, shown};
use crate::corpus::{Limits, Problem, utf8};
use crate::curation::Workspace;
use crate::discord;
use crate::encoder::Encoder;
use crate::index::ReadOptions;
use crate::text::Language;

pub use changes::Changes;
pub use encoder::EncoderSection;
pub use feeds::{FeedsSection, StateSection};
pub use fetch::FetchSection;
pub use ops::{LogFormat, LogSection, OpsSection};

/// The file that is read when no other is named; without it, every setting has its default.
pub const DEFAULT_FILE: &str = "config.toml";

/// Maximum size of the file, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// So many passages may answer one question.
pub const MOST_PASSAGES: u16 = 50;

/// Every setting. The shipped `config.toml` says what each is for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the articles are.
    pub data: DataSection,
    /// Where the index is, and how it is made.
    pub index: IndexSection,
    /// Where feeds, gaps and wishes are kept.
    pub state: StateSection,
    /// How answers are chosen.
    pub answer: AnswerSection,
    /// Which sentence encoder is used, if any.
    pub encoder: EncoderSection,
    /// Whose words quotations are.
    pub quotations: QuotationsSection,
    /// How the bot behaves in Discord.
    pub discord: discord::Settings,
    /// Which pages are fetched from the web.
    pub fetch: FetchSection,
    /// Which items of feeds are published without asking.
    pub feeds: FeedsSection,
    /// Who keeps the articles from within Discord.
    pub moderation: discord::Moderation,
    /// What is logged.
    pub log: LogSection,
    /// How the program is watched.
    pub ops: OpsSection,
}

/// The section `[data]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DataSection {
    /// The folder of articles.
    #[serde(deserialize_with = "folder")]
    pub path: PathBuf,
    /// See [`Limits::max_file_bytes`].
    #[serde(deserialize_with = "bytes")]
    pub max_file_bytes: u64,
    /// See [`Limits::max_json_lines_bytes`].
    #[serde(deserialize_with = "bytes")]
    pub max_json_lines_bytes: u64,
}

/// The section `[index]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IndexSection {
    /// The folder of the index.
    #[serde(deserialize_with = "folder")]
    pub path: PathBuf,
    /// The language of the articles.
    pub language: Language,
    /// Whether a program that runs for weeks takes changed articles in by itself.
    pub watch: bool,
}

/// The section `[answer]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AnswerSection {
    /// At most so many passages answer a question.
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
    /// Whether questions that are declined are kept, without anything of a person.
    pub log_gaps: bool,
}

/// The section `[quotations]`.
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
    /// Reads the file that was named, or else [`DEFAULT_FILE`] if there is one.
    ///
    /// # Errors
    ///
    /// A [`Problem`] with the file, and the line where it has one, if the file cannot be read, is
    /// not TOML, or says something that is not a setting.
    pub fn load(named: Option<&Path>) -> Result<Self, Problem> {
        let path = named.unwrap_or(Path::new(DEFAULT_FILE));
        let shown = shown(path);
        match read_regular(path, MAX_BYTES) {
            Ok(bytes) => Self::parse(&utf8(bytes, &shown)?, &shown),
            Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
                Ok(Self::default())
            }
            Err(error) => Err(Problem::error(
                shown,
                None,
                format!("cannot read the settings: {error}"),
                "check the path and its permissions",
            )),
        }
    }

    /// How much of a file is read at most.
    pub fn limits(&self) -> Limits {
        Limits {
            max_file_bytes: self.data.max_file_bytes,
            max_json_lines_bytes: self.data.max_json_lines_bytes,
        }
    }

    /// How articles are read into the index.
    pub fn reading(&self) -> ReadOptions {
        ReadOptions {
            limits: self.limits(),
            min_confidence: self.quotations.min_confidence,
            encoder: None,
        }
    }

    /// Where the articles and their index are, and what encodes them.
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

    /// How answers are chosen.
    pub fn settings(&self) -> answer::AnswerSettings {
        answer::AnswerSettings {
            threshold: self.answer.threshold,
            recency_weight: self.answer.recency_weight,
            recency_half_life_days: self.answer.recency_half_life_days,
        }
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
    let limit = i64::deserialize(deserializer)?;
    u16::try_from(limit)
        .ok()
        .filter(|limit| (1..=MOST_PASSAGES).contains(limit))
        .ok_or_else(|| D::Error::custom(format!("{limit} is not from 1 to {MOST_PASSAGES}")))
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
