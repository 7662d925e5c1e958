//! Notifications to systemd. They do nothing unless systemd started the program.

use sd_notify::{NotifyState, watchdog_enabled};
use tokio::time::sleep;

/// Notifies that the program serves, after its start or a reload.
pub fn ready() {
    notify(&[NotifyState::Ready]);
}

/// Notifies that the settings are being reloaded.
pub fn reloading() {
    match NotifyState::monotonic_usec_now() {
        Ok(now) => notify(&[NotifyState::Reloading, now]),
        Err(error) => tracing::debug!("cannot read the clock: {error}"),
    }
}

/// Notifies that the program is about to end.
pub fn stopping() {
    notify(&[NotifyState::Stopping]);
}

/// Notifies periodically that the program is alive, if systemd's watchdog is enabled.
pub async fn watchdog() {
    let Some(longest) = watchdog_enabled() else {
        return;
    };
    loop {
        notify(&[NotifyState::Watchdog]);
        sleep(longest / 2).await;
    }
}

fn notify(news: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(news) {
        tracing::debug!("cannot tell systemd: {error}");
    }
}
