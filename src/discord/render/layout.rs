//! Lays out quoted texts in one message: in full if they fit, or else shortened evenly.

use std::ops::Range;

use crate::text::Span;

use super::escape::{clean, escape, fit, length};

/// Maximum length of a message that Discord accepts, in UTF-16 units.
pub(crate) const MAX_MESSAGE_LENGTH: usize = 2000;

/// Maximum length of a page, in UTF-16 units. It leaves room for the line that names the person who
/// shared it.
pub(crate) const MAX_PAGE_LENGTH: usize = MAX_MESSAGE_LENGTH - 100;

/// Minimum room for a text, in UTF-16 units. A text with less room moves to the next page.
const MIN_ROOM: usize = 200;

/// Block quote of a text, with the lines below it.
#[derive(Clone, Debug, Default)]
pub(crate) struct QuoteBlock<'a> {
    /// Prefix inside the quote.
    pub before: &'static str,
    /// Text, of which as much is shown as fits.
    pub text: &'a str,
    /// Byte ranges of its sentences. The text is cut between sentences.
    pub sentences: &'a [(usize, usize)],
    /// Byte range in bold, which is shown even if the text is cut.
    pub bold: Span,
    /// Byte ranges of its words that are underlined, in order.
    pub underlined: &'a [Span],
    /// Suffix inside the quote.
    pub after: String,
    /// Lines below the quote, each after a line break.
    pub below: String,
    /// Further lines, left out if they do not fit.
    pub places: String,
}

impl QuoteBlock<'_> {
    /// Returns the length of everything except the text.
    fn overhead(&self) -> usize {
        let quote = length("\n> ") + length(self.before) + length(&self.after);
        quote + length(&self.below) + length(&self.places)
    }
}

/// Rendered page of blocks.
#[derive(Default)]
pub(crate) struct RenderedPage {
    /// Text of the message.
    pub content: String,
    /// Indices of the blocks on this page.
    pub shown: Range<usize>,
}

/// Blocks divided into pages, which are rendered on request.
pub(crate) struct Pages<'a> {
    head: String,
    blocks: Vec<QuoteBlock<'a>>,
    shown: Vec<Range<usize>>,
}

impl<'a> Pages<'a> {
    /// Divides the blocks into pages of at most `most` blocks. Every page begins with `head`.
    pub(crate) fn new(head: String, mut blocks: Vec<QuoteBlock<'a>>, most: usize) -> Self {
        let room = MAX_PAGE_LENGTH.saturating_sub(length(&head));
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

    /// Returns the number of the last page, counted from 0.
    pub(crate) fn last_page(&self) -> usize {
        self.shown.len().saturating_sub(1)
    }

    /// Renders a page, counted from 0. Without blocks there is one page with the head alone.
    pub(crate) fn page(&self, number: usize) -> RenderedPage {
        let shown = self.shown.get(number).cloned().unwrap_or_default();
        let blocks = self.blocks.get(shown.clone()).unwrap_or_default();
        let room = MAX_PAGE_LENGTH.saturating_sub(length(&self.head));
        RenderedPage {
            content: format!("{}{}", self.head, lay_out(blocks, room)),
            shown,
        }
    }

    /// Renders every page.
    #[cfg(test)]
    pub(crate) fn all(&self) -> Vec<RenderedPage> {
        (0..=self.last_page())
            .map(|number| self.page(number))
            .collect()
    }
}

/// Returns the number of leading blocks that fit on one page, at least one. Clears the further
/// lines of a block that does not fit otherwise.
fn fitting(blocks: &mut [QuoteBlock<'_>], most: usize, room: usize) -> usize {
    let mut used = 0;
    for (n, block) in blocks.iter_mut().enumerate().take(most) {
        used += block.overhead() + MIN_ROOM;
        if used > room && n > 0 {
            return n;
        }
        if used > room {
            block.places.clear();
        }
    }
    blocks.len().min(most)
}

/// Renders the blocks, each with a fair share of the room for its text.
fn lay_out(blocks: &[QuoteBlock<'_>], room: usize) -> String {
    let overhead: usize = blocks.iter().map(QuoteBlock::overhead).sum();
    let wholes: Vec<String> = blocks
        .iter()
        .map(|block| words(block.text, &block.bold, block.underlined))
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

/// Divides `room` fairly: room that one text does not need is given to the texts that need more.
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

/// Shortens a text to whole sentences around the bold part.
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
        // What follows the bold sentence helps a reader more than what precedes it.
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

/// Renders the sentences `shown`, with an ellipsis where the text was cut.
fn some_sentences(block: &QuoteBlock<'_>, shown: &Span) -> Option<String> {
    let sentences = block.sentences;
    let (start, _) = *sentences.get(shown.start)?;
    let (_, end) = *sentences.get(shown.end.checked_sub(1)?)?;
    let part = block.text.get(start..end)?;
    let moved = |span: &Span| Some(span.start.checked_sub(start)?..span.end.checked_sub(start)?);
    let bold = moved(&block.bold)?;
    let underlined: Vec<Span> = block.underlined.iter().filter_map(moved).collect();
    let before = if shown.start > 0 { "… " } else { "" };
    let after = if shown.end < sentences.len() {
        " …"
    } else {
        ""
    };
    Some(format!(
        "{before}{}{after}",
        words(part, &bold, &underlined)
    ))
}

/// Shortens the bold part itself, if not even that fits.
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

/// Renders a text with a part of it in bold and some of its words underlined.
fn words(text: &str, bold: &Span, underlined: &[Span]) -> String {
    let holds = |span: &Span, part: &Span| span.start <= part.start && part.end <= span.end;
    let mut words = String::new();
    let (mut is_open, mut needs_space) = (false, false);
    for part in parts(text, bold, underlined) {
        let raw = text.get(part.clone()).unwrap_or_default();
        let is_bold = holds(bold, &part);
        if is_open && !is_bold {
            words.push_str("**");
            is_open = false;
        }
        needs_space |= raw.starts_with(char::is_whitespace);
        let escaped = escape(&clean(raw), words.is_empty());
        if escaped.is_empty() {
            continue;
        }
        if needs_space && !words.is_empty() {
            words.push(' ');
        }
        if is_bold && !is_open {
            words.push_str("**");
            is_open = true;
        }
        let is_underlined = underlined.iter().any(|span| holds(span, &part));
        let mark = if is_underlined { "__" } else { "" };
        words.extend([mark, &escaped, mark]);
        needs_space = raw.ends_with(char::is_whitespace);
    }
    if is_open {
        words.push_str("**");
    }
    words
}

/// Splits a text into parts of one style each.
fn parts(text: &str, bold: &Span, underlined: &[Span]) -> Vec<Span> {
    let ends = |span: &Span| [span.start, span.end];
    let mut cuts: Vec<usize> = [0, text.len()]
        .into_iter()
        .chain(ends(bold))
        .chain(underlined.iter().flat_map(ends))
        .filter(|cut| text.is_char_boundary(*cut))
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|cut| cut[0]..cut[1]).collect()
}
