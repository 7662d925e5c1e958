//! Property tests: typography never changes a verdict, and a changed word is never verbatim.

use std::collections::HashSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use summit_bot::answer::VerifyRequest;
use summit_bot::corpus::{Limits, load};
use summit_bot::lexicon::Aliases;
use summit_bot::quotations::{HIGH_PRECISION, extract};
use summit_bot::text::wording;

use super::Library;

/// All quotations of the shipped article and of the attribution tests.
static QUOTED: LazyLock<(Library, Vec<String>, HashSet<Vec<String>>)> = LazyLock::new(|| {
    let shipped = include_str!("../../../data/alaska-summit.txt").to_owned();
    let mut articles = vec![("alaska.txt".to_owned(), shipped)];
    let attributions = include_str!("../../data/attributions.txt");
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

/// Changes the typography of a text: quotation marks, dashes, ellipses, spaces, first letter and
/// end.
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
    fn typography_never_matters_but_words_do(
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

/// Returns whether the words occur consecutively in one of the quotations.
fn is_part_of_one(forms: &[String], known: &HashSet<Vec<String>>) -> bool {
    let has = |quotation: &Vec<String>| quotation.windows(forms.len()).any(|part| part == forms);
    forms.is_empty() || known.iter().any(has)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn struck_out_words_and_other_emoji_are_never_verbatim(
        which: Index,
        word: Index,
        emoji in prop::sample::select(vec!["💔", "❤️", "👍🏽", "🙃"]),
        change in 0..4,
    ) {
        let (library, quotations, known) = &*QUOTED;
        let mut words: Vec<&str> = which.get(quotations).split(' ').collect();
        let at = word.index(words.len());
        let old = words[at];
        let struck = match change {
            0 => format!("~~{old}~~"),
            1 => format!("<del>{old}</del>"),
            2 => old.chars().flat_map(|c| [c, '\u{336}']).collect(),
            _ => format!("{old} {emoji}"),
        };
        words[at] = &struck;
        let text = words.join(" ");
        words.remove(at);
        let rest = forms(&words.join(" "));
        prop_assume!(change == 3 || !is_part_of_one(&rest, known));
        let request = VerifyRequest::new(&text, None);
        prop_assume!(request.is_ok());
        let verdict = library.verify(&text, None).0;
        prop_assert!(!["VERBATIM", "EXCERPT"].contains(&verdict), "{:?}: {}", text, verdict);
    }
}

/// Spells a number below ten thousand in words.
fn in_words(number: u32) -> String {
    const SMALL: [&str; 20] = [
        "",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let words = match number {
        0..20 => SMALL[number as usize].to_owned(),
        20..100 => format!("{}-{}", TENS[number as usize / 10], in_words(number % 10)),
        100..1_000 => format!(
            "{} hundred {}",
            in_words(number / 100),
            in_words(number % 100)
        ),
        _ => format!(
            "{} thousand {}",
            in_words(number / 1_000),
            in_words(number % 1_000)
        ),
    };
    words.trim_matches(['-', ' ']).to_owned()
}

#[test]
fn numbers_in_digits_and_in_words_are_equal() {
    let things = [
        "crates", "ropes", "lamps", "boats", "barrels", "nets", "anchors", "oars", "sails",
        "bells", "carts", "ovens", "pumps", "tents",
    ];
    let numbers = [
        2, 7, 12, 19, 40, 85, 100, 106, 230, 999, 1_000, 1_015, 4_200, 9_999,
    ];
    let sentence = |n: usize, number: &str| {
        let (thing, other) = (things[n], things[(n + 5) % things.len()]);
        format!("The {thing} and {other} of Brell will need {number} hands before the winter")
    };
    let quoted = numbers.iter().enumerate().map(|(n, number)| {
        let number = if n % 2 == 0 {
            number.to_string()
        } else {
            in_words(*number)
        };
        format!("“{},” said Oda Rask.\n", sentence(n, &number))
    });
    let article = quoted.collect::<Vec<_>>().join("\n");
    let library = Library::new(&[("hands.txt".to_owned(), article)]);
    for (n, number) in numbers.into_iter().enumerate() {
        let other = if n % 2 == 0 {
            in_words(number)
        } else {
            number.to_string()
        };
        let text = sentence(n, &other);
        assert_eq!(library.verify(&text, None), ("ALTERED", vec![]), "{text}");
        for changed in [number + 1, number * 10, number / 2] {
            for written in [changed.to_string(), in_words(changed)] {
                let text = sentence(n, &written);
                let (verdict, warnings) = library.verify(&text, None);
                assert_eq!(verdict, "ALTERED", "{text}");
                assert!(warnings.contains(&"number"), "{text}: {warnings:?}");
            }
        }
    }
}

#[test]
fn contractions_are_equal_to_their_full_forms() {
    let forms = [
        (
            "The bridge isn’t open",
            "The bridge is not open",
            "The bridge is open",
        ),
        (
            "We don’t trust the pilot",
            "We do not trust the pilot",
            "We do trust the pilot",
        ),
        (
            "They can’t find the key",
            "They cannot find the key",
            "They can find the key",
        ),
        (
            "He won’t pay for the roof",
            "He will not pay for the roof",
            "He will pay for the roof",
        ),
        (
            "You’re late for the ferry",
            "You are late for the ferry",
            "You aren’t late for the ferry",
        ),
        (
            "I’ve lost the lantern",
            "I have lost the lantern",
            "I haven’t lost the lantern",
        ),
        (
            "She’ll mend the sail",
            "She will mend the sail",
            "She won’t mend the sail",
        ),
        (
            "It’s a cold morning here",
            "It is a cold morning here",
            "It isn’t a cold morning here",
        ),
        (
            "The men weren’t asked twice",
            "The men were not asked twice",
            "The men were asked twice",
        ),
        (
            "I’m the last miller",
            "I am the last miller",
            "I’m not the last miller",
        ),
    ];
    let quoted = forms
        .iter()
        .map(|(short, ..)| format!("“{short},” said Oda Rask.\n"));
    let article = quoted.collect::<Vec<_>>().join("\n");
    let library = Library::new(&[("short.txt".to_owned(), article)]);
    for (short, long, opposite) in forms {
        assert_eq!(library.verify(short, None), ("VERBATIM", vec![]));
        assert_eq!(library.verify(long, None), ("ALTERED", vec![]), "{long}");
        let bare = short.replace('’', "");
        let (verdict, warnings) = library.verify(&bare, None);
        assert!(
            !warnings.contains(&"negation"),
            "{bare}: {verdict} {warnings:?}"
        );
        let (verdict, warnings) = library.verify(opposite, None);
        assert_eq!(verdict, "ALTERED", "{opposite}");
        assert!(warnings.contains(&"negation"), "{opposite}: {warnings:?}");
    }
}
