//! Many who ask while the index is refreshed again and again, in a process of their own.
//!
//! `SUMMIT_BOT_REFRESHES=1000 cargo test --test it concurrency:: -- --nocapture` runs the long
//! one and prints what it took.

#![allow(clippy::print_stdout, reason = "the figures are there to be printed")]

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use summit_bot::answer::{Answer, Asker, Request, Settings};
use summit_bot::corpus::Aliases;
use summit_bot::curation::{CurationError, Curator, Place};
use summit_bot::index::{Language, Live, Reading, Search};

const ASKING: usize = 8;
const ARTICLES: usize = 5;

/// In a process of its own, as the other tests of this one need memory and files too.
#[test]
fn nobody_who_asks_notices_a_refresh() {
    let test = "concurrency::asking_and_refreshing";
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--ignored", "--nocapture"])
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
#[ignore = "run by nobody_who_asks_notices_a_refresh"]
fn asking_and_refreshing() {
    let refreshes = std::env::var("SUMMIT_BOT_REFRESHES");
    let refreshes: usize = refreshes.map_or(12, |refreshes| refreshes.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let place = Place {
        data: folder.path().join("data"),
        reading: Reading::default(),
        index: folder.path().join("index"),
        language: Language::ENGLISH,
    };
    fs::create_dir(&place.data).unwrap();
    let live = Arc::new(Live::open(&place.index, place.language));
    let curator = Curator::new(place.clone(), Arc::clone(&live));
    write(&place.data, 0);
    let report = curator.refresh("test", false, &mut |_| ()).unwrap();
    let written = Mutex::new(HashMap::from([(report.edition.to_string(), 0)]));

    let (is_over, answers) = (AtomicBool::new(false), AtomicUsize::new(0));
    let mut samples = Vec::new();
    let started = Instant::now();
    thread::scope(|scope| {
        let mut asking = Vec::new();
        for _ in 0..ASKING {
            asking.push(scope.spawn(|| {
                let settings = Settings::default();
                let asker = Asker::new(Language::ENGLISH, Aliases::built_in(), settings);
                let mut seen: HashMap<String, BTreeSet<usize>> = HashMap::new();
                while !is_over.load(Ordering::Relaxed) {
                    let (edition, rounds) = ask(&asker, &live);
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
                samples.push((round, memory(), handles(), threads()));
            }
        }
        is_over.store(true, Ordering::Relaxed);
        let written = written.lock().unwrap();
        let mut editions = BTreeSet::new();
        for thread in asking {
            for (edition, rounds) in thread.join().unwrap() {
                // Whatever was shown belongs to the one edition that was asked.
                let round = written.get(&edition).unwrap();
                assert_eq!(rounds, BTreeSet::from([*round]), "{edition}");
                editions.insert(edition);
            }
        }
        println!(
            "\n  {refreshes} refreshes in {:.1} s, {} answers from {} editions",
            started.elapsed().as_secs_f32(),
            answers.load(Ordering::Relaxed),
            editions.len()
        );
    });
    for (round, memory, handles, threads) in &samples {
        println!("  after {round}: {memory} KiB, {handles} files open, {threads} threads");
    }
    let (Some(first), Some(last)) = (samples.first(), samples.last()) else {
        return;
    };
    assert!(last.2 <= first.2 + 4, "file handles grow: {samples:?}");
    assert!(last.3 <= first.3 + 8, "threads grow: {samples:?}");
    // The first quarters are needed for every thread to have what it needs.
    let settled = samples[samples.len() / 2 - 1].1;
    let growth = last.1.saturating_sub(settled);
    assert!(growth < settled / 4 + 30_000, "memory grows: {samples:?}");
}

/// The edition that answered, and the rounds in which what it says was written.
fn ask(asker: &Asker, live: &Live) -> (String, BTreeSet<usize>) {
    let snapshot = live.snapshot().unwrap();
    let request = Request {
        question: "Which minister signed the treaty?",
        limit: ARTICLES,
        ..Request::default()
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

/// Every article says in which round it was written.
fn write(data: &Path, round: usize) {
    const TOPICS: [&str; ARTICLES] = ["grain", "water", "border", "prisoners", "railway"];
    for topic in TOPICS {
        let text = format!("The {topic} minister signed the {topic} treaty in round {round}.");
        fs::write(data.join(format!("{topic}.txt")), text).unwrap();
    }
}

/// What the process has in memory of its own, in KiB: files that are mapped do not count.
fn memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("RssAnon:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    number.unwrap_or_default()
}

fn handles() -> usize {
    fs::read_dir("/proc/self/fd").map_or(0, Iterator::count)
}

fn threads() -> usize {
    fs::read_dir("/proc/self/task").map_or(0, Iterator::count)
}

#[test]
fn a_second_caller_is_told_who_was_first_and_how_far_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place {
        data: folder.path().join("data"),
        reading: Reading::default(),
        index: folder.path().join("index"),
        language: Language::ENGLISH,
    };
    fs::create_dir(&place.data).unwrap();
    for n in 0..3 {
        fs::write(place.data.join(format!("{n}.txt")), "One.").unwrap();
    }
    let live = Arc::new(Live::open(&place.index, place.language));
    let curator = Curator::new(place, live);
    let mut told = Vec::new();
    let report = curator.refresh("alice", false, &mut |_| {
        // The first is at it as long as it tells how far it is.
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
    assert_eq!(curator.work(), None);
    assert!(curator.remove("bob", "1").is_ok());
    assert!(curator.uptime() > Duration::ZERO);
}
