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
    stage.send(&ask("Where does Putin want the next meeting?"));
    stage.send(&ask("Which envoy signed in Lower Belmar?"));
    stage.send(&ask("How tall is Putin?"));
    stage.send(&ask("Xylophone?"));
    let first = stage.send(&treaty);
    let second = stage.press(&first, "More passages");
    stage.press(&second, "Back");
    stage.press(&first, first.labels()[0]);
    stage.send(&first.press("More passages").by(&Person::other()));
    let private = stage.send(&treaty.clone().flag("private", true));
    let shared = stage.press(&private, "Share");
    stage.press(&shared, "More passages");
    stage.send(&treaty.clone().text("article", "ferry"));
    stage.send(&treaty.clone().text("article", "the *lost* report"));
    stage.send(&treaty.clone().at(Place::BotDm).locale("de"));
    stage.send(&ask(
        "**@everyone** [Who](https://evil.example) signed the `ice` treaty?",
    ));
    stage
        .home
        .write("data/third.md", "The poet signed the ice treaty too.\n");
    stage.refresh();
    stage.press(&second, "Back");
    stage.press(&first, first.labels()[0]);
    insta::assert_snapshot!(stage.script());
}

#[test]
fn quote() {
    let mut stage = Stage::new();
    let quote = |name: &str, value: &str| slash("quote").text(name, value);
    stage.send(&quote("words", "next time in Moscow"));
    stage.send(&quote("words", "open the harbour"));
    stage.send(&quote("words", "deal unicorn"));
    stage.send(&quote("words", "Moscow").text("article", "ferry"));
    stage.send(&quote("words", "a purple elephant"));
    stage.send(&quote("words", "harbour").text("speaker", "Kolbe-Lind"));
    let first = stage.send(&quote("speaker", "Trump"));
    let second = stage.press(&first, "More quotations");
    stage.press(&second, "Back");
    stage.send(&first.press("More quotations").by(&Person::other()));
    let private = stage.send(&quote("speaker", "Brandt").flag("private", true));
    stage.press(&private, "Share");
    stage.send(&slash("quote"));
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
        stage.send(&slash("verify").text("text", text));
    }
    let verify = slash("verify").text("text", "Next time in Moscow.");
    stage.send(&verify.clone().text("speaker", "Trump"));
    let private = stage.send(&verify.flag("private", true));
    stage.press(&private, "Context");
    let shared = stage.press(&private, "Share");
    stage.send(&shared.press("Context").by(&Person::other()));
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
        stage.send(&menu("Check quotes", &written));
    }
    insta::assert_snapshot!(stage.script());
}

#[test]
fn articles() {
    let mut stage = Stage::new();
    let first = stage.send(&slash("articles"));
    let second = stage.press(&first, "More articles");
    stage.press(&second, "Back");
    let ask = slash("ask").text("question", "Who signed?");
    for typed in ["", "HARBOUR", "example", "zebra"] {
        stage.send(&ask.clone().typing("article", typed));
    }
    for typed in ["", "PUTIN", "vlad", "kolbe", "zebra"] {
        stage.send(&slash("quote").typing("speaker", typed));
    }
    stage
        .home
        .write("data/third.md", "The poet signed the ice treaty too.\n");
    stage.refresh();
    stage.press(&second, "Back");
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
