//! Finding the feed that a web page names in `<link rel="alternate">`.

use url::Url;

use crate::corpus::formats::page_tree;

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
    let head = html.get(..html.floor_char_boundary(MAX_HEAD_BYTES))?;
    let tree = page_tree(head)?;
    let links = tree.select("link[rel~=alternate i][href]");
    let feed = links.nodes().iter().find(|link| {
        let kind = link.attr_or("type", "");
        let kind = kind.split(';').next().unwrap_or_default().trim();
        FEED_TYPES
            .iter()
            .any(|known| known.eq_ignore_ascii_case(kind))
    });
    page.join(feed?.attr("href")?.trim()).ok()
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
