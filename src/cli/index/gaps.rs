//! `summit-bot index gaps`: shows the questions that the articles do not answer.

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use jiff::Timestamp;

use crate::answer::{GapGroup, gap_groups};
use crate::cli::lookup::Lookup;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{harmless_line, print};
use crate::config::Config;
use crate::eval::export_gaps;
use crate::index::Search;
use crate::state::State;
use crate::text::english::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// Write the questions marked with "Not an answer" to this folder, as a set for `eval`
    #[arg(long, value_name = "DIR")]
    beir: Option<PathBuf>,
}

/// Shows the unanswered questions, most asked first, or writes them as a set for `eval`.
pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let state = State::open(&config.state.path)?;
    let lookup = Lookup::open(config)?;
    let snapshot = lookup
        .snapshot
        .as_ref()
        .map(|snapshot| snapshot as &dyn Search);
    let now = Timestamp::now();
    if let Some(dir) = &options.beir {
        let Some(snapshot) = snapshot else {
            return Ok(Outcome::NothingFound);
        };
        let written = export_gaps(dir, snapshot, &state.gaps(now)?)?;
        print(&match written {
            0 => format!(
                "{} is not written, as no question was marked with \"Not an answer\"\n",
                dir.display()
            ),
            _ => format!(
                "wrote {} to {}\n",
                counted(written, "question"),
                dir.display()
            ),
        })?;
        return Ok(Outcome::of_search(written > 0));
    }
    let groups = gap_groups(&lookup.asker, &state, snapshot, now)?;
    let mut text = String::new();
    for group in &groups {
        write_group(group, &mut text)?;
    }
    if groups.is_empty() {
        text.push_str(if config.answer.log_gaps {
            "there are no unanswered questions\n"
        } else {
            "unanswered questions are not kept: set log_gaps = true below [answer]\n"
        });
    }
    print(&text)?;
    Ok(Outcome::of_search(!groups.is_empty()))
}

fn write_group(group: &GapGroup, text: &mut String) -> std::fmt::Result {
    for (n, gap) in group.gaps.iter().enumerate() {
        let indent = if n == 0 { "" } else { "  " };
        let question = harmless_line(&gap.question);
        writeln!(text, "{indent}{:>4}  {question}", gap.asked + gap.marked)?;
    }
    if !group.unmentioned.is_empty() {
        let words = harmless_line(&group.unmentioned.join(", "));
        writeln!(text, "      in no article: {words}")?;
    }
    Ok(())
}
