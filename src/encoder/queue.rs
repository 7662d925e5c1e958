//! Queue of the questions to be encoded on a single thread, with deadlines.

use std::sync::mpsc;
use std::time::Instant;

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::EncoderError;

/// Single thread that runs tasks in the order of their arrival.
pub(super) struct Queue(ThreadPool);

impl Queue {
    pub(super) fn new() -> Result<Self, EncoderError> {
        threads(1).map(Self)
    }

    /// Runs `work` on the thread and returns its result; `None` if it is not finished by the
    /// deadline or panics. A task that is still waiting at its deadline is not started.
    pub(super) fn run<T: Send + 'static>(
        &self,
        deadline: Option<Instant>,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let is_over = move || deadline.is_some_and(|deadline| Instant::now() >= deadline);
        let (sender, receiver) = mpsc::sync_channel(1);
        self.0.spawn_fifo(move || {
            if !is_over() {
                // The receiver is gone if the deadline passed meanwhile.
                let _ = sender.try_send(work());
            }
        });
        match deadline {
            None => receiver.recv().ok(),
            Some(deadline) => {
                let left = deadline.saturating_duration_since(Instant::now());
                receiver.recv_timeout(left).ok()
            }
        }
    }
}

/// Creates a pool with this number of threads; 0 means one for each core.
pub(super) fn threads(threads: usize) -> Result<ThreadPool, EncoderError> {
    ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|n| format!("encoder {n}"))
        // The caller notices the failure because no result arrives.
        .panic_handler(|_| ())
        .build()
        .map_err(EncoderError::failed)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_comes_too_late_is_left_out() {
        let queue = Arc::new(Queue::new().expect("a thread"));
        assert_eq!(queue.run(None, || 7), Some(7));
        assert_eq!(queue.run(Some(Instant::now()), || 7), None);
        let panicking = queue.run(None, || -> u8 { panic!("a test") });
        assert_eq!(panicking, None);

        let (open, gate) = mpsc::sync_channel::<()>(0);
        let (begin, begun) = mpsc::sync_channel(1);
        let busy = Arc::clone(&queue);
        let first = thread::spawn(move || {
            busy.run(None, move || {
                let _ = begin.send(());
                gate.recv().is_ok()
            })
        });
        assert!(begun.recv().is_ok());
        let began = Arc::new(AtomicBool::new(false));
        let begins = Arc::clone(&began);
        let soon = Some(Instant::now() + Duration::from_millis(5));
        let second = queue.run(soon, move || begins.store(true, Ordering::SeqCst));
        assert_eq!(second, None);
        assert!(open.send(()).is_ok());
        assert_eq!(first.join().ok(), Some(Some(true)));
        assert_eq!(queue.run(None, || 8), Some(8));
        assert!(!began.load(Ordering::SeqCst));
    }
}
