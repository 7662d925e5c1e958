//! The sections `[state]` and `[feeds]`: the database, and the rules for publishing articles of
//! feeds automatically.

use std::path::PathBuf;

use serde::de::Deserializer;
use serde::{Deserialize, Serialize};

use super::{folder, whole_number};
use crate::curation::feeds::FeedRules;

/// Maximum of `feeds.daily_limit`.
const MAX_DAILY_LIMIT: u32 = 1_000;

/// Section `[state]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StateSection {
    /// Folder of the database.
    #[serde(deserialize_with = "folder")]
    pub path: PathBuf,
}

/// Section `[feeds]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FeedsSection {
    /// Whether articles from the hosts in `fetch.allowed_hosts` are published automatically.
    pub publish: bool,
    /// Maximum number of articles published automatically on one day, in UTC.
    #[serde(deserialize_with = "daily_limit")]
    pub daily_limit: u32,
}

impl FeedsSection {
    /// Returns the rules for the curator.
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

fn daily_limit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    whole_number(deserializer, 0..=MAX_DAILY_LIMIT)
}
