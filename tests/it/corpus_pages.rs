//! Measures how much of the article is read from invented pages that imitate real sites.
//!
//! `tests/data/pages/NAME.txt` has the expected result for `NAME.html`: the metadata, a blank line,
//! and the headings (`# …`) and paragraphs. A key with `?` is optional.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use summit_bot::corpus::{Article, Limits, read_file};

/// Compared fields, each with the minimum number of pages on which it must be right.
const FLOORS: [(&str, usize); 5] = [
    ("title", 60),
    ("authors", 50),
    ("published", 58),
    ("language", 60),
    ("outlet", 60),
];
/// Minimum precision and recall of words.
const WORDS: (f64, f64) = (0.975, 0.985);

fn pages(folder: &str) -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(folder);
    let entries = fs::read_dir(dir).unwrap();
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "html")
    });
    pages.sort();
    pages
}

fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

fn text(article: &Article) -> String {
    let mut text = String::new();
    let mut heading = None;
    for paragraph in article.paragraphs() {
        if paragraph.heading != heading {
            heading = paragraph.heading;
            text.push_str(heading.unwrap_or_default());
            text.push('\n');
        }
        text.push_str(paragraph.text);
        text.push('\n');
    }
    text
}

fn fields(article: &Article) -> BTreeMap<&'static str, String> {
    let metadata = article.metadata();
    BTreeMap::from([
        ("title", metadata.title.clone()),
        ("authors", metadata.authors.join("; ")),
        (
            "published",
            metadata
                .published
                .map(|day| day.to_string())
                .unwrap_or_default(),
        ),
        ("language", metadata.language.clone().unwrap_or_default()),
        ("outlet", metadata.outlet.clone().unwrap_or_default()),
    ])
}

#[derive(Default)]
struct Count {
    right: usize,
    wrong: usize,
    missing: usize,
}

#[test]
fn pages_of_common_layouts_are_read() {
    let (mut found, mut read, mut expected) = (0, 0, 0);
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for page in pages("pages") {
        let right = fs::read_to_string(page.with_extension("txt")).unwrap();
        let (head, body) = right.split_once("\n\n").unwrap();
        let head: BTreeMap<&str, &str> = head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .collect();
        let contents = read_file(&page, Limits::default());
        let article = contents.articles.first();
        let own = words(&article.map(text).unwrap_or_default());
        let all = words(body);
        found += own
            .iter()
            .map(|(word, count)| *count.min(all.get(word).unwrap_or(&0)))
            .sum::<usize>();
        read += own.values().sum::<usize>();
        expected += all.values().sum::<usize>();
        let fields = article.map(fields).unwrap_or_default();
        for (name, _) in FLOORS {
            let value = fields.get(name).cloned().unwrap_or_default();
            let right = head.get(name).copied().unwrap_or_default();
            let optional = head.get(format!("{name}?").as_str()).copied();
            let count = counts.entry(name).or_default();
            if value == right || optional.is_some_and(|right| value.is_empty() || value == right) {
                count.right += 1;
            } else if value.is_empty() {
                count.missing += 1;
            } else {
                count.wrong += 1;
            }
        }
    }
    let precision = found as f64 / read as f64;
    let recall = found as f64 / expected as f64;
    println!("words: precision {precision:.4}, recall {recall:.4}");
    for (name, count) in &counts {
        let Count {
            right,
            wrong,
            missing,
        } = count;
        println!("{name}: {right} right, {wrong} wrong, {missing} missing");
    }
    assert!(
        precision >= WORDS.0 && recall >= WORDS.1,
        "{precision} {recall}"
    );
    for (name, floor) in FLOORS {
        assert!(
            counts[name].right >= floor,
            "{name}: {} right",
            counts[name].right
        );
    }
}

#[test]
fn pages_without_an_article_are_refused_or_warned_of() {
    let mut accepted = Vec::new();
    for page in pages("pages/refused") {
        let contents = read_file(&page, Limits::default());
        match contents.problems.first() {
            Some(problem) => println!("{problem}"),
            None => accepted.push(page),
        }
    }
    assert_eq!(accepted, Vec::<PathBuf>::new());
}

/// Number of elements of a hostile page, enough that quadratic reading would not finish.
const HOSTILE: usize = 20_000;

#[test]
fn pages_with_very_many_dates_and_declarations_are_read() {
    let numbered = |piece: &dyn Fn(usize) -> String| (0..HOSTILE).map(piece).collect::<String>();
    let aside = "<time datetime=\"soon\">soon</time>".repeat(HOSTILE);
    let teasers = |n| format!("<div class=\"c{n}\"><a>a link of words</a><time>{n}</time></div>");
    let metas = |n| {
        format!(
            "<meta property=\"og:title\" content=\"Title {n}\">\
             <meta property=\"og:site_name\" content=\"Site {n}\">"
        )
    };
    let metas = numbered(&metas);
    let authors = format!(
        "<meta name=author content=\"{}\">",
        numbered(&|n| format!("Ann{n} Doe, "))
    );
    let pages = [
        ("", format!("<aside>{aside}</aside>")),
        (
            "",
            "<p><time>10:15</time> words of an entry</p>".repeat(HOSTILE),
        ),
        ("", numbered(&teasers)),
        (metas.as_str(), String::new()),
        (authors.as_str(), String::new()),
    ];
    let dir = tempfile::TempDir::new().unwrap();
    for (n, (head, rest)) in pages.iter().enumerate() {
        let path = dir.path().join(format!("{n}.html"));
        let page = format!(
            "<html><head><title>The talks end</title>{head}</head><body><article><h1>The talks \
             end</h1><p>The ministers met for three hours on Friday and left without a common \
             statement.</p></article>{rest}</body></html>"
        );
        fs::write(&path, page).unwrap();
        let contents = read_file(&path, Limits::default());
        assert_eq!(contents.articles.len(), 1, "{n}: {:?}", contents.problems);
        assert_eq!(contents.articles[0].metadata().title, "The talks end");
    }
}
