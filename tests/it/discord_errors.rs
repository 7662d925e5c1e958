//! What somebody reads when something is wrong: always something, in one sentence, for them alone.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::discord_double::{Double, Interaction, Person, Reply, message, press, slash, submit};
use crate::program::Home;

/// The answer, which must be a short one to the person alone.
fn private(discord: &Double, interaction: &Interaction) -> Reply {
    let reply = discord.answer(interaction);
    assert!(reply.is_private(), "{}", reply.text());
    assert_eq!(reply.kind(), 4);
    assert!(reply.text().lines().count() <= 2, "{}", reply.text());
    assert_eq!(reply.labels(), [""; 0]);
    reply
}

#[test]
fn what_nobody_knows_is_refused_politely() {
    let discord = Double::start();
    let home = Home::shipped();
    let _bot = discord.bot_with(&home, "cooldown_burst = 0\n");
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
        let reply = private(&discord, &interaction);
        assert!(reply.text().contains("lease use"), "{}", reply.text());
    }
    let nobody = discord.answer(&slash("dance").typing("step", "a"));
    assert_eq!(nobody.choices(), []);
}

#[test]
fn options_that_make_no_sense_are_refused_politely() {
    let discord = Double::start();
    let home = Home::shipped();
    let _bot = discord.bot_with(&home, "cooldown_burst = 0\n");
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
    ];
    for interaction in malformed {
        let reply = private(&discord, &interaction);
        assert!(reply.text().contains("option `"), "{}", reply.text());
    }
}

#[test]
fn who_asks_too_often_is_told_how_long_to_wait() {
    let discord = Double::start();
    let home = Home::shipped();
    let settings = "cooldown_burst = 2\ncooldown_seconds = 600\n";
    let mut bot = discord.bot_with(&home, settings);
    let ask = slash("ask").text("question", "Why Alaska?");
    for _ in 0..2 {
        assert!(!discord.answer(&ask).is_private());
    }
    let wait = private(&discord, &ask);
    assert!(wait.text().contains("try again in "), "{}", wait.text());
    assert!(wait.text().contains("second"), "{}", wait.text());
    assert!(
        !discord
            .answer(&ask.clone().by(&Person::other()))
            .is_private()
    );
    // Typing costs nothing.
    assert_eq!(
        discord
            .answer(&slash("ask").typing("article", "trump"))
            .kind(),
        8
    );
    bot.says("outcome=cooldown");
}

#[test]
fn without_articles_it_says_that_there_are_none() {
    let discord = Double::start();
    let home = Home::new(&[]);
    let _bot = discord.bot(&home);
    let reply = private(&discord, &slash("ask").text("question", "Why Alaska?"));
    assert!(reply.text().contains("no articles"), "{}", reply.text());
    let typed = discord.answer(&slash("ask").typing("article", "trump"));
    assert_eq!(typed.choices(), []);
}

/// Every file of the index that holds what was written.
fn stores(home: &Home) -> Vec<PathBuf> {
    fn below(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(&path, found);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "store")
            {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    below(&home.path("index"), &mut found);
    assert!(!found.is_empty());
    found
}

#[test]
fn a_damaged_index_is_an_incident_and_not_the_end() {
    let discord = Double::start();
    let home = Home::shipped();
    let mut bot = discord.bot(&home);
    // In place and of the same length, as a failing disk does it: the program has the files mapped.
    let stores = stores(&home);
    let kept: Vec<_> = stores.iter().map(|path| fs::read(path).unwrap()).collect();
    let write = |path: &PathBuf, bytes: &[u8]| {
        use std::io::Write;
        let file = fs::OpenOptions::new().write(true).open(path);
        file.unwrap().write_all(bytes).unwrap();
    };
    for (path, bytes) in stores.iter().zip(&kept) {
        write(path, &vec![0xff; bytes.len()]);
    }
    let ask = slash("ask").text("question", "Why Alaska?");
    let reply = private(&discord, &ask);
    let incident = reply.text().split('`').nth(1);
    let incident = incident.unwrap_or_else(|| panic!("no incident: {}", reply.text()));
    let log = bot.says(incident);
    assert!(log.contains("ERROR"), "{log}");
    assert!(
        !reply.text().contains("index"),
        "the chain is for the log: {}",
        reply.text()
    );

    for (path, bytes) in stores.iter().zip(&kept) {
        write(path, bytes);
    }
    assert!(!discord.answer(&ask).is_private());
    assert!(!bot.has_ended());
}
