//! Tests of loading articles in every format from a folder.

use std::fs;
use std::path::Path;

use summit_bot::corpus::{Article, Limits, load};
use tempfile::TempDir;

/// Makes a temporary folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

/// Loads a folder with this one file. Returns its article; fails on any problem.
fn only(name: &str, text: &str) -> Article {
    let dir = folder(&[(name, text)]);
    let (corpus, problems) = load(dir.path(), Limits::default()).unwrap();
    assert_eq!(problems, []);
    assert_eq!(corpus.articles.len(), 1);
    corpus.articles.into_iter().next().unwrap()
}

/// Formats an article as lines: its metadata, then `heading / paragraph`.
fn shown(article: &Article) -> String {
    let metadata = article.metadata();
    let mut lines = vec![format!("{}: {}", article.id(), metadata.title)];
    let known = [
        metadata.url.clone(),
        metadata.outlet.clone(),
        Some(metadata.authors.join(", ")),
        metadata.published.map(|day| day.to_string()),
        metadata.language.clone(),
        Some(metadata.tags.join(", ")),
    ];
    let known: Vec<String> = known
        .into_iter()
        .flatten()
        .filter(|s| !s.is_empty())
        .collect();
    lines.push(known.join(" · "));
    lines.extend(article.paragraphs().map(|paragraph| {
        let heading = paragraph.heading.unwrap_or("-");
        format!("{} {heading} / {:?}", paragraph.number, paragraph.text)
    }));
    lines.join("\n")
}

#[test]
fn the_shipped_article_has_two_headings_and_ten_paragraphs() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let (corpus, problems) = load(&data, Limits::default()).unwrap();
    assert_eq!(problems, []);
    let articles: Vec<_> = corpus
        .articles
        .iter()
        .filter(|a| a.id() == "alaska-summit")
        .collect();
    let [article] = articles.as_slice() else {
        panic!("the shipped article is missing");
    };
    assert_eq!(article.metadata().title, "The Trump–Putin summit in Alaska");
    assert_eq!(
        article.metadata().published.unwrap().to_string(),
        "2025-08-16"
    );
    assert_eq!(article.metadata().url, None);
    assert_eq!(article.metadata().outlet, None);
    let headings: Vec<_> = article.paragraphs().map(|p| p.heading).collect();
    let (first, second) = (
        Some("Concerns from Ukraine and Europe"),
        Some("Russian Demands and the State of the Conflict"),
    );
    assert_eq!(
        headings,
        [
            None, None, None, None, None, first, first, first, second, second
        ]
    );
    let file = fs::read_to_string(data.join("alaska-summit.txt")).unwrap();
    for paragraph in article.paragraphs() {
        assert_eq!(file.get(paragraph.span.clone()), Some(paragraph.text));
    }
}

