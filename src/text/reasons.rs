//! Says in plain words why the operating system or the network refused something.

use std::error::Error;
use std::io::{self, ErrorKind};

use super::failures::causes;

/// Returns the words of the operating system without its error number, such as "no such file or
/// directory".
pub fn os_reason(error: &io::Error) -> String {
    let message = error.to_string();
    let words = message.split(" (os error ").next().unwrap_or_default();
    let mut letters = words.chars();
    let rest = letters.clone().skip(1).collect::<String>();
    match letters.next() {
        // Abbreviations keep their capitals.
        Some(first) if rest.starts_with(|c: char| c.is_lowercase() || c == ' ') => {
            first.to_lowercase().collect::<String>() + &rest
        }
        _ => words.to_owned(),
    }
}

/// Returns why a request over the network failed, as a clause about the other side, such as "it
/// refuses the connection". The words of an unusual error are those of its innermost cause.
pub fn network_reason(error: &(dyn Error + 'static)) -> String {
    let mut known = None;
    // The innermost cause that is known is the most specific.
    for cause in causes(error) {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let reason = kind.and_then(reason_of_kind);
        known = reason
            .or_else(|| reason_of_words(&cause.to_string()))
            .or(known);
    }
    known.map_or_else(|| innermost(error), ToOwned::to_owned)
}

fn reason_of_kind(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::ConnectionRefused => "it refuses the connection",
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => CLOSED,
        ErrorKind::UnexpectedEof => CLOSED,
        ErrorKind::TimedOut => SLOW,
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            "the network does not lead to it"
        }
        _ => return None,
    })
}

/// Recognises the messages of libraries whose error types are private.
fn reason_of_words(message: &str) -> Option<&'static str> {
    let reasons = [
        ("dns error", "its name cannot be looked up"),
        ("invalid peer certificate", "its certificate is not valid"),
        ("timed out", SLOW),
        ("invalid HTTP", "its answer is not valid HTTP"),
        ("closed before message completed", CLOSED),
    ];
    let mut reasons = reasons.iter();
    let (_, reason) = reasons.find(|(words, _)| message.contains(words))?;
    Some(reason)
}

const CLOSED: &str = "it breaks off the connection";
const SLOW: &str = "it does not answer in time";

fn innermost(error: &(dyn Error + 'static)) -> String {
    let words = causes(error).last().map(|cause| {
        let number = cause.downcast_ref::<io::Error>();
        number.map_or_else(|| cause.to_string(), os_reason)
    });
    words.unwrap_or_default().trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("{0}")]
    struct Outer(&'static str, #[source] Box<dyn Error>);

    #[test]
    fn no_number_of_the_system_is_shown() {
        let check = |number: i32, expected: &str| {
            assert_eq!(os_reason(&io::Error::from_raw_os_error(number)), expected);
        };
        if cfg!(target_os = "linux") {
            check(2, "no such file or directory");
            check(13, "permission denied");
            check(98, "address already in use");
        }
        assert_eq!(os_reason(&io::Error::other("I/O failed")), "I/O failed");
    }

    #[test]
    fn a_chain_of_causes_becomes_one_clause() {
        let check = |cause: Box<dyn Error>, expected: &str| {
            let sent = Outer("client error (Connect)", cause);
            let error = Outer("error sending request for url", Box::new(sent));
            assert_eq!(network_reason(&error), expected);
        };
        let words = |words: &'static str| -> Box<dyn Error> { Box::new(io::Error::other(words)) };
        let kind = |kind: ErrorKind| -> Box<dyn Error> { Box::new(io::Error::from(kind)) };
        check(
            Box::new(Outer(
                "dns error",
                words("failed to lookup address information: Name or service not known"),
            )),
            "its name cannot be looked up",
        );
        check(
            kind(ErrorKind::ConnectionRefused),
            "it refuses the connection",
        );
        check(kind(ErrorKind::ConnectionReset), CLOSED);
        check(words("connection closed before message completed"), CLOSED);
        check(
            words("invalid peer certificate: UnknownIssuer"),
            "its certificate is not valid",
        );
        check(words("operation timed out"), SLOW);
        check(
            words("invalid HTTP version parsed"),
            "its answer is not valid HTTP",
        );
        check(
            Box::new(io::Error::from_raw_os_error(-7)),
            "unknown error -7",
        );
    }
}
