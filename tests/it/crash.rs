//! Kills the program at random moments of every command that writes, and checks that nothing is
//! lost.
//!
//! `SUMMIT_BOT_CRASH_ROUNDS=200 cargo test --test it crash:: -- --nocapture` runs the long loop.

#![allow(clippy::print_stdout, reason = "what was done is there to be printed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use summit_bot::index::{Search, Store};
use summit_bot::text::Language;

use crate::program::{Home, Run};
use crate::random::Random;

const ARTICLES: usize = 8;

/// Command that is killed in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verb {
    Refresh,
    Add,
    Remove,
    Restore,
    Edit,
}

const VERBS: [Verb; 5] = [
    Verb::Refresh,
    Verb::Add,
    Verb::Remove,
    Verb::Restore,
    Verb::Edit,
];

/// Text of each article file, by article id.
type Articles = BTreeMap<String, Vec<u8>>;

/// The articles of a folder, and the removed ones.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    articles: Articles,
    removed: BTreeSet<Vec<u8>>,
}

#[test]
fn a_kill_at_any_moment_loses_nothing() {
    let rounds = std::env::var("SUMMIT_BOT_CRASH_ROUNDS");
    let rounds: usize = rounds.map_or(25, |rounds| rounds.parse().unwrap());
    let now = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap();
    let seed = std::env::var("SUMMIT_BOT_CRASH_SEED")
        .map_or(now.as_nanos() as u64 | 1, |seed| seed.parse().unwrap());
    println!("seed {seed}");
    let mut random = Random(seed);

    let home = Home::new(&[]);
    for n in 0..ARTICLES {
        home.write(&format!("data/{n}.md"), article(n, 0));
    }
    assert_eq!(home.run(&["index", "refresh"]).code, 0);
    let mut longest: BTreeMap<Verb, Duration> = BTreeMap::new();
    let mut outcomes: BTreeMap<(Verb, &str), usize> = BTreeMap::new();
    let mut commits = Vec::new();
    for round in 1..=rounds {
        let before = state(&home);
        let verb = VERBS[round % VERBS.len()];
        let arguments = prepare(&home, verb, round, &before, &mut random);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let prepared = state(&home);
        let indexed_before = indexed(&home);
        let prepared_edition = indexed_before.0.clone();

        let longest = longest.entry(verb).or_insert(Duration::from_millis(150));
        let was_killed = run_and_kill(&home, &arguments, longest, &mut random);
        let after = state(&home);
        let context = || format!("round {round}, seed {seed}: {arguments:?}");
        check_articles(&prepared, &after, verb, &context());
        // Before anything repairs it, the commit is the state before or after the command.
        let indexed_after = indexed(&home);
        commits.push(prepared_edition);
        commits.push(indexed_after.0.clone());
        // The next writer is a refresh or another command, which completes the interrupted commit
        // first.
        let is_edited = round % 2 == 0;
        let after = if is_edited {
            let known = |id: &&String| indexed_after.1.contains(*id);
            let id = after.articles.keys().find(known).unwrap();
            let outlet = format!("After {round}");
            let run = home.run(&["index", "edit", id, "--outlet", &outlet]);
            assert_eq!(run.code, 0, "{}: {}", context(), run.err);
            commits.push(indexed(&home).0);
            state(&home)
        } else {
            after
        };
        let verb_after = if is_edited { Verb::Refresh } else { verb };
        let before_repair = if is_edited {
            after.clone()
        } else {
            prepared.clone()
        };

        let mut next = home.command(&["index", "refresh"]);
        let run = Run::of(next.env("RUST_LOG", "debug").output().unwrap());
        assert_eq!(run.code, 0, "{}: {}", context(), run.err);
        let repaired = state(&home);
        check_articles(&before_repair, &repaired, verb_after, &context());
        let names: BTreeSet<String> = repaired.articles.keys().cloned().collect();
        let indexed_repaired = indexed(&home);
        assert_eq!(
            indexed_repaired.1,
            names,
            "{}: the index is the folder",
            context()
        );
        commits.push(indexed_repaired.0.clone());
        assert!(
            is_edited || indexed_after == indexed_before || indexed_after == indexed_repaired,
            "{}: the index was one or the other",
            context()
        );
        let hidden = hidden_files(&home.path("data"));
        assert!(hidden.is_empty(), "{}: {hidden:?}", context());
        let history = home.run(&["index", "history", "--limit", "1", "--json"]);
        let last: serde_json::Value = serde_json::from_str(history.out.trim()).unwrap();
        assert_eq!(last["edition"], indexed_repaired.0, "{}", context());
        let is_committed = indexed_after != indexed_before;
        let outcome = match (was_killed, after != prepared, is_committed) {
            (false, _, _) => "ended before it was killed",
            (true, _, true) => "killed after the commit",
            (true, true, false) => "killed between the files and the commit",
            (true, false, false) => "killed before any change of the files",
        };
        *outcomes.entry((verb, outcome)).or_default() += 1;
    }
    commits.dedup();
    let mut history = history(&home).into_iter();
    for (n, commit) in commits.iter().enumerate() {
        assert!(
            history.any(|edition| edition == *commit),
            "seed {seed}: the history lacks commit {n} of {}",
            commits.len()
        );
    }
    println!("{} commits seen, all of them in the history", commits.len());
    for ((verb, outcome), count) in &outcomes {
        println!("{verb:?}: {count} {outcome}");
    }
    let killed = outcomes
        .iter()
        .filter(|((_, outcome), _)| outcome.starts_with("killed"));
    println!(
        "{rounds} rounds, {} killed",
        killed.map(|(_, count)| count).sum::<usize>()
    );
}

