//! Tests of `quote` and `verify` in the terminal: output and exit codes.

use serde_json::Value;

use crate::program::{Home, Run};

const HARBOUR: &str = "\
---
title: The harbour
published: 2031-04-02
---

“We will not open the harbour before 15 May,” harbour master Marta Kolbe told reporters.

“The fish are gone,” said Tomas Brandt.
";
const FERRY: &str = "\
---
title: Ferries wait
outlet: The Ferry News
published: 2031-04-03
---

“We will not open the harbour before May,” Marta Kolbe told the council. “It is not safe.”

The fish, said Brandt, “are gone for good”.
";

fn harbour() -> Home {
    Home::new(&[("data/harbour.txt", HARBOUR), ("data/ferry.txt", FERRY)])
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out)
        .unwrap_or_else(|error| panic!("{error}: {} {}", run.out, run.err))
}

/// Runs `quote`. Returns its exit code and the quotations it found.
fn quote(home: &Home, arguments: &[&str]) -> (i32, Vec<String>) {
    let run = home.run(&[&["quote"], arguments, &["--json"]].concat());
    let found = json(&run)["quotations"].clone();
    let texts = found.as_array().unwrap().iter();
    let texts = texts.map(|found| found["text"].as_str().unwrap().to_owned());
    (run.code, texts.collect())
}

#[test]
fn quotations_are_found_by_words_in_any_order_and_form() {
    let home = Home::shipped();
    let check = |words: &[&str], expected: &str| {
        assert_eq!(
            quote(&home, words),
            (0, vec![expected.to_owned()]),
            "{words:?}"
        );
    };
    let moscow = "Next time in Moscow.";
    check(&["moscow", "time"], moscow);
    check(&["moscow times"], moscow);
    check(&["\"next time\""], moscow);
    check(&["“time in” moscow"], moscow);
    check(&["moscow times “— —”"], moscow);
    check(
        &["agree", "pointing"],
        "There were many, many points that we agreed on,",
    );
    check(
        &["until there’s a"],
        "So there’s no deal until there’s a deal,",
    );
    check(&["very", "productive"], "very productive");
    for nothing in [
        &["zebra"][..],
        &["\"time next\""],
        &["moscow", "--speaker", "Trump"],
    ] {
        assert_eq!(quote(&home, nothing), (2, Vec::new()), "{nothing:?}");
    }
    let run = home.run(&["quote", "zebra"]);
    assert_eq!(run.out, "The articles quote no such words.\n");
}

#[test]
fn unmatched_words_are_reported() {
    let home = Home::shipped();
    let run = home.run(&["quote", "deal", "unicorn"]);
    assert_eq!(run.code, 0);
    assert!(
        run.out.contains("no deal until") && run.out.contains("without: unicorn"),
        "{}",
        run.out
    );
}

#[test]
fn a_speaker_is_found_by_any_name_and_with_a_typo() {
    let home = Home::shipped();
    for name in [
        "Putin",
        "putin",
        "Vladimir Putin",
        "President Putin",
        "Wladimir Putin",
        "Puttin",
    ] {
        let (code, found) = quote(&home, &["--speaker", name]);
        assert_eq!(
            (code, found),
            (
                0,
                ["very productive", "sincere efforts", "Next time in Moscow."]
                    .map(str::to_owned)
                    .to_vec()
            ),
            "{name}"
        );
    }
    let (_, found) = quote(&home, &["--speaker", "Honcharenko", "ceasefire"]);
    assert_eq!(found.len(), 1);
    assert_eq!(quote(&home, &["--speaker", "Macron"]).0, 2);
}

#[test]
fn without_words_quotations_are_newest_first_and_can_be_restricted() {
    let home = harbour();
    let kolbe = ["--speaker", "Kolbe"];
    let newest = "We will not open the harbour before May,";
    let (_, found) = quote(&home, &kolbe);
    assert_eq!(found[..2], [newest, "It is not safe."]);
    let bounded = |bounds: &[&str]| quote(&home, &[&kolbe, bounds].concat()).1;
    assert_eq!(bounded(&["--after", "2031-04-03"]).len(), 2);
    assert_eq!(bounded(&["--before", "2031-04-02"]).len(), 1);
    assert_eq!(bounded(&["--article", "harbour"]).len(), 1);
    assert_eq!(bounded(&["--limit", "1"]).len(), 1);
}

