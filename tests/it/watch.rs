//! Tests of the watcher, which refreshes the index when files change.

use std::fs;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use summit_bot::curation::{Curator, Watcher};
use summit_bot::index::{LiveIndex, Search};
use tempfile::TempDir;

use crate::program::workspace;

struct Watched {
    folder: TempDir,
    curator: Arc<Curator>,
    _watcher: Watcher,
}

impl Watched {
    fn new(articles: usize) -> Self {
        let folder = TempDir::new().unwrap();
        let place = workspace(folder.path());
        fs::create_dir(&place.data).unwrap();
        for n in 0..articles {
            fs::write(place.data.join(format!("{n}.txt")), "One.").unwrap();
        }
        let live = LiveIndex::open(&place.index, place.language);
        let curator = Arc::new(Curator::new(place, Arc::new(live)));
        curator.refresh("test", false, &mut |_| ()).unwrap();
        let _watcher = Watcher::start(Arc::clone(&curator));
        Self {
            folder,
            curator,
            _watcher,
        }
    }

    /// Waits until the index has this number of paragraphs. The number must not decrease meanwhile.
    fn wait_for(&self, paragraphs: u64) {
        let deadline = Instant::now() + Duration::from_secs(120);
        let found = || self.curator.live().snapshot().unwrap().paragraph_count();
        let mut before = 0;
        while before != paragraphs {
            let now = found();
            assert!(
                now >= before && Instant::now() < deadline,
                "{now} paragraphs"
            );
            before = now;
            thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn changed_files_are_indexed() {
    let watched = Watched::new(3);
    let data = watched.folder.path().join("data");
    // The file appears with its contents, so that no refresh finds it empty.
    let new = watched.folder.path().join("new.txt");
    fs::write(&new, "One.\n\nTwo.").unwrap();
    fs::create_dir(data.join("more")).unwrap();
    fs::rename(&new, data.join("more/new.txt")).unwrap();
    watched.wait_for(5);
    // The program's own writes do not trigger further refreshes.
    let changes = watched.curator.history(10).unwrap();
    let whats: Vec<&str> = changes.iter().map(|change| change.what.as_str()).collect();
    assert_eq!(
        whats,
        [
            "refresh: 1 added, 0 changed, 0 removed",
            "refresh: 3 added, 0 changed, 0 removed"
        ]
    );
    assert_eq!(changes[0].by, "the program, because files changed");
}

#[test]
fn many_removed_articles_stay_in_the_index_until_they_return() {
    let watched = Watched::new(10);
    let data = watched.folder.path().join("data");
    let aside = watched.folder.path().join("aside");
    fs::write(data.join("new.txt"), "One.").unwrap();
    watched.wait_for(11);
    fs::rename(&data, &aside).unwrap();
    fs::create_dir(&data).unwrap();
    fs::write(data.join("one.txt"), "Another.").unwrap();
    // They return all at once, because a refresh removes one or two that are missing.
    fs::rename(data.join("one.txt"), aside.join("one.txt")).unwrap();
    fs::remove_dir(&data).unwrap();
    fs::rename(&aside, &data).unwrap();
    watched.wait_for(12);
    // A folder that replaces the first is watched too.
    fs::write(data.join("two.txt"), "One.").unwrap();
    watched.wait_for(13);
}
