//! Tests of messages about unreadable files, and that the other files still load.

use std::fs;
use std::path::Path;

use summit_bot::corpus::{Article, Limits, load, read};
use tempfile::TempDir;

use crate::corpus::folder;

/// Loads `dir`. Returns the messages about its files and the ids of further articles; fails unless
/// its good article was loaded.
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
            problem
                .to_string()
                .replace(&dir.path().display().to_string(), "data")
        })
        .collect();
    lines.push(format!("loaded: {ids:?}"));
    lines.join("\n")
}

/// Returns the report of a folder with this file and a good one.
pub(crate) fn messages(name: &str, text: impl AsRef<[u8]>) -> String {
    let dir = folder(&[]);
    fs::write(dir.path().join(name), text).unwrap();
    report(&dir, Limits::default())
}

#[test]
fn not_utf8() {
    insta::assert_snapshot!(messages("a.txt", b"One.\nTwo.\nCaf\xe9.\n"), @r"
    data/a.txt:3: the text is not UTF-8 from this line on: save the file as UTF-8
    loaded: []
    ");
}

#[test]
fn not_utf8_in_the_other_formats() {
    insta::assert_snapshot!(messages("a.md", b"---\ntitle: Caf\xe9\n---\nA."), @r"
    data/a.md:2: the text is not UTF-8 from this line on: save the file as UTF-8
    loaded: []
    ");
    // A page is read in its declared or detected encoding.
    insta::assert_snapshot!(messages("a.html", b"<p>A caf\xe9 is open.</p>"), @r#"loaded: ["a"]"#);
    insta::assert_snapshot!(messages("a.jsonl", b"{\"_id\": \"1\", \"text\": \"A.\"}\n\xff"), @r"
    data/a.jsonl:2: the text is not UTF-8 from this line on: save the file as UTF-8
    loaded: []
    ");
    // The encoding that Notepad on Windows calls "Unicode".
    insta::assert_snapshot!(messages("a.txt", b"\xff\xfeA\0.\0"), @r"
    data/a.txt:1: the text is not UTF-8 from this line on: save the file as UTF-8
    loaded: []
    ");
}

#[test]
fn empty() {
    insta::assert_snapshot!(messages("a.md", ""), @r"
    data/a.md: the file is empty: write the article into it, or delete it
    loaded: []
    ");
    insta::assert_snapshot!(messages("a.txt", "\u{feff} \r\n\u{a0}"), @r"
    data/a.txt: the file is empty: write the article into it, or delete it
    loaded: []
    ");
    insta::assert_snapshot!(messages("a.html", "\n"), @r"
    data/a.html: the file is empty: write the article into it, or delete it
    loaded: []
    ");
    insta::assert_snapshot!(messages("a.jsonl", ""), @r"
    data/a.jsonl: the file is empty: write the article into it, or delete it
    loaded: []
    ");
}

#[test]
fn no_paragraph() {
    insta::assert_snapshot!(messages("a.md", "# Only a title\n"), @r"
    data/a.md: there is no paragraph in it: write the article's text below its title
    loaded: []
    ");
    insta::assert_snapshot!(messages("a.txt", "---\ntitle: Only a title\n---\n"), @r"
    data/a.txt: there is no paragraph in it: write the article's text below its title
    loaded: []
    ");
    insta::assert_snapshot!(messages("a.txt", "* * *"), @r"
    data/a.txt: there is no paragraph in it: write the article's text below its title
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
    insta::assert_snapshot!(text, @"data/a.md: the file is larger than 10 B: split it, or raise the limit in config.toml");
}

#[test]
fn duplicate_ids() {
    let dir = folder(&[
        ("a.md", "A."),
        ("a.txt", "A again."),
        ("b.md", "---\nid: sub/c\n---\nB."),
        ("sub/c.md", "C."),
    ]);
    insta::assert_snapshot!(report(&dir, Limits::default()), @r#"
    data/a.txt:1: "a" is already the ID of data/a.md:1: give one of them another `id:`, or `_id` in JSON Lines
    data/sub/c.md:1: "sub/c" is already the ID of data/b.md:1: give one of them another `id:`, or `_id` in JSON Lines
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
    data/a.jsonl:2: cannot read column 27: the line ends before its object does: write one object per line, like {"_id": "1", "title": "…", "text": "…"}
    data/a.jsonl:3: cannot read column 12: missing field `text`: write one object per line, like {"_id": "1", "title": "…", "text": "…"}
    data/a.jsonl:4: "1" is already the _id of line 1: give each line a unique _id
    data/a.jsonl:5: the _id is empty or not one line: give the line an _id
    data/a.jsonl:6: the text is empty: write the passage, or delete the line
    data/a.jsonl:7: the line is not a JSON object: write one object per line, like {"_id": "1", "title": "…", "text": "…"}
    loaded: ["1", "8"]
    "#);
}

#[test]
fn many_broken_lines_are_summarized() {
    let text = messages("a.jsonl", "no JSON\n".repeat(5_000));
    assert_eq!(text.lines().count(), 102);
    assert!(text.contains("4900 more lines have problems"), "{text}");
}

#[test]
fn pages_without_content() {
    insta::assert_snapshot!(messages("a.html", "<html><head><title>A</title></head><body></body></html>"), @r"
    data/a.html: no article was found in the page: save the page of one article, or its text as .txt or .md
    loaded: []
    ");
    // Menus, lists of headlines and access refusals are no articles.
    let menu =
        r#"<title>The Example</title><nav><a href="/w">World</a> <a href="/s">Sport</a></nav>"#;
    let headlines = "<title>News</title><div><p><a href='1'>Talks end in Alaska</a></p>\
                     <p><a href='2'>Leaders react with caution</a></p></div>";
    let refusal = "<title>404 Not Found</title><h1>404 Not Found</h1><hr><center>nginx</center>";
    insta::assert_snapshot!(messages("a.html", refusal), @r"
    data/a.html: this is not an article but an error page (the address was not found): save the page of one article, or its text as .txt or .md
    loaded: []
    ");
    for page in [menu, headlines] {
        insta::allow_duplicates!(insta::assert_snapshot!(messages("a.html", page), @r"
        data/a.html: no article was found in the page: save the page of one article, or its text as .txt or .md
        loaded: []
        "));
    }
    insta::assert_snapshot!(messages("a.html", "<div>".repeat(100_000)), @r"
    data/a.html: the page has too many elements, or nests them too deeply: save its text as .txt or .md
    loaded: []
    ");
}

#[test]
fn other_formats() {
    insta::assert_snapshot!(messages("a.pdf", "%PDF"), @r"
    data/a.pdf: warning: this is not a format of articles, so it is left out: save its text as .txt or .md
    loaded: []
    ");
}

#[test]
fn links_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.md", "Secret."), ("more/secret.md", "Secret.")]);
    let dir = folder(&[]);
    symlink(outside.path().join("secret.md"), dir.path().join("a.md")).unwrap();
    symlink(outside.path().join("more"), dir.path().join("more")).unwrap();
    symlink(dir.path().join("nowhere.md"), dir.path().join("z.md")).unwrap();
    insta::assert_snapshot!(report(&dir, Limits::default()), @r"
    data/a.md: this symbolic link leads out of the folder of articles: copy the file here instead
    data/more: this symbolic link leads out of the folder of articles: copy the file here instead
    data/z.md: cannot follow the symbolic link: no such file or directory: correct the link, or delete it
    loaded: []
    ");
    for path in ["a.md", "more/secret.md", "../secret.md"] {
        let contents = read(dir.path(), path, Limits::default());
        assert_eq!(contents.articles, [], "{path}");
        assert_eq!(contents.hash, None, "{path}");
        assert_eq!(contents.problems.len(), 1, "{path}");
    }
}

#[test]
fn names_that_are_not_utf8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let dir = folder(&[]);
    // Some file systems reject such a name.
    if fs::write(dir.path().join(OsStr::from_bytes(b"caf\xe9.md")), "A.").is_ok() {
        insta::assert_snapshot!(report(&dir, Limits::default()), @r"
        data/caf�.md: the name is not UTF-8, so the article could not be named: rename the file
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
