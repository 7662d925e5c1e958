//! Checks of project rules on the source code in `src/`.

mod source;

use std::collections::{BTreeMap, BTreeSet};

use source::{ModulePath, imports, sources};

/// Layers from lowest to highest. A layer may import layers on earlier lines.
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

/// Maximum number of lines of a file.
const LONGEST_FILE: usize = 320;

/// Asserts that only the layers `homes` use any of `words`.
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
fn layers_only_import_lower_layers() {
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
fn modules_have_no_import_cycles() {
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

/// Returns the modules that `start` imports directly or indirectly.
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
fn libraries_are_only_used_in_their_layers() {
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
fn every_file_has_a_summary_and_a_limited_length() {
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
