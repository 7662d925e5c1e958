//! The rules of the house, held by reading the source.

use std::fs;
use std::path::Path;

/// Each layer may name those before it, and itself. What is not here stands above them all.
const LAYERS: [&str; 8] = [
    "lexicon",
    "text",
    "corpus",
    "quotations",
    "index",
    "answer",
    "curation",
    "discord",
];

const LONGEST_FILE: usize = 320;

struct Source {
    /// Such as `index/store.rs`.
    path: String,
    text: String,
}

impl Source {
    /// The module below the crate that the file belongs to.
    fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap();
        first.trim_end_matches(".rs")
    }

    /// The lines that are not comments, with their numbers.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = (1..).zip(self.text.lines());
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&root).unwrap();
                sources.push(Source {
                    path: below.to_str().unwrap().replace('\\', "/"),
                    text: fs::read_to_string(&path).unwrap(),
                });
            }
        }
    }
    assert!(sources.len() > 10, "the source is where it was");
    sources
}

/// The names of the crate's modules in a line of code.
fn modules_named(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| {
        let is_name = |c: char| c.is_alphanumeric() || c == '_';
        rest.split(|c| !is_name(c)).next().unwrap_or_default()
    })
}

/// No line of code has one of `words`, but in `homes`.
fn only_in(homes: &[&str], words: &[&str]) {
    for source in sources() {
        if homes.contains(&source.module()) {
            continue;
        }
        for (n, line) in source.code() {
            for word in words {
                assert!(!line.contains(word), "{}:{n} has {word:?}", source.path);
            }
        }
    }
}

#[test]
fn imports_point_one_way() {
    for source in sources() {
        let Some(layer) = LAYERS.iter().position(|layer| *layer == source.module()) else {
            continue;
        };
        for (n, line) in source.code() {
            for named in modules_named(line) {
                assert!(
                    LAYERS.iter().take(layer + 1).any(|layer| *layer == named),
                    "{}:{n} names {named:?}, which is not below it",
                    source.path
                );
            }
        }
    }
}

#[test]
fn each_library_has_its_place() {
    only_in(&["index"], &["tantivy"]);
    only_in(&["discord"], &["serenity"]);
    only_in(&["discord", "ops", "cli", "main"], &["tokio"]);
}

#[test]
fn only_the_terminal_module_prints() {
    let ways = [
        "println!",
        "eprintln!",
        "print!",
        "eprint!",
        "stdout()",
        "stderr()",
        "dbg!",
    ];
    only_in(&["cli"], &ways);
}

#[test]
fn every_file_says_what_it_is_and_is_no_longer_than_one_idea() {
    for source in sources() {
        assert!(
            source.text.starts_with("//! "),
            "{} has no first words",
            source.path
        );
        // A table of words is no code, however long.
        let is_word = |line: &&str| line.trim().starts_with('"') && line.ends_with("\",");
        let lines = source.text.lines().filter(|line| !is_word(line)).count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines", source.path);
    }
}
