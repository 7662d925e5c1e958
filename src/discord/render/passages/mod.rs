//! Renders the passages that answer a question.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::civil::Date;

use crate::answer::Ranked;
use crate::index::Passage;

use super::citation::{citation, date, part, short_citation};
use super::escape::{clean, escape, fit, length, unescape};
use super::layout::{MAX_MESSAGE_LENGTH, Pages, QuoteBlock, shares};

/// Maximum length of a question, in UTF-16 units, which leaves room for the answer.
pub(crate) const MAX_QUESTION_LENGTH: usize = 300;

/// Maximum number of unknown words named.
const MAX_UNMENTIONED: usize = 3;
/// Maximum length of an unknown word, in UTF-16 units.
const MAX_WORD_LENGTH: usize = 40;

/// Maximum number of other articles named for one report.
const MAX_PLACES: usize = 2;

/// Returns the request in bold, which is the first line of every reply.
pub(crate) fn headline(asked: &str) -> String {
    format!("**{}**", fit(&clean(asked), 2 * MAX_QUESTION_LENGTH, false))
}

/// Reads the request back from the text of a reply.
pub(crate) fn question_of(content: &str) -> Option<String> {
    let first = content.lines().next()?;
    let question = first.strip_prefix("**")?.strip_suffix("**")?;
    Some(unescape(question)).filter(|question| !question.is_empty())
}

/// Divides the passages into pages of at most `most`, in the order of their ranks. No page has more
/// passages than are strong, but at least one. `note` is a line in the bot's own words below the
/// question.
pub(crate) fn pages<'a>(
    question: &str,
    note: Option<&str>,
    ranked: &'a [Ranked],
    most: usize,
) -> Pages<'a> {
    let blocks = (1..).zip(ranked).map(|(n, ranked)| {
        let passage = &ranked.passage;
        let sentence = passage.text.get(ranked.sentence.clone());
        QuoteBlock {
            text: &passage.text,
            sentences: &passage.sentences,
            bold: ranked.sentence.clone(),
            underlined: &ranked.differing,
            below: format!(
                "\n-# {n} · {}",
                citation(passage, sentence.unwrap_or_default())
            ),
            places: places(&ranked.also),
            ..QuoteBlock::default()
        }
    });
    let strong = ranked.iter().take_while(|ranked| !ranked.is_weak).count();
    let most = most.min(strong.max(1));
    Pages::new(head(question, note), blocks.collect(), most)
}

/// Returns the line that names other articles with the same report.
fn places(also: &[Arc<Passage>]) -> String {
    let places = also.iter().take(MAX_PLACES);
    let places: Vec<String> = places.map(|passage| short_citation(passage)).collect();
    match (places.is_empty(), also.len() - places.len()) {
        (true, _) => String::new(),
        (_, 0) => format!("\n-# also in {}", places.join(" and in ")),
        (_, more) => format!("\n-# also in {} and {more} more", places.join(" and in ")),
    }
}

/// Returns the request in bold, with `note` below it.
pub(crate) fn head(asked: &str, note: Option<&str>) -> String {
    let headline = headline(asked);
    match note {
        Some(note) => format!("{headline}\n-# {note}"),
        None => headline,
    }
}

/// Hints for a question that the articles do not answer.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Decline<'a> {
    /// Line below the question in the bot's own words.
    pub note: Option<&'a str>,
    /// Words of the question that no article contains.
    pub unmentioned: &'a [String],
    /// First and last day of publication of the articles, if any are dated.
    pub days: Option<(Date, Date)>,
}

/// Renders the reply that the articles do not answer, with the nearest passage and what to try
/// instead.
pub(crate) fn not_found(question: &str, decline: &Decline<'_>, nearest: Option<&Ranked>) -> String {
    let mut text = format!("{}\nThe articles do not say.", head(question, decline.note));
    let words = decline.unmentioned.iter().take(MAX_UNMENTIONED);
    let words = words.filter_map(|word| part(Some(word), MAX_WORD_LENGTH));
    if let Some(words) = alternatives(words.map(|word| format!("**{word}**"))) {
        text.push_str(&format!(" No article mentions {words}."));
    }
    let hint = hint(decline.days);
    let Some(nearest) = nearest else {
        return format!("{text}{hint}");
    };
    text.push_str(" The nearest passage, which is not an answer:");
    let passage = &nearest.passage;
    let sentence = passage.text.get(nearest.sentence.clone());
    let source = citation(passage, sentence.unwrap_or_default());
    // The passage is not an answer, so no sentence is in bold.
    let block = QuoteBlock {
        text: &passage.text,
        sentences: &passage.sentences,
        below: format!("\n-# {source}{hint}"),
        ..QuoteBlock::default()
    };
    Pages::new(text, vec![block], 1).page(0).content
}

/// Returns the line with what to try instead.
fn hint(days: Option<(Date, Date)>) -> String {
    let days = match days {
        Some((first, last)) if first == last => format!(", all of {}", date(first)),
        Some((first, last)) => format!(", from {} to {}", date(first), date(last)),
        None => String::new(),
    };
    format!(
        "\n-# Try other words, /quote with a speaker, or /articles for what there is{days}. /help has \
         examples."
    )
}

/// Joins names as "A", "A or B", "A, B or C".
fn alternatives(names: impl Iterator<Item = String>) -> Option<String> {
    let mut names: Vec<String> = names.collect();
    let last = names.pop()?;
    if names.is_empty() {
        return Some(last);
    }
    Some(format!("{} or {last}", names.join(", ")))
}

/// Renders a paragraph with its neighbours.
pub(crate) fn context(paragraphs: &[Passage], number: u32) -> String {
    let below = paragraphs
        .iter()
        .find(|paragraph| paragraph.number == number)
        .map(|paragraph| format!("-# {}", citation(paragraph, "")))
        .unwrap_or_default();
    let starts: Vec<String> = paragraphs
        .iter()
        .map(|paragraph| {
            let mark = if paragraph.number == number { "**" } else { "" };
            format!("> {mark}¶{}{mark} · ", paragraph.number)
        })
        .collect();
    let texts: Vec<String> = paragraphs
        .iter()
        .map(|paragraph| clean(&paragraph.text))
        .collect();
    let wanted: Vec<usize> = texts
        .iter()
        .map(|text| length(&escape(text, false)))
        .collect();
    let overhead: usize = starts.iter().map(|start| length(start) + 1).sum();
    let room = MAX_MESSAGE_LENGTH - length(&below) - overhead;
    let mut context = String::new();
    for ((start, text), share) in starts.iter().zip(&texts).zip(shares(&wanted, room)) {
        context.push_str(start);
        context.push_str(&fit(text, share, false));
        context.push('\n');
    }
    context + &below
}
