//! Rendered quotations and verdicts, and that hostile text cannot break them.

use std::iter;

use proptest::prelude::*;

use super::*;
use crate::answer::{Change, CutSense, FoundQuotation, SameWords};
use crate::discord::render::hostile::{check, hostile};
use crate::discord::render::quotations::{asked_for, pages, question};
use crate::index::{Edition, Passage};
use crate::quotations::{Attribution, Basis, Quotation, Speaker};

/// Beginnings of lines that only these replies have.
const SENTENCES: [&str; 4] = [
    "The quotation itself:",
    "An ellipsis stands for",
    "In brackets: ",
    "Part of it stands",
];

fn passage(text: &str) -> Passage {
    Passage {
        article: "talks".to_owned(),
        title: "The talks".to_owned(),
        url: Some("https://example.org/talks".to_owned()),
        outlet: Some("The Post".to_owned()),
        authors: Vec::new(),
        published: Some(jiff::civil::date(2025, 8, 15)),
        number: 9,
        heading: None,
        text: text.to_owned(),
        sentences: vec![(0, text.len())],
    }
}

fn found(words: &str, speakers: &[&str]) -> FoundQuotation {
    let text = format!("“{words}” she said.");
    let speaker = |name: &&str| Speaker {
        name: (*name).to_owned(),
        canonical: (*name).to_owned(),
    };
    FoundQuotation {
        quotation: Quotation {
            paragraph: 9,
            text: words.to_owned(),
            spans: iter::once(3..3 + words.len()).collect(),
            unclosed: false,
            attribution: (!speakers.is_empty()).then(|| Attribution {
                speakers: speakers.iter().map(speaker).collect(),
                speaker_span: Some(0..1),
                cue: Some("said".to_owned()),
                cue_span: None,
                basis: Basis::Named,
                confidence: 0.9,
            }),
        },
        in_passage: iter::once(3..3 + words.len()).collect(),
        passage: passage(&text),
        missing: Vec::new(),
        also: Vec::new(),
    }
}

fn plain(verdict: Verdict) -> Verification {
    Verification {
        speaker: None,
        verdict,
        warnings: Vec::new(),
    }
}

fn altered() -> Verification {
    let difference = vec![
        Change::Kept("We are going to meet again in the capital and we will".to_owned()),
        Change::Removed("not".to_owned()),
        Change::Kept("sign".to_owned()),
        Change::Added("*any* paper".to_owned()),
        Change::Cut("today.".to_owned()),
    ];
    Verification {
        speaker: None,
        verdict: Verdict::Altered {
            found: Box::new(found("We will not sign today.", &["Ann Lee"])),
            difference,
            stitched: Vec::new(),
        },
        warnings: vec![Warning::Negation {
            was: "not".to_owned(),
            now: String::new(),
        }],
    }
}

