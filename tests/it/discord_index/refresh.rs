//! Tests of `/index refresh` and `/index status`.

use std::fs;
use std::time::Duration;

use summit_bot::index::{LockRequest, Store};
use summit_bot::text::Language;

use super::{ConnectedDesk, Desk, Moderated, NAMED, article, index, settings};
use crate::discord_double::{Direct, Double, Person, rest};
use crate::program::Home;

over_both!(
    progress_is_shown_in_the_reply_at_intervals,
    one_refresh_at_a_time,
);

fn many(n: usize) -> Vec<(String, String)> {
    let file = |n| {
        (
            format!("data/{n}.md"),
            article(&format!("Report {n}"), &format!("baker{n}")),
        )
    };
    (0..n).map(file).collect()
}

fn home(n: usize) -> Home {
    let home = Home::new(&[]);
    for (name, text) in many(n) {
        home.write(&name, text);
    }
    home
}

fn desk(n: usize) -> Desk {
    Desk(Direct::new(home(n)))
}

fn connected(discord: Double, n: usize) -> ConnectedDesk {
    let home = home(n);
    let bot = discord.bot_with(&home, &settings());
    ConnectedDesk { discord, home, bot }
}

#[test]
fn a_refresh_reports_its_changes_and_takes_effect_at_once() {
    let desk = desk(6);
    desk.home()
        .write("data/new.md", article("A new one", "tailor"));
    desk.home()
        .write("data/1.md", article("Report 1", "miller"));
    desk.home().write("data/broken.jsonl", "{\n");
    fs::remove_file(desk.home().path("data/0.md")).unwrap();
    let reply = desk.says(&index("refresh"), "**Refreshed:**");
    let text = reply.text();
    let counts = "1 added, 1 changed, 1 removed, 4 unchanged in ";
    assert!(text.contains(counts), "{text}");
    assert!(
        text.contains("1 problem:\n- ") && text.contains("data/broken.jsonl"),
        "{text}"
    );
    assert_eq!(reply.labels(), [""; 0]);
    let edition = desk.status()["edition"].as_str().unwrap().to_owned();
    assert!(text.contains(&edition), "{text}");
    assert!(desk.answers("tailor") && desk.answers("miller") && !desk.answers("baker0"));

    let again = desk.says(&index("refresh"), "0 added, 0 changed, 0 removed");
    assert!(again.text().contains(&edition), "{}", again.text());
}

fn progress_is_shown_in_the_reply_at_intervals(discord: Double) {
    let desk = connected(discord, 3);
    for (name, text) in many(400).iter().skip(3) {
        desk.home.write(name, text);
    }
    desk.says(&index("refresh"), "397 added");
    // Requests are recorded after they take effect.
    let edits = desk.discord.wait("the last edit", |state| {
        let requests = state.requests.iter();
        let edits = requests.filter(|request| request.route == rest::ORIGINAL);
        let texts = edits.map(|edit| edit.body["content"].as_str().unwrap().to_owned());
        let texts: Vec<String> = texts.collect();
        let is_last = texts.last()?.starts_with("**Refreshed:**");
        is_last.then_some(texts)
    });
    for edit in edits.iter().rev().skip(1) {
        let is_progress =
            edit.starts_with("Reading the articles") || edit.starts_with("Indexing: ");
        assert!(is_progress, "{edits:?}");
    }
    assert!(
        edits.len() < 100,
        "far fewer than articles: {}",
        edits.len()
    );
}

#[test]
fn an_interrupted_refresh_reports_it_and_is_completed_after_the_next_start() {
    let mut desk = connected(Double::start(), 3);
    for (name, text) in many(3_000).iter().skip(3) {
        desk.home.write(name, text);
    }
    // The first progress is shown before any article is read.
    let id = desk.discord.final_reply(&index("refresh")).id;
    desk.bot.signal("TERM");
    desk.discord.shows(id, "The refresh was stopped");
    assert_eq!(desk.bot.end().code(), Some(0), "{}", desk.bot.log());

    // Replies do not wait until new articles are indexed.
    let mut bot = desk.discord.bot_with(&desk.home, &settings());
    let log = bot.says("the articles are up to date");
    assert_eq!(log.matches("making the index").count(), 1, "{log}");
    assert_eq!(log.matches("the articles are ready").count(), 2, "{log}");
    assert_eq!(desk.status()["articles"], 3_000);
}

#[test]
fn the_list_of_problems_is_limited() {
    let desk = desk(1);
    for n in 0..9 {
        let name = format!("data/{}{n}.md", "long_".repeat(40));
        desk.home().write(&name, "---\ntitle: [\n---\n\nText.\n");
    }
    let reply = desk.says(&index("refresh"), "9 problems:");
    assert!(reply.text().contains("- and 4 more"), "{}", reply.text());
    let status = desk.says(&index("status"), "9 problems:");
    assert!(status.text().contains("- and 4 more"), "{}", status.text());
}

