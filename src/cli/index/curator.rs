//! Functions shared by the commands that change the index.

use std::sync::Arc;

use crate::config::Config;
use crate::curation::Curator;
use crate::encoder::EncoderError;
use crate::index::{LiveIndex, RefreshReport};
use crate::text::english::counted;

/// Makes a curator with these settings.
///
/// # Errors
///
/// [`EncoderError`] if the configured encoder cannot be used.
pub(super) fn curator(config: &Config) -> Result<Curator, EncoderError> {
    let live = LiveIndex::open(&config.index.path, config.index.language);
    let workspace = config.workspace(config.encoder.open()?);
    Ok(Curator::new(workspace, Arc::new(live)))
}

/// Returns a summary of a refresh on one line.
pub(super) fn summary(report: &RefreshReport) -> String {
    format!(
        "edition {}: {} added, {} changed, {} removed, {} unchanged, {} in {:.2} s",
        report.edition,
        report.added,
        report.changed,
        report.removed,
        report.unchanged,
        counted(report.problems.len(), "problem"),
        report.duration.as_secs_f32(),
    )
}
