//! The sections `[state]` and `[feeds]`: what is kept beside articles and index, and which items of
//! feeds are published without asking.

use std::path::PathBuf;

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use super::folder;
use crate::curation::feeds::FeedRules;

/// Maximum of `feeds.daily_limit`.
const MOST_A_DAY: i64 = 1_000;

/// The section `[state]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StateSection {
    /// The folder of the database.
    #[serde(deserialize_with = "folder")]
    pub path: PathBuf,
}

/// The section `[feeds]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeedsSection {
    /// Whether articles from the hosts in `fetch.allowed_hosts` are published without asking.
    pub publish: bool,
    /// Maximum number of articles published without asking on one day, in UTC.
    #[serde(deserialize_with = "a_day")]
    pub daily_limit: u32,
}

impl FeedsSection {
    /// The same as the curator takes it.
    pub fn rules(&self) -> FeedRules {
        FeedRules {
            publish: self.publish,
            daily_limit: self.daily_limit,
        }
    }
}

impl Default for StateSection {
    fn default() -> Self {
        Self {
            path: "state".into(),
        }
    }
}

impl Default for FeedsSection {
    fn default() -> Self {
        Self {
            publish: false,
            daily_limit: 20,
        }
    }
}

fn a_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let limit = i64::deserialize(deserializer)?;
    u32::try_from(limit)
        .ok()
        .filter(|_| limit <= MOST_A_DAY)
        .ok_or_else(|| D::Error::custom(format!("{limit} is not from 0 to {MOST_A_DAY}")))
}
