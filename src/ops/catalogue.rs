//! The list of all exported metrics.

use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};

use crate::curation::metrics::{PROBLEMS, REFRESH_TIME, REFRESHES};
use crate::discord::metrics::{
    CONNECTIONS, COOLED_DOWN, INTERACTIONS, REJECTED, RENDER, SEARCH, SENDING, SHED, WAITING,
    WANTED_CONNECTIONS, WHOLE,
};
use crate::state::metrics::{FEEDS, GAPS, WAITING_ARTICLES, WISHES};

/// Gauge of articles in the index.
pub(super) const ARTICLES: &str = "summit_bot_articles";
/// Gauge of paragraphs in the index.
pub(super) const PARAGRAPHS: &str = "summit_bot_paragraphs";
/// Gauge of quotations in the index.
pub(super) const QUOTATIONS: &str = "summit_bot_quotations";
/// Gauge of the time since the last commit, in seconds.
pub(super) const EDITION_AGE: &str = "summit_bot_edition_age_seconds";
/// Gauge of the resident memory, in bytes.
pub(super) const MEMORY: &str = "process_resident_memory_bytes";
/// Gauge of open files and sockets.
pub(super) const OPEN_FILES: &str = "process_open_fds";
/// Gauge of the time since the start, in seconds.
pub(super) const UPTIME: &str = "summit_bot_uptime_seconds";

/// Description of a metric for Prometheus.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// Name, with the unit at its end.
    pub name: &'static str,
    /// Kind of the metric.
    pub kind: Kind,
    /// Help text.
    pub help: &'static str,
}

/// Kind of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A count that only grows.
    Counter,
    /// A value that rises and falls.
    Gauge,
    /// A distribution of durations, in seconds.
    Histogram,
}

/// All metrics.
pub const METRICS: [Metric; 25] = [
    counter(INTERACTIONS, "Interactions by command and outcome."),
    histogram(
        WHOLE,
        "Time from an interaction to the end of its reply, by command.",
    ),
    histogram(WAITING, "Time until an interaction is handled."),
    histogram(
        SEARCH,
        "Duration of finding an answer, quotation or verdict.",
    ),
    histogram(RENDER, "Duration of rendering a message."),
    histogram(SENDING, "Duration of sending a reply to Discord."),
    counter(SHED, "Interactions refused because too many came at once."),
    counter(
        COOLED_DOWN,
        "Interactions refused because of a person's cooldown.",
    ),
    counter(
        REJECTED,
        "Requests to the interactions endpoint that were refused, by reason.",
    ),
    gauge(
        CONNECTIONS,
        "Connections to Discord that are up: shards, or the endpoint.",
    ),
    gauge(
        WANTED_CONNECTIONS,
        "Connections to Discord that should be up.",
    ),
    counter(REFRESHES, "Refreshes of the index by result."),
    histogram(REFRESH_TIME, "Duration of a refresh."),
    gauge(
        PROBLEMS,
        "Problems in article files at the last full refresh.",
    ),
    gauge(FEEDS, "Followed feeds."),
    gauge(
        WAITING_ARTICLES,
        "Articles of feeds that wait for a moderator.",
    ),
    gauge(GAPS, "Questions that no article answers."),
    gauge(WISHES, "Wishes to be told about an answer."),
    gauge(ARTICLES, "Articles in the index."),
    gauge(PARAGRAPHS, "Paragraphs in the index."),
    gauge(QUOTATIONS, "Quotations in the index."),
    gauge(EDITION_AGE, "Time since the last change of the index."),
    gauge(MEMORY, "Resident memory size in bytes."),
    gauge(OPEN_FILES, "Number of open file descriptors."),
    gauge(UPTIME, "Time since the program was started."),
];

const fn counter(name: &'static str, help: &'static str) -> Metric {
    let kind = Kind::Counter;
    Metric { name, kind, help }
}

const fn gauge(name: &'static str, help: &'static str) -> Metric {
    let kind = Kind::Gauge;
    Metric { name, kind, help }
}

const fn histogram(name: &'static str, help: &'static str) -> Metric {
    let kind = Kind::Histogram;
    Metric { name, kind, help }
}

/// Registers the description of every metric with the recorder.
pub(super) fn describe() {
    for Metric { name, kind, help } in METRICS {
        match kind {
            Kind::Counter => describe_counter!(name, help),
            Kind::Gauge => describe_gauge!(name, help),
            Kind::Histogram => describe_histogram!(name, Unit::Seconds, help),
        }
    }
}
