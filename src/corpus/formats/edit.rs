//! Edits front matter and keeps every other byte of the file.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::front_matter::syntax::{self, Entry};
use super::front_matter::{self, Fence, Search};
use super::{Format, parse};
use crate::corpus::{Block, Draft, Metadata};

/// New values for keys of front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// New values by key; an empty value deletes the key.
    values: BTreeMap<&'static str, String>,
}

impl Edits {
    /// Keys that can be edited.
    pub const KEYS: [&'static str; 4] = ["title", "outlet", "url", "published"];

    /// Sets the new value of one of [`Edits::KEYS`]; other keys are ignored.
    #[must_use]
    pub fn set(mut self, key: &str, value: impl Into<String>) -> Self {
        if let Some(key) = Self::KEYS.into_iter().find(|known| *known == key) {
            self.values.insert(key, value.into().trim().to_owned());
        }
        self
    }

    /// Returns whether there are no edits.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Returns the edited keys in alphabetical order.
    pub fn keys(&self) -> Vec<&'static str> {
        self.values.keys().copied().collect()
    }
}

/// Reason why front matter cannot be edited.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The format has no front matter.
    #[error(
        "the metadata of a web page or a JSON Lines file cannot be edited: add the article again as Markdown"
    )]
    Format,
    /// A new value is invalid: the problem and its remedy.
    #[error("{0}: {1}")]
    Value(String, String),
    /// The edit would change another value or the text.
    #[error("its front matter is too complex to be edited by a command: edit the file by hand")]
    Entangled,
}

/// Returns the text of a file with these edits applied to its front matter, which is added if there
/// is none.
///
/// # Errors
///
/// [`EditError`] if the result would not read back as intended.
pub fn edit(format: Format, text: &str, edits: &Edits) -> Result<String, EditError> {
    if !matches!(format, Format::Markdown | Format::PlainText) {
        return Err(EditError::Format);
    }
    if let Some(day) = edits.values.get("published")
        && !day.is_empty()
        && day.parse::<Date>().is_err()
    {
        let message = format!("\"published\" is not a date: {day:?}");
        let remedy = "write year, month, day like 2025-08-16".to_owned();
        return Err(EditError::Value(message, remedy));
    }
    let edited = rewrite(text, edits).ok_or(EditError::Entangled)?;
    let (before, _) = parse(format, "", text);
    let (after, problems) = parse(format, "", &edited);
    let is_of_edit = |message: &str| edits.keys().iter().any(|key| message.contains(key));
    let refused = problems
        .into_iter()
        .find(|problem| is_of_edit(&problem.message));
    match (before.as_slice(), after.as_slice(), refused) {
        (_, _, Some(problem)) => Err(EditError::Value(problem.message, problem.remedy)),
        ([before], [after], _) if is_same_but_for(edits, before, after) => Ok(edited),
        _ => Err(EditError::Entangled),
    }
}

/// Returns whether two drafts differ only as the edits intend.
fn is_same_but_for(edits: &Edits, before: &Draft, after: &Draft) -> bool {
    let rest = |draft: &Draft| {
        let mut metadata = draft.metadata.clone();
        for key in edits.keys() {
            match key {
                "title" => metadata.title = String::new(),
                "outlet" => metadata.outlet = None,
                "url" => metadata.url = None,
                _ => metadata.published = None,
            }
        }
        (draft.id.clone(), metadata)
    };
    let is_taken_over = |key: &str, value: &str| {
        let Metadata {
            title,
            outlet,
            url,
            published,
            ..
        } = &after.metadata;
        match key {
            // Without a title, the article is named after its first words.
            "title" => value.is_empty() || title == value,
            "outlet" => outlet.as_deref().unwrap_or_default() == value,
            "url" => url.as_deref().unwrap_or_default() == value,
            _ => published.map(|day| day.to_string()).unwrap_or_default() == value,
        }
    };
    rest(before) == rest(after)
        && paragraphs(before).eq(paragraphs(after))
        && edits
            .values
            .iter()
            .all(|(key, value)| is_taken_over(key, value))
}

fn paragraphs(draft: &Draft) -> impl Iterator<Item = Option<&str>> {
    draft.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(span) => Some(draft.text.get(span.clone())),
        Block::Heading(_) => None,
    })
}

