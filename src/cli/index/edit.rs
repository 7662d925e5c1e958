//! `summit-bot index edit`: corrects the metadata of an article.

use anyhow::{Result, ensure};
use clap::Args;

use super::curator::{curator, summary};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{actor, print, say_problems};
use crate::config::Config;
use crate::curation::Edits;

#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// The article's ID
    id: String,

    /// New title
    #[arg(long)]
    title: Option<String>,

    /// New outlet; "" for none
    #[arg(long)]
    outlet: Option<String>,

    /// New address; "" for none
    #[arg(long)]
    url: Option<String>,

    /// New date of publication, as YYYY-MM-DD; "" if unknown
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
}

/// Corrects the metadata of an article.
pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let values = [
        &options.title,
        &options.outlet,
        &options.url,
        &options.published,
    ];
    let mut edits = Edits::default();
    for (key, value) in Edits::KEYS.into_iter().zip(values) {
        if let Some(value) = value {
            edits = edits.set(key, value);
        }
    }
    ensure!(
        !edits.is_empty(),
        "nothing to edit: give --title, --outlet, --url or --published"
    );
    let edited = curator(config)?.edit(&actor(), &options.id, &edits)?;
    say_problems(&edited.report.problems);
    let path = config.data.path.join(&edited.path);
    print(&format!(
        "edited {}; {}\n",
        path.display(),
        summary(&edited.report)
    ))?;
    Ok(Outcome::Done)
}
