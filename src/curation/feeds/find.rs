//! Finding the feed that a web page names in `<link rel="alternate">`.

use url::Url;

/// Media types of feeds.
const FEED_TYPES: [&str; 4] = [
    "application/atom+xml",
    "application/rss+xml",
    "application/feed+json",
    "application/rdf+xml",
];

/// Number of bytes searched from the beginning of a page, where its head stands.
const MAX_HEAD_BYTES: usize = 500_000;

/// Returns the address of the first feed that the page at `page` names.
pub(super) fn feed_of_page(html: &str, page: &Url) -> Option<Url> {
    let mut rest = html.get(..html.floor_char_boundary(MAX_HEAD_BYTES))?;
    while let Some(start) = find_link(rest) {
        rest = rest.get(start + 5..)?;
        let (attributes, after) = attributes(rest);
        rest = after;
        let value = |name: &str| {
            let mut attributes = attributes.iter();
            attributes
                .find(|(known, _)| known.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.trim())
        };
        let is_alternate = value("rel").is_some_and(|rel| {
            let mut words = rel.split_ascii_whitespace();
            words.any(|word| word.eq_ignore_ascii_case("alternate"))
        });
        let kind = value("type").and_then(|kind| kind.split(';').next());
        let is_feed = kind.is_some_and(|kind| {
            let mut types = FEED_TYPES.iter();
            types.any(|known| known.eq_ignore_ascii_case(kind.trim()))
        });
        if let Some(address) = value("href").filter(|_| is_alternate && is_feed) {
            let address = address.replace("&amp;", "&");
            return page.join(&address).ok();
        }
    }
    None
}

/// Returns the offset of the next `<link` tag.
fn find_link(html: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut windows = bytes.windows(6);
    windows.position(|window| {
        let (name, next) = window.split_at(5);
        name.eq_ignore_ascii_case(b"<link") && (next[0].is_ascii_whitespace() || next == b"/")
    })
}

/// Splits the text after a tag's name into the tag's attributes and the text after the tag.
fn attributes(mut rest: &str) -> (Vec<(&str, &str)>, &str) {
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return (attributes, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (attributes, after);
        }
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '>' | '/');
        // A name has at least one character, even if that is one that ends names.
        let end = rest.char_indices().skip(1).find(|(_, c)| is_end(*c));
        let (name, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        let Some(assigned) = after.trim_ascii_start().strip_prefix('=') else {
            rest = after;
            continue;
        };
        let assigned = assigned.trim_ascii_start();
        let quote = assigned.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => {
                let value = assigned.get(1..).unwrap_or_default();
                value.split_once(quote).unwrap_or((value, ""))
            }
            None => {
                let end = assigned.find(|c: char| c.is_ascii_whitespace() || c == '>');
                assigned.split_at(end.unwrap_or(assigned.len()))
            }
        };
        attributes.push((name, value));
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_feed_link_of_a_page_is_found() {
        let page = Url::parse("https://example.org/news/").unwrap();
        let check = |html: &str, expected: Option<&str>| {
            let found = feed_of_page(html, &page).map(|url| url.to_string());
            assert_eq!(found.as_deref(), expected, "{html}");
        };
        let found = Some("https://example.org/feed.xml");
        check(
            r#"<link rel="alternate" type="application/rss+xml" href="/feed.xml">"#,
            found,
        );
        check(
            "<LINK href='/feed.xml' TYPE='application/atom+xml; charset=utf-8' rel='x Alternate'/>",
            found,
        );
        check(
            "<link rel=alternate type=application/feed+json href=../feed.xml>",
            found,
        );
        check(
            r#"<link rel="stylesheet" href="/a.css"><link rel="alternate" hreflang="de" href="/de">
               <link title="a > b" rel="alternate" type="application/rss+xml" href="/feed.xml">"#,
            found,
        );
        check(
            r#"<link rel=alternate type=application/rss+xml href="?a=1&amp;b=2">"#,
            Some("https://example.org/news/?a=1&b=2"),
        );
        for none in [
            "",
            "<link",
            "<link rel=",
            "<link rel='",
            "<linker rel=alternate>",
            "<link =>",
        ] {
            check(none, None);
        }
    }
}
