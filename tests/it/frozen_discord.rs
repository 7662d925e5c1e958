//! Snapshots of the complete body of every reply in Discord. See `frozen.rs`.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;

use serde_json::Value;
use walkdir::WalkDir;

use crate::discord_double::{Double, Person, Place, menu, message, slash};
use crate::frozen::{Stage, redacted, shown};
use crate::program::Home;

#[test]
fn ask() {
    let mut stage = Stage::new();
    let ask = |question: &str| slash("ask").text("question", question);
    let treaty = ask("Who signed the ice treaty?");
    stage.plays(&ask("Where does Putin want the next meeting?"));
    stage.plays(&ask("Which envoy signed in Lower Belmar?"));
    stage.plays(&ask("How tall is Putin?"));
    stage.plays(&ask("Xylophone?"));
    let first = stage.plays(&treaty);
    let second = stage.presses(&first, "More passages");
    stage.presses(&second, "Back");
    stage.presses(&first, first.labels()[0]);
    stage.plays(&first.press("More passages").by(&Person::other()));
    let private = stage.plays(&treaty.clone().flag("private", true));
    let shared = stage.presses(&private, "Share");
    stage.presses(&shared, "More passages");
    stage.plays(&treaty.clone().text("article", "ferry"));
    stage.plays(&treaty.clone().text("article", "the *lost* report"));
    stage.plays(&treaty.clone().at(Place::BotDm).locale("de"));
    stage.plays(&ask(
        "**@everyone** [Who](https://evil.example) signed the `ice` treaty?",
    ));
    stage
        .home
        .write("data/third.md", "The poet signed the ice treaty too.\n");
    stage.refreshes();
    stage.presses(&second, "Back");
    stage.presses(&first, first.labels()[0]);
    insta::assert_snapshot!(stage.script());
}

#[test]
fn quote() {
    let mut stage = Stage::new();
    let quote = |name: &str, value: &str| slash("quote").text(name, value);
    stage.plays(&quote("words", "next time in Moscow"));
    stage.plays(&quote("words", "open the harbour"));
    stage.plays(&quote("words", "deal unicorn"));
    stage.plays(&quote("words", "Moscow").text("article", "ferry"));
    stage.plays(&quote("words", "a purple elephant"));
    stage.plays(&quote("words", "harbour").text("speaker", "Kolbe-Lind"));
    let first = stage.plays(&quote("speaker", "Trump"));
    let second = stage.presses(&first, "More quotations");
    stage.presses(&second, "Back");
    stage.plays(&first.press("More quotations").by(&Person::other()));
    let private = stage.plays(&quote("speaker", "Brandt").flag("private", true));
    stage.presses(&private, "Share");
    stage.plays(&slash("quote"));
    insta::assert_snapshot!(stage.script());
}

#[test]
fn verify() {
    let mut stage = Stage::new();
    for text in [
        "Next time in Moscow.",
        "Putin has bought himself more time",
        "So there’s a deal until there’s a deal",
        "We will open the harbour before 16 May, and the ferries must wait",
        "There were many, many points that we agreed on. A couple of big ones.",
        "playing for time",
        "The moon is made of green cheese",
        "…",
    ] {
        stage.plays(&slash("verify").text("text", text));
    }
    let verify = slash("verify").text("text", "Next time in Moscow.");
    stage.plays(&verify.clone().text("speaker", "Trump"));
    let private = stage.plays(&verify.flag("private", true));
    stage.presses(&private, "Context");
    let shared = stage.presses(&private, "Share");
    stage.plays(&shared.press("Context").by(&Person::other()));
    insta::assert_snapshot!(stage.script());
}

#[test]
fn check_quotes() {
    let mut stage = Stage::new();
    for text in [
        "Putin said, “Next time in Moscow.” And Trump said, “So there’s a deal until there’s a \
         deal.” @everyone",
        "it seems Putin has bought himself more time",
        "“We like trains,” said nobody. “The fish are gone for good,” said Kolbe.",
        "",
        &"“Next time in Moscow.” said Putin. ".repeat(50),
    ] {
        let written = message::written(&Person::other(), text);
        stage.plays(&menu("Check quotes", &written));
    }
    insta::assert_snapshot!(stage.script());
}

#[test]
fn articles() {
    let mut stage = Stage::new();
    let first = stage.plays(&slash("articles"));
    let second = stage.presses(&first, "More articles");
    stage.presses(&second, "Back");
    let ask = slash("ask").text("question", "Who signed?");
    for typed in ["", "HARBOUR", "example", "zebra"] {
        stage.plays(&ask.clone().typing("article", typed));
    }
    for typed in ["", "PUTIN", "vlad", "kolbe", "zebra"] {
        stage.plays(&slash("quote").typing("speaker", typed));
    }
    stage
        .home
        .write("data/third.md", "The poet signed the ice treaty too.\n");
    stage.refreshes();
    stage.presses(&second, "Back");
    insta::assert_snapshot!(stage.script());
}

#[test]
fn cooldown_and_incident() {
    let home = Home::shipped();
    let discord = Double::start();
    let _bot = discord.bot_with(&home, "cooldown_burst = 1\ncooldown_seconds = 600\n");
    for entry in WalkDir::new(home.path("index")) {
        let path = entry.unwrap().into_path();
        if path
            .extension()
            .is_some_and(|extension| extension == "store")
        {
            // Written in place, because the program has mapped the file.
            let length = usize::try_from(fs::metadata(&path).unwrap().len()).unwrap();
            let mut file = File::options().write(true).open(&path).unwrap();
            file.write_all(&vec![0xff; length]).unwrap();
        }
    }
    let ask = slash("ask").text("question", "Why Alaska?");
    let replies = [discord.answer(&ask), discord.answer(&ask)];
    let replies = replies.map(|reply| shown(&reply.body)).join("\n\n");
    insta::assert_snapshot!(redacted(&replies));
}

/// Snapshots the registered commands, with each command, subcommand and option on a line.
#[test]
fn commands() {
    fn list(options: &Value, depth: usize, text: &mut String) {
        for option in options.as_array().into_iter().flatten() {
            let mut own = option.clone();
            own.as_object_mut().unwrap().shift_remove("options");
            writeln!(text, "{:depth$}{own}", "").unwrap();
            list(&option["options"], depth + 2, text);
        }
    }
    let stage = Stage::new();
    let mut text = String::new();
    let mut registered = stage.discord.wait("the requests", |state| {
        let requests = state.requests.iter();
        let registered = requests.filter(|request| request.method == "PUT");
        Some(registered.cloned().collect::<Vec<_>>()).filter(|list| list.len() == 2)
    });
    registered.sort_by(|a, b| a.route.cmp(&b.route));
    for mut request in registered {
        request.body.sort_all_objects();
        writeln!(text, "PUT {}", request.route).unwrap();
        list(&request.body, 2, &mut text);
    }
    insta::assert_snapshot!(text);
}
