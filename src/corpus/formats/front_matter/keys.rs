//! Keys of front matter under the names that common site generators use.

use serde_json::Value;

use crate::corpus::Metadata;
use crate::corpus::formats::date::{self, NumberOrder};
use crate::corpus::formats::fields;
use crate::corpus::formats::value;

/// Maximum length of an ID, in bytes, that is still handy on a command line.
const MAX_ID_BYTES: usize = 200;

/// Keys of this program.
pub(super) const KEYS: [&str; 8] = [
    "title",
    "url",
    "outlet",
    "authors",
    "published",
    "language",
    "tags",
    "id",
];

/// Keys under which generators nest other keys.
const GROUPS: [&str; 4] = ["extra", "params", "taxonomies", "metadata"];

/// Names of the day of publication, most reliable first. `published` may also be a boolean.
const DAYS: [&str; 12] = [
    "published",
    "date",
    "pubdate",
    "publishdate",
    "publish_date",
    "published_at",
    "datepublished",
    "date_published",
    "publication_date",
    "created",
    "created_at",
    "date_created",
];

/// Other keys of generators, which are not misspellings of a known key.
const OTHERS: [&str; 24] = [
    "source",
    "added_by",
    "added_at",
    "layout",
    "type",
    "slug",
    "description",
    "image",
    "updated",
    "lastmod",
    "category",
    "categories",
    "draft",
    "weight",
    "subtitle",
    "aliases",
    "alias",
    "series",
    "links",
    "uuid",
    "guid",
    "path",
    "tag",
    "toc",
];

/// Parsed front matter, and the start of the text after it.
#[derive(Debug, Default)]
pub(in crate::corpus::formats) struct FrontMatter {
    pub(in crate::corpus::formats) id: Option<String>,
    pub(in crate::corpus::formats) metadata: Metadata,
    /// Byte offset of the first line after it. Without front matter, that of the first character
    /// after a byte order mark.
    pub(in crate::corpus::formats) body: usize,
}

/// Reason why a value is rejected.
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) remedy: &'static str,
}

/// State of reading the keys.
#[derive(Default)]
pub(super) struct Keys {
    pub(super) is_draft: bool,
    /// Index in [`DAYS`] of the key that gave the day.
    day: Option<usize>,
}

/// Returns the key of this program that a key is an alias of.
fn canonical_key(key: &str) -> &str {
    match key {
        "author" | "byline" | "by" | "creator" | "writer" | "writers" => "authors",
        "headline" => "title",
        "canonical_url" | "canonicalurl" | "canonical" | "link" | "permalink" => "url",
        "publisher" | "site" | "site_name" | "newspaper" => "outlet",
        "lang" | "locale" => "language",
        "keywords" => "tags",
        key if DAYS.contains(&key) => "published",
        key => key,
    }
}

/// Returns whether a key belongs to this program or to a common generator.
pub(super) fn is_known(key: &str) -> bool {
    let key = key.to_lowercase();
    KEYS.contains(&canonical_key(&key))
        || OTHERS.contains(&key.as_str())
        || GROUPS.contains(&key.as_str())
}

impl Keys {
    /// Stores a value in the front matter, if it is valid.
    pub(super) fn set(
        &mut self,
        read: &mut FrontMatter,
        key: &str,
        value: &Value,
    ) -> Result<(), Refusal> {
        let name = key.to_lowercase();
        if GROUPS.contains(&name.as_str())
            && let Value::Object(entries) = value
        {
            return entries
                .iter()
                .filter(|(key, _)| !matches!(key.as_str(), "url" | "id" | "title"))
                .try_for_each(|(key, value)| self.set(read, key, value));
        }
        match (name.as_str(), value) {
            (_, Value::Null) => return Ok(()),
            ("draft", Value::Bool(is_draft)) => self.is_draft |= is_draft,
            ("published", Value::Bool(is_published)) => self.is_draft |= !is_published,
            _ => {}
        }
        match canonical_key(&name) {
            "authors" | "tags" => set_list(read, &name, value),
            "published" => self.set_day(read, key, &name, value),
            "title" | "url" | "outlet" | "language" | "id" => set_text(read, key, &name, value),
            _ => Ok(()),
        }
    }

    /// Stores the day of publication, unless a more reliable key gave it already.
    fn set_day(
        &mut self,
        read: &mut FrontMatter,
        key: &str,
        name: &str,
        value: &Value,
    ) -> Result<(), Refusal> {
        let rank = DAYS.iter().position(|known| *known == name);
        if self.day.is_some() && self.day <= rank || value.is_boolean() {
            return Ok(());
        }
        const REMEDY: &str = "write year, month, day like 2025-08-16";
        let text = value::text(value).ok_or_else(|| wrong_kind(key, value, REMEDY))?;
        let day = date::day(&text, NumberOrder::Unknown)
            .ok_or_else(|| refusal(key, "a date", &text, REMEDY))?;
        self.day = rank;
        read.metadata.published = Some(day);
        Ok(())
    }
}

/// Stores tags or authors.
fn set_list(read: &mut FrontMatter, name: &str, value: &Value) -> Result<(), Refusal> {
    let texts = value::texts(value)
        .ok_or_else(|| wrong_kind(name, value, "write a text or a list of texts"))?;
    // `[[Ann Doe]]` and `#talks` are links and tags of note-taking programs.
    let plain = texts.iter().map(|text| {
        let text = text.trim().trim_start_matches("[[").trim_end_matches("]]");
        text.trim_start_matches('#')
    });
    let lines = plain.filter_map(fields::one_line).collect();
    if canonical_key(name) == "tags" {
        read.metadata.tags = lines;
    } else {
        read.metadata.authors = lines;
    }
    Ok(())
}

/// Stores a single text: title, outlet, address, language or ID.
fn set_text(read: &mut FrontMatter, key: &str, name: &str, value: &Value) -> Result<(), Refusal> {
    let metadata = &mut read.metadata;
    let text = value::text_or_name(value)
        .ok_or_else(|| wrong_kind(key, value, "write one text, in quotes"))?;
    let text = text.as_ref();
    let Some(line) = fields::one_line(text) else {
        return Ok(());
    };
    match canonical_key(name) {
        "title" => metadata.title = line,
        "outlet" => metadata.outlet = Some(line),
        "url" => {
            let remedy = "write the whole address, beginning with https://";
            let url = fields::web_address(text);
            // A generator's path within its site is not a mistake.
            if url.is_none() && (name != "url" || text.starts_with('/')) {
                return Ok(());
            }
            metadata.url = Some(url.ok_or_else(|| refusal(key, "a web address", text, remedy))?);
        }
        "language" => {
            let remedy = "write a language tag such as en or de-AT";
            let tag = fields::language_tag(text)
                .ok_or_else(|| refusal(key, "a language tag", text, remedy))?;
            metadata.language = Some(tag);
        }
        _ => {
            let id = text.trim();
            if id.len() > MAX_ID_BYTES || id.chars().any(char::is_control) {
                let remedy = "write at most 200 characters on one line";
                return Err(refusal(key, "an id", text, remedy));
            }
            read.id = Some(id.to_owned());
        }
    }
    Ok(())
}

fn wrong_kind(key: &str, value: &Value, remedy: &'static str) -> Refusal {
    Refusal {
        message: format!("{key:?} cannot be {}", value::kind(value)),
        remedy,
    }
}

fn refusal(key: &str, what: &str, text: &str, remedy: &'static str) -> Refusal {
    let shown = fields::one_line(text).unwrap_or_default();
    Refusal {
        message: format!("{key:?} is not {what}: {shown:?}"),
        remedy,
    }
}
