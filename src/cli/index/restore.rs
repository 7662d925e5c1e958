//! `summit-bot index restore`: a removed article, put back.

use anyhow::Result;
use clap::Args;

use super::curator::{curator, in_words};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{actor, harmless_line, print};
use crate::config::Config;

#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// The article's id
    id: String,
}

/// Puts an article back.
pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let restored = curator(config)?.restore(&actor(), &options.id)?;
    let path = config.data.path.join(&restored.removed.path);
    print(&format!(
        "restored {:?} as {}; {}\n",
        harmless_line(&restored.removed.id),
        path.display(),
        in_words(&restored.report)
    ))?;
    Ok(Outcome::Done)
}