#[test]
fn removing_many_articles_needs_confirmation_in_discord() {
    let desk = desk(6);
    let before = desk.status();
    let gone: Vec<_> = (0..2)
        .map(|n| desk.home().path(&format!("data/{n}.md")))
        .collect();
    gone.iter().for_each(|path| fs::remove_file(path).unwrap());
    let question = desk.says(&index("refresh"), "**2 of 6 articles are gone");
    assert_eq!(question.labels(), ["Remove them", "Cancel"]);
    assert_eq!(desk.status()["edition"], before["edition"]);
    assert!(desk.answers("baker0"));

    desk.pressed(&question, "Cancel", "Nothing was changed.");
    assert_eq!(desk.status()["edition"], before["edition"]);

    // The second confirmation covers more articles, so the first button no longer applies.
    let question = desk.says(&index("refresh"), "**2 of 6 articles are gone");
    fs::remove_file(desk.home().path("data/2.md")).unwrap();
    let press = question.press("Remove them").by(&Person::moderator());
    let question = desk.says(&press, "have changed since you were asked");
    assert!(question.text().contains("**3 of 6"), "{}", question.text());
    assert_eq!(desk.status()["articles"], 6);

    // The button works after a restart.
    let desk = Desk(desk.0.restarted());
    let done = desk.pressed(&question, "Remove them", "3 removed");
    assert!(done.text().starts_with("**Refreshed:**"), "{}", done.text());
    assert_eq!(desk.status()["articles"], 3);
    assert!(!desk.answers("baker0") && desk.answers("baker5"));
}

/// Locks the index for writing, as another program would, until dropped.
fn lock(desk: &impl Moderated) -> Store {
    let mut store = Store::open(&desk.home().path("index"), Language::ENGLISH).unwrap();
    let claim = LockRequest {
        actor: "somebody *else*".to_owned(),
        timeout: Duration::ZERO,
    };
    store.lock(&claim).unwrap();
    store
}

fn one_refresh_at_a_time(discord: Double) {
    let desk = connected(discord, 2);
    let mut store = lock(&desk);
    desk.home
        .write("data/new.md", article("A new one", "tailor"));

    // The first refresh waits for the other program; the second is refused because of the first.
    let first = desk.discord.send(&index("refresh"));
    let named = Person::numbered(NAMED);
    let at_work = || {
        let id = desk.discord.send(&index("status").by(&named));
        desk.discord
            .shows(id, "**Edition ")
            .text()
            .contains("At this moment: person3")
    };
    while !at_work() {}
    let second = desk.says(
        &index("refresh").by(&named),
        "I cannot do that yet: person3",
    );
    let text = second.text();
    assert!(text.contains("began refreshing the index <t:"), "{text}");
    assert!(text.contains(&Person::moderator().id.to_string()), "{text}");
    assert!(
        desk.answers("baker0"),
        "questions are answered all the while"
    );
    store.unlock();
    desk.discord.shows(first, "1 added");
    assert!(desk.answers("tailor"));
}

#[test]
fn a_slow_other_program_is_named() {
    let desk = desk(2);
    let mut store = lock(&desk);
    desk.home()
        .write("data/new.md", article("A new one", "tailor"));
    let busy = desk.says(
        &index("refresh"),
        "I cannot do that yet: somebody \\*else\\* began",
    );
    assert_eq!(busy.labels(), [""; 0]);
    store.unlock();
    desk.says(&index("refresh"), "1 added");
}

#[test]
fn status_describes_the_index() {
    let quoting = "---\ntitle: A word\n---\n\nThe mayor said: “We will build a bridge here.”\n";
    let desk = Desk::new(&[
        ("data/a.md", quoting),
        ("data/b.md", &article("A treaty", "baker")),
    ]);
    let reply = desk.says(&index("status"), "**Edition ");
    let text = reply.text();
    let edition = desk.status()["edition"].as_str().unwrap().to_owned();
    assert!(
        text.starts_with(&format!("**Edition {edition}**, made <t:")),
        "{text}"
    );
    assert!(
        text.contains("2 articles · 2 paragraphs · 1 quotation · "),
        "{text}"
    );
    assert!(text.contains("iB on disk"), "{text}");
    assert!(text.contains("are as they were read last."), "{text}");
    assert!(text.contains("Running since <t:"), "{text}");
    assert!(text.ends_with("No problems."), "{text}");

    desk.home()
        .write("data/b.md", article("Another treaty", "baker"));
    desk.home()
        .write("data/c.md", "---\ntitle: [\n---\n\nText.\n");
    let reply = desk.says(&index("status"), "2 files changed since");
    assert!(reply.text().contains("data/c.md\\:2: "), "{}", reply.text());
    assert_eq!(desk.status()["edition"], edition, "looking changes nothing");
}

#[test]
fn aliases_apply_after_a_refresh() {
    let text = "---\ntitle: A treaty\n---\n\nAlexandrov signed the treaty on Monday. “It was \
                time,” Alexandrov said.\n";
    let desk = Desk::new(&[("data/a.md", text)]);
    let quotes = |name: &str| {
        let quote = crate::discord_double::slash("quote").text("speaker", name);
        desk.answer(&quote).text().contains("It was time")
    };
    assert!(!quotes("Sashenka"));
    desk.home()
        .write("data/aliases.toml", "\"Alexandrov\" = [\"Sashenka\"]\n");
    desk.says(&index("refresh"), "**Refreshed:**");
    assert!(quotes("Sashenka"));
    desk.home().write("data/aliases.toml", "not a table");
    desk.says(&index("refresh"), "data/aliases.toml\\:1: ");
    assert!(
        quotes("Sashenka"),
        "names that cannot be read change nothing"
    );
}
