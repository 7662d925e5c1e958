//! Replay protection: remembers recent interactions, so that a recorded request is not answered
//! again.

use std::collections::{BTreeMap, HashSet};

use rustc_hash::FxBuildHasher;

/// Maximum difference between the time of a signature and the current time, in seconds.
pub(super) const TOLERANCE: i64 = 5 * 60;

/// Window of the IDs that came within the tolerance, by the second of their signatures.
///
/// The number of IDs is bounded. If more come, the oldest seconds are dropped sooner, and all
/// signatures of dropped seconds are refused, so that no forgotten ID is accepted again.
#[derive(Debug)]
pub(super) struct ReplayWindow {
    ids: HashSet<u64, FxBuildHasher>,
    by_second: BTreeMap<i64, Vec<u64>>,
    most: usize,
    /// Last dropped second; signatures up to it are refused.
    forgotten: i64,
}

/// Reason why an ID is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Replayed {
    /// The signature is from a dropped second.
    TooOld,
    /// The ID is in the window.
    Repeated,
}

impl ReplayWindow {
    /// Makes a window of at most `most` IDs.
    pub(super) fn new(most: usize) -> Self {
        Self {
            ids: HashSet::default(),
            by_second: BTreeMap::new(),
            most,
            forgotten: i64::MIN,
        }
    }

    /// Adds an ID that was signed at `signed` and came at `now`, both in seconds.
    ///
    /// # Errors
    ///
    /// [`Replayed`] if the ID came before or may have come before.
    pub(super) fn note(&mut self, id: u64, signed: i64, now: i64) -> Result<(), Replayed> {
        while let Some(oldest) = self.by_second.first_entry()
            && (*oldest.key() < now - TOLERANCE || self.ids.len() >= self.most)
        {
            self.forgotten = *oldest.key();
            for id in oldest.remove() {
                self.ids.remove(&id);
            }
        }
        if signed <= self.forgotten {
            return Err(Replayed::TooOld);
        }
        // The same ID is refused even with another signature.
        if !self.ids.insert(id) {
            return Err(Replayed::Repeated);
        }
        self.by_second.entry(signed).or_default().push(id);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_requests_are_refused() {
        let mut window = ReplayWindow::new(100);
        assert_eq!(window.note(1, 1000, 1000), Ok(()));
        assert_eq!(window.note(1, 1000, 1001), Err(Replayed::Repeated));
        assert_eq!(window.note(1, 1002, 1002), Err(Replayed::Repeated));
        assert_eq!(window.note(2, 1000, 1002), Ok(()));
        assert_eq!(
            window.note(1, 1000, 1000 + TOLERANCE),
            Err(Replayed::Repeated)
        );
        assert_eq!(
            window.note(1, 1000, 1001 + TOLERANCE),
            Err(Replayed::TooOld)
        );
        assert_eq!(window.note(3, 1001 + TOLERANCE, 1001 + TOLERANCE), Ok(()));
        assert_eq!(window.ids.len(), 1);
    }

    #[test]
    fn a_flood_shortens_the_window_without_a_gap() {
        let mut window = ReplayWindow::new(100);
        for id in 0..1000 {
            assert_eq!(window.note(id, 1000 + id as i64 / 10, 1100), Ok(()));
            assert!(window.ids.len() <= 100);
        }
        assert_eq!(window.note(0, 1000, 1100), Err(Replayed::TooOld));
        assert_eq!(window.note(999, 1099, 1100), Err(Replayed::Repeated));
    }
}
