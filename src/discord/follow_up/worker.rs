//! The threads that look for new editions and poll feeds.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::discord::bot::Bot;
use crate::discord::transport::outbound::Outbound;
use crate::discord::transport::serve::Service;
use crate::index::Cancellation;
use crate::state::metrics;
use crate::text::failures::{survive, with_causes};

/// Time between two looks at the index, each of which costs one look at a file's metadata.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Time between two looks at which feeds are due.
const POLL_EVERY: Duration = Duration::from_secs(30);

/// Time after which what failed is tried again.
const RETRY_AFTER: Duration = Duration::from_secs(30);

/// Follows refreshes up and polls feeds, in a thread each, until it is dropped.
pub struct FollowUp {
    stop: Cancellation,
    /// Dropped to wake the threads up.
    _awake: [Sender<()>; 2],
}

impl FollowUp {
    /// Begins at once with what an earlier run left undone. Each look is the bot's that `service` has
    /// then.
    pub fn start(service: Arc<Service>, outbound: Arc<dyn Outbound>) -> Self {
        let stop = Cancellation::default();
        let stopped = stop.clone();
        let (feeding, told) = (Arc::clone(&service), Arc::clone(&outbound));
        let awake = [
            repeat(move || follow_up(&service.bot(), &*outbound, &stopped)),
            repeat(move || poll_feeds(&feeding.bot(), &*told)),
        ];
        Self {
            stop,
            _awake: awake,
        }
    }
}

impl Drop for FollowUp {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// Does `work` in a thread of its own, again after the time that it returns, until the sender is
/// dropped.
fn repeat(work: impl Fn() -> Duration + Send + 'static) -> Sender<()> {
    let (awake, sleeping) = mpsc::channel();
    thread::spawn(
        move || {
            while sleeping.recv_timeout(work()) == Err(RecvTimeoutError::Timeout) {}
        },
    );
    awake
}

/// Polls what is due. Returns when to look again.
fn poll_feeds(bot: &Bot, outbound: &dyn Outbound) -> Duration {
    match survive(|| bot.poll_feeds(outbound)) {
        Ok(Ok(done)) => {
            let (new, published) = (done.polls.new, done.published);
            if new + published > 0 {
                tracing::info!(new, published, "polled the feeds");
            }
        }
        Ok(Err(error)) => tracing::error!("cannot poll the feeds: {}", with_causes(&*error)),
        Err(panicked) => tracing::error!("cannot poll the feeds: {panicked}"),
    }
    measure(bot);
    POLL_EVERY
}

/// Records how much is kept.
fn measure(bot: &Bot) {
    let counts = bot.kept().map(|kept| kept.state.counts());
    if let Some(Ok(counts)) = counts {
        metrics::record(counts);
    }
}

/// Looks once. Returns when to look again.
fn follow_up(bot: &Bot, outbound: &dyn Outbound, stop: &Cancellation) -> Duration {
    let followed_up = survive(|| bot.follow_up(outbound, stop));
    match followed_up {
        Ok(Ok(done)) => {
            if done.gaps + done.told + done.closed > 0 {
                let (gaps, told) = (done.gaps, done.told);
                tracing::info!(gaps, told, "asked again what was asked in vain");
            }
            if done.later > 0 {
                RETRY_AFTER
            } else {
                LOOK_EVERY
            }
        }
        Ok(Err(error)) => {
            tracing::error!(
                "cannot ask again what was asked in vain: {}",
                with_causes(&*error)
            );
            RETRY_AFTER
        }
        Err(panicked) => {
            tracing::error!("cannot ask again what was asked in vain: {panicked}");
            RETRY_AFTER
        }
    }
}
