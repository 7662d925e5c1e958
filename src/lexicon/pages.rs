//! Words that web pages and reports use for their parts, in several languages.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::flags::by_word;

bitflags::bitflags! {
    /// Set of meanings that a word can have on a page.
    ///
    /// The data file refers to a meaning by the name of its constant.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct PageWord: u16 {
        /// Word between the parts of a date.
        const IN_DATE = 1;
        /// Word before the name of an author.
        const BY = 1 << 1;
        /// Word before the name of a photographer or an illustrator.
        const PICTURE = 1 << 2;
        /// Word between two names.
        const AND = 1 << 3;
        /// Word of a line about an article that names no author.
        const ABOUT_ARTICLE = 1 << 4;
        /// Name that does not identify the author of an article.
        const NOBODY = 1 << 5;
        /// Job title of a journalist.
        const TRADE = 1 << 6;
        /// News agency.
        const AGENCY = 1 << 7;
        /// Word of notices about cookies and privacy.
        const CONSENT = 1 << 8;
        /// Word in a class or ID of an element that is not part of an article.
        const SIDE_CLASS = 1 << 9;
        /// Word in a class or ID of a line about an article, such as its byline.
        const LINE_CLASS = 1 << 10;
        /// Word in a class or ID of the caption or credit of a picture.
        const CAPTION_CLASS = 1 << 11;
        /// Word of a request to subscribe or to give an address.
        const PROMO = 1 << 12;
        /// Word before the day of a change.
        const CHANGED = 1 << 13;
    }
}

#[derive(Deserialize)]
struct File {
    months: Vec<String>,
    side_heading: Vec<String>,
    /// Words under the names of their meanings.
    words: BTreeMap<String, String>,
    no_article: BTreeMap<String, Vec<String>>,
}

#[derive(Default)]
struct Words {
    meanings: FxHashMap<String, PageWord>,
    months: FxHashMap<String, i8>,
    side_headings: FxHashSet<String>,
    no_article: NoArticle,
}

/// Phrases on pages without an article, with the kind of page. One automaton searches for all of
/// them.
#[derive(Default)]
struct NoArticle {
    phrases: Vec<(String, String)>,
    search: Option<AhoCorasick>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("pages.toml")).map_or_else(|_| Words::default(), Words::of)
});

impl NoArticle {
    fn of(kinds: BTreeMap<String, Vec<String>>) -> Self {
        let phrases: Vec<(String, String)> = kinds
            .into_iter()
            .flat_map(|(kind, phrases)| {
                let phrases = phrases.into_iter();
                phrases.map(move |phrase| (kind.clone(), phrase))
            })
            .collect();
        Self {
            search: AhoCorasick::new(phrases.iter().map(|(_, phrase)| phrase)).ok(),
            phrases,
        }
    }
}

impl Words {
    fn of(file: File) -> Self {
        let months = (1..).zip(&file.months).flat_map(|(month, names)| {
            let names = names.split_whitespace();
            names.map(move |name| (name.to_owned(), month))
        });
        Self {
            meanings: by_word(&file.words),
            months: months.collect(),
            side_headings: file.side_heading.into_iter().collect(),
            no_article: NoArticle::of(file.no_article),
        }
    }
}

/// Returns the meanings that a word can have on a page, ignoring case.
pub fn page_word(word: &str) -> PageWord {
    let meanings = &WORDS.meanings;
    let meaning = if word.chars().all(char::is_lowercase) {
        meanings.get(word)
    } else {
        meanings.get(&word.to_lowercase())
    };
    meaning.copied().unwrap_or_default()
}

/// Returns the month, from 1 to 12, that a word names or abbreviates.
pub fn month(word: &str) -> Option<i8> {
    WORDS.months.get(&word.to_lowercase()).copied()
}

/// Returns whether a heading introduces something other than the article, such as "Read more".
pub fn is_side_heading(heading: &str) -> bool {
    let heading = heading.trim().to_lowercase().replace('’', "'");
    let plain = heading.trim_end_matches([':', '.', '…', '»', '>', ' ']);
    let known = &WORDS.side_headings;
    known.contains(heading.as_str()) || known.contains(plain)
}

/// Finds phrases that indicate a page without an article, each with the kind of page and its byte
/// range. `text` must be in lower case.
pub fn no_article_phrases(
    text: &str,
) -> impl Iterator<Item = (&'static str, &'static str, Range<usize>)> {
    let NoArticle { phrases, search } = &WORDS.no_article;
    let found = search
        .iter()
        .flat_map(move |search| search.find_overlapping_iter(text));
    found.filter_map(|found| {
        let (kind, phrase) = phrases.get(found.pattern().as_usize())?;
        Some((kind.as_str(), phrase.as_str(), found.range()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_has_a_meaning() {
        let file: File = toml::from_str(include_str!("pages.toml")).unwrap();
        assert_eq!(file.words.len(), PageWord::all().iter().count());
        for name in file.words.keys() {
            assert!(PageWord::from_name(name).is_some(), "{name}");
        }
    }

    #[test]
    fn words_have_their_meanings() {
        assert_eq!(month("März"), Some(3));
        assert_eq!(month("SEPT"), Some(9));
        assert_eq!(month("bridge"), None);
        assert_eq!(page_word("Von"), PageWord::BY);
        assert!(page_word("Posted").contains(PageWord::BY | PageWord::ABOUT_ARTICLE));
        assert_eq!(page_word("bridge"), PageWord::empty());
        assert!(page_word("sharedaddy").contains(PageWord::SIDE_CLASS));
        assert!(is_side_heading("Read More:") && is_side_heading("Editor’s Picks"));
        assert!(!is_side_heading("More talks in Marrow"));
    }
}
