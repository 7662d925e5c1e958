//! The files of `src/` and the imports between them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Path of a module within the crate, such as `["index", "store"]`.
pub(super) type ModulePath = Vec<String>;

/// Source file.
pub(super) struct Source {
    /// Path below `src/`, such as `index/store.rs`.
    pub path: String,
    pub text: String,
    pub module: ModulePath,
}

/// Paths in one file, from the root of the crate.
#[derive(Default)]
struct Names {
    imported: BTreeSet<ModulePath>,
    /// Re-exports: the exported name and the original path.
    exported: Vec<(String, ModulePath)>,
}

impl Source {
    /// Returns the layer of the file, which is the first part of its path.
    pub(super) fn layer(&self) -> &str {
        let first = self.path.split('/').next().unwrap();
        first.trim_end_matches(".rs")
    }

    /// Returns the lines that are not comments, with their numbers.
    pub(super) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = (1..).zip(self.text.lines());
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Returns the code without comments and without test modules.
    fn shipped_code(&self) -> String {
        let mut code = String::new();
        let mut lines = self.code().map(|(_, line)| line);
        while let Some(line) = lines.next() {
            if line.trim() != "#[cfg(test)]" {
                code.push_str(line.split(" // ").next().unwrap());
                code.push('\n');
                continue;
            }
            // Skip the item below: one line, or a block up to its closing brace.
            let indent = line.len() - line.trim_start().len();
            let mut item = lines
                .by_ref()
                .skip_while(|line| line.trim().starts_with("#["));
            if item.next().is_some_and(|line| line.ends_with('{')) {
                let closing = format!("{}}}", " ".repeat(indent));
                item.find(|line| *line == closing);
            }
        }
        code
    }
}

/// Reads every file of `src/`.
pub(super) fn sources() -> Vec<Source> {
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
                let below = below.to_str().unwrap().replace('\\', "/");
                sources.push(Source {
                    module: module_of(&below),
                    text: fs::read_to_string(&path).unwrap(),
                    path: below,
                });
            }
        }
    }
    assert!(sources.len() > 100, "the source is where it was");
    sources
}

fn module_of(path: &str) -> ModulePath {
    let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
    match path {
        "lib" | "main" => Vec::new(),
        _ => path.split('/').map(str::to_owned).collect(),
    }
}

/// Returns the modules that each module imports. `mod` lines, re-exports and test code do not
/// count.
pub(super) fn imports(sources: &[Source]) -> BTreeMap<ModulePath, BTreeSet<ModulePath>> {
    let modules: BTreeSet<&ModulePath> = sources.iter().map(|source| &source.module).collect();
    let names: BTreeMap<&ModulePath, Names> = sources
        .iter()
        .filter(|source| !source.path.ends_with("tests.rs"))
        .map(|source| (&source.module, names(source, &modules)))
        .collect();
    let edges = names.iter().map(|(module, named)| {
        let homes = named
            .imported
            .iter()
            .filter_map(|path| home_of(&names, path));
        (
            module.to_vec(),
            homes.filter(|home| home != *module).collect(),
        )
    });
    edges.collect()
}

/// Returns the module that defines the item at `path`, following re-exports.
fn home_of(names: &BTreeMap<&ModulePath, Names>, path: &[String]) -> Option<ModulePath> {
    let mut path = path.to_vec();
    // A longer chain of re-exports would be a cycle.
    for _ in 0..10 {
        let prefixes = (1..=path.len()).rev().map(|length| path[..length].to_vec());
        let home = prefixes
            .into_iter()
            .find(|prefix| names.contains_key(prefix))?;
        let item = path.get(home.len());
        let exported = &names[&home].exported;
        match exported.iter().find(|(name, _)| Some(name) == item) {
            Some((_, behind)) if *behind != path => path.clone_from(behind),
            _ => return Some(home),
        }
    }
    None
}

fn names(source: &Source, modules: &BTreeSet<&ModulePath>) -> Names {
    let mut names = Names::default();
    let mut add = |path: &str, is_export: bool| {
        let Some(absolute) = absolute(&source.module, path, modules) else {
            return;
        };
        if is_export {
            let name = path.rsplit("::").next().unwrap().to_owned();
            names.exported.push((name, absolute));
        } else {
            names.imported.insert(absolute);
        }
    };
    let mut body = String::new();
    for statement in source.shipped_code().split_inclusive(';') {
        let line = statement.trim_start();
        let (visibility, rest) = match line.split_once("use ") {
            Some((visibility, rest)) if visibility.is_empty() || is_visibility(visibility) => {
                (visibility, rest)
            }
            _ => {
                body.push_str(statement);
                continue;
            }
        };
        for path in leaves(rest.trim_end_matches(';')) {
            add(&path, !visibility.is_empty());
        }
    }
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    // The path in a visibility such as `pub(in crate::cli)` is not an import.
    let body = body.replace("pub(in ", "pub(in::");
    for path in body.split(|c| !is_name(c)) {
        if path.contains("::") {
            add(path, false);
        }
    }
    names
}

fn is_visibility(text: &str) -> bool {
    text.starts_with("pub") && !text.contains('\n') && !text.contains('{')
}

/// Returns the paths in a `use` tree, without `as` names.
fn leaves(tree: &str) -> Vec<String> {
    let Some((prefix, inner)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap();
        let path: String = path.split_whitespace().collect();
        return vec![path.trim_end_matches("::self").to_owned()];
    };
    let inner = inner.rsplit_once('}').unwrap().0;
    let mut paths = Vec::new();
    let mut depth = 0_i32;
    for part in inner.split_inclusive([',', '{', '}']) {
        let is_open = depth > 0;
        depth += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
        let part = if depth == 0 && !part.ends_with('}') {
            part.trim_end_matches(',')
        } else {
            part
        };
        match paths.last_mut() {
            Some(last) if is_open => *last = format!("{last}{part}"),
            _ => paths.push(part.to_owned()),
        }
    }
    let paths = paths.iter().filter(|path| !path.trim().is_empty());
    paths
        .flat_map(|path| leaves(&format!("{prefix}{}", path.trim())))
        .collect()
}

/// Converts a path in a file to one from the crate's root; `None` for other crates.
fn absolute(
    module: &ModulePath,
    path: &str,
    modules: &BTreeSet<&ModulePath>,
) -> Option<ModulePath> {
    let mut parts = path.split("::").peekable();
    let mut base = module.clone();
    match *parts.peek()? {
        "crate" => {
            base.clear();
            parts.next();
        }
        "self" => {
            parts.next();
        }
        "super" => {
            while parts.next_if_eq(&"super").is_some() {
                base.pop();
            }
        }
        child => {
            let mut below = base.clone();
            below.push(child.to_owned());
            modules.contains(&below).then_some(())?;
        }
    }
    base.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
    Some(base)
}