#[test]
fn markdown_is_reduced_to_its_text() {
    let article = only(
        "news/talks.md",
        r#"---
title: "Talks: a beginning"
url: https://example.org/talks
outlet: The Example
authors: [Jane Doe, John Roe]
published: 2025-08-15T23:30:00-08:00
language: en
tags: summit
added_by: "1"
added_at: 2025-08-16T10:00:00Z
---
# Talks: a beginning

Trump **met** *Putin* in [Alaska](https://example.org "x"),
at `Elmendorf`.[^1] ![The base](base.jpg)

## What was said & done

- First *point*
- Second point
  - A point below

> “Nothing was agreed,” he
> said.  
> He left.

| Who | Where |
|-----|-------|
| Trump | home |

```
code stays
```

<p>Raw <b>HTML</b></p><script>alert("no")</script>

Inline <span>HTML</span> too<script>no</script>, <br>and ~~struck~~ entities: &eacute;

[^1]: A military base.
"#,
    );
    insta::assert_snapshot!(shown(&article), @r#"
    news/talks: Talks: a beginning
    https://example.org/talks · The Example · Jane Doe, John Roe · 2025-08-15 · en · summit
    1 - / "Trump met Putin in Alaska, at Elmendorf. The base"
    2 What was said & done / "First point"
    3 What was said & done / "Second point"
    4 What was said & done / "A point below"
    5 What was said & done / "“Nothing was agreed,” he said.\nHe left."
    6 What was said & done / "Who | Where"
    7 What was said & done / "Trump | home"
    8 What was said & done / "code stays"
    9 What was said & done / "Raw HTML"
    10 What was said & done / "Inline HTML too,\nand struck entities: é"
    11 What was said & done / "A military base."
    "#);
}

#[test]
fn markdown_takes_its_title_from_the_first_heading() {
    let article = only(
        "a.md",
        "# The *Talks*\n\nThey began.\n\nPart One\n--------\nThey ended.",
    );
    insta::assert_snapshot!(shown(&article), @r#"
    a: The Talks

    1 - / "They began."
    2 Part One / "They ended."
    "#);
}

#[test]
fn toml_front_matter_may_write_dates_without_quotes() {
    let article = only(
        "a.markdown",
        "\u{feff}+++\r\ntitle = 'Talks'\r\npublished = 2025-08-15T23:30:00Z\r\nauthors = 'Jane Doe'\r\nid = 'talks-1'\r\n+++\r\nThey began.\r\n",
    );
    insta::assert_snapshot!(shown(&article), @r#"
    talks-1: Talks
    Jane Doe · 2025-08-15
    1 - / "They began."
    "#);
}

#[test]
fn plain_text_is_shown_as_it_is_in_the_file() {
    let body = "\u{feff}---\r\ntitle: “Talks”\r\n---\r\n\r\nCafe\u{301} and café,\u{a0}10\u{a0}km;\r\n\"co\u{ad}operation\" isn't isn’t.\r\n\r\nIn Alaska\r\n\r\nThey began.\r\n";
    let article = only("a.txt", body);
    assert_eq!(article.text(), body);
    insta::assert_snapshot!(shown(&article), @r#"
    a: “Talks”

    1 - / "Cafe\u{301} and café,\u{a0}10\u{a0}km;\r\n\"co\u{ad}operation\" isn't isn’t."
    2 In Alaska / "They began."
    "#);
}

#[test]
fn markdown_and_json_lines_show_the_original_characters() {
    let words = "Cafe\u{301} and café,\u{a0}10\u{a0}km; \"co\u{ad}operation\" isn't isn’t.";
    let line = serde_json::json!({"_id": "1", "title": "T", "text": words}).to_string();
    for (name, text) in [
        ("a.md", format!("\u{feff}{words}\r\n")),
        ("a.html", format!("<title>T</title><p>{words}</p>")),
        ("a.jsonl", format!("\u{feff}{line}\r\n")),
    ] {
        let article = only(name, &text);
        let shown: Vec<_> = article.paragraphs().map(|p| p.text.to_owned()).collect();
        assert_eq!(shown, [words], "{name}");
    }
}

#[test]
fn a_saved_page_gives_its_content_and_metadata() {
    let article = only(
        "page.html",
        r##"<!doctype html>
<html lang="en-GB"><head><title>Talks end without a deal - The Example</title>
<link rel="canonical" href="https://example.org/talks">
<meta property="og:site_name" content="The Example">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "Organization", "@id": "#org", "name": "Example Media"},
  {"@type": "NewsArticle", "headline": "Talks end without a deal",
   "datePublished": "2025-08-15T22:10:00-08:00", "publisher": {"@id": "#org"},
   "author": [{"@type": "Person", "name": "Jane Doe"}, {"@type": "Person", "name": "John Roe"}]}
]}</script><style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Talks end without a deal</h1>
<p>Three hours of talks between the two presidents ended in Alaska on Friday, and neither
side spoke of a deal, although both of them called the meeting productive.</p>
<h2>What comes&nbsp;next</h2>
<p>Another meeting is being prepared, officials said, and it may take place in Moscow,
<em>a city</em> that the American president has not visited since he took office again.<br>
It has no date.</p>
<blockquote>There is no deal until there is a deal, the American president told reporters,
and he added that many points had been agreed on, and that only very few were left.</blockquote>
<ul><li>A first point that was agreed on by both of the sides in the talks on Friday</li></ul>
</article><footer>© The Example</footer></body></html>"##,
    );
    insta::assert_snapshot!(shown(&article), @r#"
    page: Talks end without a deal
    https://example.org/talks · The Example · Jane Doe, John Roe · 2025-08-15 · en-GB
    1 - / "Three hours of talks between the two presidents ended in Alaska on Friday, and neither side spoke of a deal, although both of them called the meeting productive."
    2 What comes next / "Another meeting is being prepared, officials said, and it may take place in Moscow, a city that the American president has not visited since he took office again.\nIt has no date."
    3 What comes next / "There is no deal until there is a deal, the American president told reporters, and he added that many points had been agreed on, and that only very few were left."
    4 What comes next / "A first point that was agreed on by both of the sides in the talks on Friday"
    "#);
}

#[test]
fn a_page_without_linked_data_is_read_by_its_elements() {
    let article = only(
        "page.htm",
        r#"<html><head><title>Talks</title><meta property="og:url" content="https://example.org/t">
<meta property="og:locale" content="de_AT"><meta name="author" content="Jane Doe"></head>
<body><article><p>Talks began on <time datetime="2025-08-15T20:00Z">Friday</time>.</p></article>"#,
    );
    insta::assert_snapshot!(shown(&article), @r#"
    page: Talks
    https://example.org/t · Jane Doe · 2025-08-15 · de-AT
    1 - / "Talks began on Friday."
    "#);
}

#[test]
fn each_json_line_is_an_article_of_one_paragraph() {
    let dir = folder(&[(
        "c.jsonl",
        r#"{"_id": "a", "title": "One", "text": "First.\n\nStill first.", "metadata": {"url": "https://example.org/1", "source": "The Example", "date": "2025-08-15", "authors": ["Jane Doe"], "extra": {"x": [1]}}}

{"_id": 2, "text": " Second. ", "metadata": {"url": "no address", "date": 5}}
{"_id": "c", "title": null, "text": "Third.", "metadata": null}
"#,
    )]);
    let (corpus, problems) = load(dir.path(), Limits::default()).unwrap();
    assert_eq!(problems, []);
    let shown: Vec<_> = corpus.articles.iter().map(shown).collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    a: One
    https://example.org/1 · The Example · Jane Doe · 2025-08-15
    1 - / "First.\n\nStill first."
    2: 2

    1 - / "Second."
    c: c

    1 - / "Third."
    "#);
}
