//! Flips bits of index files, and checks that each index is unaffected or recognized as damaged.

#![allow(clippy::print_stdout, reason = "the counts are there to be printed")]

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use summit_bot::index::{
    LiveIndex, Query, QuotationQuery, ReadOptions, Search, Store, TermGroup, refresh,
};
use summit_bot::text::Language;
use tempfile::TempDir;

/// Number of bits flipped in each file, half of them in its last bytes, where tantivy keeps its
/// tables.
const FLIPS: usize = 200;
const LAST_BYTES: usize = 150;

struct Damaged(TempDir);

impl Damaged {
    fn new() -> Self {
        let damaged = Self(TempDir::new().unwrap());
        fs::create_dir(damaged.data()).unwrap();
        for n in 0..6 {
            let text = format!(
                "---\ntitle: Report {n}\npublished: 2025-08-1{n}\n---\n\nThe minister of country {n} \
                 signed treaty {n} on Monday.\n\n“Nobody wanted treaty {n},” Ada Brandt said.\n"
            );
            fs::write(damaged.data().join(format!("{n}.md")), text).unwrap();
        }
        damaged.refresh();
        // Deleted paragraphs are listed in a separate file.
        fs::write(damaged.data().join("0.md"), "Treaty 0 was never signed.").unwrap();
        damaged.refresh();
        damaged
    }

    fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    fn index(&self) -> PathBuf {
        self.0.path().join("index")
    }

    fn refresh(&self) {
        let mut store = Store::open(&self.index(), Language::ENGLISH).unwrap();
        refresh(&mut store, &self.data(), ReadOptions::default(), |_| ()).unwrap();
    }

    /// Returns the full contents of the index; `None` if it is damaged.
    fn says(&self) -> Option<String> {
        let store = Store::open_existing(&self.index(), Language::ENGLISH).ok()?;
        Some(everything(&store.snapshot().unwrap()))
    }

    /// Returns the paths of the index files by name, without lock files.
    fn files(&self) -> BTreeMap<String, PathBuf> {
        let entries = fs::read_dir(self.index()).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        let files = paths.filter(|path| path.is_file());
        let named = files.map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, path)
        });
        named.filter(|(name, _)| !name.ends_with(".lock")).collect()
    }
}

fn everything(index: &dyn Search) -> String {
    let stems = ["minist", "treati", "sign"].map(|stem| (stem.to_owned(), 1.0));
    let concepts = vec![TermGroup {
        stems: stems.to_vec(),
    }];
    let query = Query {
        concepts: concepts.clone(),
        phrases: vec!["signed treaty".to_owned()],
        limit: 50,
        ..Query::default()
    };
    let quoted = QuotationQuery {
        concepts,
        limit: 50,
        ..QuotationQuery::default()
    };
    format!(
        "{} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        index.edition(),
        index.paragraph_count(),
        index.article_count().unwrap(),
        index.quotation_count().unwrap(),
        index.article_summaries().unwrap(),
        index.paragraphs_of("3", 1..=9).unwrap(),
        index.spellings("minster").unwrap(),
        index.search(&query).unwrap(),
        index.quotations(&quoted).unwrap(),
        index.speakers().unwrap(),
    )
}

fn flip(path: &Path, bit: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[bit / 8] ^= 1 << (bit % 8);
    fs::write(path, bytes).unwrap();
}

/// Returns the positions of bits to flip in a file of `length` bytes: spread over the file, and at
/// its end.
fn bits(length: usize) -> impl Iterator<Item = usize> {
    let last = (length - LAST_BYTES.min(length)) * 8..length * 8;
    let spread = |range: std::ops::Range<usize>| {
        // With an odd step every bit position of a byte occurs.
        let step = (range.len() / (FLIPS / 2)) | 1;
        range.step_by(step)
    };
    spread(0..length * 8).chain(spread(last))
}

#[test]
fn a_flipped_bit_is_detected_or_harmless() {
    let damaged = Damaged::new();
    let expected = damaged.says().unwrap();
    let (mut right, mut found, mut panics) = (0, 0, 0);
    for (name, path) in damaged.files() {
        let length = fs::metadata(&path).unwrap().len() as usize;
        for bit in bits(length) {
            flip(&path, bit);
            match catch_unwind(AssertUnwindSafe(|| damaged.says())) {
                Ok(Some(said)) => {
                    assert!(said == expected, "{name}, bit {bit}: {said}");
                    right += 1;
                }
                Ok(None) => found += 1,
                Err(_) => panics += 1,
            }
            flip(&path, bit);
        }
    }
    println!(
        "{} bits flipped: {found} found, {right} right all the same, {panics} panics",
        right + found + panics
    );
    assert_eq!(panics, 0);
    assert!(right + found >= 2_000, "{} flips", right + found);
    // A damaged index is rebuilt with the same contents.
    fs::remove_dir_all(damaged.index()).unwrap();
    damaged.refresh();
    let expected = damaged.says().unwrap();
    for extension in ["json", "store", "term", "idx", "pos", "fast", "fieldnorm"] {
        let files = damaged.files();
        let named = |(name, _): &(&String, &PathBuf)| name.ends_with(extension);
        let (name, path) = files.iter().find(named).unwrap();
        flip(path, 8 * 20 + 3);
        damaged.refresh();
        assert!(damaged.says().unwrap() == expected, "{name}");
    }
}

#[test]
fn readers_keep_the_last_good_state_after_a_damaged_commit() {
    let damaged = Damaged::new();
    let live = LiveIndex::open(&damaged.index(), Language::ENGLISH);
    let expected = everything(&*live.snapshot().unwrap());
    let meta = damaged.index().join("meta.json");
    let whole = fs::read_to_string(&meta).unwrap();
    let max_doc = whole.find("\"max_doc\": ").unwrap();
    let digits = whole[max_doc..].find(',').unwrap() + max_doc;
    let no_documents = format!("{}\"max_doc\": 0{}", &whole[..max_doc], &whole[digits..]);
    let schema = whole.find("\"schema\": [").unwrap();
    let end = whole[schema..].find("\n  ],").unwrap() + schema;
    let no_schema = format!("{}\"schema\": [{}", &whole[..schema], &whole[end..]);
    for harm in [no_documents, no_schema, whole[..whole.len() / 2].to_owned()] {
        fs::write(&meta, &harm).unwrap();
        assert!(damaged.says().is_none(), "{harm}");
        assert!(everything(&*live.snapshot().unwrap()) == expected, "{harm}");
    }
    // The next refresh builds a new index, which readers switch to.
    fs::write(
        damaged.data().join("0.md"),
        "Treaty 0 was signed after all.",
    )
    .unwrap();
    damaged.refresh();
    assert!(damaged.says().unwrap() == everything(&*live.snapshot().unwrap()));
    assert!(damaged.says().unwrap() != expected);
}
