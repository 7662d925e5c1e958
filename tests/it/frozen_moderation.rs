//! Snapshots of replies to moderators, and of refusals, in Discord. See `frozen.rs`.

use std::fs;

use serde_json::json;

use crate::discord_double::{Person, Place, message, press, slash, submit};
use crate::frozen::{ROLE, Stage, index};
use crate::program::Home;

#[test]
fn index_commands() {
    let mut stage = Stage::new();
    let with = |verb: &str, article: &str| index(verb).text("article", article);
    stage.send(&index("status"));
    stage.send(&index("history"));
    stage.home.write(
        "data/new.md",
        "---\ntitle: A new one\n---\n\nThe tailor signed.\n",
    );
    stage.send(&index("status"));
    stage.send(&index("refresh"));

    let report = "---\ntitle: The *bridge* report\noutlet: The Example\nurl: https://example.org/b\n\
                  published: 2031-04-09\nauthors: [Ada Sample]\n---\n\nThe builder signed.\n\nIn \
                  between @everyone watched.\n\nThe mayor said: “We will build a bridge here.”\n";
    let preview = stage.add_file("report.md", report);
    stage.press_as_moderator(&preview, "Publish");
    stage.send(&preview.press("Publish").by(&Person::moderator()));
    let preview = stage.add_file("again.md", &report.replace("outlet", "outlett"));
    stage.press_as_moderator(&preview, "Cancel");
    stage.add_file("photo.png", "x");
    stage.add_file("empty.md", "");
    for address in ["http://127.0.0.1:9/", "file:///etc/passwd", "*x*"] {
        stage.send(&index("add").text("url", address));
    }
    stage.send(&index("add"));

    stage.send(&index("remove").typing("article", "harbour"));
    let question = stage.send(&with("remove", "the-bridge-report"));
    stage.press_as_moderator(&question, "Cancel");
    let question = stage.send(&with("remove", "the-bridge-report"));
    stage.send(
        &question
            .press("Remove")
            .by(&Person::other().with_role(ROLE)),
    );
    stage.press_as_moderator(&question, "Remove");
    stage.send(&question.press("Remove").by(&Person::moderator()));
    stage.send(&with("remove", "lost"));
    let question = stage.send(&with("remove", "note-1"));
    stage.press_as_moderator(&question, "Remove");
    stage.send(&index("restore").typing("article", "bridge"));
    stage.send(&with("restore", "the-bridge-report"));
    stage.send(&with("restore", "ferry"));

    let form = stage.send(&with("edit", "the-bridge-report"));
    let id = form.body["data"]["custom_id"].as_str().unwrap();
    for published in ["last week", "2031-04-09", "2031-05-09"] {
        let url = ("url", "https://example.org/b");
        let title = ("title", "The *bridge* report");
        let fields = [
            title,
            ("outlet", "The Example"),
            url,
            ("published", published),
        ];
        stage.send(&submit(id, &fields, None).by(&Person::moderator()));
    }
    stage.send(&with("edit", "page"));
    stage.send(&with("edit", "lost"));

    for name in ["harbour.md", "ferry.txt", "twin-one.md"] {
        fs::remove_file(stage.home.path(&format!("data/{name}"))).unwrap();
    }
    let question = stage.send(&index("refresh"));
    stage.press_as_moderator(&question, "Cancel");
    let question = stage.send(&index("refresh"));
    fs::remove_file(stage.home.path("data/twin-two.md")).unwrap();
    let question = stage.press_as_moderator(&question, "Remove them");
    stage.press_as_moderator(&question, "Remove them");
    stage.send(&index("history"));
    insta::assert_snapshot!(stage.script());
}

#[test]
fn refusals() {
    let mut stage = Stage::new();
    let written = message::written(&Person::other(), "Press here");
    let moderator = Person::moderator();
    let id = moderator.id;
    let ask = slash("ask");
    for interaction in [
        slash("dance"),
        ask.clone().sub("again"),
        slash("dance").typing("step", "a"),
        press(&written, "dance"),
        press(&written, "passages:x"),
        submit("dance", &[("why", "because")], None),
        ask.clone(),
        ask.clone().number("question", 7),
        ask.clone().text("question", " \u{200b}\u{202e}\n"),
        ask.clone().text("question", &"why ".repeat(1500)),
        ask.clone().text("question", "Why?").text("private", "yes"),
        ask.clone()
            .option(json!({ "name": "question", "type": 9, "value": "7" })),
        slash("quote").text("words", &"why ".repeat(1500)),
        slash("verify"),
        slash("verify").text("text", "why").number("speaker", 3),
        slash("index").sub("refresh"),
        slash("index").sub("remove").typing("article", "a"),
        slash("index")
            .sub("status")
            .by(&moderator)
            .at(Place::OtherGuild),
        press(&written, &format!("index:{id}:remove:a")),
        submit(&format!("index:{id}:edit:a"), &[("title", "Mine")], None),
        press(&written, &format!("index:{id}:dance")).by(&moderator),
        submit("index:x", &[("title", "x")], None).by(&moderator),
        slash("index").by(&moderator),
        index("dance"),
        index("remove"),
        index("remove").number("article", 7),
    ] {
        stage.send(&interaction);
    }
    let mut empty = Stage::over(Home::new(&[]));
    empty.send(&ask.clone().text("question", "Why Alaska?"));
    empty.send(&slash("articles"));
    empty.send(&index("status"));
    stage.script += &empty.script;
    insta::assert_snapshot!(stage.script());
}
