//! Tests of vectors in the index: encoding, reuse, and recovery from crashes and damage.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use summit_bot::answer::{Answer, AnswerSettings, AskRequest, Asker};
use summit_bot::encoder::Encoder;
use summit_bot::index::{
    Cancellation, IndexError, ReadOptions, RefreshReport, RefreshRequest, Search, Store,
    refresh_for,
};
use summit_bot::lexicon::Aliases;
use summit_bot::text::Language;
use tempfile::TempDir;

use super::settings;
use super::tiny::Tiny;
use crate::program::Home;

/// Articles, an index and encoders in one folder.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::create_dir(place.path("data")).unwrap();
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, paragraphs: &[&str]) {
        let text = format!("---\ntitle: {name}\n---\n{}\n", paragraphs.join("\n\n"));
        fs::write(self.path("data").join(format!("{name}.md")), text).unwrap();
    }

    fn encoder(&self, name: &str, tiny: &Tiny) -> Encoder {
        tiny.write(&self.path(name));
        Encoder::open(&settings(&self.path(name))).unwrap()
    }

    fn open(&self) -> Store {
        Store::open(&self.path("index"), Language::ENGLISH).unwrap()
    }

    fn refresh(&self, encoder: Option<&Encoder>) -> (Store, RefreshReport) {
        let mut store = self.open();
        let request = RefreshRequest::default();
        let report = self.try_refresh(&request, &mut store, encoder, |_| ());
        (store, report.unwrap())
    }

    fn try_refresh(
        &self,
        request: &RefreshRequest,
        store: &mut Store,
        encoder: Option<&Encoder>,
        mut progress: impl FnMut(usize),
    ) -> Result<RefreshReport, IndexError> {
        let reading = ReadOptions {
            encoder: encoder.cloned(),
            ..ReadOptions::default()
        };
        let data = self.path("data");
        let report = refresh_for(
            request,
            store,
            &data,
            reading,
            |step| progress(step.done),
            |_| (),
        );
        store.unlock();
        report
    }

    /// Returns the paths of the vector files.
    fn vectors(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.path("index")).unwrap();
        let paths = files.map(|entry| entry.unwrap().path());
        paths
            .filter(|path| path.extension().is_some_and(|it| it == "vectors"))
            .collect()
    }
}

fn ask(store: &Store, encoder: Option<&Encoder>, question: &str) -> Answer {
    let asker = Asker::new(
        Language::ENGLISH,
        Aliases::built_in(),
        AnswerSettings::default(),
    )
    .with_encoder(encoder.cloned());
    let request = AskRequest {
        question,
        limit: 3,
        ..AskRequest::default()
    };
    asker.ask(&store.snapshot().unwrap(), &request).unwrap()
}

fn harbours() -> Tiny {
    Tiny::of_groups(&[
        &["harbour", "hafen"],
        &["closed", "geschlossen"],
        &["bridge", "brücke"],
        &["ferries"],
    ])
}

fn write_harbours(place: &Place) {
    place.write("bridge", &["The bridge will be painted. It takes a year."]);
    place.write(
        "harbour",
        &["Officials met in the morning. The harbour was closed on Monday."],
    );
}

#[test]
fn a_question_in_another_language_finds_the_sentence() {
    let place = Place::new();
    write_harbours(&place);
    let encoder = place.encoder("groups", &harbours());
    let (store, _) = place.refresh(Some(&encoder));
    let question = "Warum ist der Hafen geschlossen?";
    let Answer::Found(found) = ask(&store, Some(&encoder), question) else {
        panic!("it is declined");
    };
    let best = &found[0];
    assert_eq!(
        &best.passage.text[best.sentence.clone()],
        "The harbour was closed on Monday."
    );
    assert!(matches!(
        ask(&store, None, question),
        Answer::NotFound { .. }
    ));
}

#[test]
fn questions_are_answered_by_words_with_another_encoder() {
    let place = Place::new();
    write_harbours(&place);
    let encoder = place.encoder("groups", &harbours());
    let (store, first) = place.refresh(Some(&encoder));
    assert_eq!(
        store.snapshot().unwrap().encoder(),
        Some(encoder.identity())
    );
    let other = place.encoder("fixed", &Tiny::fixed(&["harbour", "closed"]));
    for encoder in [None, Some(&other)] {
        let answer = ask(&store, encoder, "When was the harbour closed?");
        assert!(matches!(answer, Answer::Found(_)));
    }
    drop(store);
    let before = place.vectors();
    let (store, second) = place.refresh(Some(&other));
    assert_eq!((second.changed, second.unchanged), (2, 0));
    assert_ne!(first.edition, second.edition);
    assert_eq!(store.snapshot().unwrap().encoder(), Some(other.identity()));
    assert_eq!(place.vectors().len(), 1);
    assert_ne!(place.vectors(), before);
    drop(store);
    let (store, _) = place.refresh(None);
    assert_eq!(store.snapshot().unwrap().encoder(), None);
    assert_eq!(place.vectors(), Vec::<PathBuf>::new());
}

