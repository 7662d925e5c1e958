//! Load shedding: a person who cannot be answered in time is told so at once instead of waiting in
//! vain.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use parking_lot::Mutex;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// Maximum wait for a slot. The rest of Discord's three seconds is for the work and the network.
const MAX_WAIT: Duration = Duration::from_millis(1600);

/// Number of slots for each processor: more than one, because a reply may wait for the disk.
const SLOTS_PER_PROCESSOR: usize = 2;

/// Minimum interval between two log lines about shed load.
const LOG_INTERVAL: Duration = Duration::from_secs(1);

/// Inverse weight of the last reply in the moving average of the time that a reply takes.
const AVERAGE_DIVISOR: u64 = 8;

/// Admission control with a fixed number of slots.
pub(crate) struct Load {
    slots: Semaphore,
    /// Number of slots.
    width: u64,
    waiting: AtomicUsize,
    /// Moving average of the time for which a slot is held, in microseconds.
    average: AtomicU64,
    shed: Mutex<Shed>,
}

/// People turned away since the last log line.
struct Shed {
    count: usize,
    last_line: Option<Instant>,
}

/// Permit to make one reply.
pub(crate) struct Slot<'a> {
    load: &'a Load,
    begun: Instant,
    _permit: SemaphorePermit<'a>,
}

impl Load {
    /// Makes two slots for each processor of the machine.
    pub(crate) fn new() -> Self {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let width = processors * SLOTS_PER_PROCESSOR;
        Self {
            slots: Semaphore::new(width),
            width: width as u64,
            waiting: AtomicUsize::new(0),
            average: AtomicU64::new(0),
            shed: Mutex::new(Shed {
                count: 0,
                last_line: None,
            }),
        }
    }

    /// Waits for a slot; `None` if it would be free too late, which is estimated from the number of
    /// waiting requests and the average time.
    pub(crate) async fn admit(&self) -> Option<Slot<'_>> {
        let before = self.waiting.fetch_add(1, Ordering::Relaxed) as u64;
        let average = self.average.load(Ordering::Relaxed);
        let expected = Duration::from_micros(average * before / self.width);
        let permit = if expected > MAX_WAIT {
            None
        } else {
            timeout(MAX_WAIT, self.slots.acquire()).await.ok()
        };
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        match permit {
            Some(Ok(permit)) => Some(Slot {
                load: self,
                begun: Instant::now(),
                _permit: permit,
            }),
            _ => {
                self.log_shed();
                None
            }
        }
    }

    /// Counts a person who was turned away, and logs the count at most once per interval.
    fn log_shed(&self) {
        let mut shed = self.shed.lock();
        shed.count += 1;
        let is_due = shed
            .last_line
            .is_none_or(|last| last.elapsed() >= LOG_INTERVAL);
        if is_due {
            tracing::warn!(
                "overloaded: told {} to try again in a few seconds",
                shed.count
            );
            *shed = Shed {
                count: 0,
                last_line: Some(Instant::now()),
            };
        }
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        let taken = self.begun.elapsed().as_micros() as u64;
        // This is an estimate: if two slots are freed at once, one of them may not count.
        let average = match self.load.average.load(Ordering::Relaxed) {
            // Nothing is known yet. A rush may be next, so the estimate must not begin too low.
            0 => taken,
            average => (average * (AVERAGE_DIVISOR - 1) + taken) / AVERAGE_DIVISOR,
        };
        self.load.average.store(average, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_first_reply_sets_the_average_time() {
        let load = Load::new();
        let mut slot = load.admit().await.unwrap();
        slot.begun = slot.begun.checked_sub(MAX_WAIT).unwrap();
        drop(slot);
        assert!(load.average.load(Ordering::Relaxed) >= MAX_WAIT.as_micros() as u64);
    }

    #[tokio::test]
    async fn long_waits_are_refused_at_once() {
        let load = Load::new();
        drop(load.admit().await);
        // Every reply takes longer than the maximum wait, and one request is waiting already.
        let micros = MAX_WAIT.as_micros() as u64 + 1;
        load.average.store(micros * load.width, Ordering::Relaxed);
        load.waiting.fetch_add(1, Ordering::Relaxed);
        let begun = Instant::now();
        assert!(load.admit().await.is_none());
        assert!(begun.elapsed() < MAX_WAIT);
        load.waiting.fetch_sub(1, Ordering::Relaxed);
        assert!(load.admit().await.is_some());
    }
}
