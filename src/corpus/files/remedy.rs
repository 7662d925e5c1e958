//! Remedies for errors of the operating system, worded for the operator.

use std::io::{self, ErrorKind};

/// Error numbers of Linux and macOS that have no [`ErrorKind`].
const ENFILE: i32 = 23;
const EMFILE: i32 = 24;
const ENOLCK: i32 = if cfg!(target_os = "macos") { 77 } else { 37 };

/// Returns the remedy for a lack of file handles, locks or memory; `None` for other errors.
pub fn shortage(error: &io::Error) -> Option<&'static str> {
    if cfg!(unix) {
        match error.raw_os_error() {
            Some(ENFILE | EMFILE) => {
                return Some("too many files are open: raise the limit, such as with `ulimit -n`");
            }
            Some(ENOLCK) => return Some(NO_LOCKS),
            _ => {}
        }
    }
    match error.kind() {
        ErrorKind::OutOfMemory => Some("make sure that there is enough memory"),
        ErrorKind::Unsupported => Some(NO_LOCKS),
        _ => None,
    }
}

/// Returns the remedy for an error of a folder that is written to; `None` if the operator cannot
/// resolve it.
pub fn remedy(error: &io::Error) -> Option<&'static str> {
    match error.kind() {
        ErrorKind::PermissionDenied => Some("make sure that the folder is writable and readable"),
        ErrorKind::ReadOnlyFilesystem => Some("make sure that the folder is writable"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            Some("make sure that the disk is not full")
        }
        ErrorKind::TimedOut => Some(
            "another program holds it up, or its drive does not answer: end that program or check the drive",
        ),
        _ => shortage(error),
    }
}

const NO_LOCKS: &str = "the file system has no locks: move the folder to a local disk";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortage_is_named_as_what_it_is() {
        let remedy_of = |number: i32| remedy(&io::Error::from_raw_os_error(number));
        assert!(remedy_of(EMFILE).is_some_and(|text| text.contains("files are open")));
        assert!(remedy_of(ENOLCK).is_some_and(|text| text.contains("locks")));
        // EACCES, ENOMEM and ENOSPC.
        assert!(remedy_of(13).is_some_and(|text| text.contains("writable")));
        assert!(remedy_of(12).is_some_and(|text| text.contains("memory")));
        assert!(remedy_of(28).is_some_and(|text| text.contains("full")));
        assert_eq!(remedy(&io::Error::other("it is not a file")), None);
    }
}
