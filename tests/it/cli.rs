//! Tests of the terminal commands: output, standard error and exit codes.

use std::io;

use serde_json::Value;

use crate::program::{Home, Run};

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
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("there is no article \"lost\" in data"),
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
        @"cannot look after 2025-02-01 and before 2025-01-01: no day is both"
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
fn articles_cannot_control_the_terminal() {
    let home = Home::new(&[(
        "data/a.jsonl",
        r#"{"_id": "1", "title": "The \u001b[2J envoy", "text": "The envoy left \u001b]0;owned\u0007Oslo \u009b31m at \u202enoon."}"#,
    )]);
    let mut command = home.command(&["ask", "When did the envoy leave Oslo?"]);
    let run = Run::of(command.env("CLICOLOR_FORCE", "1").output().unwrap());
    let plain = anstream::adapter::strip_str(&run.out).to_string();
    assert!(plain.contains("The envoy left"), "{plain}");
    assert!(run.out.contains("\u{1b}[1m"), "the best sentence is bold");
    let is_obeyed = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    assert!(!plain.contains(is_obeyed), "{plain:?}");
    for command in ["\u{1b}[2J", "\u{1b}]0", "\u{9b}"] {
        assert!(!run.out.contains(command), "{:?}", run.out);
    }
    let piped = home.run(&["ask", "When did the envoy leave Oslo?"]);
    assert!(!piped.out.contains('\u{1b}'));
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let home = Home::shipped();
    for (arguments, code) in [
        (&["ask", "Who doubted Putin?"][..], 0),
        (&["ask", "Xylophone?"][..], 2),
        (&["completions", "zsh"][..], 0),
        (&["--help"][..], 0),
    ] {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let run = Run::of(home.command(arguments).stdout(writer).output().unwrap());
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert!(!run.err.contains("summit-bot:"), "{}", run.err);
    }
}

#[test]
fn a_wrong_command_line_is_an_error_and_not_an_empty_answer() {
    let home = Home::shipped();
    for (arguments, code) in [
        (&[][..], 1),
        (&["ask"][..], 1),
        (&["aks", "Who?"][..], 1),
        (&["ask", "Who?", "--limit", "0"][..], 1),
        (&["ask", "Who?", "--limt", "3"][..], 1),
        (&["completions", "cmd"][..], 1),
        (&["--version"][..], 0),
        (&["ask", "--help"][..], 0),
    ] {
        assert_eq!(home.run(arguments).code, code, "{arguments:?}");
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = home.run(&["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
        assert!(run.out.contains("refresh"), "{shell}");
    }
}

#[test]
fn settings_are_read_from_the_given_file() {
    let home = Home::shipped();
    home.write("config.toml", "[answer]\nlimit = 1\n");
    home.write("other.toml", "\n[answer]\nlimt = 4\n");
    let passages = home.ask("What did Trump and Putin say?")["passages"].clone();
    assert_eq!(passages.as_array().unwrap().len(), 1);
    let other = ["ask", "Who met?", "--config", "other.toml"];
    insta::assert_snapshot!(
        home.run(&other).refused(),
        @r#"other.toml:3: unknown setting "limt" in [answer]: did you mean "limit"?"#
    );
    insta::assert_snapshot!(
        home.run(&["--config", "lost.toml", "check"]).refused(),
        @"lost.toml: cannot read the settings: No such file or directory (os error 2): check the path and its permissions"
    );
    home.write("latin1.toml", b"[log]\n# Caf\xe9\n");
    insta::assert_snapshot!(
        home.run(&["--config", "latin1.toml", "check"]).refused(),
        @"latin1.toml:2: the text is not UTF-8 from this line on: save the file as UTF-8"
    );
    home.write("config.toml", "[answer]\nthreshold = 7\n");
    insta::assert_snapshot!(
        home.run(&["check"]).refused(),
        @r#"config.toml:2: cannot use "threshold" in [answer]: 7 is not from 0 to 1: correct it, or delete the line for the default"#
    );
}

#[test]
fn check_names_every_problem_and_ask_counts_them() {
    let home = Home::shipped();
    let fine = home.run(&["check"]);
    assert_eq!(fine.code, 0);
    assert_eq!(
        fine.out,
        "default settings and 1 article (10 paragraphs) are fine\n"
    );

    home.write("data/note.md", "---\ntitel: A note\n---\nNoted.\n");
    home.write(
        "data/aliases.toml",
        "\"Kyiv\" = [\"Kiev\"]\n\"Odesa\" = \"Odessa\"\n",
    );
    let check = home.run(&["check"]);
    assert_eq!(check.code, 1);
    insta::assert_snapshot!(check.out, @r#"
    data/aliases.toml:2: found string "Odessa", expected a list in brackets: write a line for each name, like "Kyiv" = ["Kiev"]
    data/note.md:2: warning: unknown key "titel": did you mean "title"?
    2 problems; 2 articles (11 paragraphs) can be read all the same
    "#);
    home.run(&["index", "refresh"]);
    let ask = home.run(&["ask", "Who doubted Putin?"]);
    assert_eq!(ask.code, 0);
    insta::assert_snapshot!(
        ask.err,
        @r#"summit-bot: 2 problems in data: run "summit-bot check" to see them"#
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
