//! Tests of long-running readers while other processes write, damage and delete the index.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Barrier};
use std::thread;

use summit_bot::index::{LiveIndex, ReadOptions, Search, Store, refresh};
use summit_bot::text::Language;
use tempfile::TempDir;

use crate::program::Home;

struct Shared(TempDir);

impl Shared {
    fn new() -> Self {
        let shared = Self(TempDir::new().unwrap());
        fs::create_dir(shared.data()).unwrap();
        shared
    }

    fn data(&self) -> std::path::PathBuf {
        self.0.path().join("data")
    }

    fn index(&self) -> std::path::PathBuf {
        self.0.path().join("index")
    }

    /// Writes an article and refreshes the index, as another program would. Returns the new
    /// edition.
    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.data().join(name), text).unwrap();
        let mut store = Store::open(&self.index(), Language::ENGLISH).unwrap();
        let report = refresh(&mut store, &self.data(), ReadOptions::default(), |_| ()).unwrap();
        report.edition.to_string()
    }

    fn live(&self) -> LiveIndex {
        LiveIndex::open(&self.index(), Language::ENGLISH)
    }
}

fn shown(live: &LiveIndex) -> Option<(String, u64)> {
    let snapshot = live.snapshot()?;
    Some((snapshot.edition().to_string(), snapshot.paragraph_count()))
}

#[test]
fn a_reader_sees_every_commit() {
    let shared = Shared::new();
    let live = shared.live();
    assert_eq!(shown(&live), None);
    assert!(!shared.index().exists(), "readers make nothing");
    let first = shared.write("a.txt", "One.");
    assert_eq!(shown(&live), Some((first, 1)));
    let kept = live.snapshot().unwrap();
    let second = shared.write("b.txt", "Two.");
    assert_eq!(shown(&live), Some((second, 2)));
    assert_eq!(kept.paragraph_count(), 1, "a state stays as it is");
}

#[test]
fn a_renewal_keeps_the_caches_of_an_unchanged_state() {
    let shared = Shared::new();
    let live = shared.live();
    shared.write("a.txt", "One.");
    let first = live.snapshot().unwrap();
    live.renew();
    assert!(Arc::ptr_eq(&first, &live.snapshot().unwrap()));
    let second = shared.write("b.txt", "Two.");
    live.renew();
    assert_eq!(live.loaded().unwrap().edition().to_string(), second);
}

#[test]
fn concurrent_first_readers_all_get_the_state() {
    let shared = Shared::new();
    shared.write("a.txt", "One.");
    for _ in 0..20 {
        let live = shared.live();
        let start = Barrier::new(8);
        let found = thread::scope(|scope| {
            let readers = [(); 8].map(|()| {
                scope.spawn(|| {
                    start.wait();
                    live.snapshot().is_some()
                })
            });
            readers.map(|reader| reader.join().unwrap())
        });
        assert_eq!(found, [true; 8]);
    }
}

#[test]
fn a_commit_of_another_process_is_seen_at_once() {
    let home = Home::new(&[("data/a.txt", "One.")]);
    home.run(&["index", "refresh"]);
    let live = LiveIndex::open(&home.path("index"), Language::ENGLISH);
    assert_eq!(live.snapshot().unwrap().paragraph_count(), 1);
    home.write("data/b.txt", "Two.");
    home.run(&["index", "refresh"]);
    assert_eq!(live.snapshot().unwrap().paragraph_count(), 2);
}

#[test]
fn changes_of_the_folder_do_not_affect_the_last_good_state() {
    let shared = Shared::new();
    let first = shared.write("a.txt", "One.");
    let live = shared.live();
    let check = |harm: &dyn Fn(&Path)| {
        let before = shown(&live);
        harm(&shared.index());
        for _ in 0..3 {
            assert_eq!(shown(&live), before);
        }
    };
    check(&|index| fs::write(index.join("meta.json"), "{").unwrap());
    check(&|index| fs::remove_file(index.join("meta.json")).unwrap());
    check(&|index| fs::remove_dir_all(index).unwrap());
    assert_eq!(shown(&live), Some((first, 1)));

    let second = shared.write("b.txt", "Two.");
    assert_eq!(shown(&live), Some((second.clone(), 2)), "made anew");
    let mut german = Store::open(&shared.index(), "german".parse().unwrap()).unwrap();
    refresh(&mut german, &shared.data(), ReadOptions::default(), |_| ()).unwrap();
    assert_eq!(shown(&live), Some((second, 2)), "of another version");
}
