//! What systemd is told of the program, where systemd started it.

use sd_notify::{NotifyState, watchdog_enabled};
use tokio::time::sleep;

/// The service manager; where there is none, nothing is told to anybody.
#[derive(Clone, Copy, Debug)]
pub struct Supervisor;

impl Supervisor {
    /// Tells that the program serves, for the first time or again.
    pub fn ready(self) {
        tell(&[NotifyState::Ready]);
    }

    /// Tells that the settings are read again.
    pub fn reloading(self) {
        match NotifyState::monotonic_usec_now() {
            Ok(now) => tell(&[NotifyState::Reloading, now]),
            Err(error) => tracing::debug!("cannot read the clock: {error}"),
        }
    }

    /// Tells that the program is about to end.
    pub fn stopping(self) {
        tell(&[NotifyState::Stopping]);
    }

    /// Tells again and again that the program is alive, if systemd wants to know.
    pub async fn watchdog(self) {
        let Some(longest) = watchdog_enabled() else {
            return;
        };
        loop {
            tell(&[NotifyState::Watchdog]);
            sleep(longest / 2).await;
        }
    }
}

fn tell(news: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(news) {
        tracing::debug!("cannot tell systemd: {error}");
    }
}
