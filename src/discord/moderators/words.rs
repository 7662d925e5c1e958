//! What moderators read, as pure functions: everything in it escaped, and no message too long.

use jiff::Timestamp;

use crate::corpus::Problem;
use crate::curation::{CurationError, Work};
use crate::discord::escape::{inline, length};
use crate::discord::layout::LONGEST_MESSAGE;
use crate::index::{IndexError, Report};
use crate::text::english::counted;

/// So many problems are listed.
const MOST_PROBLEMS: usize = 5;

/// Longer problems, causes and names are cut, in characters.
const LONGEST_PROBLEM: usize = 250;
const LONGEST_SENTENCE: usize = 700;
pub const LONGEST_ACTOR: usize = 80;

/// The lines as one text; those for which there is no room are left out.
pub fn lines(lines: impl IntoIterator<Item = String>) -> String {
    let mut text = String::new();
    for line in lines {
        let line_break = if text.is_empty() { "" } else { "\n" };
        if length(&text) + length(&line) < LONGEST_MESSAGE {
            text.push_str(line_break);
            text.push_str(&line);
        }
    }
    text
}

/// A moment as Discord shows it to each reader in their own language and time zone. `style` is `f`
/// for day and time, `R` for how long ago.
pub fn moment(at: Timestamp, style: char) -> String {
    format!("<t:{}:{style}>", at.as_second())
}

/// What a refresh did.
pub fn summary(report: &Report) -> String {
    format!(
        "{} added, {} changed, {} removed, {} unchanged in {:.1} s · edition {}",
        report.added,
        report.changed,
        report.removed,
        report.unchanged,
        report.duration.as_secs_f32(),
        report.edition,
    )
}

/// The first of the problems, a line each, below how many there are.
pub fn problems(problems: &[Problem]) -> Vec<String> {
    if problems.is_empty() {
        return vec!["No problems.".to_owned()];
    }
    let mut lines = vec![format!("{}:", counted(problems.len(), "problem"))];
    let listed = problems.iter().take(MOST_PROBLEMS);
    lines.extend(
        listed.map(|problem| format!("- {}", inline(&problem.to_string(), LONGEST_PROBLEM))),
    );
    if problems.len() > MOST_PROBLEMS {
        lines.push(format!("- and {} more", problems.len() - MOST_PROBLEMS));
    }
    lines
}

/// Who is at work, and how far.
pub fn work(work: &Work) -> String {
    let who = inline(&work.actor, LONGEST_ACTOR);
    let since = moment(work.since, 'R');
    let far = match work.total {
        0 => String::new(),
        total => format!(", {} of {total} articles so far", work.done),
    };
    format!("{who} began {} {since}{far}", work.what)
}

/// Why a verb was not carried out, in one sentence that says what to do next.
pub fn failure(error: &CurationError) -> String {
    let busy =
        |who: String| format!("I cannot do that yet: {who}. Please try again when that is done.");
    match error {
        CurationError::Busy(at_work) => busy(work(at_work)),
        CurationError::Index(IndexError::Busy { holder })
        | CurationError::NotIndexed {
            source: IndexError::Busy { holder },
            ..
        } => busy(match holder {
            Some(holder) => format!(
                "{} began to write to the index {}",
                inline(&holder.actor, LONGEST_ACTOR),
                moment(holder.since, 'R')
            ),
            None => "another program is writing to the index".to_owned(),
        }),
        CurationError::Index(IndexError::WouldRemove { removed, of }) => format!(
            "{removed} of {of} articles are gone from the folder of articles: put them back, or \
             use `/index refresh` and agree."
        ),
        CurationError::NoArticle(id) => format!(
            "There is no article “{}” any more: please pick one from the list that appears as you \
             type.",
            inline(id, LONGEST_ACTOR)
        ),
        CurationError::NotRemoved(id) => format!(
            "There is no removed article “{}”: please pick one from the list that appears as you \
             type.",
            inline(id, LONGEST_ACTOR)
        ),
        error => sentence(&error.to_string()),
    }
}

/// An error of the layers below, which speak of what cannot be done, as a sentence of the bot's.
fn sentence(error: &str) -> String {
    let sentence = inline(error, LONGEST_SENTENCE);
    match sentence.strip_prefix("cannot ") {
        Some(rest) => format!("I cannot {rest}."),
        None => {
            let mut letters = sentence.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string());
            format!("{}{}.", first.unwrap_or_default(), letters.as_str())
        }
    }
}
