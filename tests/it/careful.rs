//! Named pipes, symbolic links and unusual file names, wherever the program opens a file.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use summit_bot::curation::{CurationError, Curator, Edits};
use summit_bot::index::{IndexError, LiveIndex, Search};

use crate::program::{Home, workspace};

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

fn curator(home: &Home) -> Curator {
    let workspace = workspace(&home.path(""));
    let live = LiveIndex::open(&workspace.index, workspace.language);
    Curator::new(workspace, Arc::new(live))
}

fn refreshed(curator: &Curator) -> String {
    let report = curator.refresh("test", true, &mut |_| ()).unwrap();
    report.edition.to_string()
}

#[test]
fn pipes_do_not_block_the_program() {
    let home = Home::new(&[("data/a.md", "The treaty was signed.")]);
    for name in [
        "data/aliases.toml",
        "data/attributions.toml",
        "config.toml",
        "index.history.jsonl",
    ] {
        pipe(&home.path(name));
        let arguments = match name {
            "index.history.jsonl" => &["index", "history"][..],
            _ => &["check"],
        };
        let run = home.run(arguments);
        assert!(
            run.code != 0 && (run.out + &run.err).contains("it is not a file"),
            "{name}"
        );
        fs::remove_file(home.path(name)).unwrap();
    }
    home.write("secret", "the history of something else\n");
    symlink(home.path("secret"), home.path("index.history.jsonl")).unwrap();
    assert_eq!(home.run(&["index", "refresh"]).code, 0);
    assert_eq!(
        fs::read_to_string(home.path("secret")).unwrap(),
        "the history of something else\n"
    );
    for name in ["data/aliases.toml", "data/attributions.toml"] {
        symlink(home.path("secret"), home.path(name)).unwrap();
        let run = home.run(&["check"]);
        assert!(
            run.out.contains("it lies outside the folder"),
            "{}",
            run.out
        );
        fs::remove_file(home.path(name)).unwrap();
    }
    symlink(home.path("secret"), home.path("data/attributions.toml")).unwrap();
    let refused = home.run(&["index", "speaker", "a", "treaty", "Ada"]);
    assert_eq!(refused.code, 1);
}

#[test]
fn pipes_and_links_are_not_used_as_an_index() {
    let home = Home::new(&[("data/a.md", "The treaty was signed.")]);
    assert_eq!(home.run(&["index", "refresh"]).code, 0);
    let entries = fs::read_dir(home.path("index")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let files: Vec<_> = paths
        .filter(|path| path.extension().unwrap() != "lock")
        .collect();
    for file in files.iter().filter(|file| file.is_file()) {
        if !file.exists() {
            continue;
        }
        fs::remove_file(file).unwrap();
        pipe(file);
        let run = home.run(&["ask", "Who signed the treaty?"]);
        assert!(
            run.out.contains("The treaty was signed."),
            "{file:?}: {}",
            run.err
        );
    }
    home.write("secret", "mine");
    fs::remove_file(home.path("index/writer.lock")).unwrap();
    symlink(home.path("secret"), home.path("index/writer.lock")).unwrap();
    home.write("data/b.md", "Another.");
    assert!(
        home.run(&["index", "refresh"])
            .refused()
            .contains("cannot use the index")
    );
    assert_eq!(fs::read_to_string(home.path("secret")).unwrap(), "mine");
}

#[test]
fn editing_a_linked_article_keeps_the_link() {
    let home = Home::new(&[]);
    fs::create_dir(home.path("data/.texts")).unwrap();
    home.write(
        "data/.texts/a.md",
        "---\ntitle: A\n---\n\nThe treaty was signed.\n",
    );
    symlink(".texts/a.md", home.path("data/a.md")).unwrap();
    let curator = curator(&home);
    let edition = refreshed(&curator);

    let (removed, _) = curator.remove("test", "a").unwrap();
    assert_eq!(removed.title, "A");
    assert!(fs::symlink_metadata(home.path("data/a.md")).is_err());
    refreshed(&curator);
    let restored = curator.restore("test", "a").unwrap();
    assert_eq!(restored.report.edition.to_string(), edition);

    curator
        .edit("test", "a", &Edits::default().set("title", "B".to_owned()))
        .unwrap();
    let target = fs::read_link(home.path("data/a.md")).unwrap();
    assert_eq!(target, Path::new(".texts/a.md"));
    let text = fs::read_to_string(home.path("data/.texts/a.md")).unwrap();
    assert!(text.contains("title: B"), "{text}");
}

#[test]
fn a_long_name_is_removed_and_restored() {
    let home = Home::new(&[]);
    let id = "ä".repeat(113);
    home.write(&format!("data/{id}.txt"), "The treaty was signed.");
    let curator = curator(&home);
    refreshed(&curator);
    curator.remove("test", &id).unwrap();
    curator.restore("test", &id).unwrap();
    assert!(home.path(&format!("data/{id}.txt")).exists());
}

#[test]
fn file_names_cannot_control_the_terminal() {
    let home = Home::new(&[("data/a\u{1b}[2J\nb.md", "")]);
    let run = home.run(&["check"]);
    assert!(run.out.contains(r"data/a\u{1b}[2J\nb.md"), "{}", run.out);
}

#[test]
fn a_file_that_cannot_be_read_does_not_change_the_edition() {
    let home = Home::new(&[("data/a.md", "The treaty was signed.")]);
    let curator = curator(&home);
    let edition = refreshed(&curator);
    home.write("data/b.md", [0xff, 0xfe, 0xfd]);
    pipe(&home.path("data/c.md"));
    assert_eq!(refreshed(&curator), edition);
    // An article that was indexed before keeps its last good version.
    home.write("data/a.md", [0xff]);
    assert_eq!(refreshed(&curator), edition);
}

#[test]
fn an_article_of_very_many_paragraphs_is_refused() {
    let home = Home::new(&[("data/a.txt", &"a\n\n".repeat(30_000))]);
    let run = home.run(&["check"]);
    assert!(
        run.out
            .contains("the article has more than 20000 paragraphs: split it"),
        "{}",
        run.out
    );
}

#[test]
fn the_commit_has_the_permissions_of_the_other_files() {
    let home = Home::new(&[("data/a.md", "The treaty was signed.")]);
    assert_eq!(home.run(&["index", "refresh"]).code, 0);
    let modes = fs::read_dir(home.path("index")).unwrap().map(|entry| {
        let metadata = entry.unwrap().metadata().unwrap();
        metadata.permissions().mode() & 0o777
    });
    let modes: std::collections::BTreeSet<u32> = modes.collect();
    assert_eq!(modes.len(), 1, "{modes:?}");
}

#[test]
fn a_refresh_stops_between_two_articles() {
    let home = Home::new(&[("data/0.txt", "One.")]);
    let curator = curator(&home);
    let edition = refreshed(&curator);
    for n in 1..50 {
        home.write(&format!("data/{n}.txt"), "One.");
    }
    let ended = curator.refresh("test", false, &mut |progress| {
        if progress.done == 3 {
            curator.shutdown().cancel();
        }
    });
    assert!(matches!(
        ended,
        Err(CurationError::Index(IndexError::Cancelled))
    ));
    assert_eq!(
        curator.live().snapshot().unwrap().edition().to_string(),
        edition
    );
}
