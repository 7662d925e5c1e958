//! Made-up feeds of every supported format, and with common defects.

use super::*;

/// `title | ttl`, and a line for each entry: `key | version | title | text`.
fn shown(bytes: &[u8], kind: &str) -> String {
    let url = Url::parse("https://example.org/news/feed.xml").unwrap();
    let Some(feed) = parse_feed(bytes, kind, &url) else {
        return "no feed".to_owned();
    };
    let ttl = feed.ttl.map(|ttl| ttl.to_string()).unwrap_or_default();
    let mut lines = vec![format!("{} | {ttl}", feed.title)];
    lines.extend(feed.entries.iter().map(|entry| {
        let key = entry.key.replace("https://example.org", "");
        let text = entry.text.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{key} | {} | {} | {text}", entry.version, entry.title)
    }));
    lines.join("\n")
}

fn check(name: &str, document: &str, expected: &[&str]) {
    let expected = expected.join("\n");
    assert_eq!(shown(document.as_bytes(), ""), expected, "{name}");
}

fn rss(version: &str, item: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss {version}><channel><title>Harbour News</title>\
         <link>https://example.org/</link><description>All of it</description>{item}</channel></rss>"
    )
}

const ITEM: &str = "<item><title>The ferry is back</title><link>https://example.org/ferry</link>\
                    <description>It sails at noon.</description></item>";

#[test]
fn every_version_of_rss() {
    for version in ["0.91", "0.92", "0.93", "0.94", "2.0", "2.00", ""] {
        let document = rss(&format!("version=\"{version}\""), ITEM);
        let expected = [
            "Harbour News | ",
            "/ferry |  | The ferry is back | It sails at noon.",
        ];
        check(version, &document, &expected);
    }
    check(
        "no version",
        &rss("", ITEM),
        &[
            "Harbour News | ",
            "/ferry |  | The ferry is back | It sails at noon.",
        ],
    );
    check(
        "ttl, dates, cdata, content:encoded, entities",
        &rss(
            "version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'",
            "<ttl>60</ttl><item><title><![CDATA[Ferry &amp; <b>tram</b>]]></title>\
             <link>https://example.org/a?x=1&amp;y=2#top</link>\
             <pubDate>Wed, 09 Apr 2031 10:00:00 GMT</pubDate>\
             <description>Caf&eacute; &#8220;Quay&#8221;</description>\
             <content:encoded><![CDATA[<p>It <em>sails</em> at noon.</p>]]></content:encoded></item>",
        ),
        &[
            "Harbour News | 60",
            "/a?x=1&y=2 | 1933495200 | Ferry & tram | Caf&eacute; “Quay” It sails at noon.",
        ],
    );
    check(
        "only a guid, relative links, no link, another scheme, one page twice",
        &rss(
            "version=\"2.0\"",
            "<item><title>A</title><guid>https://example.org/a</guid></item>\
             <item><title>B</title><link>../b</link></item>\
             <item><title>C</title><guid isPermaLink='false'>17</guid></item>\
             <item><title>D</title><link>javascript:alert(1)</link></item>\
             <item><title>E</title><link>https://example.org/a#again</link></item>",
        ),
        &["Harbour News | ", "/a |  | A | ", "/b |  | B | "],
    );
}

#[test]
fn rdf_atom_and_json() {
    check(
        "RSS 1.0",
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
           <channel rdf:about="https://example.org/"><title>Harbour News</title>
           <link>https://example.org/</link><description>All</description></channel>
           <item rdf:about="https://example.org/ferry"><title>The ferry is back</title>
           <link>https://example.org/ferry</link><dc:date>2031-04-09T10:00:00Z</dc:date></item>
           </rdf:RDF>"#,
        &[
            "Harbour News | ",
            "/ferry | 1933495200 | The ferry is back | ",
        ],
    );
    check(
        "Atom",
        r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title>
           <entry><title type="html">The &lt;i&gt;ferry&lt;/i&gt;</title>
           <link rel="self" href="https://example.org/x.atom"/>
           <link rel="alternate" href="/ferry"/><id>tag:example.org,2031:1</id>
           <published>2031-04-08T10:00:00Z</published><updated>2031-04-09T10:00:00Z</updated>
           <summary>It sails.</summary>
           <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">At <b>noon</b></div></content>
           </entry></feed>"#,
        &[
            "Harbour News | ",
            "/ferry | 1933495200 | The ferry | It sails. At noon",
        ],
    );
    check(
        "JSON Feed",
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour News", "items": [
            {"id": "1", "url": "https://example.org/ferry", "title": "The ferry is back",
             "content_html": "<p>It sails.</p>", "date_published": "2031-04-09T10:00:00Z"},
            {"id": "2", "content_text": "No page"}]}"#,
        &[
            "Harbour News | ",
            "/ferry | 1933495200 | The ferry is back | It sails.",
        ],
    );
}

