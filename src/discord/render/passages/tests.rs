//! Rendered answers, and that hostile text cannot break them.

use proptest::prelude::*;

use super::*;
use crate::discord::render::hostile::{check, hostile};
use crate::text::Span;

fn passage(text: &str) -> Passage {
    let sentences = crate::text::sentences::split(text, "en");
    Passage {
        article: "talks".to_owned(),
        title: "The talks (in short)".to_owned(),
        url: Some("https://example.org/talks_(1)?a=1&b=2#part".to_owned()),
        outlet: Some("The Post".to_owned()),
        authors: Vec::new(),
        published: Some(jiff::civil::date(2025, 8, 15)),
        number: 9,
        heading: Some("Demands".to_owned()),
        text: text.to_owned(),
        sentences: sentences
            .into_iter()
            .map(|span| (span.start, span.end))
            .collect(),
    }
}

fn ranked(text: &str, sentence: Span) -> Ranked {
    Ranked {
        passage: Arc::new(passage(text)),
        sentence,
        score: 1.0,
        confidence: 0.9,
        also: Vec::new(),
        is_weak: false,
        has_terms: true,
        differing: Vec::new(),
    }
}

const TEXT: &str =
    "They met. They talked for *three* hours – about the war, and about oil. They left.";

fn best() -> Ranked {
    let start = TEXT.find("They talked").unwrap();
    let end = TEXT.find(" They left").unwrap();
    ranked(TEXT, start..end)
}

