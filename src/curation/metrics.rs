//! Metrics of this layer. Recording does nothing unless an exporter is installed.

use std::time::Duration;

use metrics::{counter, gauge, histogram};

use crate::index::{IndexError, RefreshReport};

/// Counter of refreshes of the index, by result.
pub const REFRESHES: &str = "summit_bot_refreshes_total";

/// Histogram of the duration of refreshes, in seconds.
pub const REFRESH_TIME: &str = "summit_bot_refresh_seconds";

/// Gauge of the problems found in files by the last full refresh.
pub const PROBLEMS: &str = "summit_bot_problems";

/// Records the result and duration of a refresh; `of_all` is whether it covered all files.
pub(super) fn record_refresh(
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