#[test]
fn only_changed_texts_are_encoded() {
    let place = Place::new();
    let words = ["harbour", "closed", "bridge"];
    for n in 0..1000 {
        let word = words[n % words.len()];
        place.write(&format!("a{n}"), &[&format!("Report {n} on the {word}.")]);
    }
    let encoder = place.encoder("fixed", &Tiny::fixed(&words));
    place.refresh(Some(&encoder));
    assert_eq!(encoder.encoded(), 1000);
    place.write(
        "a7",
        &["Report 7 on the harbour.", "It is closed. It stays so."],
    );
    let (_, report) = place.refresh(Some(&encoder));
    assert_eq!((report.changed, report.unchanged), (1, 999));
    // The first paragraph also changed, and the second has two sentences.
    assert_eq!(encoder.encoded(), 1000 + 1 + 3);
    place.refresh(Some(&encoder));
    assert_eq!(encoder.encoded(), 1000 + 1 + 3);
    // A text that moves to another article keeps its vectors.
    fs::remove_file(place.path("data/a9.md")).unwrap();
    place.write("moved", &["Report 9 on the harbour."]);
    place.refresh(Some(&encoder));
    assert_eq!(encoder.encoded(), 1000 + 1 + 3);
}

#[test]
fn vectors_encoded_before_an_interruption_are_kept() {
    let place = Place::new();
    for n in 0..200 {
        place.write(&format!("a{n}"), &[&format!("Report {n}.")]);
    }
    let encoder = place.encoder("fixed", &Tiny::fixed(&["report"]));
    let request = RefreshRequest {
        cancellation: Cancellation::default(),
        ..RefreshRequest::default()
    };
    let mut store = place.open();
    let stopped = place.try_refresh(&request, &mut store, Some(&encoder), |done| {
        if done > 100 {
            request.cancellation.cancel();
        }
    });
    assert!(matches!(stopped, Err(IndexError::Cancelled)));
    drop(store);
    let encoded = encoder.encoded();
    assert!((100..200).contains(&encoded), "{encoded}");
    // A crash may leave an incomplete batch.
    let file = place.vectors().pop().unwrap();
    let mut bytes = fs::read(&file).unwrap();
    bytes.extend(b"SBV1 and no more");
    fs::write(&file, bytes).unwrap();
    place.refresh(Some(&encoder));
    assert_eq!(encoder.encoded(), 200);
    assert_eq!(place.vectors(), [file]);
}

#[test]
fn damaged_vectors_are_encoded_again() {
    let place = Place::new();
    write_harbours(&place);
    let encoder = place.encoder("groups", &harbours());
    place.refresh(Some(&encoder));
    let file = place.vectors().pop().unwrap();
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    let store = place.open();
    assert_eq!(store.snapshot().unwrap().encoder(), None);
    let answer = ask(&store, Some(&encoder), "When was the harbour closed?");
    assert!(matches!(answer, Answer::Found(_)));
    drop(store);
    let (store, _) = place.refresh(Some(&encoder));
    assert_eq!(
        store.snapshot().unwrap().encoder(),
        Some(encoder.identity())
    );
    assert_eq!(place.vectors().len(), 1);
}

/// `SUMMIT_BOT_CRASH_ROUNDS=50 cargo test --test it a_killed_refresh` kills it more often.
#[test]
fn a_killed_refresh_loses_at_most_one_batch() {
    let rounds = env::var("SUMMIT_BOT_CRASH_ROUNDS");
    let rounds: usize = rounds.map_or(4, |rounds| rounds.parse().unwrap());
    let home = Home::new(&[]);
    for n in 0..1000 {
        let text = format!("---\ntitle: Report\n---\nReport {n} of the day.\n");
        home.write(&format!("data/a{n}.md"), text);
    }
    Tiny::fixed(&["report", "day"]).write(&home.path("encoder"));
    home.write("config.toml", "[encoder]\npath = \"encoder\"\n");
    // One batch has 32 passages, each of one sentence.
    let batch = 32 + 32 * (12 + super::tiny::WIDTH);
    let file = || {
        let files = fs::read_dir(home.path("index")).into_iter().flatten();
        let mut paths = files.map(|entry| entry.unwrap().path());
        paths.find(|path| path.extension().is_some_and(|it| it == "vectors"))
    };
    let written = || file().map_or_else(Vec::new, |path| fs::read(path).unwrap());
    let mut kept: Vec<u8> = Vec::new();
    let (mut killed, mut interrupted) = (0, 0);
    for round in 0..rounds {
        let mut child = home.command(&["index", "refresh"]).spawn().unwrap();
        let wanted = kept.len() + (1 + round % 5) * batch;
        while written().len() < wanted && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        let is_running = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        child.wait().unwrap();
        let left = written();
        // What stood there in whole batches before the last kill still does.
        assert!(left.starts_with(&kept), "round {round}");
        killed += usize::from(is_running);
        interrupted += usize::from(left.len() % batch != 0);
        let whole = left.len() / batch * batch;
        kept = left[..whole].to_vec();
        if kept.len() / batch > 1000 / 32 - 6 {
            fs::remove_dir_all(home.path("index")).unwrap();
            kept.clear();
        }
    }
    println!("{killed} of {rounds} were killed at work, {interrupted} in the middle of a batch");
    assert_eq!(
        home.command(&["index", "refresh"]).status().unwrap().code(),
        Some(0)
    );
    let after = written();
    assert!(after.starts_with(&kept));
    assert!(after.len() >= 1000 * (12 + super::tiny::WIDTH));
}
