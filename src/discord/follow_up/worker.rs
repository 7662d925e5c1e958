//! The threads that follow up new editions and poll feeds.

use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::discord::bot::Bot;
use crate::discord::transport::outbound::Outbound;
use crate::discord::transport::serve::{Service, guarded};
use crate::index::Cancellation;
use crate::state::metrics;
use crate::text::failures::with_causes;

/// Interval at which the edition of the index is checked, which reads the metadata of one file.
const CHECK_INTERVAL: Duration = Duration::from_secs(2);

/// Interval at which feeds are checked for being due.
const POLL_INTERVAL: Duration = Duration::from_secs(30);

/// Time after which failed work is tried again.
const RETRY_AFTER: Duration = Duration::from_secs(30);

/// Runs the follow-up of refreshes and the polling of feeds, each on its own thread, until it is
/// dropped.
pub struct FollowUp {
    stop: Cancellation,
    /// Dropping these wakes the threads up.
    _awake: [Sender<()>; 2],
}

impl FollowUp {
    /// Starts the threads, which begin with the work that an earlier run left undone. Each time
    /// they use the current bot of `service`.
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

/// Calls `work` on its own thread, and again after each time that it returns, until the sender is
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

/// Polls the feeds that are due, and records the counts of the database as metrics. Returns the
/// time until the next call.
fn poll_feeds(bot: &Bot, outbound: &dyn Outbound) -> Duration {
    match guarded(|| bot.poll_feeds(outbound)) {
        Ok(done) => {
            let (new, published) = (done.polls.new, done.published);
            if new + published > 0 {
                tracing::info!(new, published, "polled the feeds");
            }
        }
        Err(error) => tracing::error!("cannot poll the feeds: {}", with_causes(&*error)),
    }
    if let Some(storage) = &bot.parts.storage
        && let Ok(counts) = storage.state.counts()
    {
        metrics::record(counts);
    }
    POLL_INTERVAL
}

/// Follows up the current edition. Returns the time until the next call.
fn follow_up(bot: &Bot, outbound: &dyn Outbound, stop: &Cancellation) -> Duration {
    match guarded(|| bot.follow_up(outbound, stop)) {
        Ok(done) => {
            if done.gaps + done.told + done.closed > 0 {
                let (gaps, told) = (done.gaps, done.told);
                tracing::info!(gaps, told, "asked the unanswered questions again");
            }
            if done.later > 0 {
                RETRY_AFTER
            } else {
                CHECK_INTERVAL
            }
        }
        Err(error) => {
            let cause = with_causes(&*error);
            tracing::error!("cannot ask the unanswered questions again: {cause}");
            RETRY_AFTER
        }
    }
}
