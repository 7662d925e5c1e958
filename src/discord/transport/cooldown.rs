//! Rate limits for each person.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use serenity::model::id::UserId;

/// Number of requests after which people whose buckets are full again are forgotten.
const FORGET_EVERY: u32 = 1_000;

/// Rate limiter with a token bucket for each person.
pub(crate) struct Cooldown {
    limiter: Option<DefaultKeyedRateLimiter<UserId>>,
    asked: AtomicU32,
}

impl Cooldown {
    /// Allows `burst` commands in a row, and one more after each `every`; a burst of 0 means no
    /// limit.
    pub(crate) fn new(burst: u32, every: Duration) -> Self {
        let quota = NonZeroU32::new(burst)
            .and_then(|burst| Some(Quota::with_period(every)?.allow_burst(burst)));
        Self {
            limiter: quota.map(RateLimiter::keyed),
            asked: AtomicU32::new(0),
        }
    }

    /// Takes a token from a person's bucket.
    ///
    /// # Errors
    ///
    /// The time until the next token if the bucket is empty.
    pub(crate) fn take(&self, person: UserId) -> Result<(), Duration> {
        let Some(limiter) = &self.limiter else {
            return Ok(());
        };
        if self.asked.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        limiter
            .check_key(&person)
            .map_err(|not_yet| not_yet.wait_time_from(DefaultClock::default().now()))
    }
}

/// Returns the reply to a person whose bucket is empty.
pub(crate) fn too_often(wait: Duration) -> String {
    let seconds = wait.as_secs_f64().ceil().max(1.0) as u64;
    let seconds = match seconds {
        1 => "1 second".to_owned(),
        _ => format!("{seconds} seconds"),
    };
    format!("That was a lot at once: please try again in {seconds}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cooldown_is_per_person() {
        let cooldown = Cooldown::new(2, Duration::from_secs(3600));
        let (one, other) = (UserId::new(1), UserId::new(2));
        assert_eq!(cooldown.take(one), Ok(()));
        assert_eq!(cooldown.take(one), Ok(()));
        let wait = cooldown.take(one).unwrap_err();
        assert!((3500..=3600).contains(&wait.as_secs()), "{wait:?}");
        assert_eq!(cooldown.take(other), Ok(()));
        assert!((0..100).all(|_| Cooldown::new(0, Duration::ZERO).take(one).is_ok()));
    }

    #[test]
    fn the_time_left_is_in_words() {
        let check = |millis, expected: &str| {
            let sentence = too_often(Duration::from_millis(millis));
            assert_eq!(
                sentence,
                format!("That was a lot at once: please try again in {expected}.")
            );
        };
        check(0, "1 second");
        check(1200, "2 seconds");
    }
}
