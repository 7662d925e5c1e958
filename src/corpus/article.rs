//! Articles: text, headings, numbered paragraphs and metadata.

use jiff::civil::Date;

use crate::text::{Fingerprint, Span};

/// Metadata of an article. Fields that the source does not give are empty; nothing is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Headline; never empty in an [`Article`].
    pub title: String,
    /// Web address of the article, `http` or `https`.
    pub url: Option<String>,
    /// Publisher: a newspaper, agency or site.
    pub outlet: Option<String>,
    /// Authors in the order of the byline.
    pub authors: Vec<String>,
    /// Day of publication in the article's own time zone.
    pub published: Option<Date>,
    /// Language of the text, as a BCP 47 tag such as `en` or `de-AT`.
    pub language: Option<String>,
    /// Keywords given by the operator.
    pub tags: Vec<String>,
}

/// Part of an article's text: a byte range of a heading or paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Heading of the section that follows.
    Heading(Span),
    /// Paragraph, list item or block quote.
    Paragraph(Span),
}

/// Article as a format's reader returns it, before it has an ID and a source file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// ID given in the source, if there is one.
    pub id: Option<String>,
    /// Metadata; the title may still be empty.
    pub metadata: Metadata,
    /// Text that the spans of the blocks refer to.
    pub text: String,
    /// Headings and paragraphs in reading order.
    pub blocks: Vec<Block>,
    /// Line of the source file at which the article begins, counted from 1.
    pub line: usize,
}

/// Article: a text with the spans of its headings and paragraphs.
///
/// Every span lies on character boundaries of [`Article::text`], no block is blank, and there is at
/// least one paragraph: [`Article::new`] is the only constructor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    id: String,
    source: String,
    line: usize,
    metadata: Metadata,
    text: String,
    blocks: Vec<Block>,
}

/// Paragraph of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph<'a> {
    /// Number of the paragraph in the article, counted from 1 without headings.
    pub number: u32,
    /// Nearest heading above it, if there is one.
    pub heading: Option<&'a str>,
    /// Text of the paragraph, unchanged.
    pub text: &'a str,
    /// Byte range of `text` in [`Article::text`].
    pub span: Span,
}

impl Article {
    /// Creates an article from a draft.
    ///
    /// `source` is the path of its file relative to the data folder, with `/` as separator.
    /// `fallback_id` is the ID if the draft has none. Blocks that are blank or lie outside the text
    /// are dropped. Returns `None` if no paragraph is left.
    pub fn new(draft: Draft, source: &str, fallback_id: &str) -> Option<Self> {
        let Draft {
            id,
            mut metadata,
            text,
            blocks,
            line,
        } = draft;
        let mut blocks: Vec<Block> = blocks
            .into_iter()
            .filter(|block| {
                let (Block::Heading(span) | Block::Paragraph(span)) = block;
                text.get(span.clone())
                    .is_some_and(|words| !words.trim().is_empty())
            })
            .collect();
        blocks.shrink_to_fit();
        if !blocks.iter().any(|b| matches!(b, Block::Paragraph(_))) {
            return None;
        }
        let id = id.unwrap_or_else(|| fallback_id.to_owned());
        if metadata.title.trim().is_empty() {
            metadata.title = title_from_id(&id);
        }
        Some(Self {
            id,
            source: source.to_owned(),
            line,
            metadata,
            text,
            blocks,
        })
    }

    /// Returns the ID, by which commands and answers name the article; unique in a corpus.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the path of its file relative to the data folder, with `/` as separator.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Returns the line of its file at which the article begins, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// Returns the metadata.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// Returns the text. For plain text this is the whole file, so that offsets into it are offsets
    /// into the file. For the other formats it is the paragraphs without markup, separated by blank
    /// lines.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Iterates over the paragraphs in reading order, numbered from 1.
    pub fn paragraphs(&self) -> impl Iterator<Item = Paragraph<'_>> {
        let mut heading = None;
        let mut number = 0;
        self.blocks.iter().filter_map(move |block| match block {
            Block::Heading(span) => {
                heading = self.text.get(span.clone());
                None
            }
            Block::Paragraph(span) => {
                number += 1;
                Some(Paragraph {
                    number,
                    heading,
                    text: self.text.get(span.clone())?,
                    span: span.clone(),
                })
            }
        })
    }

    /// Returns a hash over everything that the index stores of this article. An article with the
    /// same fingerprint need not be indexed again.
    pub fn fingerprint(&self) -> u64 {
        let mut fingerprint = Fingerprint::default();
        let mut part = |text: &str| fingerprint.part(text);
        let metadata = &self.metadata;
        part(&self.id);
        part(&self.source);
        part(&metadata.title);
        for optional in [&metadata.url, &metadata.outlet, &metadata.language] {
            part(optional.as_deref().unwrap_or_default());
        }
        part(
            &metadata
                .published
                .map(|d| d.to_string())
                .unwrap_or_default(),
        );
        for list in [&metadata.authors, &metadata.tags] {
            part(&list.len().to_string());
            list.iter().for_each(|item| part(item));
        }
        for block in &self.blocks {
            let (kind, span) = match block {
                Block::Heading(span) => ("heading", span),
                Block::Paragraph(span) => ("paragraph", span),
            };
            part(kind);
            part(self.text.get(span.clone()).unwrap_or_default());
        }
        fingerprint.finish()
    }
}

/// Derives a title from an ID: its last part that contains a word, with spaces for hyphens.
fn title_from_id(id: &str) -> String {
    let parts = id.rsplit('/').map(|part| part.replace(['-', '_'], " "));
    let mut titles = parts.filter(|part| !part.trim().is_empty());
    titles.next().unwrap_or_else(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_without_a_title_is_called_by_its_id() {
        let check = |id: &str, expected: &str| assert_eq!(title_from_id(id), expected, "{id}");
        check("reports/the-talks_end", "the talks end");
        check("https://example.org/talks/", "talks");
        check("reports/--", "reports");
        check("--", "--");
    }
}
