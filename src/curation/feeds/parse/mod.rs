//! Parsing a feed: RSS, RDF, Atom or JSON Feed, in any character set.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashSet;

use dom_query::Document;
use encoding_rs::{Encoding, UTF_8};
use feed_rs::model::{Entry, Feed};
use feed_rs::parser::Builder;
use url::Url;

use crate::text::failures::survive;

/// Maximum number of entries read, counted from the first.
const MAX_ENTRIES: usize = 100;

/// Maximum number of bytes read of a title.
const MAX_TITLE_BYTES: usize = 500;
/// Maximum number of bytes read of a summary, and of the contents.
const MAX_TEXT_BYTES: usize = 50_000;

/// Maximum length of the XML declaration at the beginning of a document, in bytes.
const MAX_DECLARATION_BYTES: usize = 300;

/// Maximum number of elements of a document, including end tags and the objects of JSON.
const MAX_ELEMENTS: usize = 200_000;

/// Maximum number of bytes that the base addresses of a document may take up in memory.
const MAX_BASE_BYTES: usize = 100_000_000;

/// Maximum length of an entry's address, in bytes.
const MAX_ADDRESS_BYTES: usize = 2_000;

/// Parsed feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedFeed {
    /// Title; empty if it has none.
    pub title: String,
    /// Time to live that the feed declares, in minutes.
    pub ttl: Option<u32>,
    /// Entries that link to a web page, in the order of the feed, one for each page.
    pub entries: Vec<FeedEntry>,
}

/// Entry of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    /// Identity of the entry within its feed: its address without the fragment.
    pub key: String,
    /// Declared time of the last change, in Unix seconds; empty if it declares none.
    pub version: String,
    /// Address of the entry's page.
    pub url: Url,
    /// Title; empty if it has none.
    pub title: String,
    /// Summary and contents, without tags; entities are not decoded.
    pub text: String,
}

/// Parses a document of the content type `kind` that was fetched from `url`; `None` if it is no
/// feed.
pub fn parse_feed(bytes: &[u8], kind: &str, url: &Url) -> Option<ParsedFeed> {
    let text = decode(bytes, kind);
    let elements = text.matches(['<', '{']).count();
    if elements > MAX_ELEMENTS {
        return None;
    }
    let mut text = with_known_version(text.trim_start());
    if elements.saturating_mul(bytes_of_bases(&text)) > MAX_BASE_BYTES {
        text = text.replace(BASE, "no-base");
    }
    let parser = Builder::new().base_uri(Some(url.as_str())).build();
    // The document is untrusted, and may make the parser panic.
    let parsed = survive(|| parser.parse(text.as_bytes())).ok()?.ok()?;
    Some(feed_of(parsed, url))
}

fn feed_of(feed: Feed, url: &Url) -> ParsedFeed {
    let mut keys = HashSet::new();
    let entries = feed.entries.iter().take(MAX_ENTRIES);
    let entries = entries.filter_map(|entry| entry_of(entry, url));
    ParsedFeed {
        title: feed
            .title
            .map(|title| plain_title(&title.content))
            .unwrap_or_default(),
        ttl: feed.ttl,
        entries: entries
            .filter(|entry| keys.insert(entry.key.clone()))
            .collect(),
    }
}

