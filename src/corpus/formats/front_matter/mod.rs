//! Front matter above an article's text: YAML between lines of `---`, or TOML between lines of
//! `+++`.

mod keys;
pub(super) mod syntax;

pub(super) use keys::FrontMatter;
use keys::{KEYS, Keys};
use syntax::Entry;

use super::fields;
use super::lines::lines;
use crate::corpus::{Problem, nearest};

/// Maximum size of front matter, in bytes.
const MAX_BYTES: usize = 64 << 10;

/// Reads the front matter of `text`, if there is any. Parts that cannot be read are skipped with a
/// warning. Returns `None` for a draft, which is not published.
pub(super) fn read(path: &str, text: &str, problems: &mut Vec<Problem>) -> Option<FrontMatter> {
    let mut warn = |line: usize, message: String, remedy: &str| {
        problems.push(Problem::warning(path, Some(line), message, remedy));
    };
    let block = match find(text) {
        Search::None { body } => {
            return Some(FrontMatter {
                body,
                ..FrontMatter::default()
            });
        }
        Search::Found(block) => block,
        Search::Unclosed { body } => {
            warn(
                1,
                "the front matter is not closed and is left out".to_owned(),
                "end it with a line like its first one, or delete that if the text begins there",
            );
            return Some(FrontMatter {
                body,
                ..FrontMatter::default()
            });
        }
    };
    let mut read = FrontMatter {
        body: block.body,
        ..FrontMatter::default()
    };
    if block.source.len() > MAX_BYTES {
        warn(
            1,
            "the front matter is longer than 64 KiB and is left out".to_owned(),
            "close it above the article's text",
        );
        return Some(read);
    }
    // The parsers count only LF as a line break; lines keep their numbers.
    let source = block.source.replace("\r\n", "\n").replace('\r', "\n");
    let (name, example, mark, entries) = match block.fence {
        Fence::Yaml => ("YAML", "title: \"…\"", ':', syntax::yaml(&source)),
        Fence::Toml => ("TOML", "title = \"…\"", '=', syntax::toml(&source)),
    };
    let entries = entries.unwrap_or_else(|error| {
        warn(
            error.line + 1,
            format!("cannot read the front matter as {name}: {}", error.message),
            &format!("correct this line, or the one above; a text goes in quotes: `{example}`"),
        );
        syntax::by_key(&source, mark)
    });
    let mut keys = Keys::default();
    for Entry { line, key, value } in entries {
        // The fence is the first line, so the first line of the source is the second.
        if let Err(refusal) = keys.set(&mut read, &key, &value) {
            warn(line + 1, refusal.message, refusal.remedy);
        } else if !keys::is_known(&key)
            && let Some(meant) = nearest(&key, KEYS)
            && strsim::damerau_levenshtein(&key, meant) <= 2
        {
            let shown = fields::one_line(&key).unwrap_or_default();
            let remedy = format!("did you mean {meant:?}?");
            warn(line + 1, format!("unknown key {shown:?}"), &remedy);
        }
    }
    if keys.is_draft {
        warn(
            1,
            "this is a draft and is skipped".to_owned(),
            "delete `draft` or `published` from the front matter to publish it",
        );
        return None;
    }
    Some(read)
}

/// Language of front matter.
#[derive(Clone, Copy)]
pub(super) enum Fence {
    Yaml,
    Toml,
}

/// Location of front matter.
pub(super) struct Found<'a> {
    pub(super) fence: Fence,
    /// Text between the fences.
    pub(super) source: &'a str,
    /// Byte offset of `source`.
    pub(super) start: usize,
    /// Byte offset of the first line after the front matter.
    body: usize,
}

/// Result of the search for front matter.
pub(super) enum Search<'a> {
    /// The text has front matter.
    Found(Found<'a>),
    /// The text has none. Its body begins at this byte offset, after a byte order mark.
    None { body: usize },
    /// The text has only an opening fence. What looks like the body begins at this byte offset.
    Unclosed { body: usize },
}

/// Finds the front matter of `text`.
pub(super) fn find(text: &str) -> Search<'_> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let is_fence = |line: &crate::text::Span, fence: &str| {
        let line = text.get(line.clone()).unwrap_or_default();
        line.trim_start_matches('\u{feff}').trim_end() == fence
    };
    let mut all = lines(text).peekable();
    let Some(first) = all.next() else {
        return Search::None { body: start };
    };
    let (fence, mark) = if is_fence(&first, "---") {
        (Fence::Yaml, "---")
    } else if is_fence(&first, "+++") {
        (Fence::Toml, "+++")
    } else {
        return Search::None { body: start };
    };
    let Some(source_start) = all.peek().map(|line| line.start) else {
        return Search::None { body: start };
    };
    let mut body = None;
    while let Some(line) = all.next() {
        let words = text.get(line.clone()).unwrap_or_default();
        if body.is_none() && !is_key_line(words) {
            body = Some(line.start);
        }
        if is_fence(&line, mark) || mark == "---" && is_fence(&line, "...") && body.is_none() {
            return Search::Found(Found {
                fence,
                source: text.get(source_start..line.start).unwrap_or_default(),
                start: source_start,
                body: all.peek().map_or(text.len(), |line| line.start),
            });
        }
    }
    Search::Unclosed {
        body: body.unwrap_or(source_start),
    }
}

/// Returns whether a line may belong to front matter: a key, part of a list, or a comment.
fn is_key_line(line: &str) -> bool {
    let key = line.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_' || c == '-');
    let is_key = key.len() < line.len() && key.trim_start().starts_with([':', '=']);
    is_key || line.starts_with([' ', '\t', '-', '#'])
}
