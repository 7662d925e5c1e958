//! Tests of verifying quotations: every verdict and every warning.

mod properties;

use std::fs;

use summit_bot::answer::{AnswerSettings, Asker, Unverifiable, Verdict, VerifyRequest, Warning};
use summit_bot::index::{ReadOptions, Snapshot, Store, refresh};
use summit_bot::lexicon::Aliases;
use summit_bot::text::Language;
use tempfile::TempDir;

struct Library {
    folder: TempDir,
    snapshot: Snapshot,
    asker: Asker,
}

impl Library {
    fn new(articles: &[(String, String)]) -> Self {
        let folder = TempDir::new().unwrap();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        for (name, text) in articles {
            fs::write(data.join(name), text).unwrap();
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
            folder,
        }
    }

    /// Returns the names of the verdict and of the warnings.
    fn verify(&self, text: &str, speaker: Option<&str>) -> (&'static str, Vec<&'static str>) {
        let request = VerifyRequest::new(text, speaker).unwrap();
        let verification = self.asker.verify(&self.snapshot, &request).unwrap();
        let warnings = verification.warnings.iter().map(name_of).collect();
        if let Verdict::NotFound {
            articles, edition, ..
        } = &verification.verdict
        {
            assert!(*articles > 0 && !edition.to_string().is_empty());
        }
        (verification.verdict.name(), warnings)
    }
}

fn name_of(warning: &Warning) -> &'static str {
    match warning {
        Warning::Negation { .. } => "negation",
        Warning::Number { .. } => "number",
        Warning::Name { .. } => "name",
        Warning::Modal { .. } => "modal",
        Warning::Cut { .. } => "cut",
        Warning::Punctuation { .. } => "punctuation",
        Warning::Emoji { .. } => "emoji",
        Warning::Spelling { .. } => "spelling",
        Warning::NoSuchSpeaker { .. } => "no such speaker",
        Warning::Stitched => "stitched",
        Warning::Skipped { .. } => "skipped",
        Warning::InBrackets { .. } => "in brackets",
        Warning::OtherSpeaker => "other speaker",
        Warning::UnknownSpeaker => "unknown speaker",
        Warning::PartlyQuoted => "partly quoted",
    }
}

/// Parses the articles and cases of the table.
fn table() -> (Vec<(String, String)>, Vec<[&'static str; 4]>) {
    let table = include_str!("../../data/verdicts.txt");
    let is_case = |line: &&str| line.split(" | ").count() > 1 && !line.starts_with('#');
    let cases = table.lines().filter(is_case).map(|line| {
        let mut fields = line.splitn(4, '|').map(str::trim);
        std::array::from_fn(|_| fields.next().unwrap_or_default())
    });
    let cases: Vec<_> = cases.collect();
    let (articles, _) = table.split_once("\nVERBATIM").unwrap();
    let articles = articles.split("\n== ").skip(1).map(|article| {
        let (name, text) = article.split_once('\n').unwrap();
        (name.to_owned(), text.to_owned())
    });
    (articles.collect(), cases)
}

#[test]
fn every_case_has_its_verdict_and_warnings() {
    let (articles, cases) = table();
    let library = Library::new(&articles);
    assert!(cases.len() >= 60, "{}", cases.len());
    let mut wrong = Vec::new();
    for [verdict, warnings, speaker, text] in cases {
        let found = library.verify(text, Some(speaker).filter(|name| !name.is_empty()));
        let expected: Vec<&str> = warnings.split(", ").filter(|w| !w.is_empty()).collect();
        if found != (verdict, expected.clone()) {
            wrong.push(format!(
                "{text} ({speaker}): {found:?}, not {verdict} {expected:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn unverifiable_texts_are_refused_and_long_texts_have_a_verdict() {
    let refused = |text: &str| VerifyRequest::new(text, None).unwrap_err();
    for text in ["", " ", "“”", "…!?—", "\u{7}\u{1b}\u{0}", "🕊🕊", "\u{200b}"] {
        assert_eq!(refused(text), Unverifiable::NoWords, "{text:?}");
    }
    assert_eq!(refused(&"word ".repeat(100_000)), Unverifiable::TooLong);
    let library = Library::new(&table().0);
    for text in [
        "word ",
        "the fish ",
        "a\u{301}",
        "5 … ",
        "[harbour] ",
        "“open ",
        "1,",
    ] {
        let long = text.repeat(10_000 / text.len());
        let (verdict, _) = library.verify(&long, Some(&long));
        assert!(
            ["ALTERED", "NOT FOUND", "PARAPHRASE"].contains(&verdict),
            "{text}: {verdict}"
        );
    }
}
