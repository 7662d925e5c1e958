//! The times of the next poll of a feed and of the next attempt to fetch an item's page.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

const MINUTE: Duration = Duration::from_secs(60);

/// Time between two polls of a feed that declares no time to live.
const DEFAULT_INTERVAL: Duration = Duration::from_secs(15 * 60);

/// Minimum time between two polls, whatever the feed declares.
const MIN_INTERVAL: Duration = Duration::from_secs(5 * 60);
/// Maximum time between two polls or attempts, before jitter.
const MAX_INTERVAL: Duration = Duration::from_secs(24 * 60 * 60);

/// Maximum share of the waiting time that is added at random, so that feeds are not polled all at
/// once.
const JITTER: f64 = 0.2;

/// Returns the time of the next poll: after `ttl`, in minutes, or the default interval, doubled for
/// each failure in a row, and not before `retry_after`.
pub(super) fn next_poll(
    now: Timestamp,
    ttl: Option<u32>,
    failures: u32,
    retry_after: Option<Duration>,
) -> Timestamp {
    let usual = ttl
        .map_or(DEFAULT_INTERVAL, |minutes| MINUTE * minutes)
        .clamp(MIN_INTERVAL, MAX_INTERVAL);
    let wait = usual.saturating_mul(1 << failures.min(10));
    let wait = wait.max(retry_after.unwrap_or_default()).min(MAX_INTERVAL);
    after_with_jitter(now, wait)
}

/// Returns the time of the next attempt to fetch a page: after one minute, doubled for each
/// attempt.
pub(super) fn next_attempt(now: Timestamp, attempts: u32) -> Timestamp {
    after_with_jitter(
        now,
        MINUTE
            .saturating_mul(1 << attempts.min(10))
            .min(MAX_INTERVAL),
    )
}

/// Adds `wait` and a random jitter to `now`.
fn after_with_jitter(now: Timestamp, wait: Duration) -> Timestamp {
    let wait = wait.mul_f64(1.0 + JITTER * random_fraction());
    let wait = SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX);
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

/// Returns a random number from 0 to 1, made with the random keys of the standard library's hasher.
fn random_fraction() -> f64 {
    f64::from(RandomState::new().hash_one(0) as u32) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(next: Timestamp, minutes: i64) {
        let wait = next.duration_since(Timestamp::UNIX_EPOCH).as_secs();
        let range = 60 * minutes..=72 * minutes;
        assert!(range.contains(&wait), "{wait} is not in {range:?}");
    }

    #[test]
    fn poll_intervals_of_feeds_are_limited() {
        let next = |ttl, failures, retry: u64| {
            let retry = (retry > 0).then(|| Duration::from_secs(retry));
            next_poll(Timestamp::UNIX_EPOCH, ttl, failures, retry)
        };
        check(next(None, 0, 0), 15);
        check(next(Some(60), 0, 0), 60);
        check(next(Some(1), 0, 0), 5);
        check(next(Some(1_000_000), 0, 0), 24 * 60);
        check(next(None, 1, 0), 30);
        check(next(None, 40, 0), 24 * 60);
        check(next(None, 0, 3_600), 60);
        check(next(None, 0, u64::MAX), 24 * 60);
        check(next_attempt(Timestamp::UNIX_EPOCH, 3), 8);
    }
}
