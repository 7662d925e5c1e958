//! Texts of articles in the room that a message has: whole if they fit, and else cut fairly.

use std::ops::Range;

use crate::text::Span;

use super::escape::{clean, escape, fit, length};

/// Longest message that Discord takes, in UTF-16 units.
pub(crate) const LONGEST_MESSAGE: usize = 2000;

/// Longest page: who shared it has room below.
pub(crate) const LONGEST_PAGE: usize = LONGEST_MESSAGE - 100;

/// A text with less room than this is better shown on a page of its own.
const LEAST_ROOM: usize = 200;

/// A text in a quote, and the lines below it.
#[derive(Clone, Debug, Default)]
pub(crate) struct QuoteBlock<'a> {
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

impl QuoteBlock<'_> {
    /// What it costs beside the text.
    fn overhead(&self) -> usize {
        let quote = length("\n> ") + length(self.before) + length(&self.after);
        quote + length(&self.below) + length(&self.places)
    }
}

/// Some of the blocks as the text of a message.
#[derive(Default)]
pub(crate) struct RenderedPage {
    /// The text of the message.
    pub content: String,
    /// Which of the blocks are on it.
    pub shown: Range<usize>,
}

/// Blocks that are divided among pages, each of which is written when somebody wants it.
pub(crate) struct Pages<'a> {
    head: String,
    blocks: Vec<QuoteBlock<'a>>,
    shown: Vec<Range<usize>>,
}

impl<'a> Pages<'a> {
    /// Divides the blocks among pages of at most `most` each. Every page begins with `head`.
    pub(crate) fn new(head: String, mut blocks: Vec<QuoteBlock<'a>>, most: usize) -> Self {
        let room = LONGEST_PAGE.saturating_sub(length(&head));
        let mut shown: Vec<Range<usize>> = Vec::new();
        let mut first = 0;
        while let Some(rest) = blocks.get_mut(first..)
            && !rest.is_empty()
        {
            let count = fitting(rest, most.max(1), room);
            shown.push(first..first + count);
            first += count;
        }
        Self {
            head,
            blocks,
            shown,
        }
    }

    /// The number of the last page, counted from 0.
    pub(crate) fn last(&self) -> usize {
        self.shown.len().saturating_sub(1)
    }

    /// A page, counted from 0; of no blocks there is one with nothing but the head.
    pub(crate) fn page(&self, number: usize) -> RenderedPage {
        let shown = self.shown.get(number).cloned().unwrap_or_default();
        let blocks = self.blocks.get(shown.clone()).unwrap_or_default();
        let room = LONGEST_PAGE.saturating_sub(length(&self.head));
        RenderedPage {
            content: format!("{}{}", self.head, lay_out(blocks, room)),
            shown,
        }
    }

    /// Every page.
    #[cfg(test)]
    pub(crate) fn all(&self) -> Vec<RenderedPage> {
        (0..=self.last()).map(|number| self.page(number)).collect()
    }
}

/// How many blocks have room together. The first has it whatever it costs.
fn fitting(blocks: &mut [QuoteBlock<'_>], most: usize, room: usize) -> usize {
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
fn lay_out(blocks: &[QuoteBlock<'_>], room: usize) -> String {
    let overhead: usize = blocks.iter().map(QuoteBlock::overhead).sum();
    let wholes: Vec<String> = blocks
        .iter()
        .map(|block| words(block.text, &block.bold))
        .collect();
    let wanted: Vec<usize> = wholes.iter().map(|whole| length(whole)).collect();
    let shares = shares(&wanted, room.saturating_sub(overhead));
    let texts = wholes.into_iter().zip(wanted).zip(shares);
    let blocks = blocks
        .iter()
        .zip(texts)
        .map(|(block, ((whole, wanted), share))| {
            let words = if wanted <= share {
                whole
            } else {
                excerpt(block, share)
            };
            let QuoteBlock {
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
pub(crate) fn shares(wanted: &[usize], mut room: usize) -> Vec<usize> {
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
fn excerpt(block: &QuoteBlock<'_>, room: usize) -> String {
    let (sentences, bold) = (block.sentences, &block.bold);
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
fn some_sentences(block: &QuoteBlock<'_>, shown: &Span) -> Option<String> {
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
fn part_of_sentence(block: &QuoteBlock<'_>, room: usize) -> String {
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
        let mark = if is_bold { "**" } else { "" };
        words.extend([mark, &part, mark]);
        if raw.ends_with(char::is_whitespace) {
            words.push(' ');
        }
    }
    words.truncate(words.trim_end().len());
    words
}
