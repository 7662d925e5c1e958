//! Tests of `/index remove`, `restore`, `edit` and `history`.

use std::fs;

use super::{Desk, Moderated, article, index};
use crate::discord_double::{Person, Reply, submit};

fn desk() -> Desk {
    let html = "<html><head><title>A page</title></head><body><p>The page says that the painter \
                signed the painter treaty on Monday in the harbour.</p></body></html>";
    Desk::new(&[
        ("data/a.md", &article("The *first* one", "baker")),
        ("data/b.md", &article("The second one", "miller")),
        ("data/c.html", html),
        (
            "data/both.jsonl",
            "{\"_id\":\"x\",\"title\":\"X\",\"text\":\"One word.\"}\n{\"_id\":\"y\",\"title\":\"Y\",\"text\":\"Two words.\"}\n",
        ),
    ])
}

#[test]
fn an_article_is_removed_and_restored() {
    let desk = desk();
    let before = desk.read("data/a.md");
    let typed = desk.answer(&index("remove").typing("article", "first"));
    assert_eq!(typed.choices(), [("The *first* one", "a")]);
    let question = desk.says(
        &index("remove").text("article", "a"),
        "Remove **The \\*first\\* one**",
    );
    assert_eq!(question.labels(), ["Remove", "Cancel"]);
    desk.pressed(&question, "Cancel", "Nothing was changed.");
    assert!(desk.answers("baker"));

    let question = desk.says(&index("remove").text("article", "a"), "Remove **");
    let done = desk.pressed(&question, "Remove", "Removed **The \\*first\\* one**");
    let edition = desk.status()["edition"].as_str().unwrap().to_owned();
    assert!(done.text().contains(&edition), "{}", done.text());
    assert!(!desk.answers("baker") && desk.answers("miller"));
    assert!(!desk.home().path("data/a.md").exists());

    // A second press comes too late.
    let late = question_pressed(&question);
    let reply = desk.answer(&late);
    assert!(
        reply.is_private() && reply.text().contains("is not there any more"),
        "{}",
        reply.text()
    );

    // An article's name does not name a removed article, and vice versa.
    desk.says(
        &index("restore").text("article", "b"),
        "There is no removed article “b”",
    );
    desk.says(
        &index("remove").text("article", "first"),
        "There is no article “first”",
    );
    let typed = desk.answer(&index("restore").typing("article", "FIRST"));
    let [(name, "a")] = typed.choices()[..] else {
        panic!("{:?}", typed.choices());
    };
    assert!(
        name.starts_with("The *first* one · removed ") && name.contains(" by person3"),
        "{name}"
    );
    assert_eq!(
        desk.answer(&index("restore").typing("article", "second"))
            .choices(),
        []
    );

    desk.says(
        &index("restore").text("article", "a"),
        "Restored **The \\*first\\* one**",
    );
    assert_eq!(desk.read("data/a.md"), before);
    assert!(desk.answers("baker"));
    assert_eq!(
        desk.answer(&index("restore").typing("article", ""))
            .choices(),
        []
    );
}

/// Makes a press of the button as it was in the original message.
fn question_pressed(question: &Reply) -> crate::discord_double::Interaction {
    question.press("Remove").by(&Person::moderator())
}

#[test]
fn invalid_removals_and_restorations_change_nothing() {
    let desk = desk();
    let question = desk.says(&index("remove").text("article", "x"), "Remove **X**");
    let told = desk.pressed(&question, "Remove", "I cannot remove ");
    assert!(told.text().contains("both.jsonl"), "{}", told.text());

    let question = desk.says(&index("remove").text("article", "b"), "Remove **");
    desk.pressed(&question, "Remove", "Removed **");
    desk.home()
        .write("data/b.md", article("In its place", "tailor"));
    desk.says(&index("refresh"), "1 added");
    desk.says(&index("restore").text("article", "b"), "I cannot restore ");
    assert!(desk.answers("tailor") && !desk.answers("miller"));
}

