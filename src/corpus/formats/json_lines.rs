//! JSON Lines in the corpus format of BEIR: one passage per line.

use std::collections::{HashMap, HashSet};
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Visitor};
use serde_json::Value;

use super::date::{self, NumberOrder};
use super::fields;
use super::value::{text, texts};
use crate::corpus::{Block, Draft, Metadata, Problem, plain_words};

/// Maximum number of broken lines reported separately.
const MAX_PROBLEMS: usize = 100;

/// Length of the shortest valid line, in bytes: `{"_id":"","text":""}`.
const MIN_LINE_BYTES: usize = 20;

const EXAMPLE: &str = r#"write one object per line, like {"_id": "1", "title": "…", "text": "…"}"#;

/// Reads one article from each line. A broken line does not affect the others.
pub(super) fn parse(path: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<Draft> {
    // Reserved at once: growing step by step would need half as much memory again.
    let lines = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let mut drafts = Vec::with_capacity(lines.min(text.len() / MIN_LINE_BYTES + 1));
    let mut broken = Broken {
        path,
        problems,
        count: 0,
    };
    let text = text.trim_start_matches('\u{feff}');
    for (line, source) in (1..).zip(text.split('\n')) {
        let source = source.trim();
        if source.is_empty() {
            continue;
        }
        // Serde would also accept a list as a passage.
        if !source.starts_with('{') {
            broken.push(line, "the line is not a JSON object".to_owned(), EXAMPLE);
            continue;
        }
        match serde_json::from_str::<Passage>(source) {
            Ok(passage) => match passage.into_draft(line) {
                Ok(draft) => drafts.push(draft),
                Err((message, remedy)) => broken.push(line, message.to_owned(), remedy),
            },
            Err(error) => {
                let message = error.to_string();
                let message = if error.is_eof() {
                    "the line ends before its object does".to_owned()
                } else {
                    plain_words(message.split(" at line ").next().unwrap_or_default())
                };
                broken.push(
                    line,
                    format!("cannot read column {}: {message}", error.column()),
                    EXAMPLE,
                );
            }
        }
    }
    drop_repeated_ids(&mut drafts, &mut broken);
    broken.finish();
    drafts
}

/// Keeps the first draft of each ID.
fn drop_repeated_ids(drafts: &mut Vec<Draft>, broken: &mut Broken<'_>) {
    let mut first_lines: HashMap<&str, usize> = HashMap::with_capacity(drafts.len());
    let mut repeated = Vec::new();
    for draft in drafts.iter() {
        let id = draft.id.as_deref().unwrap_or_default();
        let first = *first_lines.entry(id).or_insert(draft.line);
        if first != draft.line {
            repeated.push((
                draft.line,
                format!("{:?} is already the _id of line {first}", shown(id)),
            ));
        }
    }
    let dropped: HashSet<usize> = repeated.iter().map(|(line, _)| *line).collect();
    drafts.retain(|draft| !dropped.contains(&draft.line));
    for (line, message) in repeated {
        broken.push(line, message, "give each line a unique _id");
    }
}

fn shown(id: &str) -> String {
    fields::one_line(id).unwrap_or_default()
}

/// Problems of one file, limited to a readable number.
struct Broken<'a> {
    path: &'a str,
    problems: &'a mut Vec<Problem>,
    count: usize,
}

impl Broken<'_> {
    fn push(&mut self, line: usize, message: String, remedy: &str) {
        self.count += 1;
        if self.count <= MAX_PROBLEMS {
            let problem = Problem::error(self.path, Some(line), message, remedy);
            self.problems.push(problem);
        }
    }

    fn finish(self) {
        self.problems.sort_by_key(|problem| problem.line);
        if self.count > MAX_PROBLEMS {
            self.problems.push(Problem::error(
                self.path,
                None,
                format!("{} more lines have problems", self.count - MAX_PROBLEMS),
                "correct the ones above first",
            ));
        }
    }
}

#[derive(Deserialize)]
struct Passage {
    #[serde(rename = "_id")]
    id: Id,
    #[serde(default)]
    title: Option<String>,
    text: String,
    #[serde(default)]
    metadata: Value,
}

impl Passage {
    fn into_draft(self, line: usize) -> Result<Draft, (&'static str, &'static str)> {
        let Self {
            id: Id(id),
            title,
            text,
            metadata: value,
        } = self;
        let mut metadata = metadata(value);
        let id = id.trim();
        if id.is_empty() || id.chars().any(char::is_control) {
            return Err(("the _id is empty or not one line", "give the line an _id"));
        }
        let start = text.len() - text.trim_start().len();
        let end = text.trim_end().len();
        if start >= end {
            return Err(("the text is empty", "write the passage, or delete the line"));
        }
        metadata.title = title
            .and_then(|title| fields::one_line(&title))
            .unwrap_or_default();
        Ok(Draft {
            id: Some(id.to_owned()),
            metadata,
            text,
            blocks: vec![Block::Paragraph(start..end)],
            line,
        })
    }
}

/// ID that may be written as a string or a number.
struct Id(String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdVisitor;
        impl Visitor<'_> for IdVisitor {
            type Value = Id;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or a whole number")
            }

            fn visit_str<E>(self, text: &str) -> Result<Id, E> {
                Ok(Id(text.to_owned()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Id, E> {
                Ok(Id(number.to_string()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Id, E> {
                Ok(Id(number.to_string()))
            }
        }
        deserializer.deserialize_any(IdVisitor)
    }
}

/// Reads the metadata of a corpus that may have been made for other purposes: well-formed values
/// are used and all others are ignored.
fn metadata(value: Value) -> Metadata {
    let mut metadata = Metadata::default();
    let Value::Object(entries) = value else {
        return metadata;
    };
    for (key, value) in entries {
        let text = text(&value);
        let text = text.as_deref();
        let line = || text.and_then(fields::one_line);
        match key.as_str() {
            "url" => metadata.url = text.and_then(fields::web_address),
            "outlet" | "source" => metadata.outlet = line(),
            "published" | "date" => {
                metadata.published = text.and_then(|text| date::day(text, NumberOrder::Unknown));
            }
            "language" => metadata.language = text.and_then(fields::language_tag),
            "authors" | "author" => metadata.authors = lines(&value),
            "tags" => metadata.tags = lines(&value),
            _ => {}
        }
    }
    metadata
}

fn lines(value: &Value) -> Vec<String> {
    let texts = texts(value).unwrap_or_default();
    texts
        .iter()
        .filter_map(|text| fields::one_line(text))
        .collect()
}
