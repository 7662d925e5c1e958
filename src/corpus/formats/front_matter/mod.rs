//! What stands above an article's text: YAML between lines of `---`, or TOML between `+++`.

pub(super) mod syntax;

use syntax::Entry;

use super::fields;
use super::lines::lines;
use super::value::Value;
use crate::corpus::{Metadata, Problem, nearest};

/// The keys that say something about the article.
const KEYS: [&str; 8] = [
    "title",
    "url",
    "outlet",
    "authors",
    "published",
    "language",
    "tags",
    "id",
];
/// The keys that say how the article came here, which is no part of it.
const IGNORED_KEYS: [&str; 3] = ["source", "added_by", "added_at"];
/// The longest id that is still handy on a command line.
const LONGEST_ID: usize = 200;

/// The remedy for what is no date.
const DATE: &str = "write year, month, day like 2025-08-16";

/// Metadata of more than 64 KiB is no metadata.
const LONGEST_SOURCE: usize = 64 << 10;

/// What the front matter says, and where the text below it begins.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    pub(super) id: Option<String>,
    pub(super) metadata: Metadata,
    /// The byte offset of the first line below it, or of the first character after a byte order
    /// mark where there is no front matter.
    pub(super) body: usize,
}

/// Reads the front matter of `text`, if it has any. Returns `None` if there is an error in it:
/// an article must not be loaded under half of its metadata.
pub(super) fn read(path: &str, text: &str, problems: &mut Vec<Problem>) -> Option<FrontMatter> {
    let block = match find(text) {
        Search::None { body } => {
            return Some(FrontMatter {
                body,
                ..FrontMatter::default()
            });
        }
        Search::Found(block) => block,
        Search::Unclosed => {
            problems.push(Problem::error(
                path,
                Some(1),
                "the front matter is not closed",
                "end it with a line like its first one, or delete that if the text begins there",
            ));
            return None;
        }
    };
    if block.source.len() > LONGEST_SOURCE {
        problems.push(Problem::error(
            path,
            Some(1),
            "the front matter is longer than 64 KiB",
            "close it above the article's text",
        ));
        return None;
    }
    // The parsers count LF alone, and a line keeps its number whatever ended it.
    let source = block.source.replace("\r\n", "\n").replace('\r', "\n");
    let (name, example, entries) = match block.fence {
        Fence::Yaml => ("YAML", "title: \"…\"", syntax::yaml(&source)),
        Fence::Toml => ("TOML", "title = \"…\"", syntax::toml(&source)),
    };
    let entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            problems.push(Problem::error(
                path,
                Some(error.line + 1),
                format!("cannot read the front matter as {name}: {}", error.message),
                format!("correct this line, or the one above; a text goes in quotes: `{example}`"),
            ));
            return None;
        }
    };
    let mut read = FrontMatter {
        body: block.body,
        ..FrontMatter::default()
    };
    let mut is_sound = true;
    for Entry { line, key, value } in entries {
        // The fence is the first line, so the first line of the source is the second.
        let line = Some(line + 1);
        if IGNORED_KEYS.contains(&key.as_str()) {
            continue;
        }
        if !KEYS.contains(&key.as_str()) {
            let remedy = match nearest(&key, KEYS) {
                Some(known) => format!("did you mean {known:?}?"),
                None => format!("the keys are {}", KEYS.join(", ")),
            };
            let shown = fields::one_line(&key).unwrap_or_default();
            problems.push(Problem::warning(
                path,
                line,
                format!("unknown key {shown:?}"),
                remedy,
            ));
            continue;
        }
        match read.set(&key, value) {
            Ok(()) => {}
            Err(Refusal::Ignored(message, remedy)) => {
                problems.push(Problem::warning(path, line, message, remedy));
            }
            Err(Refusal::Fatal(message, remedy)) => {
                is_sound = false;
                problems.push(Problem::error(path, line, message, remedy));
            }
        }
    }
    is_sound.then_some(read)
}

/// Why a value was not taken: a message and a remedy.
enum Refusal {
    /// The article can do without it.
    Ignored(String, &'static str),
    /// The article would be cited wrongly.
    Fatal(String, &'static str),
}

impl FrontMatter {
    fn set(&mut self, key: &str, value: Value) -> Result<(), Refusal> {
        let metadata = &mut self.metadata;
        if value == Value::Nothing {
            return Ok(());
        }
        if let "authors" | "tags" = key {
            let texts = match value {
                Value::Text(text) => vec![text],
                Value::Texts(texts) => texts,
                other => return Err(wrong_kind(key, &other, "write a text or a list of texts")),
            };
            let texts = texts.iter().filter_map(|text| fields::one_line(text));
            match key {
                "authors" => metadata.authors = texts.collect(),
                _ => metadata.tags = texts.collect(),
            }
            return Ok(());
        }
        let text = match value {
            Value::Text(text) => text,
            other if key == "published" => return Err(wrong_kind(key, &other, DATE)),
            other => return Err(wrong_kind(key, &other, "write one text, in quotes")),
        };
        let Some(line) = fields::one_line(&text) else {
            return Ok(());
        };
        let refuse = |what: &str| format!("{key:?} is not {what}: {line:?}");
        match key {
            "title" => metadata.title = line,
            "outlet" => metadata.outlet = Some(line),
            "url" => {
                let url = fields::web_address(&text).ok_or_else(|| {
                    Refusal::Fatal(
                        refuse("a web address"),
                        "write all of it, beginning with https://",
                    )
                })?;
                metadata.url = Some(url);
            }
            "published" => {
                let day =
                    fields::day(&text).ok_or_else(|| Refusal::Fatal(refuse("a date"), DATE))?;
                metadata.published = Some(day);
            }
            "language" => {
                let tag = fields::language_tag(&text).ok_or_else(|| {
                    Refusal::Ignored(refuse("a language tag"), "write one such as en or de-AT")
                })?;
                metadata.language = Some(tag);
            }
            _ => {
                let id = text.trim();
                if id.len() > LONGEST_ID || id.chars().any(char::is_control) {
                    return Err(Refusal::Fatal(
                        refuse("an id"),
                        "write at most 200 characters on one line",
                    ));
                }
                self.id = Some(id.to_owned());
            }
        }
        Ok(())
    }
}

fn wrong_kind(key: &str, value: &Value, remedy: &'static str) -> Refusal {
    Refusal::Fatal(
        format!("{key:?} cannot be {kind}", kind = value.kind()),
        remedy,
    )
}

/// What front matter is written in.
#[derive(Clone, Copy)]
pub(super) enum Fence {
    Yaml,
    Toml,
}

/// Where front matter stands.
pub(super) struct Found<'a> {
    pub(super) fence: Fence,
    /// What stands between the fences.
    pub(super) source: &'a str,
    /// The byte offset of that.
    pub(super) start: usize,
    /// The byte offset of the first line below it.
    body: usize,
}

/// Result of the search for front matter.
pub(super) enum Search<'a> {
    /// The text has front matter.
    Found(Found<'a>),
    /// The text has none. Its body begins at this byte offset, after a byte order mark.
    None { body: usize },
    /// The text has an opening fence alone.
    Unclosed,
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
        return Search::Unclosed;
    };
    while let Some(line) = all.next() {
        if is_fence(&line, mark) {
            return Search::Found(Found {
                fence,
                source: text.get(source_start..line.start).unwrap_or_default(),
                start: source_start,
                body: all.peek().map_or(text.len(), |line| line.start),
            });
        }
    }
    Search::Unclosed
}