#[test]
fn an_article_is_edited_in_a_form() {
    let desk = desk();
    let form = desk.answer(&index("edit").text("article", "b"));
    assert_eq!(form.kind(), 9);
    let rows = form.body["data"]["components"].as_array().unwrap();
    let field = |n: usize| &rows[n]["components"][0];
    assert_eq!(rows.len(), 4);
    assert_eq!(field(0)["value"], "The second one");
    assert_eq!(field(0)["required"], true);
    assert_eq!(field(3)["value"], "");
    let id = form.body["data"]["custom_id"].as_str().unwrap();
    let fill = |fields: &[(&str, &str)]| submit(id, fields, None).by(&Person::moderator());
    let old = [
        ("title", "The second one"),
        ("outlet", ""),
        ("url", ""),
        ("published", ""),
    ];
    let before = desk.read("data/b.md");
    desk.says(&fill(&old), "Nothing was changed.");
    assert_eq!(desk.read("data/b.md"), before);

    for (key, wrong) in [
        ("published", "last week"),
        ("url", "nowhere"),
        ("title", " "),
    ] {
        let mut fields = old;
        fields
            .iter_mut()
            .filter(|field| field.0 == key)
            .for_each(|field| field.1 = wrong);
        if key != "title" {
            let refused = desk.says(&fill(&fields), "I cannot edit ");
            // The entered text is kept.
            let again = desk.answer(&refused.press("Correct it").by(&Person::moderator()));
            let rows = again.body["data"]["components"].as_array().unwrap();
            let typed = rows.iter().map(|row| &row["components"][0]);
            let typed = typed.filter(|field| field["custom_id"] == key);
            let typed: Vec<_> = typed.map(|field| &field["value"]).collect();
            assert_eq!(typed, [wrong]);
            assert_eq!(desk.read("data/b.md"), before, "{wrong}");
        }
    }

    let new = [
        ("title", "A **better** title: \"it\""),
        ("outlet", "The Example"),
        ("url", "https://example.org/second"),
        ("published", "2025-08-16"),
    ];
    let done = desk.says(
        &fill(&new),
        "Changed the title, the outlet, the address and the date of **A \\*\\*better\\*\\* title",
    );
    let edition = desk.status()["edition"].as_str().unwrap().to_owned();
    assert!(done.text().contains(&edition), "{}", done.text());
    let written = desk.read("data/b.md");
    assert!(written.contains("outlet: The Example"), "{written}");
    assert!(
        written.ends_with("The miller signed the miller treaty on Monday.\n"),
        "{written}"
    );
    let answer = desk.answer(&super::ask("miller"));
    let citation = "[A \\*\\*better\\*\\* title";
    assert!(answer.text().contains(citation), "{}", answer.text());
    assert!(
        answer.text().contains("The Example · 16 Aug 2025"),
        "{}",
        answer.text()
    );
    assert!(desk.answers("miller"));

    // One value is set, and one is cleared.
    let mut fields = new;
    fields[1].1 = "";
    desk.says(&fill(&fields), "Changed the outlet of **");
    assert!(!desk.read("data/b.md").contains("outlet"));

    fs::remove_file(desk.home().path("data/b.md")).unwrap();
    desk.says(&index("refresh"), "1 removed");
    desk.says(&fill(&old), "is not there any more");
}

#[test]
fn a_web_page_cannot_be_edited() {
    let desk = desk();
    desk.says(&index("edit").text("article", "c"), "I cannot edit ");
    desk.says(
        &index("edit").text("article", "nothing"),
        "There is no article “nothing”",
    );
}

#[test]
fn the_history_is_limited() {
    let desk = Desk::new(&[("data/a.md", &article("The *first* one", "baker"))]);
    for n in 0..11 {
        desk.home()
            .write("data/a.md", article(&format!("Number {n}"), "baker"));
        desk.says(&index("refresh"), "1 changed");
    }
    let reply = desk.says(&index("history"), "refresh: 0 added, 1 changed, 0 removed");
    let lines: Vec<&str> = reply.text().lines().collect();
    assert_eq!(lines.len(), 10, "{}", reply.text());
    let edition = desk.status()["edition"].as_str().unwrap().to_owned();
    assert!(
        lines[0].starts_with("- <t:") && lines[0].ends_with(&edition),
        "{}",
        lines[0]
    );
    let who = format!("person3 ({})", Person::moderator().id);
    assert!(
        lines.iter().all(|line| line.contains(&who)),
        "{}",
        reply.text()
    );
}
