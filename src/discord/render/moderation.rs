//! Renders the replies to moderators.

use std::time::Duration;

use indicatif::HumanBytes;
use jiff::{SignedDuration, Timestamp};

use super::citation::{date, linked_title, part};
use super::escape::{clean, fit, inline, length};
use super::layout::LONGEST_MESSAGE;
use super::sentences::sentences;
use crate::corpus::Problem;
use crate::curation::{
    ActiveTask, Added, CorrectedSpeaker, CurationError, HistoryEntry, IndexStatus, Preview,
};
use crate::index::{IndexError, RefreshReport};
use crate::text::english::counted;

/// Number of problems that are listed.
const MOST_PROBLEMS: usize = 5;

/// Longest text, in UTF-16 units; longer ones are cut.
const LONGEST_PROBLEM: usize = 250;
const LONGEST_SENTENCE: usize = 700;
const LONGEST_ACTOR: usize = 80;
const LONGEST_CHANGE: usize = 80;
pub(crate) const LONGEST_TITLE: usize = 200;

/// Longest part of a preview, in UTF-16 units; longer ones are cut.
const LONGEST_HEADLINE: usize = 100;
const LONGEST_NAME: usize = 60;
const LONGEST_PARAGRAPH: usize = 350;

/// Joins the lines that fit into one message.
pub(crate) fn lines(lines: impl IntoIterator<Item = String>) -> String {
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

/// A Discord timestamp, shown to each reader in their language and time zone. `style` is `f` for day
/// and time, `t` for the time, `R` for a relative time.
fn moment(at: Timestamp, style: char) -> String {
    format!("<t:{}:{style}>", at.as_second())
}

/// `12 ms`, `3.4 s`
fn took(duration: Duration) -> String {
    if duration < Duration::from_secs(1) {
        return format!("{} ms", duration.as_millis().max(1));
    }
    format!("{:.1} s", duration.as_secs_f32())
}

/// The result of a refresh.
pub(crate) fn summary(report: &RefreshReport) -> String {
    format!(
        "{} added, {} changed, {} removed, {} unchanged in {} · edition {}",
        report.added,
        report.changed,
        report.removed,
        report.unchanged,
        took(report.duration),
        report.edition,
    )
}

/// The number of problems and the first of them, one a line.
pub(crate) fn problems(problems: &[Problem]) -> Vec<String> {
    if problems.is_empty() {
        return vec!["No problems.".to_owned()];
    }
    let mut lines = vec![format!("{}:", counted(problems.len(), "problem"))];
    let listed = problems.iter().take(MOST_PROBLEMS);
    lines.extend(listed.map(|problem| {
        let problem = clean(&problem.to_string());
        format!("- {}", fit(&problem, LONGEST_PROBLEM, true))
    }));
    if problems.len() > MOST_PROBLEMS {
        lines.push(format!("- and {} more", problems.len() - MOST_PROBLEMS));
    }
    lines
}

/// Who is at work, and the progress.
pub(crate) fn work(work: &ActiveTask) -> String {
    let who = inline(&work.actor, LONGEST_ACTOR);
    let since = moment(work.since, 'R');
    let far = match work.total {
        0 => String::new(),
        total => format!(", {} of {total} articles so far", work.done),
    };
    format!("{who} began {} {since}{far}", work.what)
}

/// Why a verb failed, and what to do next.
pub(crate) fn failure(error: &CurationError) -> String {
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
        CurationError::NoQuotation { words, .. } => format!(
            "The article has no single quotation with the words “{}”: please pick one from the \
             list that appears as you type.",
            inline(words, LONGEST_CHANGE)
        ),
        CurationError::NotRemoved(id) => format!(
            "There is no removed article “{}”: please pick one from the list that appears as you \
             type.",
            inline(id, LONGEST_ACTOR)
        ),
        error => sentences(&error.to_string(), LONGEST_SENTENCE),
    }
}