/// Replaces the lines of the keys. Returns `None` if these lines cannot be determined.
fn rewrite(text: &str, edits: &Edits) -> Option<String> {
    let end = match text.lines().next() {
        Some(first) if text.get(first.len()..)?.starts_with("\r\n") => "\r\n",
        _ => "\n",
    };
    let found = match front_matter::find(text) {
        Search::Found(found) => found,
        Search::Unclosed { .. } => return None,
        Search::None { body } => {
            let mut edited = text.get(..body)?.to_owned();
            edited.push_str(&format!("---{end}"));
            for (key, value) in &edits.values {
                edited.push_str(&line(Fence::Yaml, key, value, end)?);
            }
            edited.push_str(&format!("---{end}{end}"));
            edited.push_str(text.get(body..)?);
            return Some(edited);
        }
    };
    let source = found.source.replace("\r\n", "\n");
    let entries: Vec<Entry> = match found.fence {
        Fence::Yaml => syntax::yaml(&source).ok()?,
        Fence::Toml => syntax::toml(&source).ok()?,
    };
    let lines: Vec<&str> = found.source.split_inclusive('\n').collect();
    let start = found.start;
    let mut edited = text.get(..start)?.to_owned();
    let is_there = |key: &str| entries.iter().any(|entry| entry.key == key);
    for (key, value) in edits.values.iter().filter(|(key, _)| !is_there(key)) {
        edited.push_str(&line(found.fence, key, value, end)?);
    }
    // The lines above the first key are kept.
    let starts: Vec<usize> = entries.iter().map(|entry| entry.line - 1).collect();
    edited.extend(
        lines
            .iter()
            .take(*starts.first().unwrap_or(&lines.len()))
            .copied(),
    );
    for (n, entry) in entries.iter().enumerate() {
        let next = starts.get(n + 1).copied().unwrap_or(lines.len());
        let own = lines.get(entry.line - 1..next)?;
        match edits.values.get(entry.key.as_str()) {
            None => edited.extend(own.iter().copied()),
            Some(_) if own.is_empty() => return None,
            Some(value) => {
                edited.push_str(&line(found.fence, &entry.key, value, end)?);
                let is_apart = |line: &&&str| line.trim().is_empty() || line.starts_with('#');
                let apart = own.iter().rev().take_while(is_apart).count();
                edited.extend(own.get(own.len() - apart..)?.iter().copied());
            }
        }
    }
    edited.push_str(text.get(start + found.source.len()..)?);
    Some(edited)
}

/// Formats `key: value` in the language of the front matter; empty for an empty value.
fn line(fence: Fence, key: &str, value: &str, end: &str) -> Option<String> {
    if value.is_empty() {
        return Some(String::new());
    }
    let line = match fence {
        Fence::Yaml => serde_saphyr::to_string(&BTreeMap::from([(key, value)])).ok()?,
        Fence::Toml => format!("{key} = {}", toml::Value::String(value.to_owned())),
    };
    Some(format!("{}{end}", line.trim_end().replace('\n', end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, edits: &Edits, expected: &str) {
        let edited = edit(Format::Markdown, text, edits);
        assert_eq!(edited.as_deref(), Ok(expected), "{text}");
    }

    #[test]
    fn only_the_lines_of_the_edited_keys_change() {
        let edits = Edits::default()
            .set("title", "New: \"one\"")
            .set("url", "https://e.org/");
        check(
            "---\n# mine\nauthors:\n  - A\n# about the title\ntitle: >\n  Old\n  one\n\n# end\ntags: [x] # y\n---\n\n  Body.  \n",
            &edits,
            "---\nurl: https://e.org/\n# mine\nauthors:\n  - A\n# about the title\ntitle: \"New: \\\"one\\\"\"\n\n# end\ntags: [x] # y\n---\n\n  Body.  \n",
        );
        check(
            "\u{feff}+++\r\ntitle = \"Old\"\r\nlanguage = \"en\"\r\n+++\r\nBody.\r\n",
            &edits,
            "\u{feff}+++\r\nurl = \"https://e.org/\"\r\ntitle = 'New: \"one\"'\r\nlanguage = \"en\"\r\n+++\r\nBody.\r\n",
        );
        check(
            "# Old\r\n\r\nBody.",
            &edits,
            "---\r\ntitle: \"New: \\\"one\\\"\"\r\nurl: https://e.org/\r\n---\r\n\r\n# Old\r\n\r\nBody.",
        );
        let away = Edits::default().set("published", "");
        check(
            "---\npublished: 2025-01-01\n---\nBody.",
            &away,
            "---\n---\nBody.",
        );
    }

    #[test]
    fn what_would_not_read_back_as_meant_is_refused() {
        let refused = |format, text: &str, key: &str, value: &str| {
            edit(format, text, &Edits::default().set(key, value)).map_err(|error| error.to_string())
        };
        let check = |text: &str, key: &str, value: &str, expected: &str| {
            let refused = refused(Format::Markdown, text, key, value);
            assert_eq!(refused, Err(expected.to_owned()), "{text}");
        };
        check(
            "Body.",
            "published",
            "yesterday",
            "\"published\" is not a date: \"yesterday\": write year, month, day like 2025-08-16",
        );
        check(
            "Body.",
            "url",
            "javascript:x",
            "\"url\" is not a web address: \"javascript:x\": write the whole address, beginning with https://",
        );
        let by_hand = EditError::Entangled.to_string();
        check(
            "---\n{title: A, url: https://e.org}\n---\nBody.",
            "title",
            "B",
            &by_hand,
        );
        check("---\ntitle: A\nBody.", "title", "B", &by_hand);
        check(
            "---\ntitle: &a A\noutlet: *a\n---\nBody.",
            "title",
            "B",
            &by_hand,
        );
        let format = EditError::Format.to_string();
        assert_eq!(refused(Format::Html, "<p>Body.", "title", "B"), Err(format));
    }
}
