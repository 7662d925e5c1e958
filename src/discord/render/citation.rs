//! Renders citations: one line that is never cut, because each of its parts is bounded.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use crate::index::Passage;

use super::escape::{clean, escape, length, shorten};

const LONGEST_TITLE: usize = 80;
const LONGEST_HEADING: usize = 60;
const LONGEST_OUTLET: usize = 40;

/// Longest address that is linked, in UTF-16 units; a longer one would take the passage's room.
const LONGEST_ADDRESS: usize = 250;

/// Longest text fragment; a longer one is left out.
const LONGEST_FRAGMENT: usize = 150;

/// Number of words above which a text fragment has the first and last words only.
const MOST_WORDS: usize = 8;
const ENDS: usize = 4;

/// Characters that would end a masked link early or change it.
const BREAKS_LINKS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'@')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b']')
    .add(b'\\')
    .add(b'`')
    .add(b'|')
    .add(b'*')
    .add(b'"')
    .add(b'\'')
    .add(b'{')
    .add(b'}')
    .add(b'^');

/// `[Title](address) · ¶9, Heading · Outlet · 15 Aug 2025`, without what is not known. The address
/// leads to `words`.
pub(crate) fn citation(passage: &Passage, words: &str) -> String {
    let mut paragraph = format!("¶{}", passage.number);
    if let Some(heading) = part(passage.heading.as_deref(), LONGEST_HEADING) {
        paragraph = format!("{paragraph}, {heading}");
    }
    let parts = [
        Some(title(passage, words)),
        Some(paragraph),
        part(passage.outlet.as_deref(), LONGEST_OUTLET),
        passage.published.map(date),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A short citation, for a report that is in several articles.
pub(crate) fn short_citation(passage: &Passage) -> String {
    let parts = [
        Some(title(passage, "")),
        part(passage.outlet.as_deref(), LONGEST_OUTLET),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// An article's title of at most `longest` characters, as a link to `words` where it has an
/// address.
pub(crate) fn linked_title(title: &str, longest: usize, url: Option<&str>, words: &str) -> String {
    let name = part(Some(title), longest).unwrap_or_else(|| "untitled".to_owned());
    match url.and_then(|url| address(url, words)) {
        Some(address) => format!("[{name}]({address})"),
        None => name,
    }
}

fn title(passage: &Passage, words: &str) -> String {
    linked_title(&passage.title, LONGEST_TITLE, passage.url.as_deref(), words)
}

/// A day as readers of English write it.
pub(crate) fn date(day: jiff::civil::Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// A text of at most so many characters, escaped; `None` if there is none.
pub(crate) fn part(text: Option<&str>, longest: usize) -> Option<String> {
    let clean = clean(text?);
    let short = shorten(&clean, longest);
    Some(escape(&short, true)).filter(|part| !part.is_empty())
}

/// The address of a page as a masked link can hold it, with a pointer to `words`; `None` if it is
/// no address of the web or too long.
fn address(url: &str, words: &str) -> Option<String> {
    let mut url = Url::parse(url.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return None;
    }
    // A name before the host serves nobody but those who pretend to be another site.
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    let place = url.fragment().map(str::to_owned);
    url.set_fragment(None);
    let mut address = utf8_percent_encode(url.as_str(), BREAKS_LINKS).to_string();
    let place = place
        .map(|place| utf8_percent_encode(&place, BREAKS_LINKS).to_string())
        .filter(|place| !place.contains(":~:"));
    let pointer = pointer(words);
    if place.is_some() || pointer.is_some() {
        address.push('#');
        address.extend(place);
    }
    if let Some(pointer) = pointer {
        address.push_str(":~:text=");
        address.push_str(&pointer);
    }
    (length(&address) <= LONGEST_ADDRESS + LONGEST_FRAGMENT).then_some(address)
}

/// The words as a text fragment: `all of them`, or `the first,the last`.
fn pointer(words: &str) -> Option<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let encode =
        |words: &[&str]| utf8_percent_encode(&words.join(" "), NON_ALPHANUMERIC).to_string();
    let whole = (1..=MOST_WORDS)
        .contains(&words.len())
        .then(|| encode(&words));
    let ends = (1..=ENDS).rev().filter_map(|ends| {
        let last = words.len().checked_sub(ends)?;
        (last >= ends).then(|| format!("{},{}", encode(&words[..ends]), encode(&words[last..])))
    });
    whole
        .into_iter()
        .chain(ends)
        .find(|pointer| pointer.len() <= LONGEST_FRAGMENT)
}
