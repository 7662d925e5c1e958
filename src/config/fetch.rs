//! The section `[fetch]`: limits on fetching pages from the web.

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

/// Section `[fetch]`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FetchSection {
    /// Hosts that pages may be fetched from, with their subdomains; empty for any public host.
    #[serde(deserialize_with = "hosts")]
    pub allowed_hosts: Vec<String>,
}

fn hosts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let hosts = Vec::<String>::deserialize(deserializer)?;
    match hosts.iter().find(|host| url::Host::parse(host).is_err()) {
        None => Ok(hosts),
        Some(host) => Err(D::Error::custom(format!(
            "{host:?} is not a host such as example.org"
        ))),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::config::Config;

    #[test]
    fn hosts_must_not_be_addresses() {
        let parse = |text: &str| Config::parse(&format!("[fetch]\n{text}\n"), "config.toml");
        let config = parse("allowed_hosts = [\"example.org\", \"192.0.2.1\"]").unwrap();
        assert_eq!(config.fetch.allowed_hosts.len(), 2);
        assert_eq!(
            parse("allowed_hosts = [\"https://example.org/\"]")
                .unwrap_err()
                .to_string(),
            "config.toml:2: cannot use \"allowed_hosts\" in [fetch]: \"https://example.org/\" is \
             not a host such as example.org: correct it, or delete the line for the default"
        );
    }
}
