//! `summit-bot index history`: shows the changes of the index.

use std::fmt::Write;

use anyhow::Result;
use clap::Args;

use super::curator::curator;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{harmless_line, print};
use crate::config::Config;

#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// Maximum number of changes, the newest first
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u16,

    /// Print JSON, one object a line
    #[arg(long)]
    json: bool,
}

/// Shows the changes of the index, newest first.
pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let changes = curator(config)?.history(options.limit.into())?;
    let mut text = String::new();
    for change in &changes {
        if options.json {
            writeln!(text, "{}", serde_json::to_string(change)?)?;
        } else {
            let at = change.at.strftime("%Y-%m-%d %H:%M:%S UTC");
            let (by, what) = (harmless_line(&change.by), harmless_line(&change.what));
            writeln!(text, "{at}  {}  {by}: {what}", change.edition)?;
        }
    }
    if changes.is_empty() && !options.json {
        text.push_str("nothing has changed the index yet\n");
    }
    print(&text)?;
    Ok(Outcome::of_search(!changes.is_empty()))
}
