//! The availability of the bot: whether interactions can reach it, for readiness checks.

use std::collections::BTreeSet;

use metrics::gauge;
use parking_lot::Mutex;
use tokio::sync::Notify;

use crate::discord::metrics::{CONNECTIONS, WANTED_CONNECTIONS};

/// State of a transport's connections: its shards, or the one address that it listens on.
#[derive(Debug, Default)]
pub struct Availability {
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct State {
    wanted: u32,
    up: BTreeSet<u32>,
    is_stopping: bool,
}

impl Availability {
    /// Sets the number of connections that should be up.
    pub(super) fn want(&self, connections: u32) {
        self.change(|state| state.wanted = connections);
        gauge!(WANTED_CONNECTIONS).set(connections);
    }

    /// Records that a connection, counted from 0, is up.
    pub(super) fn up(&self, connection: u32) {
        self.change(|state| {
            state.up.insert(connection);
        });
    }

    /// Records that a connection is down.
    pub(super) fn down(&self, connection: u32) {
        self.change(|state| {
            state.up.remove(&connection);
        });
    }

    /// Records that the program is stopping.
    pub fn stop(&self) {
        self.change(|state| state.is_stopping = true);
    }

    /// Succeeds if all connections are up and the program is not stopping.
    ///
    /// # Errors
    ///
    /// [`Unavailable`] with the reason.
    pub fn check(&self) -> Result<(), Unavailable> {
        let state = self.state.lock();
        let up = u32::try_from(state.up.len()).unwrap_or(u32::MAX);
        if state.is_stopping {
            Err(Unavailable::Stopping)
        } else if state.wanted == 0 {
            Err(Unavailable::Starting)
        } else if up < state.wanted {
            Err(Unavailable::Disconnected {
                up,
                wanted: state.wanted,
            })
        } else {
            Ok(())
        }
    }

    /// Waits until all connections are up.
    pub async fn wait(&self) {
        loop {
            let changed = self.changed.notified();
            if self.check().is_ok() {
                return;
            }
            changed.await;
        }
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.lock();
        change(&mut state);
        gauge!(CONNECTIONS).set(u32::try_from(state.up.len()).unwrap_or(u32::MAX));
        drop(state);
        self.changed.notify_waiters();
    }
}

/// Reason why interactions cannot reach the bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unavailable {
    /// The articles are being prepared, or the first connection is not up yet.
    #[error("the bot is starting")]
    Starting,
    /// Some connections are down.
    #[error("{up} of {wanted} connections to Discord are up")]
    Disconnected {
        /// Number of connections that are up.
        up: u32,
        /// Number of connections that should be up.
        wanted: u32,
    },
    /// The program was told to stop.
    #[error("the bot is stopping")]
    Stopping,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_available_while_every_connection_is_up() {
        let availability = Availability::default();
        assert_eq!(availability.check(), Err(Unavailable::Starting));
        availability.want(2);
        availability.up(0);
        assert_eq!(
            availability.check(),
            Err(Unavailable::Disconnected { up: 1, wanted: 2 })
        );
        availability.up(1);
        availability.up(1);
        assert_eq!(availability.check(), Ok(()));
        availability.down(0);
        assert!(availability.check().is_err());
        availability.up(0);
        availability.stop();
        assert_eq!(availability.check(), Err(Unavailable::Stopping));
    }
}
