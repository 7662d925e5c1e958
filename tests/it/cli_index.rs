//! Tests of creating, refreshing and rebuilding the index from the terminal.

use std::fs;

use crate::program::Home;

const QUESTION: &str = "Who signed the grain treaty?";

#[test]
fn changed_files_change_the_answer() {
    let home = Home::new(&[(
        "data/a.txt",
        "The minister signed the grain treaty on Monday.",
    )]);
    let first = |home: &Home| home.ask(QUESTION)["passages"][0]["text"].clone();
    assert_eq!(
        first(&home),
        "The minister signed the grain treaty on Monday."
    );
    let edition = home.ask(QUESTION)["edition"].clone();

    home.write(
        "data/a.txt",
        "The ambassador signed the grain treaty on Monday.",
    );
    assert_eq!(
        first(&home),
        "The ambassador signed the grain treaty on Monday."
    );
    assert_ne!(home.ask(QUESTION)["edition"], edition);

    fs::rename(home.path("data/a.txt"), home.path("data/b.txt")).unwrap();
    assert_eq!(home.ask(QUESTION)["passages"][0]["article"], "b");

    fs::remove_file(home.path("data/b.txt")).unwrap();
    assert_eq!(home.run(&["index", "refresh", "--yes"]).code, 0);
    let run = home.run(&["ask", QUESTION]);
    assert_eq!(run.code, 2);
    assert!(
        run.err.contains("there are no articles in data"),
        "{}",
        run.err
    );
}

#[test]
fn removing_many_articles_needs_confirmation() {
    let home = Home::new(&[]);
    for n in 0..10 {
        let text = format!("The minister signed treaty number {n} on Monday.");
        home.write(&format!("data/{n}.txt"), text);
    }
    let edition = home.ask("Who signed?")["edition"].clone();
    let remove = |n: usize| fs::remove_file(home.path(&format!("data/{n}.txt"))).unwrap();

    (0..3).for_each(remove);
    let run = home.run(&["ask", "Who signed treaty number 1?", "--json"]);
    assert_eq!(run.code, 0, "the old edition answers");
    insta::assert_snapshot!(
        run.err.trim_end().rsplit_once(' ').unwrap().0,
        @"summit-bot: cannot refresh the index without confirmation: 3 of 10 articles are gone from the folder of articles: put them back, or confirm with `summit-bot index refresh --yes`; this answer is from edition"
    );
    insta::assert_snapshot!(
        home.run(&["index", "refresh"]).refused(),
        @"cannot refresh the index without confirmation: 3 of 10 articles are gone from the folder of articles: put them back, or confirm with `summit-bot index refresh --yes`"
    );
    let answer: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(answer["edition"], edition);

    // A renamed file is not a removed one, and one article in ten is not many.
    for n in 0..3 {
        let text = format!("The minister signed treaty number {n} on Monday.");
        home.write(&format!("data/moved-{n}.txt"), text);
    }
    remove(3);
    let run = home.run(&["index", "refresh"]);
    assert!(
        run.out.contains("3 added, 0 changed, 4 removed"),
        "{}",
        run.out
    );

    for entry in fs::read_dir(home.path("data")).unwrap() {
        fs::remove_file(entry.unwrap().path()).unwrap();
    }
    assert_eq!(home.run(&["index", "refresh"]).code, 1);
    let run = home.run(&["index", "refresh", "--yes"]);
    assert!(run.out.contains("9 removed, 0 unchanged"), "{}", run.out);
}

#[test]
fn an_unusable_index_is_rebuilt_and_logged() {
    let home = Home::shipped();
    let expected = home.run(&["ask", "Who doubted Putin?"]).out;
    let check = |reason: &str| {
        let run = home.run(&["ask", "Who doubted Putin?"]);
        assert_eq!((run.code, &run.out), (0, &expected), "{}", run.err);
        assert!(run.err.contains(reason), "{reason}: {}", run.err);
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
        let again = home.run(&["ask", "Who doubted Putin?"]);
        assert_eq!(again.err, "", "once is enough");
    };

    fs::remove_dir_all(home.path("index")).unwrap();
    check("there is no index yet");

    home.write("index/meta.json", "{");
    check("the index is damaged");

    for entry in fs::read_dir(home.path("index")).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "store")
        {
            let mut bytes = fs::read(&path).unwrap();
            bytes[0] ^= 0xff;
            fs::write(&path, bytes).unwrap();
        }
    }
    check("the index is damaged");

    home.write("german.toml", "[index]\nlanguage = \"german\"\n");
    home.run(&["index", "refresh", "--config", "german.toml"]);
    check("the index was made by another version");
}

