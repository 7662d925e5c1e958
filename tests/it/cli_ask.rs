//! Tests of `ask` in the terminal.

use serde_json::Value;

use crate::program::Home;

#[test]
fn the_first_question_builds_the_index() {
    let home = Home::shipped();
    let question = [
        "ask", "Where", "does", "Putin", "want", "the", "next", "meeting?",
    ];
    let first = home.run(&question);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(
        first
            .out
            .contains("saying in English, “Next time in Moscow.”")
    );
    let citation = "\n1 · The Trump–Putin summit in Alaska · ¶4 · 16 Aug 2025\n";
    assert!(first.out.contains(citation), "{}", first.out);
    assert!(first.err.contains("there is no index yet"), "{}", first.err);

    let second = home.run(&question);
    assert_eq!((second.out, second.err.as_str()), (first.out, ""));
}

#[test]
fn unanswerable_questions_are_declined_on_the_terminal() {
    let home = Home::shipped();
    let run = home.run(&[
        "ask",
        "Who won the football championship in Qatar with Putin?",
    ]);
    assert_eq!(run.code, 2);
    let start = "The articles do not say.\n\nNearest passage, not an answer:\n";
    assert!(run.out.starts_with(start), "{}", run.out);
    let run = home.run(&["ask", "Xylophone?"]);
    assert_eq!(
        (run.code, run.out.as_str()),
        (2, "The articles do not say.\n")
    );
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

const PASSAGE: [&str; 9] = [
    "text",
    "article",
    "title",
    "paragraph",
    "heading",
    "outlet",
    "authors",
    "published",
    "url",
];
const ANSWER: [&str; 5] = ["sentence", "score", "confidence", "also", "differing"];

#[test]
fn json_keys_do_not_depend_on_the_metadata() {
    let text = "The delegation of Ruritania walked out of the fishery talks on Tuesday evening.";
    let home = Home::new(&[
        ("data/a.txt", text),
        (
            "data/b.md",
            &format!(
                "---\ntitle: Walkout\nurl: https://example.org/b\noutlet: The Post\n\
                 authors: [A. Writer]\npublished: 2025-08-15\n---\n\n# Talks\n\nBefore.\n\n{text}\n"
            ),
        ),
    ]);
    let found = home.ask("Who walked out of the fishery talks?");
    assert_eq!(keys(&found), ["question", "edition", "passages", "nearest"]);
    assert_eq!(found["nearest"], Value::Null);
    let passage = &found["passages"][0];
    assert_eq!(keys(passage), [&PASSAGE[..], &ANSWER[..]].concat());
    assert_eq!(
        (&passage["text"], &passage["sentence"]),
        (&text.into(), &text.into())
    );
    let [also] = passage["also"].as_array().unwrap().as_slice() else {
        panic!("both articles are cited: {found}");
    };
    assert_eq!(keys(also), PASSAGE);
    let (dated, bare) = if passage["article"] == "b" {
        (passage, also)
    } else {
        (also, passage)
    };
    assert_eq!(
        (
            &dated["paragraph"],
            &dated["heading"],
            &dated["published"],
            &dated["authors"][0]
        ),
        (
            &2.into(),
            &"Talks".into(),
            &"2025-08-15".into(),
            &"A. Writer".into()
        )
    );
    for unknown in ["heading", "outlet", "published", "url"] {
        assert_eq!(bare[unknown], Value::Null, "{unknown}");
    }

    let not_found = home.ask("Which delegation invented the telescope in Holland?");
    assert_eq!(not_found["passages"], Value::Array(Vec::new()));
    assert_eq!(keys(&not_found["nearest"]), keys(passage));
    assert_eq!(home.ask("Xylophone?")["nearest"], Value::Null);
}

#[test]
fn a_question_can_be_restricted() {
    let home = Home::new(&[
        (
            "data/old.md",
            "---\npublished: 2024-01-01\n---\nThe envoy met the king in Oslo.",
        ),
        (
            "data/new.md",
            "---\npublished: 2025-01-01\n---\nThe envoy met the queen in Oslo.",
        ),
    ]);
    let first = |options: &[&str]| -> Value {
        let run = home.run(
            &[
                &["ask", "Whom did the envoy meet in Oslo?", "--json"],
                options,
            ]
            .concat(),
        );
        let reply: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(run.code, if reply["passages"][0].is_null() { 2 } else { 0 });
        reply["passages"][0]["article"].clone()
    };
    assert_eq!(first(&["--article", "old"]), "old");
    assert_eq!(first(&["--after", "2025-01-01"]), "new");
    assert_eq!(first(&["--before", "2024-12-31", "--limit", "1"]), "old");
    assert_eq!(first(&["--after", "2025-01-02"]), Value::Null);

    let unknown = home.run(&["ask", "Who met?", "--article", "lost"]);
    assert_eq!(unknown.code, 1);
    assert!(
        unknown.err.contains("there is no article \"lost\""),
        "{}",
        unknown.err
    );
    let reversed = home.run(&[
        "ask",
        "Who?",
        "--after",
        "2025-02-01",
        "--before",
        "2025-01-01",
    ]);
    insta::assert_snapshot!(
        reversed.refused(),
        @"cannot search after 2025-02-01 and before 2025-01-01: no day is both"
    );
    let no_day = home.run(&["ask", "Who?", "--after", "yesterday"]);
    assert_eq!(no_day.code, 1);
    assert!(
        no_day.err.contains("write a day as YYYY-MM-DD"),
        "{}",
        no_day.err
    );
}

#[test]
fn every_question_is_answered_or_declined() {
    let home = Home::shipped();
    let long = "Putin ".repeat(10_000 / 6);
    for question in [
        long.as_str(),
        "the of and to a in is it",
        "title:* OR [a TO b]",
        "body:(putin AND -trump)^2 ~3 {x TO y}",
        "\"",
        "\\",
        "\"Next time in Moscow",
        "🕊️🇺🇦 👩‍👩‍👧",
        "a\u{1b}[31mb\u{7}\u{202e}\r\n\tc",
        "-putin +trump !nato",
        "--limit of the talks",
        "?!…",
        "\u{feff}\u{200b}",
    ] {
        for format in [&[][..], &["--json"][..]] {
            let run = home.run(&[&["ask", question], format].concat());
            assert!(matches!(run.code, 0 | 2), "{question:?}: {}", run.err);
            assert!(
                !run.out.is_empty() && !run.out.contains('\u{1b}'),
                "{question:?}"
            );
        }
    }
    insta::assert_snapshot!(
        home.run(&["ask", " "]).refused(),
        @"cannot answer an empty question: ask it after the command, like `summit-bot ask Who met?`"
    );
}

#[test]
fn the_operator_can_add_aliases() {
    let home = Home::new(&[
        (
            "data/a.txt",
            "The delegation slept at Hotel Sablefish before the talks began.",
        ),
        (
            "data/aliases.toml",
            "\"Hotel Sablefish\" = [\"Blackcod Inn\"]\n",
        ),
    ]);
    let run = home.run(&["ask", "Who slept at Blackcod Inn?"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("Hotel Sablefish"));
}
