//! The passages that answer a question, as the text of a message.

#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::answer::Ranked;
use crate::index::Passage;

use super::citation::{citation, date, part, short_citation};
use super::escape::{clean, escape, fit, length, unescape};
use super::layout::{LONGEST_MESSAGE, Pages, QuoteBlock, shares};

/// The longest question that is taken, in characters, so that there is room for its answer.
pub(crate) const LONGEST_QUESTION: usize = 300;

/// Number of words that no article has which are named, and how long each may be.
const MOST_UNMENTIONED: usize = 3;
const LONGEST_WORD: usize = 40;

/// So many other places of one report are named.
const MOST_PLACES: usize = 2;

/// What was asked in bold, as the first line of every reply to it.
pub(crate) fn headline(asked: &str) -> String {
    format!("**{}**", fit(&clean(asked), 2 * LONGEST_QUESTION, false))
}

/// What a reply is to, from its text.
pub(crate) fn question_of(content: &str) -> Option<String> {
    let first = content.lines().next()?;
    let question = first.strip_prefix("**")?.strip_suffix("**")?;
    Some(unescape(question)).filter(|question| !question.is_empty())
}

/// Divides the passages among pages of at most `most` each, in the order of their ranks.
/// `note` is a line in our own words below the question.
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
    Pages::new(head(question, note), blocks.collect(), most)
}

/// Where else a report stands.
fn places(also: &[Passage]) -> String {
    let places: Vec<String> = also.iter().take(MOST_PLACES).map(short_citation).collect();
    match (places.is_empty(), also.len() - places.len()) {
        (true, _) => String::new(),
        (_, 0) => format!("\n-# also in {}", places.join(" and in ")),
        (_, more) => format!("\n-# also in {} and {more} more", places.join(" and in ")),
    }
}

/// What was asked, and `note` below it.
pub(crate) fn head(asked: &str, note: Option<&str>) -> String {
    let headline = headline(asked);
    match note {
        Some(note) => format!("{headline}\n-# {note}"),
        None => headline,
    }
}

/// What is known of a question that the articles do not answer.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Decline<'a> {
    /// Line of our own below the question.
    pub note: Option<&'a str>,
    /// Words of the question that no article has.
    pub unmentioned: &'a [String],
    /// First and last day of the articles, if they are dated.
    pub days: Option<(Date, Date)>,
}

/// What to say where the articles do not answer, and what to try instead.
pub(crate) fn not_found(question: &str, decline: &Decline<'_>, nearest: Option<&Ranked>) -> String {
    let mut text = format!("{}\nThe articles do not say.", head(question, decline.note));
    let words = decline.unmentioned.iter().take(MOST_UNMENTIONED);
    let words = words.filter_map(|word| part(Some(word), LONGEST_WORD));
    if let Some(words) = alternatives(words.map(|word| format!("**{word}**"))) {
        text.push_str(&format!(" No article mentions {words}."));
    }
    if nearest.is_some() {
        text.push_str(" The nearest passage, which is not an answer:");
    }
    let hint = hint(decline.days);
    let Some(nearest) = nearest else {
        return format!("{text}{hint}");
    };
    let passage = &nearest.passage;
    let sentence = passage.text.get(nearest.sentence.clone());
    let source = citation(passage, sentence.unwrap_or_default());
    // What is no answer has no best sentence, and need not be shown twice.
    let block = QuoteBlock {
        text: &passage.text,
        sentences: &passage.sentences,
        below: format!("\n-# {source}{hint}"),
        ..QuoteBlock::default()
    };
    Pages::new(text, vec![block], 1).page(0).content
}

/// What to try instead, in a line.
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

/// "A", "A or B", "A, B or C"
fn alternatives(names: impl Iterator<Item = String>) -> Option<String> {
    let mut names: Vec<String> = names.collect();
    let last = names.pop()?;
    if names.is_empty() {
        return Some(last);
    }
    Some(format!("{} or {last}", names.join(", ")))
}

/// A paragraph between those before and after it.
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
    let room = LONGEST_MESSAGE - length(&below) - overhead;
    let mut context = String::new();
    for ((start, text), share) in starts.iter().zip(&texts).zip(shares(&wanted, room)) {
        context.push_str(start);
        context.push_str(&fit(text, share, false));
        context.push('\n');
    }
    context + &below
}