#[test]
fn other_occurrences_are_listed_with_differences() {
    let home = harbour();
    let run = home.run(&["quote", "open the harbour"]);
    insta::assert_snapshot!(run.out, @r"
    “We will not open the harbour before May,”
    Marta Kolbe (“Marta Kolbe told”)
    1 · Ferries wait · ¶1 · The Ferry News · 3 Apr 2031
        also in: The harbour · ¶1 · 2 Apr 2031
        as: We will not open the harbour before {+15+} May,
    ");
}

#[test]
fn a_verdict_is_printed_with_its_evidence() {
    let home = harbour();
    let verify = |arguments: &[&str]| {
        let run = home.run(&[&["verify"], arguments].concat());
        (run.code, run.out)
    };
    let (code, out) = verify(&["“We will open the harbour before 15 May”"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out, @r"
    ALTERED: the nearest quotation has other words.
    ! NEGATION: the text leaves out “not”

    “We will not open the harbour before 15 May,”
    Marta Kolbe (“harbour master Marta Kolbe told”)
    The harbour · ¶1 · 2 Apr 2031
        also in: Ferries wait · ¶1 · The Ferry News · 3 Apr 2031
        as: We will not open the harbour before [-15-] May,

    difference: We will [-not-] open the harbour before 15 May,
    ");
    let (code, out) = verify(&["the", "fish", "are", "gone", "--speaker", "Kolbe"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(out, @r"
    MISATTRIBUTED: an article has these words from Tomas Brandt.

    “The fish are gone,”
    Tomas Brandt (“said Tomas Brandt”)
    The harbour · ¶2 · 2 Apr 2031
    ");
    let (code, out) = verify(&["We like trains very much"]);
    assert_eq!(code, 2);
    assert!(
        out.starts_with("NOT FOUND in the 2 articles of edition "),
        "{out}"
    );
    for nothing in ["", "“…”", "\u{7}\u{1b}[31m!"] {
        let refused = home.run(&["verify", nothing]);
        if nothing.contains("31") {
            assert_eq!(refused.code, 2)
        } else {
            assert!(
                refused
                    .refused()
                    .starts_with("cannot check a text without words")
            )
        }
    }
}

fn keys(value: &Value) -> Vec<&str> {
    let keys = value.as_object().unwrap().keys();
    keys.map(String::as_str).collect()
}

#[test]
fn json_always_has_the_documented_keys() {
    let home = harbour();
    let help = |command: &str| home.run(&[command, "--help"]).out;
    let quote = json(&home.run(&["quote", "harbour", "--json"]));
    let found = &quote["quotations"][0];
    for (value, help) in [
        (&quote, help("quote")),
        (found, help("quote")),
        (&found["also"][0], help("quote")),
    ] {
        for key in keys(value) {
            assert!(help.contains(key), "{key}");
        }
    }
    let found_keys = [
        "text",
        "speaker",
        "speakers",
        "basis",
        "confidence",
        "cue",
        "missing",
        "passage",
        "also",
    ];
    assert_eq!(keys(found), found_keys);
    let verdicts = [
        "we will open the harbour",
        "the fish are gone",
        "told the council",
        "zebras",
    ];
    let expected = [
        "text",
        "asked_speaker",
        "edition",
        "articles",
        "verdict",
        "warnings",
        "quotation",
        "part",
        "difference",
        "stitched",
        "passage",
    ];
    for text in verdicts {
        let run = home.run(&["verify", text, "--json"]);
        assert_eq!(keys(&json(&run)), expected, "{text}");
        assert!(expected.iter().all(|key| help("verify").contains(key)));
    }
    let too_short = json(&home.run(&["verify", "yes", "--json"]));
    assert_eq!(too_short["verdict"], "NOT FOUND");
}

#[test]
fn changed_aliases_and_thresholds_update_the_index() {
    let home = Home::new(&[("data/a.txt", "“We will wait,” Kolbe said on Monday.")]);
    let canonical = |home: &Home| {
        let found = json(&home.run(&["quote", "wait", "--json"]));
        found["quotations"][0]["speakers"].clone()
    };
    assert_eq!(canonical(&home)[0]["canonical"], "Kolbe");
    let edition = json(&home.run(&["quote", "wait", "--json"]))["edition"].clone();
    home.write("data/aliases.toml", "\"Marta Kolbe\" = [\"Kolbe\"]\n");
    assert_eq!(canonical(&home)[0]["canonical"], "Marta Kolbe");
    assert_ne!(
        json(&home.run(&["quote", "wait", "--json"]))["edition"],
        edition
    );
    home.write("data/aliases.toml", "\"Marta Kolbe\" = 3\n");
    assert_eq!(
        canonical(&home)[0]["canonical"],
        "Marta Kolbe",
        "a broken table changes nothing"
    );
    std::fs::remove_file(home.path("data/aliases.toml")).unwrap();
    home.write("config.toml", "[quotations]\nmin_confidence = 1.0\n");
    assert_eq!(canonical(&home), Value::Array(Vec::new()));
}

#[test]
fn invalid_requests_are_refused_with_a_remedy() {
    let home = Home::shipped();
    insta::assert_snapshot!(
        home.run(&["quote", "…"]).refused(),
        @"cannot search for nothing: give words of the quotation, --speaker NAME, or --article ID"
    );
    assert_eq!(home.run(&["quote"]).code, 1);
    insta::assert_snapshot!(
        home.run(&["quote", "a", "--after", "2025-01-02", "--before", "2025-01-01"]).refused(),
        @"cannot search after 2025-01-02 and before 2025-01-01: no day is both"
    );
    let empty = Home::new(&[]);
    let run = empty.run(&["verify", "anything"]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("there are no articles in data"),
        "{}",
        run.err
    );
}