/// The state of the index.
pub(crate) fn status(status: &IndexStatus, now: Timestamp) -> String {
    let mut text = Vec::new();
    match &status.committed {
        None => text.push("There is no index yet: use `/index refresh`.".to_owned()),
        Some(committed) => {
            let made = &committed.commit;
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
    if let Some(at_work) = &status.active_task {
        text.push(format!("At this moment: {}.", work(at_work)));
    }
    // A program that runs for longer than a timestamp can tell began before all of them.
    let started = now.checked_sub(SignedDuration::try_from(status.uptime).unwrap_or_default());
    text.push(format!(
        "Running since {}.",
        moment(started.unwrap_or(Timestamp::MIN), 'f')
    ));
    text.extend(problems(&status.problems));
    lines(text)
}

/// The latest changes, newest first.
pub(crate) fn history(changes: &[HistoryEntry]) -> String {
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

/// What the article would be, and until when it can be published, if that ends.
pub(crate) fn preview(preview: &Preview, until: Option<Timestamp>) -> String {
    let name = |text: Option<&str>| part(text, LONGEST_NAME);
    let authors = Some(preview.authors.join(", ")).filter(|authors| !authors.is_empty());
    let about = [
        name(preview.outlet.as_deref()),
        name(authors.as_deref()),
        Some(preview.published.map_or_else(|| "no date".to_owned(), date)),
        Some(counted(preview.paragraphs, "paragraph")),
        Some(counted(preview.quotations, "quotation")),
    ];
    let paragraph = |text: &str| fit(&clean(text), LONGEST_PARAGRAPH, true);
    let mut text = vec![
        format!(
            "**{}**",
            linked_title(&preview.title, LONGEST_HEADLINE, preview.url.as_deref(), "")
        ),
        about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        format!("> {}", paragraph(&preview.first)),
    ];
    if preview.paragraphs > 1 {
        text.push(format!("> …\n> {}", paragraph(&preview.last)));
    }
    text.extend(
        until.map(|until| format!("-# You can publish this until {}.", moment(until, 't'))),
    );
    text.extend(preview.near_duplicates.iter().map(|alike| {
        format!(
            "⚠ {:.0} % of it is in “{}” too",
            alike.share * 100.0,
            inline(&alike.title, LONGEST_NAME)
        )
    }));
    if !preview.problems.is_empty() {
        text.extend(problems(&preview.problems));
    }
    lines(text)
}

/// What was published, and under which path.
pub(crate) fn published(added: &Added) -> String {
    format!(
        "Published as {}: answers come from edition {} now.",
        inline(&added.path, LONGEST_TITLE),
        added.report.edition
    )
}

/// Whose a quotation is now.
pub(crate) fn speaker_corrected(corrected: &CorrectedSpeaker) -> String {
    let words = inline(&corrected.quotation, LONGEST_TITLE);
    let edition = &corrected.report.edition;
    match &corrected.speaker {
        Some(name) => format!(
            "“{words}” is by **{}** now: answers come from edition {edition}.",
            inline(name, LONGEST_NAME)
        ),
        None => format!("“{words}” is by nobody now: answers come from edition {edition}."),
    }
}

/// Asks whether to remove articles that disappeared.
pub(crate) fn ask_to_lose(note: Option<&str>, removed: usize, of: usize) -> String {
    let mut text = note.map(|note| format!("{note}\n")).unwrap_or_default();
    text.push_str(&format!(
        "**{removed} of {of} articles are gone from the folder of articles.** Nothing has been \
         changed yet: if the folder is whole, remove them from the index; if not, put them back \
         and refresh again."
    ));
    text
}

/// The result of a refresh, with its problems.
pub(crate) fn refreshed(report: &RefreshReport) -> String {
    lines(
        [format!("**Refreshed:** {}", summary(report))]
            .into_iter()
            .chain(problems(&report.problems)),
    )
}
