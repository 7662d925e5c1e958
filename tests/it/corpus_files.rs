//! Tests of finding and hashing the files of a folder.

use std::fs;

use summit_bot::corpus::{Article, Limits, load, read, scan};

use crate::corpus::folder;

#[test]
fn files_are_found_in_order_at_any_depth() {
    let dir = folder(&[
        ("b.md", "B."),
        ("a/z.txt", "Z."),
        ("a/deep/er/y.MD", "Y."),
        ("notes.csv", "x"),
        ("aliases.toml", "x = 1"),
        (".hidden.md", "x"),
        (".removed/old.md", "x"),
        ("a/.draft/x.md", "x"),
    ]);
    let (files, problems) = scan(dir.path(), Limits::default()).unwrap();
    assert_eq!(problems, []);
    let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["a/deep/er/y.MD", "a/z.txt", "b.md"]);
    let (corpus, _) = load(dir.path(), Limits::default()).unwrap();
    let ids: Vec<_> = corpus.articles.iter().map(Article::id).collect();
    assert_eq!(ids, ["a/deep/er/y", "a/z", "b"]);
}

#[test]
fn a_hash_depends_only_on_the_content() {
    let dir = folder(&[("a.md", "A."), ("b.md", "A."), ("c.md", "C.")]);
    let limits = Limits::default();
    let (before, _) = scan(dir.path(), limits).unwrap();
    assert_eq!(before[0].hash, before[1].hash);
    assert_eq!(before[2].hash, read(dir.path(), "c.md", limits).hash);
    fs::write(dir.path().join("a.md"), "A.").unwrap();
    fs::write(dir.path().join("c.md"), "D.").unwrap();
    let (after, _) = scan(dir.path(), limits).unwrap();
    assert_eq!(before[..2], after[..2]);
    assert_ne!(before[2].hash, after[2].hash);
}

#[test]
fn links_within_the_folder_are_followed_once() {
    use std::os::unix::fs::symlink;
    let dir = folder(&[("a.md", "A."), (".store/b.md", "B."), ("sub/c.md", "C.")]);
    let at = |name: &str| dir.path().join(name);
    symlink(at(".store/b.md"), at("b.md")).unwrap();
    symlink(at("a.md"), at("a-again.md")).unwrap();
    symlink(dir.path(), at("sub/loop")).unwrap();
    symlink(at("sub"), at("zub")).unwrap();
    let (corpus, problems) = load(dir.path(), Limits::default()).unwrap();
    assert_eq!(problems, []);
    let ids: Vec<_> = corpus.articles.iter().map(Article::id).collect();
    assert_eq!(ids, ["a", "b", "sub/c"]);
}
