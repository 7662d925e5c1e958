//! Whether quotations are real: every verdict and every warning, and that no changed word passes.

use std::collections::HashSet;
use std::fs;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use summit_bot::answer::{AnswerSettings, Asker, Unverifiable, Verdict, VerifyRequest, Warning};
use summit_bot::corpus::{Limits, load};
use summit_bot::index::{Language, ReadOptions, Snapshot, Store, refresh};
use summit_bot::lexicon::Aliases;
use summit_bot::quotations::{HIGH_PRECISION, extract};
use summit_bot::text::wording;
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

    /// The verdict and the warnings, in words.
    fn verify(&self, text: &str, speaker: Option<&str>) -> (&'static str, Vec<&'static str>) {
        let request = VerifyRequest::new(text, speaker).unwrap();
        let verification = self.asker.verify(&self.snapshot, &request).unwrap();
        let warnings = verification.warnings.iter().map(name_of).collect();
        let verdict = match &verification.verdict {
            Verdict::Verbatim { .. } => "VERBATIM",
            Verdict::Excerpt { .. } => "EXCERPT",
            Verdict::Altered { .. } => "ALTERED",
            Verdict::Misattributed { .. } => "MISATTRIBUTED",
            Verdict::Paraphrase { .. } => "PARAPHRASE",
            Verdict::NotFound { articles, edition } => {
                assert!(*articles > 0 && !edition.to_string().is_empty());
                "NOT FOUND"
            }
        };
        (verdict, warnings)
    }
}

fn name_of(warning: &Warning) -> &'static str {
    match warning {
        Warning::Negation { .. } => "negation",
        Warning::Number { .. } => "number",
        Warning::Name { .. } => "name",
        Warning::Modal { .. } => "modal",
        Warning::CutNegation { .. } => "cut negation",
        Warning::Stitched => "stitched",
        Warning::Skipped { .. } => "skipped",
        Warning::InBrackets { .. } => "in brackets",
        Warning::OtherSpeaker => "other speaker",
        Warning::UnknownSpeaker => "unknown speaker",
        Warning::PartlyQuoted => "partly quoted",
    }
}

/// The articles of the table, and its cases.
fn table() -> (Vec<(String, String)>, Vec<[&'static str; 4]>) {
    let table = include_str!("../data/verdicts.txt");
    let is_case = |line: &&str| line.split(" | ").count() > 1 && !line.starts_with('#');
    let cases = table.lines().filter(is_case).map(|line| {
        let mut fields = line.split('|').map(str::trim);
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
fn every_text_has_one_verdict_and_the_warnings_that_a_reader_needs() {
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
fn what_cannot_be_checked_is_refused_and_long_texts_have_a_verdict() {
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

/// Every quotation of the shipped article and of the attribution tests.
static QUOTED: LazyLock<(Library, Vec<String>, HashSet<Vec<String>>)> = LazyLock::new(|| {
    let shipped = include_str!("../../data/alaska-summit.txt").to_owned();
    let mut articles = vec![("alaska.txt".to_owned(), shipped)];
    let attributions = include_str!("../data/attributions.txt");
    for (n, block) in attributions.split("\n\n").enumerate() {
        let lines = block
            .lines()
            .filter(|line| !line.starts_with(['#', '@', '=']));
        let text: Vec<&str> = lines.collect();
        if !text.is_empty() {
            articles.push((format!("{n}.txt"), text.join("\n\n")));
        }
    }
    let library = Library::new(&articles);
    let (corpus, _) = load(&library.folder.path().join("data"), Limits::default()).unwrap();
    let quotations: Vec<String> = corpus
        .articles
        .iter()
        .flat_map(|article| extract(article, &Aliases::built_in(), HIGH_PRECISION))
        .map(|quotation| quotation.text)
        .collect();
    assert!(quotations.len() > 100, "{}", quotations.len());
    let known = quotations.iter().map(|text| forms(text)).collect();
    (library, quotations, known)
});

fn forms(text: &str) -> Vec<String> {
    let words = wording::words(text);
    words.into_iter().map(|word| word.form).collect()
}

/// Sets a text anew: other marks, dashes, ellipses and spaces, another first letter and end.
fn typeset(text: &str, choices: &[Index]) -> String {
    let mut choices = choices.iter().cycle();
    let mut pick = |of: &[&str]| -> String { (*choices.next().unwrap().get(of)).to_owned() };
    let mut set = String::new();
    for c in text.trim_end_matches([',', '.']).chars() {
        let first = set.is_empty();
        set += &match c {
            '“' | '”' | '"' => pick(&["“", "”", "\"", "«", "„"]),
            '’' | '‘' | '\'' => pick(&["’", "'", "‘", "`", "´"]),
            '—' | '–' => pick(&["—", "–", " — ", " - ", "--"]),
            '…' => pick(&["…", "...", " . . . ", " …"]),
            ' ' => pick(&[" ", "  ", "\u{a0}", "\u{2009}", "\n", "\t"]),
            c if first && c.is_lowercase() => {
                pick(&[&c.to_string(), &c.to_uppercase().to_string()])
            }
            c if first => pick(&[&c.to_string(), &c.to_lowercase().to_string()]),
            c => c.to_string(),
        };
    }
    let (open, close) = match pick(&["", "“", "\"", "'", "‘", "«", "„", "**"]).as_str() {
        "“" => ("“", "”"),
        "‘" => ("‘", "’"),
        "«" => ("« ", " »"),
        "„" => ("„", "“"),
        "\"" => ("\"", "\""),
        "'" => ("'", "'"),
        "**" => ("**", "**"),
        _ => ("", ""),
    };
    format!("{open}{set}{}{close}", pick(&["", ".", ",", "…", ". "]))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn typography_never_matters_and_words_always_do(
        which: Index,
        choices in prop::collection::vec(any::<Index>(), 1..40),
        word: Index,
        other: Index,
        change in 0..3,
    ) {
        let (library, quotations, known) = &*QUOTED;
        let quotation = which.get(quotations);
        let text = typeset(quotation, &choices);
        prop_assert_eq!(library.verify(&text, None).0, "VERBATIM", "{:?} of {:?}", text, quotation);

        let mut words: Vec<&str> = quotation.split(' ').collect();
        let long: Vec<usize> = (0..words.len())
            .filter(|&n| words[n].chars().filter(|c| c.is_alphabetic()).count() >= 3)
            .collect();
        let others: Vec<&str> = other
            .get(quotations)
            .split(' ')
            .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3)
            .collect();
        prop_assume!(!long.is_empty() && !others.is_empty());
        let at = *word.get(&long);
        let new = *other.get(&others);
        match change {
            0 => drop(words.remove(at)),
            1 => words.insert(at, new),
            _ => words[at] = new,
        }
        let changed = typeset(&words.join(" "), &choices);
        prop_assume!(!forms(&changed).is_empty() && !known.contains(&forms(&changed)));
        prop_assert_ne!(library.verify(&changed, None).0, "VERBATIM", "{:?}", changed);
    }
}
