//! Tests of correcting speakers from the terminal.

use std::fs;

use serde_json::Value;

use crate::program::Home;

const FAIR: &str = "---\ntitle: The fair\n---\n\n“The wheel will turn,” Ada Quill said on Monday. \
                    “We have oiled it twice.”\n\nThe mayor opened the so-called “fair of fairs”.\n";

/// Makes a folder with the same text in each of these articles, and indexes it.
fn home(articles: &[&str]) -> Home {
    let home = Home::new(&[]);
    for id in articles {
        home.write(&format!("data/{id}.md"), FAIR);
    }
    assert_eq!(home.run(&["index", "refresh"]).code, 0);
    home
}

/// Returns the indexed speaker and basis of the quotation with these words.
fn known(home: &Home, words: &str) -> (String, String) {
    let run = home.run(&["quote", words, "--article", "fair", "--json"]);
    let found: Value = serde_json::from_str(&run.out).unwrap();
    let text = |key: &str| {
        let value = &found["quotations"][0][key];
        value.as_str().unwrap_or("-").to_owned()
    };
    (text("speaker"), text("basis"))
}

fn correct(home: &Home, words: &str, name: &str) -> String {
    let run = home.run(&["index", "speaker", "fair", words, name]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    run.out
}

fn is(found: (String, String), speaker: &str, basis: &str) {
    assert_eq!(found, (speaker.to_owned(), basis.to_owned()));
}

#[test]
fn a_correction_overrides_the_rules_and_survives_a_refresh() {
    let home = home(&["fair", "other"]);
    is(known(&home, "wheel"), "Ada Quill", "named");
    let said = correct(&home, "the wheel will turn", "Bo Lind");
    assert!(
        said.starts_with(
            "“The wheel will turn,” is by Bo Lind now, as data/attributions.toml says"
        ) && said.contains("0 added, 1 changed, 0 removed, 1 unchanged"),
        "{said}"
    );
    is(known(&home, "wheel"), "Bo Lind", "corrected");
    correct(&home, "fair of", "Mayor Tansy");
    is(known(&home, "fairs"), "Mayor Tansy", "corrected");
    correct(&home, "The wheel will turn", "Nobody");
    is(known(&home, "wheel"), "-", "corrected");
    let listed = home.run(&["quotations", "fair"]).out;
    assert!(
        listed.contains("speaker not named (corrected by a moderator)"),
        "{listed}"
    );

    // Changed text, and a rebuilt index.
    home.write("data/fair.md", FAIR.replace("on Monday", "on Tuesday"));
    assert_eq!(home.run(&["index", "refresh"]).code, 0);
    is(known(&home, "wheel"), "-", "corrected");
    fs::remove_dir_all(home.path("index")).unwrap();
    is(known(&home, "fairs"), "Mayor Tansy", "corrected");

    let history = home.run(&["index", "history"]).out;
    let change = "speaker of \"The wheel will turn,\" in \"fair\": nobody";
    assert!(history.contains(change), "{history}");
}

#[test]
fn an_edit_by_hand_updates_the_articles_concerned() {
    let home = home(&["fair", "other"]);
    let edition = home.ask("Who oiled the wheel?")["edition"].clone();
    let entry = |speaker: &str| {
        format!(
            "# checked with the paper\n[[correction]]\narticle = \"fair\"\nquotation = 'the wheel \
             \"will\" turn'\nspeaker = \"{speaker}\"\n"
        )
    };
    home.write("data/attributions.toml", entry("Bo Lind"));
    let refreshed = home.run(&["index", "refresh"]).out;
    assert!(
        refreshed.contains("0 added, 1 changed, 0 removed, 1 unchanged"),
        "{refreshed}"
    );
    assert_ne!(home.ask("Who oiled the wheel?")["edition"], edition);
    let refreshed = home.run(&["index", "refresh"]).out;
    assert!(refreshed.contains("0 changed"), "{refreshed}");

    // Comments written by hand are kept.
    correct(&home, "The wheel will turn", "Cy Dent");
    let written = fs::read_to_string(home.path("data/attributions.toml")).unwrap();
    assert_eq!(written, entry("Cy Dent"));

    // An invalid file changes nothing and is not overwritten.
    home.write("data/attributions.toml", "[[correction]]\narticle = 3\n");
    let run = home.run(&["index", "refresh"]);
    assert!(
        run.err.contains("data/attributions.toml:2: ") && run.out.contains("0 changed"),
        "{}{}",
        run.err,
        run.out
    );
    let quote = home.run(&["quote", "wheel", "--article", "fair"]).out;
    assert!(quote.contains("Cy Dent"), "{quote}");
    insta::assert_snapshot!(
        home.run(&["index", "speaker", "fair", "wheel", "Bo Lind"]).refused(),
        @"cannot edit data/attributions.toml: it cannot be parsed: `summit-bot check` reports the error"
    );
    fs::remove_file(home.path("data/attributions.toml")).unwrap();
    assert_eq!(home.run(&["index", "refresh"]).code, 0);
    let quote = home.run(&["quote", "wheel", "--article", "fair"]).out;
    assert!(quote.contains("Ada Quill"), "{quote}");
}

#[test]
fn check_reports_a_correction_of_a_missing_quotation() {
    let home = home(&["fair"]);
    correct(&home, "The wheel will turn", "Bo Lind");
    assert_eq!(home.run(&["check"]).code, 0);
    let before = home.run(&["check"]).out;
    assert!(before.ends_with("are fine\n"), "{before}");
    home.write("data/fair.md", FAIR.replace("turn", "stop"));
    let report = home.run(&["check"]);
    assert_eq!(report.code, 0);
    insta::assert_snapshot!(
        report.out.lines().next().unwrap(),
        @r#"data/attributions.toml:5: warning: "fair" has no quotation "The wheel will turn,": correct this entry, or delete it"#
    );
    home.write("data/fair.md", "There is nothing.\n");
    fs::rename(home.path("data/fair.md"), home.path("data/b.md")).unwrap();
    let report = home.run(&["check"]).out;
    assert!(report.contains("there is no article \"fair\""), "{report}");
}

#[test]
fn invalid_corrections_are_refused_with_a_remedy() {
    let home = home(&["fair"]);
    let refused = |arguments: [&str; 3]| {
        let [id, words, name] = arguments;
        home.run(&["index", "speaker", id, words, name]).refused()
    };
    insta::assert_snapshot!(
        refused(["fair", "it stops", "Bo"]),
        @r#"no single quotation in "fair" has the words "it stops": `summit-bot quotations fair` lists them"#
    );
    insta::assert_snapshot!(refused(["fair", "wheel", " "]), @r#"no speaker: give a name, or "nobody""#);
    let unknown = refused(["fayre", "wheel", "Bo"]);
    assert!(
        unknown.starts_with("there is no article \"fayre\""),
        "{unknown}"
    );
    assert!(!home.path("data/attributions.toml").exists());
}
