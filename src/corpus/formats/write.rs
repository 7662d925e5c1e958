//! Writes an article as Markdown that reads back to the same headings and paragraphs.

use serde::Serialize;

use super::{Format, fields, front_matter, parse};
use crate::corpus::{Block, Draft, Metadata};

/// Error for an article that would not read back unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "cannot write the article as Markdown without changing it: put its file into the folder of articles yourself"
)]
pub struct Unwritable;

/// Provenance of an article, which is not part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Address or file name that it was made from.
    pub source: String,
    /// Actor who added it.
    pub added_by: String,
    /// Time at which it was added, as a timestamp.
    pub added_at: String,
}

/// Front matter in the order in which it is written.
#[derive(Serialize)]
struct Front<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authors: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    source: &'a str,
    added_by: &'a str,
    added_at: &'a str,
}

/// Writes an article as Markdown with front matter. A heading that only repeats the title is
/// omitted, because every reader omits it.
///
/// # Errors
///
/// [`Unwritable`] if it would not read back unchanged.
pub fn to_markdown(draft: &Draft, origin: &Origin) -> Result<String, Unwritable> {
    let Metadata {
        title,
        url,
        outlet,
        authors,
        published,
        language,
        tags,
    } = &draft.metadata;
    let front = Front {
        title,
        outlet: outlet.as_deref(),
        url: url.as_deref(),
        authors,
        published: published.map(|day| day.to_string()),
        language: language.as_deref(),
        tags,
        id: draft.id.as_deref(),
        source: &origin.source,
        added_by: &origin.added_by,
        added_at: &origin.added_at,
    };
    let front = serde_saphyr::to_string(&front).map_err(|_| Unwritable)?;
    let mut text = format!("---\n{}\n---\n", front.trim_end());
    for (is_heading, words) in parts(draft) {
        text.push('\n');
        let marked = escape(words);
        match (is_heading, words.contains('\n')) {
            (false, _) => text.push_str(&marked),
            (true, false) => {
                text.push_str("## ");
                text.push_str(&marked);
            }
            // Only this form of heading may have several lines.
            (true, true) => {
                text.push_str(&marked);
                text.push_str("\n---");
            }
        }
        text.push('\n');
    }
    let mut problems = Vec::new();
    let (read, _) = parse(Format::Markdown, "", &text);
    front_matter::read("", &text, &mut problems);
    match read.as_slice() {
        [read]
            if problems.is_empty()
                && read.metadata == draft.metadata
                && read.id == draft.id
                && parts(read).eq(parts(draft)) =>
        {
            Ok(text)
        }
        _ => Err(Unwritable),
    }
}

/// Iterates over the headings and paragraphs, and tells which are headings.
fn parts(draft: &Draft) -> impl Iterator<Item = (bool, &str)> {
    let title = Some(draft.metadata.title.as_str());
    draft.blocks.iter().filter_map(move |block| {
        let (is_heading, span) = match block {
            Block::Heading(span) => (true, span),
            Block::Paragraph(span) => (false, span),
        };
        let words = draft.text.get(span.clone())?.trim();
        let is_title = is_heading && fields::one_line(words).as_deref() == title;
        (!words.is_empty() && !is_title).then_some((is_heading, words))
    })
}

/// Escapes a text so that Markdown displays exactly this text.
fn escape(text: &str) -> String {
    let mut marked = String::with_capacity(text.len() + 16);
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            marked.push_str("\\\n");
        }
        escape_line(line, &mut marked);
    }
    marked
}

/// Appends one escaped line to `marked`.
fn escape_line(line: &str, marked: &mut String) {
    // A number may begin a list.
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = (number.len() < line.len()).then(|| line.len() - number.len());
    let mut rest = line.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        let is_edge = at == 0 || next.is_none();
        match c {
            // White space at either end of a line and control characters are written as character
            // references.
            c if c.is_control() || is_edge && c.is_whitespace() => {
                marked.push_str(&format!("&#{};", u32::from(c)));
                continue;
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' | '#' => marked.push('\\'),
            '&' if next.is_some_and(|next| next == '#' || next.is_ascii_alphanumeric()) => {
                marked.push('\\');
            }
            '>' | '+' | '-' | '=' | ':' if at == 0 => marked.push('\\'),
            // Looks like the tag of a site generator.
            '{' if matches!(next, Some('{' | '%' | ':')) => marked.push('\\'),
            '.' | ')' if Some(at) == numbered => marked.push('\\'),
            _ => {}
        }
        marked.push(c);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    /// Drafts as readers of pages and plain text create them: trimmed, without blank blocks.
    fn words() -> impl Strategy<Value = String> {
        let pieces = r#"(\PC|[ -~]|[ -~]|\n|\t|  |\n\n|    |# |- |\* |> |1\. |2\) |---|===|```|~~~|<b>|</p>|<!--|&amp;|&#|\[a\]\(b\)|\[x\]: y|!\[|\^|\||:-|https://e\.org/a_b|\u{a0}|\u{85}|\u{2028}|\r){1,24}"#;
        // A regex in a string would be parsed again for every text.
        prop::string::string_regex(pieces)
            .unwrap()
            .prop_map(|text: String| text.trim().to_owned())
            .prop_filter("blank", |text| !text.is_empty() && !text.contains('\0'))
    }

    fn draft(title: &str, parts: &[(bool, String)]) -> Draft {
        let mut draft = Draft {
            metadata: Metadata {
                title: fields::one_line(title).unwrap_or_else(|| "T".to_owned()),
                ..Metadata::default()
            },
            ..Draft::default()
        };
        for (is_heading, words) in parts {
            let start = draft.text.len();
            draft.text.push_str(words);
            let span = start..draft.text.len();
            draft.text.push_str("\n\n");
            draft.blocks.push(if *is_heading {
                Block::Heading(span)
            } else {
                Block::Paragraph(span)
            });
        }
        draft
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn what_is_written_reads_back_the_same(
            title in words(),
            parts in prop::collection::vec((any::<bool>(), words()), 1..6),
        ) {
            let origin = Origin {
                source: title.clone(),
                added_by: "discord:1 \"x\": y".to_owned(),
                added_at: "2025-08-16T10:00:00Z".to_owned(),
            };
            prop_assert!(to_markdown(&draft(&title, &parts), &origin).is_ok());
        }
    }

    #[test]
    fn it_can_be_read_by_people() {
        let mut draft = draft(
            "Talks: \"no deal\"",
            &[
                (true, "1. Demands & more".to_owned()),
                (
                    false,
                    "- Putin's *demand* isn't new.\n1986. A line - of AT&T #1.".to_owned(),
                ),
            ],
        );
        draft.metadata.url = Some("https://example.org/a#b".to_owned());
        draft.metadata.authors = vec!["A. Writer".to_owned(), "yes".to_owned()];
        draft.metadata.published = Some("2025-08-16".parse().unwrap());
        let origin = Origin {
            source: "talks.html".to_owned(),
            added_by: "terminal (alice)".to_owned(),
            added_at: "2025-08-16T10:00:00Z".to_owned(),
        };
        insta::assert_snapshot!(to_markdown(&draft, &origin).unwrap(), @r#"
        ---
        title: "Talks: \"no deal\""
        url: https://example.org/a#b
        authors:
        - A. Writer
        - "yes"
        published: "2025-08-16"
        source: talks.html
        added_by: terminal (alice)
        added_at: "2025-08-16T10:00:00Z"
        ---

        ## 1\. Demands & more

        \- Putin's \*demand\* isn't new.\
        1986\. A line - of AT\&T \#1.
        "#);
    }
}
