//! The passages that answer a question, as the text of a message.

#[cfg(test)]
mod tests;

use crate::answer::Ranked;
use crate::corpus::Span;
use crate::index::Passage;

use super::citation::{citation, short_citation};
use super::escape::{clean, escape, fit, length, unescape};

/// No message is longer.
pub const LONGEST_MESSAGE: usize = 2000;

/// The longest question that is taken, in characters, so that there is room for its answer.
pub const LONGEST_QUESTION: usize = 300;

/// A passage with less room than this is better shown on a page of its own.
const LEAST_ROOM: usize = 200;

/// What the line begins with that names other places.
const PLACES: &str = "\n-# also in ";

/// So many other places of one report are named.
const MOST_PLACES: usize = 2;

/// Some of the passages that answer, with their places.
pub struct Page {
    /// The text of the message.
    pub content: String,
    /// Which of the passages are on it.
    pub shown: Span,
}

/// The question in bold, as the first line of every answer to it.
pub fn headline(question: &str) -> String {
    format!("**{}**", fit(&clean(question), 2 * LONGEST_QUESTION, false))
}

/// The question that an answer is to, from its text.
pub fn question_of(content: &str) -> Option<String> {
    let first = content.lines().next()?;
    let question = first.strip_prefix("**")?.strip_suffix("**")?;
    Some(unescape(question)).filter(|question| !question.is_empty())
}

/// Divides the passages among pages of at most `most` each, in the order of their ranks.
/// `note` is a line in our own words below the question.
pub fn pages(question: &str, note: Option<&str>, ranked: &[Ranked], most: usize) -> Vec<Page> {
    let head = head(question, note);
    let room = LONGEST_MESSAGE - length(&head);
    let mut pages = Vec::new();
    let mut first = 0;
    while first < ranked.len() {
        let blocks = blocks(ranked, first, most.max(1), room);
        let shown = first..first + blocks.len();
        first = shown.end;
        pages.push(Page {
            content: format!("{head}{}", lay_out(&blocks, room)),
            shown,
        });
    }
    pages
}

/// The question, and `note` below it.
fn head(question: &str, note: Option<&str>) -> String {
    let headline = headline(question);
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
    let room = LONGEST_MESSAGE - length(&head);
    let mut block = Block::new(nearest, None);
    // What is no answer has no best sentence, and need not be shown twice.
    block.sentence = 0..0;
    block.forget_places();
    format!("{head}{}", lay_out(&[block], room))
}

/// A passage and the lines below it.
struct Block<'a> {
    passage: &'a Passage,
    sentence: Span,
    below: String,
}

impl<'a> Block<'a> {
    fn new(ranked: &'a Ranked, number: Option<usize>) -> Self {
        let passage = &ranked.passage;
        let sentence = passage
            .text
            .get(ranked.sentence.clone())
            .unwrap_or_default();
        let mut below = match number {
            Some(number) => format!("\n-# {number} · {}", citation(passage, sentence)),
            None => format!("\n-# {}", citation(passage, sentence)),
        };
        let places: Vec<String> = ranked
            .also
            .iter()
            .take(MOST_PLACES)
            .map(short_citation)
            .collect();
        if !places.is_empty() {
            let more = match ranked.also.len() - places.len() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            below.extend([PLACES, &places.join(" and in "), &more]);
        }
        Self {
            passage,
            sentence: ranked.sentence.clone(),
            below,
        }
    }

    /// Leaves out where else it stands.
    fn forget_places(&mut self) {
        let places = self.below.rfind(PLACES).unwrap_or(self.below.len());
        self.below.truncate(places);
    }

    /// What it costs beside the words of the passage.
    fn overhead(&self) -> usize {
        length("\n> ") + length(&self.below)
    }
}

/// As many passages, from `first` on, as have room together.
fn blocks(ranked: &[Ranked], first: usize, most: usize, room: usize) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut used = 0;
    for (n, ranked) in ranked.iter().enumerate().skip(first).take(most) {
        let mut block = Block::new(ranked, Some(n + 1));
        used += block.overhead() + LEAST_ROOM;
        if used > room {
            if !blocks.is_empty() {
                break;
            }
            // The first is shown whatever its citation costs.
            block.forget_places();
        }
        blocks.push(block);
    }
    blocks
}

