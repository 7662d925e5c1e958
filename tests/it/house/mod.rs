//! The rules of the house, checked by reading `src/`.

mod source;

use std::collections::{BTreeMap, BTreeSet};

use source::{ModulePath, imports, sources};

/// The layers from the lowest to the highest. A layer may import those of the lines before it.
const LAYERS: &[&[&str]] = &[
    &["lexicon", "encoder"],
    &["text"],
    &["corpus"],
    &["quotations"],
    &["index", "state"],
    &["answer", "curation"],
    &["discord"],
    &["config", "eval", "ops"],
    &["cli"],
];

/// The number of lines up to which a file is taken to hold one idea.
const LONGEST_FILE: usize = 320;

/// No line of code has one of `words`, but in the layers `homes`.
fn only_in(homes: &[&str], words: &[&str]) {
    for source in sources() {
        if homes.contains(&source.layer()) {
            continue;
        }
        for (n, line) in source.code() {
            for word in words {
                assert!(!line.contains(word), "{}:{n} has {word:?}", source.path);
            }
        }
    }
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|rank| rank.contains(&layer))
}

#[test]
fn imports_point_down() {
    let mut wrong = Vec::new();
    for (module, targets) in imports(&sources()) {
        let Some(layer) = module.first() else {
            continue;
        };
        let height = rank(layer).unwrap_or_else(|| panic!("{layer:?} is no layer of the design"));
        for target in targets {
            let below = rank(&target[0]).is_some_and(|other| other < height);
            if target[0] != *layer && !below {
                wrong.push(format!("{} imports {}", module.join("/"), target.join("/")));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "imports that do not point down:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn files_form_no_circle() {
    let imports = imports(&sources());
    let mut circles = Vec::new();
    for (module, targets) in &imports {
        for target in targets {
            if reached_from(target, &imports).contains(module) {
                circles.push(format!("{} -> {}", module.join("/"), target.join("/")));
            }
        }
    }
    println!("imports that are part of a circle: {}", circles.len());
    assert!(
        circles.is_empty(),
        "circles of files:\n{}",
        circles.join("\n")
    );
}

/// The modules that `start` imports, those that these import, and so on.
fn reached_from<'a>(
    start: &'a ModulePath,
    imports: &'a BTreeMap<ModulePath, BTreeSet<ModulePath>>,
) -> BTreeSet<&'a ModulePath> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![start];
    while let Some(module) = waiting.pop() {
        for target in imports.get(module).into_iter().flatten() {
            if reached.insert(target) {
                waiting.push(target);
            }
        }
    }
    reached
}

#[test]
fn each_library_has_its_place() {
    only_in(&["index"], &["tantivy"]);
    only_in(&["state"], &["rusqlite"]);
    only_in(&["discord"], &["serenity"]);
    only_in(&["encoder"], &["candle_", "tokenizers::"]);
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
        let lines = source.text.lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines", source.path);
    }
}
