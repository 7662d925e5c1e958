//! Renders the replies to moderators.

use std::time::Duration;

use indicatif::HumanBytes;
use jiff::{SignedDuration, Timestamp};

use super::citation::{date, linked_title, part};
use super::escape::{clean, fit, inline, length};
use super::layout::MAX_MESSAGE_LENGTH;
use super::sentences::sentences;
use crate::corpus::Problem;
use crate::curation::{
    ActiveTask, Added, CorrectedSpeaker, CurationError, HistoryEntry, IndexStatus, Preview,
};
use crate::index::{IndexError, RefreshReport};
use crate::text::english::counted;

/// Maximum number of problems listed.
const MAX_PROBLEMS: usize = 5;

/// Maximum lengths of texts in replies, in UTF-16 units; longer ones are truncated.
const MAX_PROBLEM_LENGTH: usize = 250;
const MAX_SENTENCE_LENGTH: usize = 700;
const MAX_ACTOR_LENGTH: usize = 80;
const MAX_CHANGE_LENGTH: usize = 80;
pub(crate) const MAX_TITLE_LENGTH: usize = 200;

/// Maximum lengths of the parts of a preview, in UTF-16 units; longer ones are truncated.
const MAX_HEADLINE_LENGTH: usize = 100;
const MAX_NAME_LENGTH: usize = 60;
const MAX_PARAGRAPH_LENGTH: usize = 350;

/// Joins the lines that fit into one message.
pub(crate) fn lines(lines: impl IntoIterator<Item = String>) -> String {
    let mut text = String::new();
    for line in lines {
        let line_break = if text.is_empty() { "" } else { "\n" };
        if length(&text) + length(&line) < MAX_MESSAGE_LENGTH {
            text.push_str(line_break);
            text.push_str(&line);
        }
    }
    text
}

/// Returns a Discord timestamp, which each reader sees in their language and time zone. `style` is
/// `f` for date and time, `t` for the time, `R` for a relative time.
fn discord_timestamp(at: Timestamp, style: char) -> String {
    format!("<t:{}:{style}>", at.as_second())
}

/// Returns a duration such as `12 ms` or `3.4 s`.
fn shown_duration(duration: Duration) -> String {
    if duration < Duration::from_secs(1) {
        return format!("{} ms", duration.as_millis().max(1));
    }
    format!("{:.1} s", duration.as_secs_f32())
}

/// Returns the result of a refresh on one line.
fn summary(report: &RefreshReport) -> String {
    format!(
        "{} added, {} changed, {} removed, {} unchanged in {} · edition {}",
        report.added,
        report.changed,
        report.removed,
        report.unchanged,
        shown_duration(report.duration),
        report.edition,
    )
}

/// Returns the number of problems and the first problems, one on each line.
fn problems(problems: &[Problem]) -> Vec<String> {
    if problems.is_empty() {
        return vec!["No problems.".to_owned()];
    }
    let mut lines = vec![format!("{}:", counted(problems.len(), "problem"))];
    let listed = problems.iter().take(MAX_PROBLEMS);
    lines.extend(listed.map(|problem| {
        let problem = clean(&problem.to_string());
        format!("- {}", fit(&problem, MAX_PROBLEM_LENGTH, true))
    }));
    if problems.len() > MAX_PROBLEMS {
        lines.push(format!("- and {} more", problems.len() - MAX_PROBLEMS));
    }
    lines
}

/// Returns the actor, the description and the progress of the verb in progress.
fn active_task_line(work: &ActiveTask) -> String {
    let who = inline(&work.actor, MAX_ACTOR_LENGTH);
    let since = discord_timestamp(work.since, 'R');
    let far = match work.total {
        0 => String::new(),
        total => format!(", {} of {total} articles so far", work.done),
    };
    format!("{who} began {} {since}{far}", work.what)
}