/// The blocks, each with a fair share of the room: what a short passage does not need goes to the
/// longer ones.
fn lay_out(blocks: &[Block<'_>], room: usize) -> String {
    let overhead: usize = blocks.iter().map(Block::overhead).sum();
    let room = room.saturating_sub(overhead);
    let wanted: Vec<usize> = blocks
        .iter()
        .map(|block| length(&words(&block.passage.text, &block.sentence)))
        .collect();
    let shares = shares(&wanted, room);
    blocks
        .iter()
        .zip(shares)
        .map(|(block, share)| {
            let words = excerpt(block.passage, &block.sentence, share);
            format!("\n> {words}{}", block.below)
        })
        .collect()
}

/// Divides the room fairly: what one does not want goes to those that want more.
fn shares(wanted: &[usize], mut room: usize) -> Vec<usize> {
    let mut by_need: Vec<usize> = (0..wanted.len()).collect();
    by_need.sort_by_key(|&i| wanted[i]);
    let mut shares = vec![0; wanted.len()];
    for (served, &i) in by_need.iter().enumerate() {
        shares[i] = wanted[i].min(room / (wanted.len() - served));
        room -= shares[i];
    }
    shares
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
        .map(|paragraph| match paragraph.number == number {
            true => format!("> **¶{}** · ", paragraph.number),
            false => format!("> ¶{} · ", paragraph.number),
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

/// As much of the passage as has room, in whole sentences around the best one.
fn excerpt(passage: &Passage, best: &Span, room: usize) -> String {
    let whole = words(&passage.text, best);
    if length(&whole) <= room {
        return whole;
    }
    let sentences = &passage.sentences;
    let holds_best = |&(start, end): &(usize, usize)| (start..end).contains(&best.start);
    let middle = sentences.iter().position(holds_best).unwrap_or(0);
    let mut shown = middle..middle + 1;
    let mut excerpt = None;
    while let Some(longer) = some_sentences(passage, best, &shown)
        && length(&longer) <= room
    {
        excerpt = Some(longer);
        // A reader goes on reading: what follows comes first, what leads up to it second.
        let (before, after) = (middle - shown.start, shown.end - middle - 1);
        if shown.end < sentences.len() && (after <= before || shown.start == 0) {
            shown.end += 1;
        } else if shown.start > 0 {
            shown.start -= 1;
        } else {
            break;
        }
    }
    excerpt.unwrap_or_else(|| part_of_sentence(passage, best, room))
}

/// The sentences `shown` of the passage, with marks where it goes on.
fn some_sentences(passage: &Passage, best: &Span, shown: &Span) -> Option<String> {
    let (start, _) = *passage.sentences.get(shown.start)?;
    let (_, end) = *passage.sentences.get(shown.end.checked_sub(1)?)?;
    let part = passage.text.get(start..end)?;
    let best = best.start.checked_sub(start)?..best.end.checked_sub(start)?;
    let before = if shown.start > 0 { "… " } else { "" };
    let after = match shown.end < passage.sentences.len() {
        true => " …",
        false => "",
    };
    Some(format!("{before}{}{after}", words(part, &best)))
}

/// The beginning of the best sentence, for which there is no room either.
fn part_of_sentence(passage: &Passage, best: &Span, room: usize) -> String {
    let sentence = passage.text.get(best.clone()).map(clean);
    match sentence.filter(|sentence| !sentence.is_empty()) {
        Some(sentence) => {
            let before = if best.start > 0 { "… " } else { "" };
            let room = room.saturating_sub(length("… ****"));
            format!("{before}**{}**", fit(&sentence, room, true))
        }
        None => fit(&clean(&passage.text), room, true),
    }
}

/// The text with its best sentence in bold.
fn words(text: &str, best: &Span) -> String {
    let best = match text.get(best.clone()) {
        Some(_) => best.clone(),
        None => 0..0,
    };
    let mut words = String::new();
    for (part, is_best) in [
        (0..best.start, false),
        (best.clone(), true),
        (best.end..text.len(), false),
    ] {
        let raw = text.get(part).unwrap_or_default();
        let part = escape(&clean(raw), words.is_empty());
        if part.is_empty() {
            continue;
        }
        if raw.starts_with(char::is_whitespace) && !words.is_empty() {
            words.push(' ');
        }
        match is_best {
            true => words.extend(["**", &part, "**"]),
            false => words.push_str(&part),
        }
        if raw.ends_with(char::is_whitespace) {
            words.push(' ');
        }
    }
    words.truncate(words.trim_end().len());
    words
}
