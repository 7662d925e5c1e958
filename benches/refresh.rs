//! Measures refreshing one changed article among few and among many.
//!
//! A refresh should cost in proportion to the change, plus hashing the folder once; a command that
//! knows which file it changed should not even hash the folder. Figures are printed and not
//! asserted, because machines differ.

#![allow(clippy::print_stdout, reason = "a bench is there to print")]

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use summit_bot::corpus;
use summit_bot::curation::{Curator, Edits, Workspace};
use summit_bot::index::{LiveIndex, ReadOptions};
use summit_bot::text::Language;

/// The allocator of the program.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const PARAGRAPHS_OF_ARTICLE: usize = 10;
const ROUNDS: usize = 9;

fn main() {
    let chosen: Vec<usize> = std::env::args()
        .filter_map(|size| size.parse().ok())
        .collect();
    match chosen.as_slice() {
        [] => [1_000, 100_000].into_iter().for_each(measure),
        sizes => sizes.iter().copied().for_each(measure),
    }
}

fn measure(paragraphs: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = Workspace {
        data: folder.path().join("data"),
        reading: ReadOptions::default(),
        index: folder.path().join("index"),
        language: Language::ENGLISH,
    };
    fs::create_dir(&place.data).expect("a folder");
    let articles = paragraphs / PARAGRAPHS_OF_ARTICLE;
    for n in 0..articles {
        write(&place.data, n, 0);
    }
    let live = Arc::new(LiveIndex::open(&place.index, place.language));
    let curator = Curator::new(place.clone(), Arc::clone(&live));
    let refresh = || {
        curator
            .refresh("bench", false, &mut |_| ())
            .expect("a refresh")
    };
    let build = time(|| {
        refresh();
    });
    // As in the bot, a reader opens each new state.
    live.snapshot().expect("a snapshot");
    let median = |mut step: Box<dyn FnMut(usize) + '_>| {
        let mut times: Vec<Duration> = (1..=ROUNDS).map(|round| time(|| step(round))).collect();
        times.sort_unstable();
        times[ROUNDS / 2]
    };
    let hashing = median(Box::new(|_| {
        corpus::scan(&place.data, place.reading.limits).expect("a folder");
    }));
    let unchanged = median(Box::new(|_| {
        refresh();
    }));
    let one = median(Box::new(|round| {
        write(&place.data, articles / 2, round);
        assert_eq!(refresh().changed, 1);
    }));
    let edit = median(Box::new(|round| {
        let edits = Edits::default().set("outlet", format!("Outlet {round}"));
        let edited = curator.edit("bench", "1", &edits).expect("an edit");
        assert_eq!(edited.report.changed, 1);
    }));
    let snapshot = median(Box::new(|_| {
        live.snapshot().expect("a snapshot");
    }));
    let renewed = median(Box::new(|_| live.renew()));
    println!(
        "\n{paragraphs} paragraphs in {articles} articles\n  \
         full build {build:?}\n  \
         one pass of hashing {hashing:?}\n  \
         refresh, nothing changed {unchanged:?}\n  \
         refresh, one article changed {one:?}, that is {:?} beyond the hashing, {:.1} % of a full \
         build\n  \
         a verb on one article {edit:?}\n  \
         a snapshot {snapshot:?}, a snapshot of a new commit {renewed:?}",
        one.saturating_sub(hashing),
        100.0 * one.as_secs_f64() / build.as_secs_f64(),
    );
}

fn time(mut step: impl FnMut()) -> Duration {
    let started = Instant::now();
    step();
    started.elapsed()
}

fn write(data: &Path, n: usize, round: usize) {
    let mut text = format!("---\ntitle: Report {n}\n---\n");
    for p in 0..PARAGRAPHS_OF_ARTICLE {
        let (minister, treaty) = (n * 7 % 1_013, (n * 31 + p) % 4_001);
        text.push_str(&format!(
            "\nMinister m{minister} said on day {round} that treaty t{treaty} would be signed with \
             the ambassador of country c{p} before the end of the talks, which went on for hours. \
             “Nothing is agreed until all is agreed,” she told reporter r{n}.\n"
        ));
    }
    fs::write(data.join(format!("{n}.md")), text).expect("room on the disk");
}
