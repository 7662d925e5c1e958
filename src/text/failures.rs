//! Errors with their causes, and panics that the program survives.

use std::any::Any;
use std::cell::Cell;
use std::error::Error;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

thread_local! {
    /// Whether this thread is inside [`survive`].
    static SURVIVES: Cell<bool> = const { Cell::new(false) };
    /// Where the last panic of this thread happened.
    static PLACE: Cell<Option<String>> = const { Cell::new(None) };
}

/// An error and the errors that caused it, the innermost last.
pub fn causes<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// The message of an error, followed by those of its causes that it does not say itself.
pub fn with_causes(error: &(dyn Error + 'static)) -> String {
    let mut message = String::new();
    for cause in causes(error).map(ToString::to_string) {
        if message.is_empty() {
            message = cause;
        } else if !message.ends_with(&cause) {
            message = format!("{message}: {cause}");
        }
    }
    message
}

/// Runs `work`, and returns its panic as a message. A panic hook asks [`is_survived`] and leaves
/// the panic to the caller.
///
/// # Errors
///
/// The message of the panic.
pub fn survive<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    let outer = SURVIVES.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    SURVIVES.set(outer);
    result.map_err(|panic| Panicked::new(panic.as_ref()))
}

/// Whether a panic is caught by [`survive`]: for a panic hook, which then says nothing, because
/// the caller of [`survive`] is told the message and the place.
pub fn is_survived(panic: &PanicHookInfo<'_>) -> bool {
    if SURVIVES.get() {
        PLACE.set(panic.location().map(ToString::to_string));
    }
    SURVIVES.get()
}

/// A panic that was caught.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a mistake in the program{place}: {cause}")]
pub struct Panicked {
    cause: String,
    /// Such as " at src/main.rs:12:5"; empty without a hook that asked [`is_survived`].
    place: String,
}

impl Panicked {
    fn new(panic: &(dyn Any + Send)) -> Self {
        let message = panic
            .downcast_ref::<&str>()
            .map(|message| (*message).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned());
        let place = PLACE.take().map(|place| format!(" at {place}"));
        Self {
            cause: message.unwrap_or_else(|| "no cause given".to_owned()),
            place: place.unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("{message}")]
    struct Failure {
        message: &'static str,
        source: Option<Box<Failure>>,
    }

    fn failure(messages: &[&'static str]) -> Failure {
        let (message, rest) = messages.split_first().unwrap();
        Failure {
            message,
            source: (!rest.is_empty()).then(|| Box::new(failure(rest))),
        }
    }

    #[test]
    fn a_cause_is_said_once() {
        let error = failure(&["cannot read: no such file", "no such file", "os error 2"]);
        assert_eq!(with_causes(&error), "cannot read: no such file: os error 2");
        assert_eq!(causes(&error).last().unwrap().to_string(), "os error 2");
    }

    #[test]
    fn a_panic_is_survived_inside_alone() {
        let inner = survive(|| {
            assert_eq!(survive(|| SURVIVES.get()), Ok(true));
            SURVIVES.get()
        });
        assert_eq!(inner, Ok(true));
        let panicked = survive(|| panic!("broken {}", 1)).unwrap_err();
        assert_eq!(panicked.to_string(), "a mistake in the program: broken 1");
        assert!(!SURVIVES.get());
    }
}
