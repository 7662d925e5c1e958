//! `/index status` and `/index history`: how the index stands, and how it came to.

use indicatif::HumanBytes;
use jiff::Timestamp;

use super::words::{LONGEST_ACTOR, lines, moment, problems, work};
use crate::curation::{Change, Status};
use crate::discord::escape::inline;
use crate::text::english::counted;

/// So many changes are shown.
pub const MOST_CHANGES: usize = 10;

/// Longer descriptions of changes are cut, in characters.
const LONGEST_CHANGE: usize = 80;

/// How the index stands.
pub fn status(status: &Status, now: Timestamp) -> String {
    let mut text = Vec::new();
    match &status.committed {
        None => text.push("There is no index yet: use `/index refresh`.".to_owned()),
        Some(committed) => {
            let made = &committed.made;
            text.push(format!(
                "**Edition {}**, made {} by {}: {}",
                committed.edition,
                moment(made.at, 'f'),
                inline(&made.by, LONGEST_ACTOR),
                inline(&made.what, LONGEST_CHANGE),
            ));
            text.push(format!(
                "{} · {} · {} · {} on disk",
                counted(committed.articles, "article"),
                counted(committed.paragraphs, "paragraph"),
                counted(committed.quotations, "quotation"),
                HumanBytes(status.size),
            ));
        }
    }
    text.push(match status.changed {
        0 => "The files of the articles are as they were read last.".to_owned(),
        1 => "1 file changed since: `/index refresh` takes it in.".to_owned(),
        n => format!("{n} files changed since: `/index refresh` takes them in."),
    });
    if let Some(at_work) = &status.work {
        text.push(format!("At this moment: {}.", work(at_work)));
    }
    // A program that runs for longer than a timestamp can tell began before all of them.
    let started =
        now.checked_sub(jiff::SignedDuration::try_from(status.uptime).unwrap_or_default());
    text.push(format!(
        "Running since {}.",
        moment(started.unwrap_or(Timestamp::MIN), 'f')
    ));
    text.extend(problems(&status.problems));
    lines(text)
}

/// The last changes, the newest first.
pub fn history(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "Nothing has been changed yet.".to_owned();
    }
    lines(changes.iter().map(|change| {
        format!(
            "- {} · {} · {} · edition {}",
            moment(change.at, 'f'),
            inline(&change.by, LONGEST_ACTOR),
            inline(&change.what, LONGEST_CHANGE),
            change.edition,
        )
    }))
}
