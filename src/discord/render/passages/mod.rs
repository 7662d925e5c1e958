//! The passages that answer a question, as the text of a message.

#[cfg(test)]
mod tests;

use crate::answer::Ranked;
use crate::index::Passage;

use super::citation::{citation, short_citation};
use super::escape::{clean, escape, fit, length, unescape};
use super::layout::{LONGEST_MESSAGE, Pages, QuoteBlock, shares};

/// The longest question that is taken, in characters, so that there is room for its answer.
pub const LONGEST_QUESTION: usize = 300;

/// So many other places of one report are named.
const MOST_PLACES: usize = 2;

/// What was asked in bold, as the first line of every reply to it.
pub fn headline(asked: &str) -> String {
    format!("**{}**", fit(&clean(asked), 2 * LONGEST_QUESTION, false))
}

/// What a reply is to, from its text.
pub fn question_of(content: &str) -> Option<String> {
    let first = content.lines().next()?;
    let question = first.strip_prefix("**")?.strip_suffix("**")?;
    Some(unescape(question)).filter(|question| !question.is_empty())
}

/// Divides the passages among pages of at most `most` each, in the order of their ranks.
/// `note` is a line in our own words below the question.
pub fn pages<'a>(
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
pub fn head(asked: &str, note: Option<&str>) -> String {
    let headline = headline(asked);
    match note {
        Some(note) => format!("{headline}\n-# {note}"),
        None => headline,
    }
}

/// What to say where the articles do not answer.
pub fn not_found(question: &str, note: Option<&str>, nearest: Option<&Ranked>) -> String {
    let head = head(question, note);
    let Some(nearest) = nearest else {
        return format!("{head}\nThe articles do not say.");
    };
    let head =
        format!("{head}\nThe articles do not say. The nearest passage, which is not an answer:");
    let passage = &nearest.passage;
    let sentence = passage.text.get(nearest.sentence.clone());
    // What is no answer has no best sentence, and need not be shown twice.
    let block = QuoteBlock {
        text: &passage.text,
        sentences: &passage.sentences,
        below: format!("\n-# {}", citation(passage, sentence.unwrap_or_default())),
        ..QuoteBlock::default()
    };
    Pages::new(head, vec![block], 1).page(0).content
}

/// A paragraph between those before and after it.
pub fn context(paragraphs: &[Passage], number: u32) -> String {
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
