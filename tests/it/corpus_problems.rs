//! Files that cannot be read: what is said about them, and that the others still load.

use std::fs;
use std::path::Path;

use summit_bot::corpus::{Article, Limits, load, read};
use tempfile::TempDir;

use crate::corpus::folder;

/// The messages about the files of `dir`, whose good article must have been loaded, and the ids
/// of the articles beside it.
fn report(dir: &TempDir, limits: Limits) -> String {
    fs::write(dir.path().join("good.md"), "This one is fine.").unwrap();
    let (corpus, problems) = load(dir.path(), limits).unwrap();
    let mut ids: Vec<&str> = corpus.articles.iter().map(Article::id).collect();
    let good = ids
        .iter()
        .position(|id| *id == "good")
        .expect("the good article loads");
    ids.remove(good);
    let mut lines: Vec<String> = problems
        .iter()
        .map(|problem| {
            let text = problem
                .to_string()
                .replace(&dir.path().display().to_string(), "data");
            format!("{:?} {text}", problem.severity)
        })
        .collect();
    lines.push(format!("loaded: {ids:?}"));
    lines.join("\n")
}

fn messages(name: &str, text: impl AsRef<[u8]>) -> String {
    let dir = folder(&[]);
    fs::write(dir.path().join(name), text).unwrap();
    report(&dir, Limits::default())
}

