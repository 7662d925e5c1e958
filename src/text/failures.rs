//! Formats errors with their causes, and catches panics that the program survives.

use std::any::Any;
use std::cell::Cell;
use std::error::Error;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

thread_local! {
    /// Whether this thread is inside [`survive`].
    static SURVIVES: Cell<bool> = const { Cell::new(false) };
    /// Location of this thread's last panic.
    static PLACE: Cell<Option<String>> = const { Cell::new(None) };
}

/// Iterates over an error and its causes, outermost first.
pub fn causes<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// Returns the message of an error followed by those of its causes, except those it contains
/// already.
pub fn with_causes(error: &(dyn Error + 'static)) -> String {
    let mut message = String::new();
    for cause in causes(error).map(ToString::to_string) {
        if message.is_empty() {
            message = cause;
        } else if !message.ends_with(&cause) {
            message = format!("{}: {cause}", message.trim_end_matches('.'));
        }
    }
    message
}

/// Runs `work` and catches its panic. A panic hook should call [`is_survived`] and leave such a
/// panic to the caller.
///
/// # Errors
///
/// [`Panicked`] with the message and the location of the panic.
pub fn survive<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    let outer = SURVIVES.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    SURVIVES.set(outer);
    result.map_err(|panic| Panicked::new(panic.as_ref()))
}

/// Returns whether a panic will be caught by [`survive`]. A panic hook should then print nothing,
/// because the caller of [`survive`] receives the message and the location.
pub fn is_survived(panic: &PanicHookInfo<'_>) -> bool {
    if SURVIVES.get() {
        PLACE.set(panic.location().map(ToString::to_string));
    }
    SURVIVES.get()
}

/// Caught panic.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a mistake in the program{place}: {cause}")]
pub struct Panicked {
    cause: String,
    /// Location, such as " at src/main.rs:12:5"; empty without a hook that called [`is_survived`].
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
