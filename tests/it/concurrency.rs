//! Many threads ask questions while the index is refreshed repeatedly, in a process of their own.
//!
//! `SUMMIT_BOT_REFRESHES=1000 cargo test --test it concurrency:: -- --nocapture` runs the long test
//! and prints its duration and memory.

#![allow(clippy::print_stdout, reason = "the figures are there to be printed")]

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use summit_bot::answer::{Answer, AnswerSettings, AskRequest, Asker};
use summit_bot::curation::{CurationError, Curator};
use summit_bot::index::{LiveIndex, Search};
use summit_bot::lexicon::Aliases;
use summit_bot::text::Language;

use crate::program::workspace;

const ASKING: usize = 8;
const ARTICLES: usize = 5;

/// Maximum duration of anything the tests wait for, generous for a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs in a process of its own, because other tests in this process also use memory and open
/// files.
#[test]
fn questions_are_answered_during_refreshes() {
    let test = "concurrency::asking_and_refreshing";
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
        // Without this, the amount of freed memory that is retained depends on how many threads
        // happened to run at once.
        .env("MALLOC_ARENA_MAX", "2")
        .output()
        .unwrap();
    let out = String::from_utf8_lossy(&output.stdout);
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{out}{err}");
    assert!(out.contains("1 passed"), "{out}");
    for line in out.lines().filter(|line| line.starts_with("  ")) {
        println!("{line}");
    }
}