#[test]
fn quotations_have_speakers_and_citations() {
    let mut first = found("We will *not* sign.", &["Ann Lee", "Bo Ek", "Cy Fox"]);
    first.missing = vec!["oil".to_owned()];
    first.also = vec![SameWords {
        quotation: first.quotation.clone(),
        passage: passage("“We won’t sign.”"),
        difference: vec![
            Change::Kept("We".to_owned()),
            Change::Removed("will *not*".to_owned()),
            Change::Added("won’t".to_owned()),
        ],
    }];
    let unknown = found("next time", &[]);
    let page = pages("Who said “sign”?", None, &[first, unknown], 3).page(0);
    insta::assert_snapshot!(page.content, @r"
    **Who said “sign”?**
    > “We will \*not\* sign.” — **Ann Lee**, **Bo Ek** and **Cy Fox**
    -# 1 · “said” · [The talks](https://example.org/talks#:~:text=We%20will%20%2Anot%2A%20sign%2E) · ¶9 · The Post · 15 Aug 2025
    -# without: oil
    -# also in [The talks](https://example.org/talks), The Post as “We ~~will \*not\*~~ **won’t**”
    > “next time” — speaker not named
    -# 2 · [The talks](https://example.org/talks#:~:text=next%20time) · ¶9 · The Post · 15 Aug 2025
    ");
}

#[test]
fn the_request_can_be_read_back() {
    for (words, speaker) in [
        ("a”?", ""),
        ("", "B say of “c”?"),
        ("“x” say?", "Ann"),
        ("", "Ann"),
    ] {
        let asked = question(words, speaker);
        let read = asked_for(&asked, speaker.chars().count());
        assert_eq!(
            read,
            Some((words.to_owned(), speaker.to_owned())),
            "{asked}"
        );
    }
    assert_eq!(asked_for("Who won?", 0), None);
    assert_eq!(asked_for("What did A say?", 40), None);
}

#[test]
fn a_verdict_shows_its_evidence() {
    let exact = plain(Verdict::Verbatim {
        found: Box::new(found("We will not sign.", &["Ann Lee"])),
    });
    insta::assert_snapshot!(verdict("«We will not sign.»", None, &exact), @r"
    **Did anybody say “We will not sign.”?**
    **VERBATIM**: an article quotes just these words.
    > “We will not sign.” — **Ann Lee**
    -# “said” · [The talks](https://example.org/talks#:~:text=We%20will%20not%20sign%2E) · ¶9 · The Post · 15 Aug 2025
    ");
    let part = plain(Verdict::Excerpt {
        found: Box::new(found("We will not sign today.", &[])),
        part: 8..16,
    });
    insta::assert_snapshot!(verdict("not sign", None, &part), @r"
    **Did anybody say “not sign”?**
    **EXCERPT**: these words are part of a longer quotation.
    > “We will **not sign** today.” — speaker not named
    -# [The talks](https://example.org/talks#:~:text=We%20will%20not%20sign%20today%2E) · ¶9 · The Post · 15 Aug 2025
    ");
    insta::assert_snapshot!(verdict("We will sign", Some("Bo Ek"), &altered()), @r"
    **Did Bo Ek say “We will sign”?**
    **ALTERED**: the nearest quotation has other words.
    ⚠️ **Negation**: the text leaves out “not”.
    > … the capital and we will ~~not~~ sign **\*any\* paper** …
    The quotation itself:
    > “We will not sign today.” — **Ann Lee**
    -# “said” · [The talks](https://example.org/talks#:~:text=We%20will%20not%20sign%20today%2E) · ¶9 · The Post · 15 Aug 2025
    ");
    let nothing = plain(Verdict::NotFound {
        is_too_short: false,
        articles: 2,
        edition: Edition::default(),
    });
    insta::assert_snapshot!(verdict("A \"b\" c", None, &nothing), @r#"
    **Did anybody say “A "b" c”?**
    **NOT FOUND** in the 2 articles of edition .
    "#);
}

#[test]
fn verdicts_on_a_message_fit_or_are_counted() {
    let prose = plain(Verdict::Paraphrase {
        passage: Box::new(passage("They met.")),
        part: 0..4,
    });
    let two = [
        ("They met".to_owned(), prose),
        ("We will sign".to_owned(), altered()),
    ];
    insta::assert_snapshot!(verdicts(&two, 0).content, @r"
    **2 quotations checked**
    > 1 · “They met”
    **PARAPHRASE**: these are an article's own words, not a quotation.
    -# [The talks](https://example.org/talks) · ¶9 · The Post · 15 Aug 2025
    > 2 · “We will sign”
    **ALTERED**: the nearest quotation has other words.
    ⚠️ **Negation**: the text leaves out “not”.
    > … the capital and we will ~~not~~ sign **\*any\* paper** …
    -# **Ann Lee** · [The talks](https://example.org/talks) · ¶9 · The Post · 15 Aug 2025
    ");
    let many = vec![("We will sign".to_owned(), altered()); 20];
    let text = verdicts(&many, 5).content;
    check(&text, &SENTENCES);
    let shown = text.matches("ALTERED").count();
    assert!(shown >= 3);
    assert!(text.ends_with(&format!(
        "-# and {} more: check them with /verify",
        25 - shown
    )));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn hostile_texts_cannot_break_a_verdict(
        text in hostile(),
        words in hostile(),
        name in hostile(),
        part in (0_usize..50, 0_usize..50),
    ) {
        let mut starts = words.char_indices().map(|(i, _)| i).chain([words.len()]);
        let start = starts.nth(part.0).unwrap_or(0);
        let part = start..starts.nth(part.1).unwrap_or(words.len()).max(start);
        let mut quoted = found(&words, &[name.as_str(); 5]);
        quoted.passage.title.clone_from(&name);
        quoted.passage.heading = Some(name.clone());
        quoted.passage.outlet = Some(name.clone());
        quoted.passage.url = Some(format!("https://example.org/{name}"));
        quoted.missing = vec![name.clone(); 3];
        let difference = vec![
            Change::Kept(words.clone()),
            Change::Removed(name.clone()),
            Change::Added(words.clone()),
            Change::Cut(words.clone()),
            Change::Kept(text.clone()),
        ];
        quoted.also = vec![
            SameWords {
                quotation: quoted.quotation.clone(),
                passage: quoted.passage.clone(),
                difference: difference.clone(),
            };
            3
        ];
        let found = Box::new(quoted.clone());
        let cases = [
            Verdict::Verbatim { found: found.clone() },
            Verdict::Excerpt { found: found.clone(), part: part.clone() },
            Verdict::Misattributed { found: found.clone(), part: part.clone() },
            Verdict::Altered { found: found.clone(), difference, stitched: Vec::new() },
            Verdict::Altered { found, difference: Vec::new(), stitched: vec![quoted.clone(); 3] },
            Verdict::Paraphrase { passage: Box::new(quoted.passage.clone()), part },
            Verdict::NotFound { articles: 1, edition: Edition::default(), is_too_short: false },
        ];
        let (was, now) = (words.clone(), name.clone());
        let warnings = vec![
            Warning::Negation { was: was.clone(), now: now.clone() },
            Warning::Number { was: was.clone(), now: String::new() },
            Warning::Name { was: String::new(), now: now.clone() },
            Warning::Cut { sense: CutSense::Denied, words: was.clone() },
            Warning::Skipped { words: was.clone() },
            Warning::InBrackets { was, now },
        ];
        let mut checked = Vec::new();
        for case in cases {
            let verification = Verification { speaker: None, verdict: case, warnings: warnings.clone() };
            check(&verdict(&text, None, &verification), &SENTENCES);
            check(&verdict(&text, Some(&name), &verification), &SENTENCES);
            check(&verdicts(&[(text.clone(), verification.clone())], 0).content, &SENTENCES);
            checked.push((text.clone(), verification));
        }
        check(&verdicts(&checked, 0).content, &SENTENCES);
        let asked = question(&name, &words);
        for page in pages(&asked, Some("note"), &vec![quoted; 4], 3).all() {
            check(&page.content, &[]);
        }
    }
}
