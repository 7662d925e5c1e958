//! `summit-bot index speaker`: corrects the speaker of a quotation.

use anyhow::{Result, ensure};
use clap::Args;

use super::curator::{curator, summary};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{actor, harmless_line, print, say_problems};
use crate::config::Config;
use crate::corpus::NOBODY;

#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// The article's ID
    id: String,

    /// Words of the quotation: all of them, or a few in a row that no other quotation has
    quotation: String,

    /// Who said it: a name, or "nobody"
    speaker: String,
}

/// Corrects the speaker of a quotation.
pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let name = options.speaker.trim();
    ensure!(!name.is_empty(), "no speaker: give a name, or {NOBODY:?}");
    let speaker = Some(name).filter(|name| !name.eq_ignore_ascii_case(NOBODY));
    let curator = curator(config)?;
    let corrected = curator.correct_speaker(&actor(), &options.id, &options.quotation, speaker)?;
    say_problems(&corrected.report.problems);
    let path = config.data.path.join(corrected.path);
    print(&format!(
        "“{}” is by {} now, as {} says; {}\n",
        harmless_line(&corrected.quotation),
        harmless_line(corrected.speaker.as_deref().unwrap_or(NOBODY)),
        path.display(),
        summary(&corrected.report)
    ))?;
    Ok(Outcome::Done)
}
