//! Builder of an article's text without markup: blocks separated by blank lines.

use crate::corpus::{Block, Draft, Metadata};

/// Builder that collects headings and paragraphs into one text with spans.
#[derive(Default)]
pub(super) struct Blocks {
    text: String,
    blocks: Vec<Block>,
}

impl Blocks {
    pub(super) fn heading(&mut self, words: &str) {
        if let Some(span) = self.push(words) {
            self.blocks.push(Block::Heading(span));
        }
    }

    /// Appends words to the last block if it is a heading.
    pub(super) fn extend_heading(&mut self, words: &str) {
        if let Some(Block::Heading(span)) = self.blocks.last_mut() {
            self.text.push_str(words);
            span.end = self.text.len();
        }
    }

    /// Returns the last block if it is a heading.
    pub(super) fn open_heading(&self) -> Option<&str> {
        match self.blocks.last()? {
            Block::Heading(span) => self.text.get(span.clone()),
            Block::Paragraph(_) => None,
        }
    }

    /// Removes the paragraphs for which `take` returns true, among the first `most` blocks that
    /// stay. The last block always stays.
    pub(super) fn take_top(&mut self, most: usize, mut take: impl FnMut(&str) -> bool) {
        let mut place = 0;
        while place < most && self.blocks.len() > 1 {
            let words = match self.blocks.get(place) {
                Some(Block::Paragraph(span)) => self.text.get(span.clone()),
                Some(Block::Heading(_)) => None,
                None => return,
            };
            if words.is_some_and(&mut take) {
                self.blocks.remove(place);
            } else {
                place += 1;
            }
        }
    }

    pub(super) fn paragraph(&mut self, words: &str) {
        if let Some(span) = self.push(words) {
            self.blocks.push(Block::Paragraph(span));
        }
    }

    pub(super) fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading(_) => None,
            Block::Paragraph(span) => self.text.get(span.clone()),
        })
    }

    pub(super) fn into_draft(self, id: Option<String>, metadata: Metadata) -> Draft {
        Draft {
            id,
            metadata,
            text: self.text,
            blocks: self.blocks,
            line: 1,
        }
    }

    fn push(&mut self, words: &str) -> Option<std::ops::Range<usize>> {
        let words = words.trim();
        if words.is_empty() {
            return None;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(words);
        Some(start..self.text.len())
    }
}
