//! The sections `[log]` and `[ops]`: logging, health checks and metrics.

use std::net::SocketAddr;

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};
use tracing_subscriber::EnvFilter;

/// Section `[log]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogSection {
    /// Level such as `info`, or a filter directive of `tracing`'s `EnvFilter`.
    #[serde(deserialize_with = "filter")]
    pub level: String,
    /// Format of a line.
    pub format: LogFormat,
}

/// Format of a line of the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Plain text.
    #[default]
    Text,
    /// JSON object with a timestamp.
    Json,
}

/// Section `[ops]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OpsSection {
    /// Address of health checks and metrics; `None` to serve none.
    #[serde(serialize_with = "as_text", deserialize_with = "address")]
    pub address: Option<SocketAddr>,
}

impl Default for LogSection {
    fn default() -> Self {
        Self {
            level: "info".to_owned(),
            format: LogFormat::default(),
        }
    }
}

fn filter<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let level = String::deserialize(deserializer)?;
    match EnvFilter::builder().parse(&level) {
        Ok(_) => Ok(level),
        Err(_) => Err(D::Error::custom(format!(
            "{level:?} is neither a level nor a filter"
        ))),
    }
}

fn address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SocketAddr>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    let wrong = |_| D::Error::custom(format!("{text:?} is not an address such as 127.0.0.1:9090"));
    text.parse().map(Some).map_err(wrong)
}

fn as_text<S: Serializer>(address: &Option<SocketAddr>, serializer: S) -> Result<S::Ok, S::Error> {
    let text = address.map(|address| address.to_string());
    serializer.serialize_str(&text.unwrap_or_default())
}