/// Returns the reason why a verb failed, and a remedy.
pub(crate) fn failure(error: &CurationError) -> String {
    let busy =
        |who: String| format!("I cannot do that yet: {who}. Please try again when that is done.");
    match error {
        CurationError::Busy(at_work) => busy(active_task_line(at_work)),
        CurationError::Index(IndexError::Busy { holder })
        | CurationError::NotIndexed {
            source: IndexError::Busy { holder },
            ..
        } => busy(match holder {
            Some(holder) => format!(
                "{} began to write to the index {}",
                inline(&holder.actor, MAX_ACTOR_LENGTH),
                discord_timestamp(holder.since, 'R')
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
            inline(id, MAX_ACTOR_LENGTH)
        ),
        CurationError::NoQuotation { words, .. } => format!(
            "The article has no single quotation with the words “{}”: please pick one from the \
             list that appears as you type.",
            inline(words, MAX_CHANGE_LENGTH)
        ),
        CurationError::NotRemoved(id) => format!(
            "There is no removed article “{}”: please pick one from the list that appears as you \
             type.",
            inline(id, MAX_ACTOR_LENGTH)
        ),
        error => sentences(&error.to_string(), MAX_SENTENCE_LENGTH),
    }
}

/// Renders the status of the index.
pub(crate) fn status(status: &IndexStatus, now: Timestamp) -> String {
    let mut text = Vec::new();
    match &status.committed {
        None => text.push("There is no index yet: use `/index refresh`.".to_owned()),
        Some(committed) => {
            let made = &committed.commit;
            text.push(format!(
                "**Edition {}**, made {} by {}: {}",
                committed.edition,
                discord_timestamp(made.at, 'f'),
                inline(&made.by, MAX_ACTOR_LENGTH),
                inline(&made.what, MAX_CHANGE_LENGTH),
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
        text.push(format!("At this moment: {}.", active_task_line(at_work)));
    }
    // The subtraction fails only if the start is before the first timestamp.
    let started = now.checked_sub(SignedDuration::try_from(status.uptime).unwrap_or_default());
    text.push(format!(
        "Running since {}.",
        discord_timestamp(started.unwrap_or(Timestamp::MIN), 'f')
    ));
    text.extend(problems(&status.problems));
    lines(text)
}

/// Renders the latest changes, newest first.
pub(crate) fn history(changes: &[HistoryEntry]) -> String {
    if changes.is_empty() {
        return "Nothing has been changed yet.".to_owned();
    }
    lines(changes.iter().map(|change| {
        format!(
            "- {} · {} · {} · edition {}",
            discord_timestamp(change.at, 'f'),
            inline(&change.by, MAX_ACTOR_LENGTH),
            inline(&change.what, MAX_CHANGE_LENGTH),
            change.edition,
        )
    }))
}

/// Renders the preview of an article, with the time until which it can be published, if limited.
pub(crate) fn preview(preview: &Preview, until: Option<Timestamp>) -> String {
    let name = |text: Option<&str>| part(text, MAX_NAME_LENGTH);
    let authors = Some(preview.authors.join(", ")).filter(|authors| !authors.is_empty());
    let about = [
        name(preview.outlet.as_deref()),
        name(authors.as_deref()),
        Some(preview.published.map_or_else(|| "no date".to_owned(), date)),
        Some(counted(preview.paragraphs, "paragraph")),
        Some(counted(preview.quotations, "quotation")),
    ];
    let paragraph = |text: &str| fit(&clean(text), MAX_PARAGRAPH_LENGTH, true);
    let mut text = vec![
        format!(
            "**{}**",
            linked_title(
                &preview.title,
                MAX_HEADLINE_LENGTH,
                preview.url.as_deref(),
                ""
            )
        ),
        about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        format!("> {}", paragraph(&preview.first)),
    ];
    if preview.paragraphs > 1 {
        text.push(format!("> …\n> {}", paragraph(&preview.last)));
    }
    text.extend(until.map(|until| {
        format!(
            "-# You can publish this until {}.",
            discord_timestamp(until, 't')
        )
    }));
    text.extend(preview.near_duplicates.iter().map(|alike| {
        format!(
            "⚠ {:.0} % of it is in “{}” too",
            alike.share * 100.0,
            inline(&alike.title, MAX_NAME_LENGTH)
        )
    }));
    if !preview.problems.is_empty() {
        text.extend(problems(&preview.problems));
    }
    lines(text)
}

/// Renders the confirmation of a published article.
pub(crate) fn published(added: &Added) -> String {
    format!(
        "Published as {}: answers come from edition {} now.",
        inline(&added.path, MAX_TITLE_LENGTH),
        added.report.edition
    )
}

/// Renders the confirmation of a corrected speaker.
pub(crate) fn speaker_corrected(corrected: &CorrectedSpeaker) -> String {
    let words = inline(&corrected.quotation, MAX_TITLE_LENGTH);
    let edition = &corrected.report.edition;
    match &corrected.speaker {
        Some(name) => format!(
            "“{words}” is by **{}** now: answers come from edition {edition}.",
            inline(name, MAX_NAME_LENGTH)
        ),
        None => format!("“{words}” is by nobody now: answers come from edition {edition}."),
    }
}

/// Asks whether to remove articles that disappeared.
pub(crate) fn confirm_removal(note: Option<&str>, removed: usize, of: usize) -> String {
    let mut text = note.map(|note| format!("{note}\n")).unwrap_or_default();
    text.push_str(&format!(
        "**{removed} of {of} articles are gone from the folder of articles.** Nothing has been \
         changed yet: if the folder is whole, remove them from the index; if not, put them back \
         and refresh again."
    ));
    text
}

/// Renders the result of a refresh, with its problems.
pub(crate) fn refreshed(report: &RefreshReport) -> String {
    lines(
        [format!("**Refreshed:** {}", summary(report))]
            .into_iter()
            .chain(problems(&report.problems)),
    )
}
