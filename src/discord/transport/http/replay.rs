//! The interactions that came lately, so that a request that somebody recorded is not answered
//! again.

use std::collections::{BTreeMap, HashSet};

use rustc_hash::FxBuildHasher;

/// Largest difference between the time of a signature and ours, in seconds.
pub(super) const TOLERANCE: i64 = 5 * 60;

/// The IDs that came within the tolerance, by the second of their signatures.
///
/// No more than a number of them are kept. Whoever sends more has the oldest signatures refused
/// sooner: none that is forgotten is taken again.
#[derive(Debug)]
pub(super) struct ReplayWindow {
    ids: HashSet<u64, FxBuildHasher>,
    by_second: BTreeMap<i64, Vec<u64>>,
    most: usize,
    /// Signatures of this second and those before it are refused.
    forgotten: i64,
}

/// Why a signature counts for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Replayed {
    /// It is so old that what came then is forgotten.
    TooOld,
    /// The ID came before.
    Repeated,
}

impl ReplayWindow {
    /// Keeps at most so many IDs.
    pub(super) fn new(most: usize) -> Self {
        Self {
            ids: HashSet::default(),
            by_second: BTreeMap::new(),
            most,
            forgotten: i64::MIN,
        }
    }

    /// Notes an ID that was signed at `signed` and came at `now`, both in seconds.
    ///
    /// # Errors
    ///
    /// [`Replayed`] if it may have come before.
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
        // The same ID may not come with another signature either.
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
    fn what_came_is_not_taken_again() {
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
    fn a_flood_shortens_the_window_and_opens_no_gap() {
        let mut window = ReplayWindow::new(100);
        for id in 0..1000 {
            assert_eq!(window.note(id, 1000 + id as i64 / 10, 1100), Ok(()));
            assert!(window.ids.len() <= 100);
        }
        assert_eq!(window.note(0, 1000, 1100), Err(Replayed::TooOld));
        assert_eq!(window.note(999, 1099, 1100), Err(Replayed::Repeated));
    }
}
