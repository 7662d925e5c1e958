//! Tests of error replies: every failure gets a reply, in one sentence, private.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::discord_double::{Direct, Double, Person, Reply, menu, message, press, slash, submit};
use crate::program::Home;

over_both!(
    a_rate_limited_person_is_told_how_long_to_wait,
    a_damaged_index_is_reported_as_an_incident_and_repaired,
);

/// Asserts that a reply is private and short, and returns it.
fn private(reply: Reply) -> Reply {
    assert!(reply.is_private(), "{}", reply.text());
    assert_eq!(reply.kind(), 4);
    assert!(reply.text().lines().count() <= 2, "{}", reply.text());
    assert_eq!(reply.labels(), [""; 0]);
    reply
}

#[test]
fn unknown_interactions_are_refused() {
    let discord = Direct::new(Home::shipped());
    let written = message::written(&Person::other(), "Press here");
    let unknown = [
        slash("dance"),
        slash("ask").sub("again"),
        press(&written, "dance"),
        press(&written, "passages:x"),
        press(&written, ""),
        press(&written, &"ä".repeat(100)),
        submit("dance", &[("why", "because")], None),
        submit("dance", &[("why", "because")], Some(&written)),
    ];
    for interaction in unknown {
        let reply = private(discord.answer(&interaction));
        assert!(reply.text().contains("lease use"), "{}", reply.text());
    }
    let nobody = discord.answer(&slash("dance").typing("step", "a"));
    assert_eq!(nobody.choices(), []);
}

#[test]
fn invalid_options_are_refused() {
    let discord = Direct::new(Home::shipped());
    let malformed = [
        slash("ask"),
        slash("ask").number("question", 7),
        slash("ask").flag("question", true),
        slash("ask").text("question", ""),
        slash("ask").text("question", " \u{200b}\u{202e}\n"),
        slash("ask").text("question", &"why ".repeat(1500)),
        slash("ask").text("question", "Why?").text("private", "yes"),
        slash("ask").text("question", "Why?").number("article", 3),
        slash("ask").option(json!({ "name": "question", "type": 9, "value": "7" })),
        slash("quote").number("words", 7),
        slash("quote").text("words", &"why ".repeat(1500)),
        slash("quote").text("words", "why").flag("speaker", true),
        slash("quote").text("speaker", &"Putin ".repeat(1000)),
        slash("verify"),
        slash("verify").text("text", &"why ".repeat(1500)),
        slash("verify").text("text", "why").number("speaker", 3),
    ];
    for interaction in malformed {
        let reply = private(discord.answer(&interaction));
        assert!(reply.text().contains("option `"), "{}", reply.text());
    }
}

fn a_rate_limited_person_is_told_how_long_to_wait(discord: Double) {
    let home = Home::shipped();
    let settings = "cooldown_burst = 2\ncooldown_seconds = 600\n";
    let mut bot = discord.bot_with(&home, settings);
    let ask = slash("ask").text("question", "Why Alaska?");
    for _ in 0..2 {
        assert!(!discord.answer(&ask).is_private());
    }
    let wait = private(discord.answer(&ask));
    assert!(wait.text().contains("try again in "), "{}", wait.text());
    assert!(wait.text().contains("second"), "{}", wait.text());
    assert!(
        !discord
            .answer(&ask.clone().by(&Person::other()))
            .is_private()
    );
    // Suggestions do not count.
    assert_eq!(
        discord
            .answer(&slash("ask").typing("article", "trump"))
            .kind(),
        8
    );
    bot.says("outcome=cooldown");
}

#[test]
fn without_articles_the_reply_states_that_there_are_none() {
    let discord = Direct::new(Home::new(&[]));
    let reply = private(discord.answer(&slash("ask").text("question", "Why Alaska?")));
    assert!(reply.text().contains("no articles"), "{}", reply.text());
    let typed = discord.answer(&slash("ask").typing("article", "trump"));
    assert_eq!(typed.choices(), []);
}

/// Returns the index files with this extension, and their contents.
fn index_files(home: &Home, kind: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let mut folders = vec![home.path("index")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == kind) {
                let bytes = fs::read(&path).unwrap();
                found.push((path, bytes));
            }
        }
    }
    assert!(!found.is_empty(), "no files of the kind {kind}");
    found
}

/// Overwrites a file in place without changing its length, as a failing disk would. It must not be
/// truncated, because the program has mapped it into memory.
fn overwrite(path: &Path, bytes: &[u8]) {
    let mut file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.write_all(bytes).unwrap();
}

fn a_damaged_index_is_reported_as_an_incident_and_repaired(discord: Double) {
    let home = Home::shipped();
    let mut bot = discord.bot(&home);
    let files = index_files(&home, "store");
    for (path, bytes) in &files {
        overwrite(path, &vec![0xff; bytes.len()]);
    }
    let ask = slash("ask").text("question", "Why Alaska?");
    let written = message::written(&Person::other(), "“Next time in Moscow.”");
    let failing = [
        ask.clone(),
        slash("quote").text("words", "Moscow"),
        slash("verify").text("text", "Next time in Moscow."),
        menu("Check quotes", &written),
    ];
    for interaction in failing {
        let reply = private(discord.answer(&interaction));
        let incident = reply.text().split('`').nth(1);
        let incident = incident.unwrap_or_else(|| panic!("no incident: {}", reply.text()));
        let log = bot.says(incident);
        assert!(log.contains("ERROR"), "{log}");
        let text = reply.text();
        assert!(!text.contains("index"), "the chain is for the log: {text}");
    }
    for (path, bytes) in &files {
        overwrite(path, bytes);
    }
    assert!(!discord.answer(&ask).is_private());
    assert!(!bot.has_ended());
}

#[test]
fn every_damaged_file_still_leads_to_a_reply() {
    for kind in ["term", "idx", "fast"] {
        for damage in [0xff, 0x00] {
            let discord = Double::start();
            let home = Home::shipped();
            let mut bot = discord.bot(&home);
            for (path, bytes) in index_files(&home, kind) {
                overwrite(&path, &vec![damage; bytes.len()]);
            }
            let quote = slash("quote").text("words", "Moscow");
            let ask = slash("ask").text("question", "Why Alaska?");
            for interaction in [ask, quote, slash("articles")] {
                assert!(!discord.answer(&interaction).text().is_empty());
            }
            let typed = discord.answer(&slash("ask").typing("article", "a"));
            assert_eq!(typed.kind(), 8);
            // tantivy panics on damaged postings.
            if kind == "idx" {
                let log = bot.says("a mistake in the program");
                assert!(!log.contains("thread '"), "one line is enough: {log}");
            }
            assert!(!bot.has_ended(), "{kind}: {}", bot.log());
        }
    }
}
