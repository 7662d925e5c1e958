//! Texts of articles in the room that a message has: whole if they fit, and else cut fairly.

use std::ops::Range;

use crate::corpus::Span;

use super::escape::{clean, escape, fit, length};

/// No message is longer.
pub const LONGEST_MESSAGE: usize = 2000;

/// A text with less room than this is better shown on a page of its own.
const LEAST_ROOM: usize = 200;

/// A text in a quote, and the lines below it.
#[derive(Clone, Debug, Default)]
pub struct Block<'a> {
    /// What stands before the text in the quote.
    pub before: &'static str,
    /// The text, of which as much is shown as has room.
    pub text: &'a str,
    /// Where its sentences stand; it is cut between them.
    pub sentences: &'a [(usize, usize)],
    /// What of it is bold, and kept longest when it is cut.
    pub bold: Span,
    /// What stands behind it in the quote.
    pub after: String,
    /// The lines below, each after a line break.
    pub below: String,
    /// More such lines, which are left out where there is no room.
    pub places: String,
}

impl Block<'_> {
    /// What it costs beside the text.
    fn overhead(&self) -> usize {
        let quote = length("\n> ") + length(self.before) + length(&self.after);
        quote + length(&self.below) + length(&self.places)
    }
}

/// Some of the blocks as the text of a message.
pub struct Page {
    /// The text of the message.
    pub content: String,
    /// Which of the blocks are on it.
    pub shown: Range<usize>,
}

/// Divides the blocks among pages of at most `most` each. Every page begins with `head`.
pub fn pages(head: &str, mut blocks: Vec<Block<'_>>, most: usize) -> Vec<Page> {
    let room = LONGEST_MESSAGE.saturating_sub(length(head));
    let mut pages = Vec::new();
    let mut first = 0;
    while let Some(rest) = blocks.get_mut(first..)
        && !rest.is_empty()
    {
        let count = fitting(rest, most.max(1), room);
        let shown = first..first + count;
        first = shown.end;
        pages.push(Page {
            content: format!("{head}{}", lay_out(&rest[..count], room)),
            shown,
        });
    }
    pages
}

/// How many blocks have room together. The first has it whatever it costs.
fn fitting(blocks: &mut [Block<'_>], most: usize, room: usize) -> usize {
    let mut used = 0;
    for (n, block) in blocks.iter_mut().enumerate().take(most) {
        used += block.overhead() + LEAST_ROOM;
        if used > room && n > 0 {
            return n;
        }
        if used > room {
            block.places.clear();
        }
    }
    blocks.len().min(most)
}

/// The blocks, each with a fair share of the room for its text.
fn lay_out(blocks: &[Block<'_>], room: usize) -> String {
    let overhead: usize = blocks.iter().map(Block::overhead).sum();
    let wanted: Vec<usize> = blocks
        .iter()
        .map(|block| length(&words(block.text, &block.bold)))
        .collect();
    let shares = shares(&wanted, room.saturating_sub(overhead));
    let blocks = blocks.iter().zip(shares).map(|(block, share)| {
        let words = excerpt(block, share);
        let Block {
            before,
            after,
            below,
            places,
            ..
        } = block;
        format!("\n> {before}{words}{after}{below}{places}")
    });
    blocks.collect()
}

/// Divides the room fairly: what one does not want goes to those that want more.
pub fn shares(wanted: &[usize], mut room: usize) -> Vec<usize> {
    let mut by_need: Vec<usize> = (0..wanted.len()).collect();
    by_need.sort_by_key(|&i| wanted[i]);
    let mut shares = vec![0; wanted.len()];
    for (served, &i) in by_need.iter().enumerate() {
        shares[i] = wanted[i].min(room / (wanted.len() - served));
        room -= shares[i];
    }
    shares
}

/// As much of the text as has room, in whole sentences around what is bold.
fn excerpt(block: &Block<'_>, room: usize) -> String {
    let (sentences, bold) = (block.sentences, &block.bold);
    let whole = words(block.text, bold);
    if length(&whole) <= room {
        return whole;
    }
    let holds_bold = |&(start, end): &(usize, usize)| (start..end).contains(&bold.start);
    let middle = sentences.iter().position(holds_bold).unwrap_or(0);
    let mut shown = middle..middle + 1;
    let mut excerpt = None;
    while let Some(longer) = some_sentences(block, &shown)
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
    excerpt.unwrap_or_else(|| part_of_sentence(block, room))
}

/// The sentences `shown` of the text, with marks where it goes on.
fn some_sentences(block: &Block<'_>, shown: &Span) -> Option<String> {
    let sentences = block.sentences;
    let (start, _) = *sentences.get(shown.start)?;
    let (_, end) = *sentences.get(shown.end.checked_sub(1)?)?;
    let part = block.text.get(start..end)?;
    let bold = block.bold.start.checked_sub(start)?..block.bold.end.checked_sub(start)?;
    let before = if shown.start > 0 { "… " } else { "" };
    let after = if shown.end < sentences.len() {
        " …"
    } else {
        ""
    };
    Some(format!("{before}{}{after}", words(part, &bold)))
}

/// The beginning of what is bold, for which there is no room either.
fn part_of_sentence(block: &Block<'_>, room: usize) -> String {
    let bold = block.text.get(block.bold.clone()).map(clean);
    match bold.filter(|bold| !bold.is_empty()) {
        Some(bold) => {
            let before = if block.bold.start > 0 { "… " } else { "" };
            let room = room.saturating_sub(length("… ****"));
            format!("{before}**{}**", fit(&bold, room, true))
        }
        None => fit(&clean(block.text), room, true),
    }
}

/// The text with a part of it in bold.
fn words(text: &str, bold: &Span) -> String {
    let bold = match text.get(bold.clone()) {
        Some(_) => bold.clone(),
        None => 0..0,
    };
    let mut words = String::new();
    for (part, is_bold) in [
        (0..bold.start, false),
        (bold.clone(), true),
        (bold.end..text.len(), false),
    ] {
        let raw = text.get(part).unwrap_or_default();
        let part = escape(&clean(raw), words.is_empty());
        if part.is_empty() {
            continue;
        }
        if raw.starts_with(char::is_whitespace) && !words.is_empty() {
            words.push(' ');
        }
        match is_bold {
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
