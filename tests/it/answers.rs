//! Tests of `ask` over small invented articles, one kind of question per test.

use std::fs;

use jiff::civil::{Date, date};
use summit_bot::answer::{Answer, AnswerSettings, AskRequest, Asker, Ranked};
use summit_bot::index::{ReadOptions, Snapshot, Store, refresh};
use summit_bot::lexicon::Aliases;
use summit_bot::text::Language;
use tempfile::TempDir;

/// A Thursday.
const TODAY: Date = date(2025, 8, 21);

/// An index of a few articles.
pub(crate) struct Articles {
    pub snapshot: Snapshot,
    pub asker: Asker,
    _folder: TempDir,
}

impl Articles {
    /// Indexes articles, each given as an id, optionally a day of August 2025, and a text.
    pub(crate) fn new(articles: &[(&str, Option<i8>, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        for (id, day, text) in articles {
            let published = day.map_or(String::new(), |day| {
                format!("published: 2025-08-{day:02}\n")
            });
            let article = format!("---\ntitle: Report {id}\n{published}---\n\n{text}\n");
            fs::write(data.join(format!("{id}.md")), article).unwrap();
        }
        let mut store = Store::open(&folder.path().join("index"), Language::ENGLISH).unwrap();
        refresh(&mut store, &data, ReadOptions::default(), |_| ()).unwrap();
        Self {
            snapshot: store.snapshot().unwrap(),
            asker: Asker::new(
                Language::ENGLISH,
                Aliases::built_in(),
                AnswerSettings::default(),
            ),
            _folder: folder,
        }
    }

    /// Returns the passages that answer a question; none if it is declined.
    pub(crate) fn ask(&self, question: &str) -> Vec<Ranked> {
        let request = AskRequest {
            question,
            today: Some(TODAY),
            limit: 3,
            ..AskRequest::default()
        };
        match self.asker.ask(&self.snapshot, &request).unwrap() {
            Answer::Found(ranked) => ranked,
            Answer::NotFound { .. } => Vec::new(),
        }
    }

    /// Returns the confidence of the best passage, whether or not the question is declined.
    fn confidence(&self, question: &str) -> f32 {
        let request = AskRequest {
            question,
            limit: 1,
            ..AskRequest::default()
        };
        let best = match self.asker.ask(&self.snapshot, &request).unwrap() {
            Answer::Found(ranked) => ranked.into_iter().next(),
            Answer::NotFound { nearest, .. } => nearest.map(|nearest| *nearest),
        };
        best.map_or(0.0, |best| best.confidence)
    }

    /// Returns the ids of the articles that answer, best first.
    pub(crate) fn found(&self, question: &str) -> Vec<String> {
        let ranked = self.ask(question).into_iter();
        ranked
            .map(|ranked| ranked.passage.article.clone())
            .collect()
    }

    /// Returns the id of the best article; empty if the question is declined.
    pub(crate) fn best(&self, question: &str) -> String {
        self.found(question).into_iter().next().unwrap_or_default()
    }
}

fn differing(ranked: &Ranked) -> Vec<&str> {
    let spans = ranked.differing.iter().cloned();
    spans.map(|span| &ranked.passage.text[span]).collect()
}

#[test]
fn reports_that_differ_in_a_fact_are_both_shown_newest_first() {
    let report = |toll: &str| {
        format!("At least {toll} people drowned when the barge Orla sank in the Tarn, police said.")
    };
    let articles = Articles::new(&[
        ("old", Some(4), &report("eight")),
        ("new", Some(5), &report("11")),
        ("copy", Some(6), &report("11")),
    ]);
    let ranked = articles.ask("How many people drowned when the Orla sank?");
    let ids: Vec<&str> = ranked
        .iter()
        .map(|ranked| &*ranked.passage.article)
        .collect();
    assert_eq!(ids.len(), 2, "{ids:?}");
    assert_eq!(ids[1], "old");
    assert_eq!(
        (differing(&ranked[0]), differing(&ranked[1])),
        (vec!["11"], vec!["eight"])
    );
    assert_eq!(
        ranked[0].also.len(),
        1,
        "the same report stands in one place"
    );
}

#[test]
fn very_long_paragraphs_are_only_folded_if_they_are_the_same() {
    let log = |last: usize| {
        let entries = (0..4000).map(|n| format!("Ship {n}."));
        let entries: String = entries.collect::<Vec<_>>().join(" ");
        format!("The keeper of the Tarn lock logs each ship. {entries} Last ship: {last}.")
    };
    let articles = Articles::new(&[
        ("log", Some(4), &log(8)),
        ("copy", Some(4), &log(8)),
        ("other", Some(4), &log(9)),
    ]);
    let ranked = articles.ask("Who logs each ship of the Tarn lock?");
    let copies: Vec<usize> = ranked.iter().map(|ranked| ranked.also.len()).collect();
    assert_eq!(copies.iter().sum::<usize>(), 1, "{copies:?}");
    assert_eq!(copies.len(), 2);
    assert!(ranked.iter().all(|ranked| ranked.differing.is_empty()));
}

#[test]
fn a_negation_is_marked_in_one_report_and_its_verb_in_the_other() {
    let articles = Articles::new(&[
        (
            "old",
            Some(4),
            "The keeper of the Tarn lock had closed the gates before the flood came.",
        ),
        (
            "new",
            Some(5),
            "The keeper of the Tarn lock had not closed the gates before the flood came.",
        ),
    ]);
    let ranked = articles.ask("Had the keeper of the Tarn lock closed the gates?");
    let marked: Vec<Vec<&str>> = ranked.iter().map(differing).collect();
    assert_eq!(marked, [["not"], ["closed"]]);
}

#[test]
fn nothing_is_marked_if_only_one_report_is_shown() {
    let articles = Articles::new(&[
        (
            "old",
            Some(4),
            "The inquiry in Lorn heard that the captain had seen the lighthouse.",
        ),
        (
            "new",
            Some(5),
            "The inquiry in Lorn heard that the captain had not seen the lighthouse.",
        ),
    ]);
    let request = AskRequest {
        question: "Had the captain seen the lighthouse?",
        limit: 1,
        ..AskRequest::default()
    };
    let Answer::Found(ranked) = articles.asker.ask(&articles.snapshot, &request).unwrap() else {
        panic!("the articles say so");
    };
    assert_eq!(ranked[0].passage.article, "new");
    assert!(differing(&ranked[0]).is_empty());
}

#[test]
fn the_sentence_with_the_expected_answer_type_is_bold() {
    let articles = Articles::new(&[(
        "a",
        None,
        "Maren Holt spoke of the new canal at length. The canal of Maren Holt will cost 40 million \
         crowns. “We open it in Lorn,” she said. It took nine years to dig.",
    )]);
    let bold = |question: &str| {
        let best = articles.ask(question).into_iter().next().unwrap();
        best.passage.text[best.sentence].to_owned()
    };
    assert!(bold("How much will the canal cost?").contains("40 million"));
    assert!(bold("How long did it take to dig the canal?").contains("nine years"));
    assert!(bold("Where does Maren Holt open the canal?").contains("in Lorn"));
}

#[test]
fn passages_without_the_expected_answer_type_have_lower_confidence() {
    let articles = Articles::new(&[(
        "a",
        None,
        "Drones flew over the depot at Tarn during the night. Nine balloons flew over the quarry.",
    )]);
    let none = articles.confidence("How many drones flew over the depot at Tarn?");
    let same_words = articles.confidence("Which drones flew over the depot at Tarn?");
    assert!(none + 0.1 < same_words, "{none} and {same_words}");
    let some = articles.confidence("How many balloons flew over the quarry?");
    assert!(some > same_words - 0.1, "{some} and {same_words}");
}

#[test]
fn weak_passages_are_marked() {
    let articles = Articles::new(&[
        (
            "main",
            None,
            "Ida Brandt opened the glass museum in Tarnholm with a speech on Sunday.",
        ),
        (
            "adds",
            None,
            "Ida Brandt opened nothing else on her tour, her office said in Tarnholm.",
        ),
        (
            "weak",
            None,
            "A museum of clocks stands on the square, and a fountain.",
        ),
    ]);
    let ranked = articles.ask("Who opened the glass museum in Tarnholm?");
    assert_eq!(ranked[0].passage.article, "main");
    assert!(!ranked[0].is_weak);
    let others = ranked
        .iter()
        .skip(1)
        .filter(|ranked| ranked.passage.article == "weak");
    assert!(others.into_iter().all(|ranked| ranked.is_weak));
}

#[test]
fn confidence_does_not_depend_on_the_size_of_the_corpus() {
    let question = "Who opened the glass museum in Tarnholm?";
    let answer = "Ida Brandt opened the glass museum in Tarnholm with a speech on Sunday.";
    let filler: String = (0..800)
        .map(|n| format!("The {n}th wagon of the freight train carried gravel and sand.\n\n"))
        .collect();
    let small = Articles::new(&[("a", None, answer)]).ask(question)[0].confidence;
    let large = Articles::new(&[("a", None, answer), ("b", None, &filler)]);
    let large = large.ask(question)[0].confidence;
    assert!((large - small).abs() < 0.05, "{small} and {large}");
}
