//! Tests of adding, editing, removing and restoring articles from the terminal.

use std::fs;
use std::path::Path;

use crate::program::{Home, Run};

const PAGE: &str = "<html><head><title>Talks end</title>\
    <meta property='article:published_time' content='2025-08-16T10:00:00Z'>\
    <meta property='og:site_name' content='The Example'></head>\
    <body><article><h1>Talks end</h1>\
    <p>The ministers met for three hours on Friday and left without a common statement.</p>\
    <p>“We agreed on * nothing,” the ambassador said after the meeting in the old harbour.</p>\
    <h2>1. What comes next</h2>\
    <p>A second meeting is planned for October, according to two people who know the plans.</p>\
    </article></body></html>";

fn home() -> Home {
    let home = Home::shipped();
    home.write("page.html", PAGE);
    home
}

fn done(run: Run) -> String {
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    run.out
}

fn articles(home: &Home) -> String {
    let status = done(home.run(&["index", "status"]));
    let line = status.lines().find(|line| line.starts_with("articles"));
    line.unwrap().split_whitespace().nth(1).unwrap().to_owned()
}

#[test]
fn a_page_is_previewed_then_published_as_markdown_and_found() {
    let home = home();
    let run = home.run(&["index", "add", "page.html"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.err, @"summit-bot: nothing was published: add --yes to publish it");
    insta::assert_snapshot!(run.out, @r"
    title       Talks end
    outlet      The Example
    published   2025-08-16
    holds       3 paragraphs, 1 quotation
    begins      The ministers met for three hours on Friday and left without a common statement.
    ends        A second meeting is planned for October, according to two people who know the plans.
    ");
    assert!(!home.path("data/talks-end.md").exists());

    let out = done(home.run(&["index", "add", "page.html", "--yes"]));
    assert!(
        out.contains("added \"talks-end\" as data/talks-end.md; edition "),
        "{out}"
    );
    let text = fs::read_to_string(home.path("data/talks-end.md")).unwrap();
    let (front, body) = text.split_once("\n---\n").unwrap();
    for line in [
        "title: Talks end",
        "outlet: The Example",
        "source: page.html",
    ] {
        assert!(front.contains(line), "{front}");
    }
    insta::assert_snapshot!(body.trim(), @r"
    The ministers met for three hours on Friday and left without a common statement.

    “We agreed on \* nothing,” the ambassador said after the meeting in the old harbour.

    ## 1\. What comes next

    A second meeting is planned for October, according to two people who know the plans.
    ");
    assert!(
        done(home.run(&["check"])).contains("are fine"),
        "no key is unknown"
    );
    let answer = home.ask("Who agreed on nothing?");
    let passage = &answer["passages"][0];
    assert_eq!(passage["article"], "talks-end");
    assert!(
        passage["text"]
            .as_str()
            .unwrap()
            .starts_with("“We agreed on * nothing,”")
    );
    assert_eq!(articles(&home), "2");

    let again = done(home.run(&["index", "add", "page.html", "--yes"]));
    assert!(
        again.contains("like        \"talks-end\", which has 100 % of it"),
        "{again}"
    );
    assert!(again.contains("data/talks-end-2.md"), "{again}");
}

#[test]
fn invalid_articles_are_not_added() {
    let home = home();
    home.write("empty.md", "---\ntitle: A\n---\n");
    home.write("a.pdf", "%PDF");
    home.write("bytes.txt", [0xff]);
    let refused = |name: &str| home.run(&["index", "add", name, "--yes"]).refused();
    insta::assert_snapshot!(
        [refused("empty.md"), refused("a.pdf"), refused("bytes.txt"),
         refused("nothing.md")].join("\n"),
        @r#"
        cannot add this: empty.md: there is no paragraph in it: give a file with the article's text
        cannot add this: a.pdf: this is not a format of articles: give a .md, .txt or .html file
        cannot add this: bytes.txt: the text is not UTF-8: save the file as UTF-8
        cannot read nothing.md: check the path and its permissions
        "#
    );
    assert_eq!(fs::read_dir(home.path("data")).unwrap().count(), 1);
}

#[test]
fn a_removed_article_is_restored_unchanged() {
    let home = home();
    done(home.run(&["index", "add", "page.html", "--yes"]));
    let text = fs::read(home.path("data/talks-end.md")).unwrap();
    let edition = home.ask("Who?")["edition"].clone();

    insta::assert_snapshot!(
        home.run(&["index", "remove", "talks-end"]).refused(),
        @"nothing was removed: add --yes to remove it"
    );
    let out = done(home.run(&["index", "remove", "talks-end", "--yes"]));
    assert!(
        out.contains("0 added, 0 changed, 1 removed, 1 unchanged"),
        "{out}"
    );
    assert!(!home.path("data/talks-end.md").exists());
    assert_eq!(articles(&home), "1");
    assert!(
        home.run(&["index", "remove", "talks-end", "--yes"])
            .refused()
            .contains("no article")
    );
    let run = home.run(&["index", "refresh"]);
    assert!(
        run.out.contains("0 removed, 1 unchanged, 0 problems"),
        "{}",
        run.out
    );

    home.write("data/talks-end.md", "Something else.");
    home.run(&["index", "refresh"]);
    insta::assert_snapshot!(home.run(&["index", "restore", "talks-end"]).refused(), @r#"cannot restore "talks-end": data/talks-end.md is taken: remove or rename that first"#);
    done(home.run(&["index", "remove", "talks-end", "--yes"]));
    done(home.run(&["index", "restore", "talks-end"]));
    assert_eq!(
        fs::read(home.path("data/talks-end.md")).unwrap(),
        b"Something else."
    );
    done(home.run(&["index", "remove", "talks-end", "--yes"]));

    // The article removed last is restored; the older one is kept.
    let kept = fs::read_dir(home.path("data/.removed")).unwrap().count();
    assert_eq!(kept, 4, "two articles and their notes");
    fs::remove_file(newest(&home.path("data/.removed"))).unwrap();
    done(home.run(&["index", "restore", "talks-end"]));
    assert_eq!(fs::read(home.path("data/talks-end.md")).unwrap(), text);
    assert_eq!(home.ask("Who?")["edition"], edition);
    assert!(
        home.run(&["index", "restore", "talks-end"])
            .refused()
            .contains("no removed article")
    );
}

fn newest(folder: &Path) -> std::path::PathBuf {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut articles: Vec<_> = entries
        .filter(|path| path.extension().unwrap() == "md")
        .collect();
    articles.sort();
    articles.pop().unwrap()
}

#[test]
fn an_edit_changes_the_citation_and_not_the_text() {
    let home = home();
    let data = home.path("data/alaska-summit.txt");
    let before = fs::read_to_string(&data).unwrap();
    let edit =
        |arguments: &[&str]| home.run(&[&["index", "edit", "alaska-summit"], arguments].concat());
    done(home.run(&["index", "refresh"]));
    done(edit(&[
        "--outlet",
        "The Example: news",
        "--url",
        "https://example.org/a",
    ]));
    let after = fs::read_to_string(&data).unwrap();
    let body = |text: &str| text.split_once("\n---\n").unwrap().1.to_owned();
    assert_eq!(body(&before), body(&after));
    let passage = home.ask("Where does Putin want the next meeting?")["passages"][0].clone();
    assert_eq!(passage["outlet"], "The Example: news");
    assert_eq!(passage["url"], "https://example.org/a");

    insta::assert_snapshot!(edit(&["--published", "yesterday"]).refused(), @r#"cannot edit data/alaska-summit.txt: "published" is not a date: "yesterday": write year, month, day like 2025-08-16"#);
    insta::assert_snapshot!(edit(&["--published", "24.11.2025"]).refused(), @r#"cannot edit data/alaska-summit.txt: "published" is not a date: "24.11.2025": write year, month, day like 2025-08-16"#);
    insta::assert_snapshot!(edit(&[]).refused(), @"nothing to edit: give --title, --outlet, --url or --published");
    assert_eq!(fs::read_to_string(&data).unwrap(), after);

    let line = r#"{"_id": "one", "title": "T", "text": "Words of one."}"#;
    home.write(
        "data/many.jsonl",
        format!("{line}\n{}\n", line.replace("one", "two")),
    );
    home.write("data/page.html", PAGE);
    done(home.run(&["index", "refresh"]));
    let refused = |arguments: &[&str]| home.run(arguments).refused();
    insta::assert_snapshot!(
        [refused(&["index", "edit", "page", "--title", "x"]),
         refused(&["index", "edit", "one", "--title", "x"]),
         refused(&["index", "remove", "one", "--yes"])].join("\n"),
        @r#"
        cannot edit data/page.html: the metadata of a web page or a JSON Lines file cannot be edited: add the article again as Markdown
        cannot edit "one" alone: it is one of the articles in data/many.jsonl: edit that file
        cannot remove "one" alone: it is one of the articles in data/many.jsonl: edit that file
        "#
    );
}

#[test]
fn the_history_has_every_change_and_survives_the_index() {
    let home = home();
    done(home.run(&["index", "refresh"]));
    done(home.run(&["index", "add", "page.html", "--yes"]));
    done(home.run(&["index", "edit", "talks-end", "--title", "Talks: the end"]));
    done(home.run(&["index", "remove", "talks-end", "--yes"]));
    done(home.run(&["index", "restore", "talks-end"]));
    done(home.run(&["index", "refresh"]));
    let history = || {
        let out = done(home.run(&["index", "history", "--json"]));
        let changes = out.lines().map(|line| {
            let change: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(change["by"].as_str().unwrap().starts_with("terminal"));
            change["what"].as_str().unwrap().to_owned()
        });
        changes.collect::<Vec<_>>()
    };
    let expected = [
        "restore \"talks-end\"",
        "remove \"talks-end\"",
        "edit \"talks-end\" (title)",
        "add \"talks-end\"",
        "refresh: 1 added, 0 changed, 0 removed",
    ];
    assert_eq!(history(), expected);
    let log = home.path("index.history.jsonl");
    fs::remove_dir_all(home.path("index")).unwrap();
    assert_eq!(history(), expected);

    // A line truncated by a crash is skipped; its change is still in the index.
    let text = fs::read_to_string(&log).unwrap();
    done(home.run(&["index", "refresh"]));
    home.write("index.history.jsonl", text.clone() + "{\"at\":");
    assert_eq!(history(), expected);
    done(home.run(&["index", "refresh"]));
    assert_eq!(
        history().first().unwrap(),
        "refresh: 2 added, 0 changed, 0 removed"
    );
    assert!(fs::read_to_string(&log).unwrap().starts_with(&text));
}
