//! When a feed is polled next, and an item's page fetched again.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

const MINUTE: Duration = Duration::from_secs(60);

/// Time between two polls of a feed that says nothing of it.
const USUAL: Duration = Duration::from_secs(15 * 60);

/// Shortest and longest time between two polls, whatever a feed says.
const SHORTEST: Duration = Duration::from_secs(5 * 60);
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// Share of the time that is added at random, so that not all feeds are polled at once.
const JITTER: f64 = 0.2;

/// The next poll: after `ttl`, in minutes, or the usual time; twice as long after each failure in a
/// row; never before the server wants it.
pub(super) fn next_poll(
    now: Timestamp,
    ttl: Option<u32>,
    failures: u32,
    retry_after: Option<Duration>,
) -> Timestamp {
    let usual = ttl
        .map_or(USUAL, |minutes| MINUTE * minutes)
        .clamp(SHORTEST, LONGEST);
    let wait = usual.saturating_mul(1 << failures.min(10));
    let wait = wait.max(retry_after.unwrap_or_default()).min(LONGEST);
    after(now, wait)
}

/// The next attempt to fetch a page: one minute later, and twice as long after each attempt.
pub(super) fn next_attempt(now: Timestamp, attempts: u32) -> Timestamp {
    after(
        now,
        MINUTE.saturating_mul(1 << attempts.min(10)).min(LONGEST),
    )
}

fn after(now: Timestamp, wait: Duration) -> Timestamp {
    let wait = wait.mul_f64(1.0 + JITTER * random_share());
    let wait = SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX);
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

/// A number from 0 to 1. The keys of the standard library's hasher are random.
fn random_share() -> f64 {
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
    fn feeds_are_polled_as_often_as_they_want_within_reason() {
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