#[test]
fn an_answer_has_the_question_passages_and_citations() {
    let mut elsewhere = best();
    let passage_elsewhere = Arc::make_mut(&mut elsewhere.passage);
    passage_elsewhere.url = None;
    passage_elsewhere.heading = None;
    let other = Arc::new(passage(TEXT));
    elsewhere.also = vec![other; 3];
    let ranked = [best(), elsewhere];
    let pages = pages("How long did they *talk*?", None, &ranked, 3).all();
    assert_eq!((pages.len(), pages[0].shown.clone()), (1, 0..2));
    insta::assert_snapshot!(pages[0].content, @r"
    **How long did they \*talk\*?**
    > They met. **They talked for \*three\* hours – about the war, and about oil.** They left.
    -# 1 · [The talks (in short)](https://example.org/talks_%281%29?a=1&b=2#part:~:text=They%20talked%20for%20%2Athree%2A,war%2C%20and%20about%20oil%2E) · ¶9, Demands · The Post · 15 Aug 2025
    > They met. **They talked for \*three\* hours – about the war, and about oil.** They left.
    -# 2 · The talks (in short) · ¶9 · The Post · 15 Aug 2025
    -# also in [The talks (in short)](https://example.org/talks_%281%29?a=1&b=2#part), The Post and in [The talks (in short)](https://example.org/talks_%281%29?a=1&b=2#part), The Post and 1 more
    ");
}

#[test]
fn differences_between_reports_are_underlined() {
    let report = |text: &str, differing: &[&str]| {
        let first = text.find('.').map_or(text.len(), |end| end + 1);
        let spans = differing.iter().map(|word| {
            let start = text.find(word).unwrap();
            start..start + word.len()
        });
        Ranked {
            differing: spans.collect(),
            ..ranked(text, 0..first)
        }
    };
    let ranked = [
        report("19 people died. Not *one* is missing.", &["19", "Not"]),
        report(
            "At least 12 died on Monday. One is missing.",
            &["At", "12", "Monday", "One"],
        ),
    ];
    let page = pages("How many died?", None, &ranked, 3).page(0);
    let quoted: Vec<&str> = page
        .content
        .lines()
        .filter(|line| line.starts_with('>'))
        .collect();
    assert_eq!(
        quoted,
        [
            r"> **__19__ people died.** __Not__ \*one\* is missing.",
            "> **__At__ least __12__ died on __Monday__.** __One__ is missing.",
        ]
    );
}

#[test]
fn a_decline_has_suggestions() {
    let day = jiff::civil::date(2025, 8, 15);
    let words = ["Kursk", "*Grund*"].map(str::to_owned);
    let decline = Decline {
        note: Some("Changed."),
        unmentioned: &words,
        days: Some((day, day.tomorrow().unwrap())),
    };
    insta::assert_snapshot!(not_found("Who won?", &decline, Some(&best())), @r"
    **Who won?**
    -# Changed.
    The articles do not say. No article mentions **Kursk** or **\*Grund\***. The nearest passage, which is not an answer:
    > They met. They talked for \*three\* hours – about the war, and about oil. They left.
    -# [The talks (in short)](https://example.org/talks_%281%29?a=1&b=2#part:~:text=They%20talked%20for%20%2Athree%2A,war%2C%20and%20about%20oil%2E) · ¶9, Demands · The Post · 15 Aug 2025
    -# Try other words, /quote with a speaker, or /articles for what there is, from 15 Aug 2025 to 16 Aug 2025. /help has examples.
    ");
    insta::assert_snapshot!(not_found("Who won?", &Decline::default(), None), @r"
    **Who won?**
    The articles do not say.
    -# Try other words, /quote with a speaker, or /articles for what there is. /help has examples.
    ");
}

#[test]
fn context_shows_the_paragraphs_before_and_after() {
    let around: Vec<Passage> = (8..=10)
        .map(|number| Passage {
            number,
            ..passage("# They met.")
        })
        .collect();
    insta::assert_snapshot!(context(&around, 9), @r"
    > ¶8 · # They met.
    > **¶9** · # They met.
    > ¶10 · # They met.
    -# [The talks (in short)](https://example.org/talks_%281%29?a=1&b=2#part) · ¶9, Demands · The Post · 15 Aug 2025
    ");
}

#[test]
fn a_long_passage_is_cut_around_its_best_sentence() {
    let filler =
        "This sentence only takes room, as sentences in long reports often do. ".repeat(40);
    let text = format!("{filler}The summit lasted three hours. {filler}");
    let start = text.find("The summit").unwrap();
    let answer = ranked(&text, start..start + "The summit lasted three hours.".len());
    let ranked = [answer.clone(), answer.clone(), answer];
    let page = pages("How long?", None, &ranked, 3).page(0);
    assert_eq!(page.shown, 0..3);
    assert!(length(&page.content) <= MAX_MESSAGE_LENGTH);
    for line in page.content.lines().filter(|line| line.starts_with('>')) {
        assert!(line.starts_with("> … This sentence"), "{line}");
        assert!(
            line.contains("do. **The summit lasted three hours.** This"),
            "{line}"
        );
        assert!(line.ends_with("often do. …"), "{line}");
    }
}

#[test]
fn passages_that_do_not_fit_are_on_the_next_page() {
    let mut answer = best();
    let shown = Arc::make_mut(&mut answer.passage);
    shown.title = "*".repeat(500);
    shown.heading = Some("_".repeat(500));
    shown.url = Some(format!("https://example.org/{}", "a".repeat(250)));
    answer.also = vec![answer.passage.clone(); 2];
    let ranked = vec![answer; 5];
    let pages = pages(&"?*".repeat(150), None, &ranked, 3).all();
    let shown: Vec<Span> = pages.iter().map(|page| page.shown.clone()).collect();
    assert_eq!(shown, [0..1, 1..2, 2..3, 3..4, 4..5]);
    for page in pages {
        assert!(length(&page.content) <= MAX_MESSAGE_LENGTH);
        assert!(page.content.contains("three"), "{}", page.content);
    }
}

#[test]
fn a_question_can_be_read_back_from_its_answer() {
    for question in [
        "Who *met*?",
        "a ** b",
        "1. # \\ _x_",
        "<@1> @here",
        "ends in \\",
    ] {
        let answer = not_found(question, &Decline::default(), None);
        assert_eq!(question_of(&answer).as_deref(), Some(question));
    }
    assert_eq!(question_of("no question"), None);
    assert_eq!(question_of(""), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn hostile_texts_cannot_break_a_message(
        question in hostile(),
        text in hostile(),
        title in hostile(),
        part in (0_usize..100, 0_usize..100),
    ) {
        let mut starts = text.char_indices().map(|(i, _)| i).chain([text.len()]);
        let (from, length) = part;
        let start = starts.nth(from).unwrap_or(0);
        let end = starts.nth(length).unwrap_or(text.len());
        let mut answer = ranked(&text, start..end.max(start));
        let words = crate::text::wording::words(&text).into_iter().step_by(3);
        answer.differing = words.map(|word| word.span).collect();
        let shown = Arc::make_mut(&mut answer.passage);
        shown.title.clone_from(&title);
        shown.heading = Some(title.clone());
        shown.outlet = Some(title.clone());
        shown.url = Some(format!("https://example.org/{title}"));
        answer.also = vec![answer.passage.clone(); 3];
        let ranked = vec![answer.clone(); 4];
        let pages = pages(&question, None, &ranked, 3).all();
        prop_assert_eq!(pages.iter().map(|page| page.shown.len()).sum::<usize>(), 4);
        for page in &pages {
            check(&page.content, &[]);
        }
        let unmentioned = vec![title.clone(); 4];
        let decline = Decline { unmentioned: &unmentioned, ..Decline::default() };
        check(&not_found(&question, &decline, Some(&answer)), &["The articles do not say."]);
        check(&context(&vec![Passage::clone(&answer.passage); 3], 9), &[]);
        let asked = clean(&question);
        if crate::discord::render::escape::length(&asked) <= MAX_QUESTION_LENGTH && !asked.is_empty() {
            prop_assert_eq!(question_of(&pages[0].content), Some(asked));
        }
    }
}
