//! An article: its text, headings and numbered paragraphs.

use jiff::civil::Date;

use crate::text::{Fingerprint, Span};

/// An article's metadata. What the source does not say is empty; nothing is guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline; never empty in an [`Article`].
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
    /// Key words given by the operator.
    pub tags: Vec<String>,
}

/// A part of an article's text, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Heading of the section that follows.
    Heading(Span),
    /// A paragraph, a list item or a block quote.
    Paragraph(Span),
}

/// An article as a format's reader returns it, before it has an id and a place in a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Id given in the source, if there is one.
    pub id: Option<String>,
    /// Metadata; the title may still be empty.
    pub metadata: Metadata,
    /// Text that the spans of the blocks refer to.
    pub text: String,
    /// Headings and paragraphs in reading order.
    pub blocks: Vec<Block>,
    /// Line of the source file where the article begins, counted from 1.
    pub line: usize,
}

/// One article: a text and the spans of its headings and paragraphs.
///
/// Every span lies on character boundaries of [`Article::text`], no block is blank, and there is
/// at least one paragraph: [`Article::new`] is the only way to make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    id: String,
    source: String,
    line: usize,
    metadata: Metadata,
    text: String,
    blocks: Vec<Block>,
}

/// A paragraph of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph<'a> {
    /// Number of the paragraph in the article, counted from 1 without headings.
    pub number: u32,
    /// Nearest heading above it, if there is one.
    pub heading: Option<&'a str>,
    /// The paragraph, word for word.
    pub text: &'a str,
    /// Place of `text` in [`Article::text`].
    pub span: Span,
}

impl Article {
    /// Makes an article of a draft.
    ///
    /// `source` is the path of its file below the data folder, with `/` between its parts;
    /// `fallback_id` names the article where the draft does not. Blocks that are blank or do not
    /// lie within the text are dropped. Returns `None` if no paragraph is left.
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

    /// The id, by which commands and answers name this article; unique in a corpus.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The path of its file below the data folder, with `/` between its parts.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The line of its file where the article begins, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The article's metadata.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The original text. For plain text this is the whole file, so that offsets into it are
    /// offsets into the file; for the other formats it is the paragraphs with their markup
    /// reduced, a blank line apart.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The paragraphs in reading order, numbered from 1.
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

    /// A hash over everything that the index holds of this article: two articles with the same
    /// fingerprint need not be indexed again.
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

/// A readable title for an article that has none: the last part of its id that has a word, with
/// spaces.
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
