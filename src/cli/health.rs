//! `summit-bot health`: asks the running bot whether it is ready.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use reqwest::blocking::Client;

use super::outcome::Outcome;
use super::terminal::{harmless_line, print};
use crate::config::Config;

/// Timeout of the request.
const TIMEOUT: Duration = Duration::from_secs(3);

/// Requests `/readyz` at the address below `[ops]`: a health check for containers without an HTTP
/// client.
pub(super) fn run(config: &Config) -> Result<Outcome> {
    let Some(address) = config.ops.address else {
        bail!("cannot ask the bot: set an address below [ops] and start it again");
    };
    let url = format!("http://{}/readyz", loopback_if_unspecified(address));
    let client = Client::builder().no_proxy().timeout(TIMEOUT).build()?;
    let cannot = "cannot reach the bot: check that it runs with these settings";
    let response = client.get(&url).send().context(cannot)?;
    let is_ready = response.status().is_success();
    print(&format!("{}\n", harmless_line(response.text()?.trim())))?;
    Ok(if is_ready {
        Outcome::Done
    } else {
        Outcome::ProblemsFound
    })
}

/// Replaces the unspecified address, on which a program listens on all interfaces, by loopback.
fn loopback_if_unspecified(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(match address.ip() {
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    address
}
