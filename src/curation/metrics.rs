//! The names of what this layer measures. Where nobody exports them, recording costs nothing.

use std::time::Duration;

use metrics::{counter, gauge, histogram};

use crate::index::{IndexError, RefreshReport};

/// Refreshes of the index, by result.
pub const REFRESHES: &str = "summit_bot_refreshes_total";

/// Duration of refreshes.
pub const REFRESH_TIME: &str = "summit_bot_refresh_seconds";

/// Problems of the files, at the last refresh of all of them.
pub const PROBLEMS: &str = "summit_bot_problems";

/// Records how a refresh went, of all files or of some.
pub(super) fn refreshed(
    report: &Result<RefreshReport, IndexError>,
    of_all: bool,
    duration: Duration,
) {
    let result = match report {
        Ok(_) => "done",
        Err(IndexError::Cancelled) => "cancelled",
        Err(_) => "failed",
    };
    counter!(REFRESHES, "result" => result).increment(1);
    histogram!(REFRESH_TIME).record(duration);
    if let Ok(report) = report
        && of_all
    {
        gauge!(PROBLEMS).set(report.problems.len() as f64);
    }
}