fn entry_of(entry: &Entry, feed: &Url) -> Option<FeedEntry> {
    let is_page = |rel: Option<&str>| matches!(rel, None | Some("alternate" | ""));
    let mut links = entry.links.iter();
    let link = links.find(|link| is_page(link.rel.as_deref()));
    // The ID of an item without a link may be its address.
    let address = link.map_or(entry.id.as_str(), |link| link.href.as_str());
    let base = entry.base.as_deref().and_then(|base| feed.join(base).ok());
    let url = match link {
        Some(_) => base.as_ref().unwrap_or(feed).join(address.trim()).ok()?,
        None => Url::parse(address.trim()).ok()?,
    };
    if !matches!(url.scheme(), "http" | "https") || url.as_str().len() > MAX_ADDRESS_BYTES {
        return None;
    }
    let mut key = url.clone();
    key.set_fragment(None);
    let changed = entry.updated.or(entry.published);
    let summary = entry
        .summary
        .as_ref()
        .map(|summary| summary.content.as_str());
    let content = entry
        .content
        .as_ref()
        .and_then(|content| content.body.as_deref());
    let text: Vec<String> = [summary, content]
        .into_iter()
        .flatten()
        .map(without_tags)
        .collect();
    Some(FeedEntry {
        key: key.to_string(),
        version: changed
            .map(|at| at.timestamp().to_string())
            .unwrap_or_default(),
        url,
        title: entry
            .title
            .as_ref()
            .map(|title| plain_title(&title.content))
            .unwrap_or_default(),
        text: text.join(" "),
    })
}

/// Decodes a document by its byte order mark, the `Content-Type` header or its XML declaration, in
/// this order; as UTF-8 if none of them names an encoding.
fn decode<'a>(bytes: &'a [u8], kind: &str) -> Cow<'a, str> {
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| encoding_for_label(kind.split_once("charset=")?.1))
        .or_else(|| {
            let head = bytes.get(..MAX_DECLARATION_BYTES.min(bytes.len()))?;
            let declaration = head.split(|byte| *byte == b'>').next()?;
            let declaration = std::str::from_utf8(declaration).ok()?;
            let (_, label) = declaration.split_once("encoding")?;
            encoding_for_label(label.trim_start().strip_prefix('=')?)
        });
    encoding.unwrap_or(UTF_8).decode(bytes).0
}

fn encoding_for_label(label: &str) -> Option<&'static Encoding> {
    let label = label.trim_start().trim_start_matches(['"', '\'']);
    let is_end = |c: char| matches!(c, '"' | '\'' | ';' | '?') || c.is_whitespace();
    Encoding::for_label(label.split(is_end).next()?.as_bytes())
}

/// Removes the XML declaration, whose encoding no longer holds, and replaces a version of RSS that
/// the parser rejects by 2.0. The elements read here are the same in all versions from 0.91 on.
fn with_known_version(text: &str) -> String {
    let text = match text.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or(text, |(_, rest)| rest),
        None => text,
    };
    let Some((before, tag)) = text.split_once("<rss") else {
        return text.to_owned();
    };
    let Some((attributes, rest)) = tag.split_once('>') else {
        return text.to_owned();
    };
    let is_known = ["0.91", "0.92", "2.0"].iter().any(|known| {
        [format!("\"{known}\""), format!("'{known}'")]
            .iter()
            .any(|v| attributes.contains(v.as_str()))
    });
    if is_known {
        return text.to_owned();
    }
    let attributes = attributes.replace("version=", "old-version=");
    format!("{before}<rss version=\"2.0\"{attributes}>{rest}")
}

/// Attribute with the base address of an element.
const BASE: &str = "xml:base";

/// Returns at least the total length of all base addresses in a document. The parser appends nested
/// ones to each other, and copies the address into every link below.
fn bytes_of_bases(text: &str) -> usize {
    let mut values = text.split(BASE);
    values.next();
    let lengths = values.map(|rest| {
        let quoted = rest.split_once(['"', '\'']).and_then(|(before, value)| {
            let quote = rest.get(before.len()..=before.len())?;
            Some(value.split_once(quote)?.0)
        });
        BASE.len() + quoted.unwrap_or(rest).len()
    });
    lengths.sum()
}

/// Returns a title as plain text on one line.
fn plain_title(title: &str) -> String {
    let title = title
        .get(..title.floor_char_boundary(MAX_TITLE_BYTES))
        .unwrap_or_default();
    let text = if title.contains(['<', '&']) {
        Document::from(title).text().to_string()
    } else {
        title.to_owned()
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Removes the tags from HTML.
fn without_tags(html: &str) -> String {
    let html = html
        .get(..html.floor_char_boundary(MAX_TEXT_BYTES))
        .unwrap_or_default();
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}