#[test]
fn refresh_reports_its_changes() {
    let names = ["a", "b", "d", "e", "f"].map(|name| format!("data/{name}.txt"));
    let home = Home::new(&names.each_ref().map(|name| (name.as_str(), "One.")));
    let refresh = || -> String {
        let run = home.run(&["index", "refresh"]);
        assert_eq!(run.code, 0, "{}", run.err);
        let (_, done) = run.out.split_once(": ").unwrap();
        done.rsplit_once(" in ").unwrap().0.to_owned()
    };
    assert_eq!(
        refresh(),
        "5 added, 0 changed, 0 removed, 0 unchanged, 0 problems"
    );
    home.write("data/b.txt", "Three.");
    home.write("data/c.txt", [0xff]);
    assert_eq!(
        refresh(),
        "0 added, 1 changed, 0 removed, 4 unchanged, 1 problem"
    );
    fs::remove_file(home.path("data/a.txt")).unwrap();
    assert_eq!(
        refresh(),
        "0 added, 0 changed, 1 removed, 4 unchanged, 1 problem"
    );
}

#[test]
fn status_is_read_only() {
    let home = Home::shipped();
    let status = || {
        let run = home.run(&["index", "status"]);
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    assert!(status().contains("there is no index in index yet"));
    assert!(!home.path("index").exists());
    home.run(&["index", "refresh"]);
    let line = |name: &str| -> String {
        let status = status();
        let line = status.lines().find(|line| line.starts_with(name));
        line.unwrap().split_once("  ").unwrap().1.trim().to_owned()
    };
    assert_eq!(
        (line("articles").as_str(), line("paragraphs").as_str()),
        ("1", "10")
    );
    assert_eq!(line("edition"), home.ask("Who?")["edition"]);
    assert_eq!(line("state"), "up to date with data");
    home.write("data/b.txt", "Two.");
    assert!(line("state").starts_with("1 file in data changed since"));
    fs::remove_file(home.path("data/alaska-summit.txt")).unwrap();
    assert!(line("state").starts_with("2 files in data changed since"));
}

#[test]
fn a_missing_folder_is_an_error() {
    let home = Home::new(&[]);
    fs::remove_dir(home.path("data")).unwrap();
    home.write("config.toml", "[log]\nlevel = \"error\"\n");
    insta::assert_snapshot!(
        home.run(&["ask", "Who met?"]).refused(),
        @"cannot find the folder of articles data: make it and put an article in it"
    );
    home.write("data", "a file");
    insta::assert_snapshot!(
        home.run(&["check"]).refused(),
        @"cannot read articles from data: it is not a folder"
    );
}

#[test]
fn typographic_characters_are_found_by_plain_ones_and_shown_unchanged() {
    let written = "Cafe\u{301} owners said\u{a0}the “co\u{ad}operation” wasn’t over.";
    let other = "\r\n\r\nThe harbour was closed on Friday.\r\n";
    let home = Home::new(&[
        ("data/a.md", &format!("\u{feff}{written}{other}")),
        ("data/b.txt", &format!("\u{feff}{other}")),
    ]);
    let answer = home.ask("Who said the cooperation wasn't over, the caf\u{e9} owners?");
    assert_eq!(answer["passages"][0]["text"], written);
    let quote = home.run(&["quote", "\"cooperation\"", "--json"]);
    assert!(quote.out.contains("co\u{ad}operation"), "{}", quote.out);
}

#[test]
fn an_article_that_does_not_wait_cannot_be_discarded() {
    let refused = Home::shipped()
        .run(&["index", "feeds", "--discard", "7"])
        .refused();
    assert_eq!(refused, "no article waits with the number 7");
}
