//! Renders citations. A citation is one line and is never cut, because the length of each part is
//! bounded.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use crate::index::Passage;

use super::escape::{clean, escape, length, shorten};

const MAX_TITLE_LENGTH: usize = 80;
const MAX_HEADING_LENGTH: usize = 60;
const MAX_OUTLET_LENGTH: usize = 40;

/// Maximum length of a linked address, in UTF-16 units; a longer one would leave too little room
/// for the passage.
const MAX_ADDRESS_LENGTH: usize = 250;

/// Maximum length of a text fragment (`#:~:text=`); a longer one is left out.
const MAX_FRAGMENT_LENGTH: usize = 150;

/// Maximum number of words that a text fragment holds in full; of more words it has the ends only.
const MAX_WORDS: usize = 8;
/// Number of words at each end of a text fragment.
const WORDS_AT_ENDS: usize = 4;

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

/// Returns a citation such as `[Title](address) · ¶9, Heading · Outlet · 15 Aug 2025`, without
/// unknown parts. The address has a text fragment that points to `words`.
pub(crate) fn citation(passage: &Passage, words: &str) -> String {
    let mut paragraph = format!("¶{}", passage.number);
    if let Some(heading) = part(passage.heading.as_deref(), MAX_HEADING_LENGTH) {
        paragraph = format!("{paragraph}, {heading}");
    }
    let parts = [
        Some(title(passage, words)),
        Some(paragraph),
        part(passage.outlet.as_deref(), MAX_OUTLET_LENGTH),
        passage.published.map(date),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Returns a short citation of title and outlet, for a report that stands in several articles.
pub(crate) fn short_citation(passage: &Passage) -> String {
    let parts = [
        Some(title(passage, "")),
        part(passage.outlet.as_deref(), MAX_OUTLET_LENGTH),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Returns a title of at most `longest` UTF-16 units, as a link to `words` if the article has an
/// address.
pub(crate) fn linked_title(title: &str, longest: usize, url: Option<&str>, words: &str) -> String {
    let name = part(Some(title), longest).unwrap_or_else(|| "untitled".to_owned());
    match url.and_then(|url| address(url, words)) {
        Some(address) => format!("[{name}]({address})"),
        None => name,
    }
}

fn title(passage: &Passage, words: &str) -> String {
    linked_title(
        &passage.title,
        MAX_TITLE_LENGTH,
        passage.url.as_deref(),
        words,
    )
}

/// Returns a day such as `15 Aug 2025`.
pub(crate) fn date(day: jiff::civil::Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// Returns a text of at most `longest` UTF-16 units, escaped; `None` if it is missing or empty.
pub(crate) fn part(text: Option<&str>, longest: usize) -> Option<String> {
    let clean = clean(text?);
    let short = shorten(&clean, longest);
    Some(escape(&short, true)).filter(|part| !part.is_empty())
}

/// Returns a web address encoded for a masked link, with a text fragment that points to `words`;
/// `None` if it is not a web address or is too long.
fn address(url: &str, words: &str) -> Option<String> {
    let mut url = Url::parse(url.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
        return None;
    }
    // A user name before the host can make an address look like another site.
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    let place = url.fragment().map(str::to_owned);
    url.set_fragment(None);
    let mut address = utf8_percent_encode(url.as_str(), BREAKS_LINKS).to_string();
    let place = place
        .map(|place| utf8_percent_encode(&place, BREAKS_LINKS).to_string())
        .filter(|place| !place.contains(":~:"));
    let pointer = text_fragment(words);
    if place.is_some() || pointer.is_some() {
        address.push('#');
        address.extend(place);
    }
    if let Some(pointer) = pointer {
        address.push_str(":~:text=");
        address.push_str(&pointer);
    }
    (length(&address) <= MAX_ADDRESS_LENGTH + MAX_FRAGMENT_LENGTH).then_some(address)
}

/// Returns words as a text fragment: `all of them`, or `the first,the last`.
fn text_fragment(words: &str) -> Option<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let encode =
        |words: &[&str]| utf8_percent_encode(&words.join(" "), NON_ALPHANUMERIC).to_string();
    let whole = (1..=MAX_WORDS)
        .contains(&words.len())
        .then(|| encode(&words));
    let ends = (1..=WORDS_AT_ENDS).rev().filter_map(|ends| {
        let last = words.len().checked_sub(ends)?;
        (last >= ends).then(|| format!("{},{}", encode(&words[..ends]), encode(&words[last..])))
    });
    whole
        .into_iter()
        .chain(ends)
        .find(|pointer| pointer.len() <= MAX_FRAGMENT_LENGTH)
}
