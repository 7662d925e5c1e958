//! Tells pages that hold no article: sign-in forms, error pages, notices.

use std::collections::{BTreeMap, BTreeSet};

use dom_query::Document;

use crate::corpus::formats::blocks::Blocks;
use crate::lexicon::{PageWord, no_article_phrases, page_word};

/// Bytes of the page in which the phrases are looked for.
const LONGEST_PAGE: usize = 20_000;
/// Words of an article, besides notices, with which a page is one whatever else is on it.
const LONG_ARTICLE: usize = 250;
/// Words with which it is one if its heading says nothing else.
const SHORT_ARTICLE: usize = 30;
/// Words of a paragraph that is no teaser.
const LONG_PARAGRAPH: usize = 25;
/// Words of an article that is for subscribers and stands there whole.
const WHOLE_ARTICLE: usize = 120;

/// What a page looks like before anything is taken away from it.
pub(super) struct Look {
    /// The title and the first heading, in lower case.
    headings: Vec<String>,
    /// All visible words, in lower case.
    words: String,
    is_for_subscribers: bool,
    is_list: bool,
}

/// What is wrong with a page, in words for a message.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Finding {
    /// It holds no article but this.
    Refuse(&'static str),
    /// It may be this.
    Warn(&'static str),
}

impl Look {
    /// Looks at a page.
    pub(super) fn at(page: &Document, is_for_subscribers: bool) -> Self {
        let texts = |selector: &str| {
            let nodes = page.select(selector);
            let first = nodes.nodes().first().map(|node| plain(&node.text()));
            first.unwrap_or_default()
        };
        let words = page.body().map(|body| spaced(&body)).unwrap_or_default();
        let end = words.floor_char_boundary(LONGEST_PAGE);
        Self {
            headings: vec![texts("title"), texts("h1")],
            words: plain(words.get(..end).unwrap_or_default()),
            is_for_subscribers,
            is_list: is_list(page),
        }
    }

    /// Judges the page by its looks and by what was read of it.
    pub(super) fn judge(&self, blocks: &Blocks) -> Option<Finding> {
        let article: usize = blocks
            .paragraphs()
            .filter(|paragraph| !is_notice(paragraph))
            .map(|paragraph| paragraph.split_whitespace().count())
            .sum();
        if article >= LONG_ARTICLE {
            return None;
        }
        let scores = self.scores();
        let (kind, score) = scores
            .into_iter()
            .max_by_key(|(kind, score)| (*score, *kind))
            .unwrap_or_default();
        let least = if score.heading > 0 {
            WHOLE_ARTICLE
        } else {
            SHORT_ARTICLE
        };
        // A third phrase is no accident either.
        let least = if score.total() > 2 {
            least.max(2 * SHORT_ARTICLE)
        } else {
            least
        };
        if score.total() >= 2 && article < least {
            return Some(Finding::Refuse(named(kind)));
        }
        let mut lengths = blocks
            .paragraphs()
            .map(|paragraph| paragraph.split_whitespace().count());
        if self.is_list && lengths.all(|length| length < LONG_PARAGRAPH) {
            return Some(Finding::Refuse("a list of articles"));
        }
        let is_cut = || {
            let last = blocks.paragraphs().last().unwrap_or_default();
            last.ends_with('…') || last.ends_with("...")
        };
        let is_stub = kind == "paywall" && score.total() >= 2 && is_cut()
            || self.is_for_subscribers && article < WHOLE_ARTICLE;
        is_stub.then_some(Finding::Warn(named("paywall")))
    }

    /// How many phrases of each kind stand there.
    fn scores(&self) -> BTreeMap<&'static str, Score> {
        let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
        for heading in &self.headings {
            let parts = heading.split(['|', '–', '·', '-']).take(2);
            let parts = parts.filter(|part| part.split_whitespace().count() <= 8);
            let kinds: BTreeSet<&str> = parts.flat_map(phrases).map(|(kind, _)| kind).collect();
            for kind in kinds {
                scores.entry(kind).or_default().heading += 1;
            }
        }
        let body: BTreeSet<(&str, &str)> = phrases(&self.words).collect();
        for (kind, phrase) in body {
            // A number alone is no sign of an error in the middle of a text.
            scores.entry(kind).or_default().body += usize::from(phrase.len() > 3);
        }
        scores
    }
}

/// The phrases in a text that are whole words, each with its kind.
fn phrases(text: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_end = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    no_article_phrases(text).filter_map(move |(kind, phrase, place)| {
        let before = text.get(..place.start)?.chars().next_back();
        let behind = text.get(place.end..)?.chars().next();
        (is_end(before) && is_end(behind)).then_some((kind, phrase))
    })
}

/// How many phrases of a kind stand in the headings and in the text of a page.
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

/// Whether a paragraph is part of a notice: it has a phrase of one, or hardly says anything else.
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

/// Whether the page is a list of articles: most of its headings are links, with little text below.
fn is_list(page: &Document) -> bool {
    let linked =
        page.select("main h2 a, main h3 a, article h2 a, article h3 a, h2 a, h3 a, li > a, dt a");
    let headings = linked.nodes().iter().filter(|link| {
        let in_heading = link.ancestors_it(Some(2)).any(|above| {
            matches!(
                above.node_name().as_deref(),
                Some("h2" | "h3" | "h4" | "dt")
            )
        });
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

/// A text in lower case with single spaces and plain apostrophes.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().replace('’', "'")
}

/// The words of an element, with a space between its elements.
fn spaced(element: &dom_query::NodeRef<'_>) -> String {
    let mut words = String::new();
    for node in element.descendants_it().filter(dom_query::NodeRef::is_text) {
        words.push_str(&node.text());
        words.push(' ');
        if words.len() > LONGEST_PAGE * 2 {
            break;
        }
    }
    words
}
