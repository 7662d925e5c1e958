//! Collects the metrics that all layers record, and renders them in Prometheus's format.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use metrics::gauge;
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use parking_lot::Mutex;

use super::catalogue::{
    ARTICLES, EDITION_AGE, MEMORY, OPEN_FILES, PARAGRAPHS, QUOTATIONS, UPTIME, describe,
};
use super::process;
use crate::index::{Edition, IndexError, LiveIndex, Search};

/// Upper bounds of the buckets of every histogram, in seconds. Discord waits three seconds for a
/// reply.
const BUCKETS: [f64; 15] = [
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5,
    30.0,
];

/// Interval at which recorded values are put into buckets, even if nothing scrapes them.
pub(super) const UPKEEP_INTERVAL: Duration = Duration::from_secs(5);

/// Error of installing the exporter.
pub type ExporterError = BuildError;

/// Exporter of all metrics recorded since the program started.
pub struct Exporter {
    handle: PrometheusHandle,
    live: Arc<LiveIndex>,
    started: Instant,
    counted: Mutex<Option<Counted>>,
}

/// Cached counts of an edition, which take a while to compute.
struct Counted {
    edition: Edition,
    articles: usize,
    quotations: u64,
}

impl Exporter {
    /// Begins to collect the metrics of every layer, and counts of the index in `live`.
    ///
    /// # Errors
    ///
    /// [`ExporterError`] if a recorder is installed already.
    pub fn install(live: Arc<LiveIndex>) -> Result<Self, ExporterError> {
        let handle = PrometheusBuilder::new()
            .set_buckets(&BUCKETS)?
            .install_recorder()?;
        describe();
        Ok(Self {
            handle,
            live,
            started: Instant::now(),
            counted: Mutex::new(None),
        })
    }

    /// Returns the current values of all metrics as text. May read the index.
    pub fn render(&self) -> String {
        if let Err(error) = self.update_index_counts() {
            tracing::warn!("cannot count what the index holds: {error}");
        }
        gauge!(UPTIME).set(self.started.elapsed().as_secs_f64());
        if let Some(bytes) = process::memory() {
            gauge!(MEMORY).set(bytes as f64);
        }
        if let Some(files) = process::open_files() {
            gauge!(OPEN_FILES).set(files as f64);
        }
        self.handle.render()
    }

    /// Puts recorded values into buckets, which frees memory.
    pub(super) fn keep_up(&self) {
        self.handle.run_upkeep();
    }

    fn update_index_counts(&self) -> Result<(), IndexError> {
        let Some(snapshot) = self.live.snapshot() else {
            return Ok(());
        };
        let mut counted = self.counted.lock();
        let counted = match counted.take() {
            Some(same) if same.edition == *snapshot.edition() => counted.insert(same),
            _ => counted.insert(Counted {
                edition: snapshot.edition().clone(),
                articles: snapshot.article_count()?,
                quotations: snapshot.quotation_count()?,
            }),
        };
        gauge!(ARTICLES).set(counted.articles as f64);
        gauge!(PARAGRAPHS).set(snapshot.paragraph_count() as f64);
        gauge!(QUOTATIONS).set(counted.quotations as f64);
        let age = Timestamp::now().duration_since(snapshot.commit_info().at);
        gauge!(EDITION_AGE).set(age.as_secs_f64().max(0.0));
        Ok(())
    }
}
