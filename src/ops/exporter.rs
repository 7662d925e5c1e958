//! Collects what the layers record and shows it in Prometheus's format.

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

/// Bounds of the buckets of every histogram, in seconds: Discord waits for three.
const BUCKETS: [f64; 15] = [
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5,
    30.0,
];

/// Minimum interval at which what was recorded is put into buckets, whether or not anybody looks.
pub(super) const UPKEEP: Duration = Duration::from_secs(5);

/// Why nothing can be exported.
pub type ExporterError = BuildError;

/// Everything that was recorded since the program was started.
pub struct Exporter {
    handle: PrometheusHandle,
    live: Arc<LiveIndex>,
    started: Instant,
    counted: Mutex<Option<Counted>>,
}

/// What an edition holds. It takes a while to count.
struct Counted {
    edition: Edition,
    articles: usize,
    quotations: u64,
}

impl Exporter {
    /// Begins to collect what every layer records, and what `live` holds.
    ///
    /// # Errors
    ///
    /// [`ExporterError`] if something else collects it already.
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

    /// All metrics as they stand now. May read the index.
    pub fn render(&self) -> String {
        if let Err(error) = self.look_at_the_index() {
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

    /// Puts what was recorded into buckets, which takes less memory.
    pub(super) fn keep_up(&self) {
        self.handle.run_upkeep();
    }

    fn look_at_the_index(&self) -> Result<(), IndexError> {
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
