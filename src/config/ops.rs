//! The sections `[log]` and `[ops]`: what is told of the program, and where.

use std::net::SocketAddr;

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};
use tracing_subscriber::EnvFilter;

/// The section `[log]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogSection {
    /// A level, or a filter as `tracing` knows it.
    #[serde(deserialize_with = "filter")]
    pub level: String,
    /// How a line looks.
    pub format: LogFormat,
}

/// How a line of the log looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// An object of JSON, with the time.
    Json,
}

/// The section `[ops]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OpsSection {
    /// Address of health checks and metrics; `None` if there are to be none.
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