/// Returns the editions in the history, oldest first.
fn history(home: &Home) -> Vec<String> {
    let out = home
        .run(&["index", "history", "--limit", "65535", "--json"])
        .out;
    let lines = out.lines().rev();
    lines
        .map(|line| {
            let entry: serde_json::Value = serde_json::from_str(line).unwrap();
            entry["edition"].as_str().unwrap().to_owned()
        })
        .collect()
}

fn article(n: usize, round: usize) -> String {
    let mut text = format!("---\ntitle: Report {n}\n---\n");
    for paragraph in 0..20 {
        text.push_str(&format!(
            "\nIn round {round} the minister signed treaty {n} with ambassador {paragraph}.\n"
        ));
    }
    text
}

/// Prepares the folder for the command of a round. Returns its arguments.
fn prepare(
    home: &Home,
    verb: Verb,
    round: usize,
    state: &State,
    random: &mut Random,
) -> Vec<String> {
    let ids: Vec<&String> = state.articles.keys().collect();
    let any = ids[random.below(ids.len() as u64) as usize].clone();
    let command = |words: &[&str]| words.iter().map(ToString::to_string).collect();
    match verb {
        Verb::Refresh => {
            let n = random.below(ARTICLES as u64) as usize;
            home.write(&format!("data/{any}.md"), article(n, round));
            command(&["index", "refresh", "--yes"])
        }
        Verb::Add => {
            home.write("new.md", article(100 + round, round));
            command(&["index", "add", "new.md", "--yes"])
        }
        Verb::Remove => command(&["index", "remove", &any, "--yes"]),
        Verb::Restore => {
            if state.removed.is_empty() {
                assert_eq!(home.run(&["index", "remove", &any, "--yes"]).code, 0);
            }
            let id = removed_ids(home).pop().unwrap();
            command(&["index", "restore", &id])
        }
        Verb::Edit => command(&["index", "edit", &any, "--outlet", &format!("Round {round}")]),
    }
}

/// Runs the program and kills it after a random part of its usual duration. Returns whether it was
/// killed before it ended.
fn run_and_kill(
    home: &Home,
    arguments: &[&str],
    longest: &mut Duration,
    random: &mut Random,
) -> bool {
    let started = Instant::now();
    let mut command = home.command(arguments);
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    thread::sleep(Duration::from_micros(
        random.below(longest.as_micros() as u64),
    ));
    child.kill().unwrap();
    let killed = !child.wait().unwrap().success();
    // Moments are spread over the full duration of the command on this machine.
    *longest = if killed {
        *longest * 3 / 2
    } else {
        started.elapsed().min(*longest)
    };
    killed
}

fn check_articles(before: &State, after: &State, verb: Verb, context: &str) {
    // No article is lost, and none is incomplete.
    let all = |state: &State| -> BTreeSet<Vec<u8>> {
        state
            .articles
            .values()
            .chain(&state.removed)
            .cloned()
            .collect()
    };
    let (had, has) = (all(before), all(after));
    let lost = had.difference(&has).count();
    let new: Vec<&Vec<u8>> = has.difference(&had).collect();
    match verb {
        Verb::Add => assert_eq!(lost, 0, "{context}: an article is lost"),
        Verb::Edit => assert!(
            lost == new.len() && lost <= 1,
            "{context}: an article is lost"
        ),
        _ => assert_eq!((lost, new.len()), (0, 0), "{context}: an article is lost"),
    }
    for text in new {
        let text = String::from_utf8(text.clone()).unwrap();
        assert!(text.starts_with("---\n"), "{context}: {text}");
        assert!(
            text.trim_end().ends_with("ambassador 19."),
            "{context}: {text}"
        );
    }
}

/// Returns the edition of the index, which identifies the contents of all files, and the ids of its
/// articles. Reading repairs nothing.
fn indexed(home: &Home) -> (String, BTreeSet<String>) {
    let store = Store::open_existing(&home.path("index"), Language::ENGLISH).unwrap();
    let articles = store.snapshot().unwrap().article_summaries().unwrap();
    for article in &articles {
        assert_eq!(article.paragraphs, 20, "{article:?}");
    }
    let ids = articles.into_iter().map(|article| article.id).collect();
    (store.edition().to_string(), ids)
}

fn state(home: &Home) -> State {
    let read = |folder: &Path| -> Vec<(String, Vec<u8>)> {
        let entries = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().path());
        let articles = entries.filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            !name.starts_with('.') && name.ends_with(".md")
        });
        articles
            .map(|path| {
                let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
                (stem, fs::read(path).unwrap())
            })
            .collect()
    };
    let removed = read(&home.path("data/.removed"));
    State {
        articles: read(&home.path("data")).into_iter().collect(),
        removed: removed.into_iter().map(|(_, text)| text).collect(),
    }
}

fn removed_ids(home: &Home) -> Vec<String> {
    let entries = fs::read_dir(home.path("data/.removed")).unwrap();
    let notes = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_str().unwrap().ends_with(".note.json"));
    notes
        .map(|path| {
            let note: serde_json::Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
            note["id"].as_str().unwrap().to_owned()
        })
        .collect()
}

/// Returns the names of temporary files left behind.
fn hidden_files(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    let names = entries.map(|entry| entry.file_name().to_str().unwrap().to_owned());
    names
        .filter(|name| name.starts_with(".summit-bot-"))
        .collect()
}
