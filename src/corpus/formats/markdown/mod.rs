//! Markdown (`CommonMark`), reduced to the visible text.

mod templates;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::corpus::formats::blocks::Blocks;
use crate::corpus::formats::fields;
use crate::corpus::formats::front_matter::{self, FrontMatter};
use crate::corpus::formats::html;
use crate::corpus::{Draft, Problem};

/// Reads one article; `None` if it is a draft.
pub(super) fn parse(path: &str, text: &str, problems: &mut Vec<Problem>) -> Option<Draft> {
    let FrontMatter { id, metadata, body } = front_matter::read(path, text, problems)?;
    let mut reader = Reader {
        title: metadata.title.clone(),
        ..Reader::default()
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM;
    let markdown = templates::without_tags(text.get(body..)?);
    for event in Parser::new_ext(&markdown, options) {
        reader.take(event);
    }
    reader.end_block();
    if reader.is_html_missing {
        problems.push(Problem::warning(
            path,
            None,
            "a piece of raw HTML is too large or too deeply nested and is left out",
            "write its text as Markdown",
        ));
    }
    let mut draft = reader.blocks.into_draft(id, metadata);
    draft.metadata.title = reader.title;
    Some(draft)
}

#[derive(Default)]
struct Reader {
    blocks: Blocks,
    title: String,
    /// Words of the current block.
    words: String,
    /// Current raw HTML block; empty outside of one.
    html: String,
    /// Level of the current heading.
    heading: Option<u8>,
    /// Whether the next table cell is the first of its row.
    first_cell: bool,
    /// Open inline element whose content is code or style, not text.
    skipped: Option<&'static str>,
    /// Whether a piece of raw HTML was left out.
    is_html_missing: bool,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => {
                if self.skipped.is_none() {
                    self.words.push_str(&text);
                }
            }
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(tag) => self.inline_tag(&tag),
            Event::SoftBreak => self.words.push(' '),
            Event::HardBreak => self.words.push('\n'),
            Event::Rule => self.end_block(),
            // The options above never produce the math events, and the other two are marks, not
            // words.
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. } => {}
            Tag::TableCell => {
                if !self.first_cell {
                    self.words.push_str(" | ");
                }
                self.first_cell = false;
            }
            Tag::TableHead | Tag::TableRow => {
                self.end_block();
                self.first_cell = true;
            }
            Tag::Heading { level, .. } => {
                self.end_block();
                self.heading = Some(*level as u8);
            }
            _ => self.end_block(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell => {}
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.is_html_missing |=
                    !html::append_fragment(&html, &self.title, &mut self.blocks);
            }
            _ => self.end_block(),
        }
    }

    /// Ends the current block. Every start and end of a block calls this, so the lead-in of a list
    /// item and the list inside it become separate paragraphs.
    fn end_block(&mut self) {
        self.skipped = None;
        let words = std::mem::take(&mut self.words);
        match self.heading.take() {
            None => self.blocks.paragraph(&words),
            Some(1) if self.title.is_empty() => {
                self.title = fields::one_line(&words).unwrap_or_default();
            }
            Some(_) if fields::one_line(&words).as_deref() == Some(self.title.as_str()) => {}
            Some(_) => self.blocks.heading(&words),
        }
    }

    /// Processes an inline HTML tag: a line break, or the start or end of hidden content.
    fn inline_tag(&mut self, tag: &str) {
        let tag = tag.to_ascii_lowercase();
        let name = tag.trim_start_matches(['<', '/']);
        let is = |known: &str| {
            name.strip_prefix(known).is_some_and(|rest| {
                rest.starts_with(['>', '/']) || rest.starts_with(char::is_whitespace)
            })
        };
        if is("br") {
            let end = self.words.trim_end_matches(' ').len();
            self.words.truncate(end);
            self.words.push('\n');
        }
        for hidden in ["script", "style"] {
            if !is(hidden) {
                continue;
            }
            if !tag.starts_with("</") {
                self.skipped = self.skipped.or(Some(hidden));
            } else if self.skipped == Some(hidden) {
                self.skipped = None;
            }
        }
    }
}