#[test]
#[ignore = "run by questions_are_answered_during_refreshes"]
fn asking_and_refreshing() {
    let refreshes = std::env::var("SUMMIT_BOT_REFRESHES");
    let refreshes: usize = refreshes.map_or(12, |refreshes| refreshes.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let place = workspace(folder.path());
    fs::create_dir(&place.data).unwrap();
    let live = Arc::new(LiveIndex::open(&place.index, place.language));
    let curator = Curator::new(place.clone(), Arc::clone(&live));
    write(&place.data, 0);
    let report = curator.refresh("test", false, &mut |_| ()).unwrap();
    let written = Mutex::new(HashMap::from([(report.edition.to_string(), 0)]));

    let is_over = AtomicBool::new(false);
    let answers: [AtomicUsize; ASKING] = Default::default();
    let mut samples = Vec::new();
    let started = Instant::now();
    thread::scope(|scope| {
        let mut asking = Vec::new();
        let over = Over(&is_over);
        for answers in &answers {
            let (live, is_over) = (&live, &is_over);
            asking.push(scope.spawn(move || {
                let settings = AnswerSettings::default();
                let asker = Asker::new(Language::ENGLISH, Aliases::built_in(), settings);
                let mut seen: HashMap<String, BTreeSet<usize>> = HashMap::new();
                while !is_over.load(Ordering::Relaxed) {
                    let (edition, rounds) = ask(&asker, live);
                    seen.entry(edition).or_default().extend(rounds);
                    answers.fetch_add(1, Ordering::Relaxed);
                }
                seen
            }));
        }
        for round in 1..=refreshes {
            write(&place.data, round);
            let report = curator.refresh("test", false, &mut |_| ()).unwrap();
            assert_eq!(report.changed, ARTICLES);
            written
                .lock()
                .unwrap()
                .insert(report.edition.to_string(), round);
            if round % (refreshes / 4).max(1) == 0 {
                wait_for_new_answers(&answers);
                samples.extend(Held::now().map(|held| (round, held)));
            }
        }
        // Leaks persist. Memory that a slow thread has yet to release goes away in time.
        let deadline = Instant::now() + PATIENCE;
        while let [(_, first), .., (_, last)] = samples.as_mut_slice()
            && !last.is_no_more_than(*first)
            && Instant::now() < deadline
            && let Some(now) = Held::now()
        {
            thread::sleep(Duration::from_millis(10));
            *last = now;
        }
        drop(over);
        let written = written.lock().unwrap();
        let mut editions = BTreeSet::new();
        for thread in asking {
            for (edition, rounds) in thread.join().unwrap() {
                // All of an answer belongs to the one edition that was asked.
                let round = written.get(&edition).unwrap();
                assert_eq!(rounds, BTreeSet::from([*round]), "{edition}");
                editions.insert(edition);
            }
        }
        println!(
            "\n  {refreshes} refreshes in {:.1} s, {} answers from {} editions",
            started.elapsed().as_secs_f32(),
            total(&answers),
            editions.len()
        );
    });
    for (round, held) in &samples {
        let (memory, handles, threads) = (held.memory, held.handles, held.threads);
        println!("  after {round}: {memory} KiB, {handles} files open, {threads} threads");
    }
    let [(_, first), .., (_, last)] = samples.as_slice() else {
        println!("  what it holds cannot be measured on this system");
        return;
    };
    assert!(last.is_no_more_than(*first), "it grows: {samples:?}");
}

/// Stops the asking threads when dropped, even if the test fails.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Waits until every thread has completed two more questions, so that none still uses an older
/// state.
fn wait_for_new_answers(answers: &[AtomicUsize; ASKING]) {
    let deadline = Instant::now() + PATIENCE;
    for answers in answers {
        let before = answers.load(Ordering::Relaxed);
        while answers.load(Ordering::Relaxed) < before + 2 {
            assert!(Instant::now() < deadline, "someone is never answered");
            thread::sleep(Duration::from_millis(10));
        }
    }
}

fn total(answers: &[AtomicUsize; ASKING]) -> usize {
    answers.iter().map(|n| n.load(Ordering::Relaxed)).sum()
}

/// Asks about every article. Returns the edition that answered, and the rounds in which its
/// articles were written.
fn ask(asker: &Asker, live: &LiveIndex) -> (String, BTreeSet<usize>) {
    let snapshot = live.snapshot().unwrap();
    let request = AskRequest {
        question: "Which minister signed the treaty?",
        limit: ARTICLES,
        ..AskRequest::default()
    };
    let Answer::Found(found) = asker.ask(&*snapshot, &request).unwrap() else {
        panic!("the articles say so");
    };
    let texts = found.iter().map(|ranked| ranked.passage.text.as_str());
    let rounds = texts.map(|text| text.split("round ").nth(1).unwrap().trim_end_matches('.'));
    let rounds: BTreeSet<usize> = rounds.map(|round| round.parse().unwrap()).collect();
    assert!(!rounds.is_empty());
    (snapshot.edition().to_string(), rounds)
}

/// Writes all articles; each states the round in which it was written.
fn write(data: &Path, round: usize) {
    const TOPICS: [&str; ARTICLES] = ["grain", "water", "border", "prisoners", "railway"];
    for topic in TOPICS {
        let text = format!("The {topic} minister signed the {topic} treaty in round {round}.");
        fs::write(data.join(format!("{topic}.txt")), text).unwrap();
    }
}

/// Resources held by the process.
#[derive(Clone, Copy, Debug)]
struct Held {
    /// Private memory in KiB, without mapped files.
    memory: usize,
    handles: usize,
    threads: usize,
}

impl Held {
    /// Reads the current values; `None` on a system without `/proc`.
    fn now() -> Option<Self> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find(|line| line.starts_with("RssAnon:"))?;
        Some(Self {
            memory: line.split_whitespace().nth(1)?.parse().ok()?,
            handles: fs::read_dir("/proc/self/fd").ok()?.count(),
            threads: fs::read_dir("/proc/self/task").ok()?.count(),
        })
    }

    /// Returns whether nothing has grown, allowing for what every refresh uses temporarily.
    fn is_no_more_than(self, before: Self) -> bool {
        self.handles <= before.handles + 4
            && self.threads <= before.threads + 8
            && self.memory <= before.memory + before.memory / 4 + 30_000
    }
}

#[test]
fn a_second_caller_is_told_about_the_running_task() {
    let folder = tempfile::tempdir().unwrap();
    let place = workspace(folder.path());
    fs::create_dir(&place.data).unwrap();
    for n in 0..3 {
        fs::write(place.data.join(format!("{n}.txt")), "One.").unwrap();
    }
    let live = Arc::new(LiveIndex::open(&place.index, place.language));
    let curator = Curator::new(place, live);
    let mut told = Vec::new();
    let report = curator.refresh("alice", false, &mut |_| {
        // The first refresh is still running while it reports progress.
        match curator.remove("bob", "1") {
            Err(CurationError::Busy(work)) => told.push(work),
            other => panic!("{other:?}"),
        }
    });
    assert_eq!(report.unwrap().added, 3);
    let last = told.last().unwrap();
    assert_eq!(
        (last.actor.as_str(), last.done, last.total),
        ("alice", 2, 3)
    );
    let message = CurationError::Busy(last.clone()).to_string();
    assert!(
        message.starts_with("cannot do that yet: alice has been refreshing the index since "),
        "{message}"
    );
    assert!(
        message.ends_with(" (2 of 3 done): try again when that is done"),
        "{message}"
    );
    assert_eq!(curator.active_task(), None);
    assert!(curator.remove("bob", "1").is_ok());
    assert!(curator.uptime() > Duration::ZERO);
}