#[test]
fn not_utf8() {
    insta::assert_snapshot!(messages("a.txt", b"One.\nTwo.\nCaf\xe9.\n"), @r"
    Error data/a.txt:3: the text is not UTF-8 from this line on: save the file as UTF-8
    loaded: []
    ");
}

#[test]
fn empty() {
    insta::assert_snapshot!(messages("a.md", ""), @r"
    Error data/a.md: the file is empty: write the article into it, or delete it
    loaded: []
    ");
    insta::assert_snapshot!(messages("a.txt", "\u{feff} \r\n\u{a0}"), @r"
    Error data/a.txt: the file is empty: write the article into it, or delete it
    loaded: []
    ");
}

#[test]
fn no_paragraph() {
    insta::assert_snapshot!(messages("a.md", "# Only a title\n"), @r"
    Error data/a.md: there is no paragraph in it: write the article's text below its title
    loaded: []
    ");
    insta::assert_snapshot!(messages("a.txt", "---\ntitle: Only a title\n---\n"), @r"
    Error data/a.txt: there is no paragraph in it: write the article's text below its title
    loaded: []
    ");
    insta::assert_snapshot!(messages("a.txt", "* * *"), @r"
    Error data/a.txt: there is no paragraph in it: write the article's text below its title
    loaded: []
    ");
}

#[test]
fn too_large() {
    let dir = folder(&[
        ("a.md", "A word or two."),
        ("b.md", "A word."),
        ("c.jsonl", r#"{"_id": "c", "text": "A word or two."}"#),
    ]);
    let limits = Limits {
        max_file_bytes: 10,
        ..Limits::default()
    };
    fs::write(dir.path().join("good.md"), "Fine.").unwrap();
    let (corpus, problems) = load(dir.path(), limits).unwrap();
    let ids: Vec<_> = corpus.articles.iter().map(Article::id).collect();
    assert_eq!(ids, ["b", "c", "good"]);
    let text = problems[0]
        .to_string()
        .replace(&dir.path().display().to_string(), "data");
    insta::assert_snapshot!(text, @"data/a.md: the file is larger than 10 bytes: split it, or raise the limit in config.toml");
}

#[test]
fn broken_yaml() {
    insta::assert_snapshot!(messages("a.md", "---\ntitle: A\nurl: [https://example.org\nid: b\n---\nA."), @r"
    Error data/a.md:4: cannot read the front matter as YAML: illegal placement of ':' indicator: correct this line; a value with special characters needs quotes
    loaded: []
    ");
    insta::assert_snapshot!(messages("a.md", "---\ntitle: Talks: a beginning\n---\nA."), @r"
    Error data/a.md:2: cannot read the front matter as YAML: mapping values are not allowed in this context: correct this line; a value with special characters needs quotes
    loaded: []
    ");
    insta::assert_snapshot!(messages("a.md", "---\nJust a line.\n---\nA."), @r#"
    Error data/a.md:2: cannot read the front matter as YAML: invalid type: string "Just a line.", expected keys and values such as `title: …`: correct this line; a value with special characters needs quotes
    loaded: []
    "#);
    insta::assert_snapshot!(messages("a.md", "---\ntitle: A\ntitle: B\n---\nA."), @r"
    Error data/a.md:3: cannot read the front matter as YAML: duplicate mapping key: title: correct this line; a value with special characters needs quotes
    loaded: []
    ");
}

#[test]
fn broken_toml() {
    insta::assert_snapshot!(messages("a.md", "+++\ntitle = \"A\"\nurl = https://example.org\n+++\nA."), @r"
    Error data/a.md:3: cannot read the front matter as TOML: string values must be quoted, expected literal string: correct this line; a value with special characters needs quotes
    loaded: []
    ");
    insta::assert_snapshot!(messages("a.txt", "+++\r\ntitle = \"A\"\r\ntitle = \"B\"\r\n+++\r\nA."), @r"
    Error data/a.txt:3: cannot read the front matter as TOML: duplicate key: correct this line; a value with special characters needs quotes
    loaded: []
    ");
}

#[test]
fn front_matter_without_end() {
    insta::assert_snapshot!(messages("a.md", "---\ntitle: A\n\nA."), @r"
    Error data/a.md:1: the front matter is not closed: end it with a line like its first one
    loaded: []
    ");
    insta::assert_snapshot!(messages("a.txt", "+++\ntitle = 'A'\n\nA."), @r"
    Error data/a.txt:1: the front matter is not closed: end it with a line like its first one
    loaded: []
    ");
}

#[test]
fn unknown_keys_cost_nothing() {
    insta::assert_snapshot!(messages("a.md", "---\ntitle: A\nauthor: Jane Doe\ndate: 2025-08-15\ntitel: B\n---\nA."), @r#"
    Warning data/a.md:3: unknown key "author": did you mean "authors"?
    Warning data/a.md:4: unknown key "date": the keys are title, url, outlet, authors, published, language, tags, id
    Warning data/a.md:5: unknown key "titel": did you mean "title"?
    loaded: ["a"]
    "#);
    insta::assert_snapshot!(messages("a.md", "+++\ntitle = 'A'\n\n[extra]\nweight = 1\n+++\nA."), @r#"
    Warning data/a.md:4: unknown key "extra": the keys are title, url, outlet, authors, published, language, tags, id
    loaded: ["a"]
    "#);
}

#[test]
fn wrong_types() {
    insta::assert_snapshot!(messages("a.md", "---\ntitle: [A, B]\noutlet: 5\ntags: {a: b}\nauthors: [Jane, 5]\nid: true\n---\nA."), @r#"
    Error data/a.md:2: "title" cannot be a list of texts: write one text, in quotes
    Error data/a.md:3: "outlet" cannot be a number: write one text, in quotes
    Error data/a.md:4: "tags" cannot be keys and values: write a text or a list of texts
    Error data/a.md:5: "authors" cannot be a list of other things than texts: write a text or a list of texts
    Error data/a.md:6: "id" cannot be true or false: write one text, in quotes
    loaded: []
    "#);
    insta::assert_snapshot!(messages("a.md", "+++\ntitle = 5\npublished = 2025\nurl = ['a']\n+++\nA."), @r#"
    Error data/a.md:2: "title" cannot be a number: write one text, in quotes
    Error data/a.md:3: "published" cannot be a number: write one text, in quotes
    Error data/a.md:4: "url" cannot be a list of texts: write one text, in quotes
    loaded: []
    "#);
}

#[test]
fn bad_values() {
    insta::assert_snapshot!(messages("a.md", "---\npublished: 15 August 2025\n---\nA."), @r#"
    Error data/a.md:2: "published" is not a date: "15 August 2025": write year, month, day like 2025-08-16
    loaded: []
    "#);
    insta::assert_snapshot!(messages("a.md", "---\npublished: 2025-02-30\nurl: www.example.org/a\n---\nA."), @r#"
    Error data/a.md:2: "published" is not a date: "2025-02-30": write year, month, day like 2025-08-16
    Error data/a.md:3: "url" is not a web address: "www.example.org/a": write all of it, beginning with https://
    loaded: []
    "#);
    insta::assert_snapshot!(messages("a.md", "---\nurl: javascript:alert(1)\nlanguage: English\n---\nA."), @r#"
    Error data/a.md:2: "url" is not a web address: "javascript:alert(1)": write all of it, beginning with https://
    Warning data/a.md:3: "language" is not a language tag: "English": write one such as en or de-AT
    loaded: []
    "#);
    insta::assert_snapshot!(messages("a.md", "+++\npublished = 10:30:00\n+++\nA."), @r#"
    Error data/a.md:2: "published" is not a date: "10:30:00": write year, month, day like 2025-08-16
    loaded: []
    "#);
}

#[test]
fn the_same_id_twice() {
    let dir = folder(&[
        ("a.md", "A."),
        ("a.txt", "A again."),
        ("b.md", "---\nid: sub/c\n---\nB."),
        ("sub/c.md", "C."),
    ]);
    insta::assert_snapshot!(report(&dir, Limits::default()), @r#"
    Error data/a.txt:1: "a" is already the id of data/a.md:1: give one of them another `id:`, or `_id` in JSON Lines
    Error data/sub/c.md:1: "sub/c" is already the id of data/b.md:1: give one of them another `id:`, or `_id` in JSON Lines
    loaded: ["a", "sub/c"]
    "#);
}

#[test]
fn broken_json_lines() {
    let lines = r#"{"_id": "1", "text": "One."}
{"_id": "2", "text": "Two."
{"_id": "3"}
{"_id": "1", "text": "One again."}
{"_id": "", "text": "No id."}
{"_id": "6", "text": " "}
["7", "text"]
{"_id": "8", "text": "Eight."}
"#;
    insta::assert_snapshot!(messages("a.jsonl", lines), @r#"
    Error data/a.jsonl:2: cannot read column 27: EOF while parsing an object: write one object a line, like {"_id": "1", "title": "…", "text": "…"}
    Error data/a.jsonl:3: cannot read column 12: missing field `text`: write one object a line, like {"_id": "1", "title": "…", "text": "…"}
    Error data/a.jsonl:4: "1" is already the _id of line 1: give each line an _id of its own
    Error data/a.jsonl:5: the _id is empty or not one line: give the line an _id of its own
    Error data/a.jsonl:6: the text is empty: write the passage, or delete the line
    Error data/a.jsonl:7: the line is not a JSON object: write one object a line, like {"_id": "1", "title": "…", "text": "…"}
    loaded: ["1", "8"]
    "#);
}

#[test]
fn a_file_of_broken_lines_does_not_flood() {
    let text = messages("a.jsonl", "no JSON\n".repeat(5_000));
    assert_eq!(text.lines().count(), 102);
    assert!(text.contains("4900 more lines have problems"), "{text}");
}

#[test]
fn pages_without_content() {
    insta::assert_snapshot!(messages("a.html", "<html><head><title>A</title></head><body></body></html>"), @r"
    Error data/a.html: no main content was found in the page: save the whole page, or its text as .txt or .md
    loaded: []
    ");
    insta::assert_snapshot!(messages("a.html", "<div>".repeat(100_000)), @r"
    Error data/a.html: the page has too many elements, or nests them too deeply: save its text as .txt or .md
    loaded: []
    ");
}

#[test]
fn other_formats() {
    insta::assert_snapshot!(messages("a.pdf", "%PDF"), @r"
    Warning data/a.pdf: this is not a format of articles, so it is left out: save its text as .txt or .md
    loaded: []
    ");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.md", "Secret."), ("more/secret.md", "Secret.")]);
    let dir = folder(&[]);
    symlink(outside.path().join("secret.md"), dir.path().join("a.md")).unwrap();
    symlink(outside.path().join("more"), dir.path().join("more")).unwrap();
    symlink(dir.path().join("nowhere.md"), dir.path().join("z.md")).unwrap();
    insta::assert_snapshot!(report(&dir, Limits::default()), @r"
    Error data/a.md: this symbolic link leads out of the folder of articles: copy the file here instead
    Error data/more: this symbolic link leads out of the folder of articles: copy the file here instead
    Error data/z.md: cannot follow the symbolic link: No such file or directory (os error 2): correct the link, or delete it
    loaded: []
    ");
    for path in ["a.md", "more/secret.md", "../secret.md"] {
        let contents = read(dir.path(), path, Limits::default());
        assert_eq!(contents.articles, [], "{path}");
        assert_eq!(contents.hash, None, "{path}");
        assert_eq!(contents.problems.len(), 1, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_not_utf8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let dir = folder(&[]);
    // Some file systems refuse such a name themselves.
    if fs::write(dir.path().join(OsStr::from_bytes(b"caf\xe9.md")), "A.").is_ok() {
        insta::assert_snapshot!(report(&dir, Limits::default()), @r"
        Error data/caf�.md: the name is not UTF-8, so the article could not be named: rename the file
        loaded: []
        ");
    }
}

#[test]
fn no_folder() {
    let dir = folder(&[("file", "")]);
    let message = |path: &Path| {
        let error = load(path, Limits::default()).unwrap_err();
        error
            .to_string()
            .replace(&dir.path().display().to_string(), "…")
    };
    insta::assert_snapshot!(message(&dir.path().join("data")), @"cannot find the folder of articles …/data: make it and put an article in it");
    insta::assert_snapshot!(message(&dir.path().join("file")), @"cannot read articles from …/file: it is not a folder");
}