#[test]
fn bases_that_would_fill_the_memory_are_ignored() {
    let entry = "<entry><title>A</title><link href='a'/></entry>";
    let atom = |before: &str, entry: &str| {
        format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Quay</title>{before}{entry}</feed>"
        )
    };
    let based = entry.replace("<entry>", "<entry xml:base='/quay/'>");
    check(
        "one base",
        &atom("", &based),
        &["Quay | ", "/quay/a |  | A | "],
    );
    // The parser would keep 2,000 addresses, each 300 bytes longer than the last.
    let open = format!("<b xml:base='{}/'>", "b".repeat(300)).repeat(2_000);
    let nested = format!("{open}{}", "</b>".repeat(2_000));
    let expected = ["Quay | ", "/news/a |  | A | "];
    check("nested bases", &atom(&nested, &based), &expected);
    // The parser would copy the address into each of 1,000 links.
    let long = format!("<entry xml:base='/{}/'>", "b".repeat(300_000));
    let links = format!(
        "<link href='a'/>{}",
        "<link rel='self' href='a'/>".repeat(1_000)
    );
    let entry = entry
        .replace("<entry>", &long)
        .replace("<link href='a'/>", &links);
    check("a long base", &atom("", &entry), &expected);
}

#[test]
fn documents_of_too_many_elements_are_refused() {
    let empty = rss("version='2.0'", &"<item/>".repeat(MAX_ELEMENTS));
    assert_eq!(shown(empty.as_bytes(), ""), "no feed");
}

#[test]
fn other_character_sets() {
    let item = "<item><title>Café “Quay”</title><link>https://example.org/cafe</link></item>";
    let expected = "Harbour News | \n/cafe |  | Café “Quay” | ";
    let body = rss("version=\"2.0\"", item);
    let declared = |encoding: &str| {
        let head = format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>");
        body.replace("<?xml version=\"1.0\"?>", &head)
    };
    let latin = Encoding::for_label(b"windows-1252").unwrap();
    let (latin, ..) = latin.encode(&body);
    assert_eq!(
        shown(&latin, "application/rss+xml; charset=windows-1252"),
        expected
    );
    let text = declared("windows-1252");
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&text);
    assert_eq!(shown(&bytes, "application/rss+xml"), expected);
    let text = declared("utf-16");
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    let bytes: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
    assert_eq!(shown(&bytes, "text/xml"), expected);
    let with_mark = format!("\u{feff}{}", declared("utf-8"));
    assert_eq!(shown(with_mark.as_bytes(), "text/xml"), expected);
}

#[test]
fn broken_documents_are_refused_or_read_in_part() {
    for document in [
        "",
        "{}",
        "<html><body>Not found</body></html>",
        "<rss",
        "\0\0",
        "<rss version=\"2.0\">",
    ] {
        let shown = shown(document.as_bytes(), "");
        assert!(shown == "no feed" || shown == " | ", "{document}: {shown}");
    }
    let cut = rss("version=\"2.0\"", ITEM).replace("</channel></rss>", "<item><title>Cut");
    assert_eq!(shown(cut.as_bytes(), ""), "no feed");
    let bomb = r#"<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
                  <rss version="2.0"><channel><title>&b;</title></channel></rss>"#;
    assert_eq!(shown(bomb.as_bytes(), ""), "&b; | ");
    let many = ITEM.repeat(10).replace("ferry<", "ferry/<");
    let long: String = (0..300)
        .map(|n| many.replace("/ferry/", &format!("/{n}")))
        .collect();
    let shown = shown(rss("version=\"2.0\"", &long).as_bytes(), "");
    assert!(shown.lines().count() <= 1 + MAX_ENTRIES);
}
