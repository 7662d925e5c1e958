//! Tests of finding quotations and speakers in noise and in texts made to take long.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use summit_bot::lexicon::Aliases;
use summit_bot::quotations::{Basis, HIGH_PRECISION, extract};

use crate::quotations::{article_in, quotations};

#[test]
fn hostile_text_is_read_in_time() {
    let lines = [
        "“",
        "\"",
        "'",
        "‘’",
        "A ",
        "Aa Bb ",
        "said ",
        "“a” ",
        "“a,” he said, ",
        "said “a” and ",
        "X, ",
        "the ",
        "Aa, who said “",
        "« ",
        "6'2\" ",
    ];
    for line in lines {
        let text = line.repeat(1_000_000 / line.len());
        quotations(&text);
        quotations(&format!("{}\n", line.repeat(20)).repeat(200));
    }
}

/// The rules for English are tried for every quotation, so none may read all that stands before it.
#[test]
fn hostile_english_is_read_in_time() {
    let brackets = format!("{}\n", "(".repeat(20)).repeat(10_000);
    let many = |words: &str| words.repeat(20_000);
    for text in [
        format!("“a”\n{brackets}"),
        format!("While {}{}", many("she "), many("“a” said ")),
        format!("On {}{}", many("Monday "), many("Holm said “a” ")),
        format!("The poll published in {}{}", many("March "), many("“a” ")),
    ] {
        let article = article_in(Some("en"), &text).unwrap();
        extract(&article, &Aliases::built_in(), HIGH_PRECISION);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_inside_the_text_and_in_order(
        parts in prop::collection::vec(
            prop_oneof![
                // A regex in a string would be parsed again for every part.
                prop::string::string_regex("\\PC{0,6}").unwrap(),
                prop::sample::select(vec![
                    "“", "”", "‘", "’", "\"", "'", "«", "»", "„", "``", "''", "\n", " ", ", ", ". ", ": ", "said ", "Petra Holm ",
                    "he ", "the minister ", "who ", "according to ", "and ", "calling it ", "(", ")", "—", "was described as ", "by ",
                ]).prop_map(str::to_owned),
            ],
            0..60,
        )
    ) {
        let text = parts.concat();
        let mut last = 0;
        for quotation in quotations(&text) {
            let mut pieces = Vec::new();
            for span in &quotation.spans {
                prop_assert!(span.start >= last && span.end > span.start);
                last = span.end;
                pieces.push(text.get(span.clone()).expect("a span on character boundaries"));
            }
            prop_assert_eq!(pieces.join(" "), quotation.text);
            if let Some(attribution) = quotation.attribution {
                prop_assert!(attribution.speaker_span.and_then(|span| text.get(span)).is_some_and(|words| !words.is_empty()));
                prop_assert!(!attribution.speakers.is_empty() || attribution.basis == Basis::Pronoun);
                prop_assert!((HIGH_PRECISION..=1.0).contains(&attribution.confidence));
                prop_assert!(attribution.cue_span.is_none_or(|span| text.get(span).map(str::to_owned) == attribution.cue));
            }
        }
    }
}
