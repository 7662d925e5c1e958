//! Checks of the machine: disk, file handles and clock.

use std::path::Path;

use indicatif::HumanBytes;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::finding::Finding;
use super::folders::nearest_existing;
use crate::corpus::files::shown;
use crate::ops::process::max_open_files;
use crate::text::reasons::os_reason;

/// Free disk space below which the doctor warns, in bytes: a refresh writes the index a second
/// time.
const WARNING_FREE_BYTES: u64 = 1 << 30;

/// Free disk space below which writing the index may fail, in bytes.
const MIN_FREE_BYTES: u64 = 100 << 20;

/// Limit of file handles below which many simultaneous connections exhaust them.
const WARNING_HANDLES: u64 = 2048;

/// Limit of file handles below which the index alone may exhaust them.
const MIN_HANDLES: u64 = 256;

/// First year that is plausible for the clock.
const MIN_PLAUSIBLE_YEAR: i16 = 2025;

/// Checks the free space on the disk of a folder, or of its nearest existing ancestor.
pub fn disk(folder: &Path) -> Finding {
    const SUBJECT: &str = "disk";
    let stat = match rustix::fs::statvfs(nearest_existing(folder)) {
        Ok(stat) => stat,
        Err(error) => {
            return Finding::warning(
                SUBJECT,
                format!("the free disk is not known: {}", os_reason(&error.into())),
            );
        }
    };
    let free = stat.f_bavail.saturating_mul(stat.f_frsize);
    let message = format!("{} are free for {}", HumanBytes(free), shown(folder));
    if free < MIN_FREE_BYTES {
        Finding::failure(SUBJECT, format!("{message}: make room"))
    } else if free < WARNING_FREE_BYTES {
        Finding::warning(SUBJECT, format!("{message}: make room before it is full"))
    } else {
        Finding::ok(SUBJECT, message)
    }
}

/// Checks that enough files and sockets may be open at once.
pub fn file_handles() -> Finding {
    const SUBJECT: &str = "file handles";
    let Some(most) = max_open_files() else {
        return Finding::ok(SUBJECT, "no limit is known");
    };
    let message = format!("{most} files and connections may be open at once");
    let remedy = "raise the limit, such as by LimitNOFILE= of systemd or ulimit -n";
    if most < MIN_HANDLES {
        Finding::failure(SUBJECT, format!("{message}: {remedy}"))
    } else if most < WARNING_HANDLES {
        Finding::warning(SUBJECT, format!("{message}: {remedy}"))
    } else {
        Finding::ok(SUBJECT, message)
    }
}

/// Checks that the clock is plausible, without comparing it with another.
pub fn clock(now: Timestamp) -> Finding {
    const SUBJECT: &str = "clock";
    let message = format!("it says {}", now.strftime("%Y-%m-%d %H:%M:%S UTC"));
    if TimeZone::UTC.to_datetime(now).year() < MIN_PLAUSIBLE_YEAR {
        let message = format!("{message}: set it, or have it set by NTP");
        return Finding::failure(SUBJECT, message);
    }
    Finding::ok(SUBJECT, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::doctor::Level;

    #[test]
    fn an_unset_clock_is_found() {
        let check = |text: &str, expected| {
            assert_eq!(clock(text.parse().unwrap()).level, expected, "{text}");
        };
        check("1970-01-01T00:00:09Z", Level::Failure);
        check("2026-01-01T00:00:00Z", Level::Ok);
    }
}
