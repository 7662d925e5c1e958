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
    stage.plays(&index("status"));
    stage.plays(&index("history"));
    stage.home.write(
        "data/new.md",
        "---\ntitle: A new one\n---\n\nThe tailor signed.\n",
    );
    stage.plays(&index("status"));
    stage.plays(&index("refresh"));

    let report = "---\ntitle: The *bridge* report\noutlet: The Example\nurl: https://example.org/b\n\
                  published: 2031-04-09\nauthors: [Ada Sample]\n---\n\nThe builder signed.\n\nIn \
                  between @everyone watched.\n\nThe mayor said: “We will build a bridge here.”\n";
    let preview = stage.adds("report.md", report);
    stage.decides(&preview, "Publish");
    stage.plays(&preview.press("Publish").by(&Person::moderator()));
    let preview = stage.adds("again.md", &report.replace("outlet", "outlett"));
    stage.decides(&preview, "Cancel");
    stage.adds("photo.png", "x");
    stage.adds("empty.md", "");
    for address in ["http://127.0.0.1:9/", "file:///etc/passwd", "*x*"] {
        stage.plays(&index("add").text("url", address));
    }
    stage.plays(&index("add"));

    stage.plays(&index("remove").typing("article", "harbour"));
    let question = stage.plays(&with("remove", "the-bridge-report"));
    stage.decides(&question, "Cancel");
    let question = stage.plays(&with("remove", "the-bridge-report"));
    stage.plays(
        &question
            .press("Remove")
            .by(&Person::other().with_role(ROLE)),
    );
    stage.decides(&question, "Remove");
    stage.plays(&question.press("Remove").by(&Person::moderator()));
    stage.plays(&with("remove", "lost"));
    let question = stage.plays(&with("remove", "note-1"));
    stage.decides(&question, "Remove");
    stage.plays(&index("restore").typing("article", "bridge"));
    stage.plays(&with("restore", "the-bridge-report"));
    stage.plays(&with("restore", "ferry"));

    let form = stage.plays(&with("edit", "the-bridge-report"));
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
        stage.plays(&submit(id, &fields, None).by(&Person::moderator()));
    }
    stage.plays(&with("edit", "page"));
    stage.plays(&with("edit", "lost"));

    for name in ["harbour.md", "ferry.txt", "twin-one.md"] {
        fs::remove_file(stage.home.path(&format!("data/{name}"))).unwrap();
    }
    let question = stage.plays(&index("refresh"));
    stage.decides(&question, "Cancel");
    let question = stage.plays(&index("refresh"));
    fs::remove_file(stage.home.path("data/twin-two.md")).unwrap();
    let question = stage.decides(&question, "Remove them");
    stage.decides(&question, "Remove them");
    stage.plays(&index("history"));
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
        stage.plays(&interaction);
    }
    let mut empty = Stage::over(Home::new(&[]));
    empty.plays(&ask.clone().text("question", "Why Alaska?"));
    empty.plays(&slash("articles"));
    empty.plays(&index("status"));
    stage.script += &empty.script;
    insta::assert_snapshot!(stage.script());
}
