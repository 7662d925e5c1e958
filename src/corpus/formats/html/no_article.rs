//! Recognises pages without an article: sign-in forms, error pages, notices.

use std::collections::{BTreeMap, BTreeSet};

use dom_query::Document;

use crate::corpus::formats::blocks::Blocks;
use crate::lexicon::{PageWord, no_article_phrases, page_word};

/// Number of bytes of a page that are searched for phrases.
const MAX_PAGE_BYTES: usize = 20_000;
/// Minimum number of words, without notices, from which a page counts as an article whatever else
/// is on it.
const MIN_CERTAIN_ARTICLE: usize = 250;
/// Minimum number of words of an article if no heading contains a phrase.
const MIN_ARTICLE: usize = 30;
/// Minimum number of words in a paragraph that is not a teaser.
const MIN_PARAGRAPH: usize = 25;
/// Minimum number of words of a complete article for subscribers, and of an article whose heading
/// contains a phrase.
const MIN_COMPLETE_ARTICLE: usize = 120;

/// Features of a page before anything is removed from it.
pub(super) struct Look {
    /// Title and first heading.
    headings: Vec<String>,
    /// Words at the beginning of the page.
    words: String,
    is_for_subscribers: bool,
    is_list: bool,
}

/// Result of judging a page, with the kind of page in words for a message.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// The page is of this kind and contains no article.
    Refuse(&'static str),
    /// The page may be of this kind.
    Warn(&'static str),
}

impl Look {
    /// Collects the features of a page.
    pub(super) fn at(page: &Document, is_for_subscribers: bool) -> Self {
        let texts = |selector: &str| {
            let nodes = page.select(selector);
            let first = nodes.nodes().first().map(|node| node.text().to_string());
            first.unwrap_or_default()
        };
        let mut words = page.body().map(|body| spaced(&body)).unwrap_or_default();
        words.truncate(words.floor_char_boundary(MAX_PAGE_BYTES));
        Self {
            headings: vec![texts("title"), texts("h1")],
            words,
            is_for_subscribers,
            is_list: is_list(page),
        }
    }

    /// Judges a page by its features and by the blocks read from it; `None` for an article.
    pub(super) fn judge(&self, blocks: &Blocks) -> Option<Finding> {
        let mut article = 0;
        for paragraph in blocks
            .paragraphs()
            .filter(|paragraph| !is_notice(paragraph))
        {
            article += paragraph.split_whitespace().count();
            if article >= MIN_CERTAIN_ARTICLE {
                return None;
            }
        }
        let scores = self.scores();
        let (kind, score) = scores
            .into_iter()
            .max_by_key(|(kind, score)| (*score, *kind))
            .unwrap_or_default();
        let least = if score.heading > 0 {
            MIN_COMPLETE_ARTICLE
        } else {
            MIN_ARTICLE
        };
        // Three phrases are unlikely to be a coincidence.
        let least = if score.total() > 2 {
            least.max(2 * MIN_ARTICLE)
        } else {
            least
        };
        if score.total() >= 2 && article < least {
            return Some(Finding::Refuse(named(kind)));
        }
        let mut lengths = blocks
            .paragraphs()
            .map(|paragraph| paragraph.split_whitespace().count());
        if self.is_list && lengths.all(|length| length < MIN_PARAGRAPH) {
            return Some(Finding::Refuse("a list of articles"));
        }
        let is_cut = || {
            let last = blocks.paragraphs().last().unwrap_or_default();
            last.ends_with('…') || last.ends_with("...")
        };
        let is_stub = kind == "paywall" && score.total() >= 2 && is_cut()
            || self.is_for_subscribers && article < MIN_COMPLETE_ARTICLE;
        is_stub.then_some(Finding::Warn(named("paywall")))
    }

    /// Counts the phrases of each kind.
    fn scores(&self) -> BTreeMap<&'static str, Score> {
        let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
        for heading in &self.headings {
            let heading = plain(heading);
            let parts = heading.split(['|', '–', '·', '-']).take(2);
            let parts = parts.filter(|part| part.split_whitespace().count() <= 8);
            let kinds: BTreeSet<&str> = parts.flat_map(phrases).map(|(kind, _)| kind).collect();
            for kind in kinds {
                scores.entry(kind).or_default().heading += 1;
            }
        }
        let body: BTreeSet<(&str, &str)> = phrases(&plain(&self.words)).collect();
        for (kind, phrase) in body {
            // A number such as 404 in the middle of a text does not indicate an error.
            scores.entry(kind).or_default().body += usize::from(phrase.len() > 3);
        }
        scores
    }
}

/// Finds the phrases in a text that consist of whole words, each with its kind.
fn phrases(text: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_end = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    no_article_phrases(text).filter_map(move |(kind, phrase, place)| {
        let before = text.get(..place.start)?.chars().next_back();
        let behind = text.get(place.end..)?.chars().next();
        (is_end(before) && is_end(behind)).then_some((kind, phrase))
    })
}

/// Numbers of phrases of a kind in the headings and in the text of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    heading: usize,
    body: usize,
}

impl Score {
    fn total(self) -> usize {
        self.heading + self.body
    }
}

/// Describes a kind of page in words for a message.
fn named(kind: &str) -> &'static str {
    match kind {
        "sign_in" => "a page to sign in or to register",
        "paywall" => "the beginning of an article for subscribers",
        "not_found" => "an error page (the address was not found)",
        "consent" => "a notice about cookies and privacy",
        "robot" => "a check of the browser, without the text of the page",
        "error" => "an error page",
        _ => "a list of articles",
    }
}

/// Returns whether a paragraph belongs to a notice: it contains a phrase or mostly words of
/// notices.
fn is_notice(paragraph: &str) -> bool {
    let text = plain(paragraph);
    let has_phrase = no_article_phrases(&text).any(|(_, phrase, _)| phrase.len() > 6);
    let mut words = 0_usize;
    let mut of_notice = 0_usize;
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        of_notice += usize::from(page_word(word).intersects(PageWord::CONSENT | PageWord::PROMO));
    }
    has_phrase || of_notice * 10 >= words
}

/// Returns whether the page is a list of articles: most headings are links, with little text below.
fn is_list(page: &Document) -> bool {
    let links = page.select("a");
    let headings = links.nodes().iter().filter(|link| {
        let in_heading = link
            .ancestors_it(Some(2))
            .any(|above| matches!(above.node_name().as_deref(), Some("h2" | "h3" | "dt")));
        in_heading && link.text().split_whitespace().count() >= 3
    });
    let headings = headings.count();
    let paragraphs = page.select("p");
    let long = paragraphs
        .nodes()
        .iter()
        .filter(|paragraph| paragraph.text().len() > 160);
    headings >= 5 && headings > long.count() * 2
}

/// Returns a text in lower case with single spaces and straight apostrophes.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().replace('’', "'")
}

/// Returns the text of an element, with spaces between its text nodes.
fn spaced(element: &dom_query::NodeRef<'_>) -> String {
    let mut words = String::new();
    for node in element.descendants_it().filter(dom_query::NodeRef::is_text) {
        words.push_str(&node.text());
        words.push(' ');
        if words.len() > MAX_PAGE_BYTES * 2 {
            break;
        }
    }
    words
}
