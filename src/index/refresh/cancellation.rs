//! Cancellation of a refresh from another thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Flag that stops a refresh between two articles. Clones share the flag.
#[derive(Clone, Debug, Default)]
pub struct Cancellation(Arc<AtomicBool>);

impl Cancellation {
    /// Asks the refresh to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Returns whether the refresh was asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
