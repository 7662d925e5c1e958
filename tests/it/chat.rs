//! Measures answers to chat-like questions about eight invented articles, the set in
//! `tests/data/chat`.
//!
//! If `SUMMIT_BOT_FILLER` is the path of a file of unrelated passages (in the format of BEIR), the
//! questions are also asked with the articles among 600, 4,000 and 30,000 passages.

use std::collections::{BTreeMap, HashSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use summit_bot::answer::{Answer, AnswerSettings, AskRequest, Asker};
use summit_bot::index::{ReadOptions, Store, refresh};
use summit_bot::lexicon::Aliases;
use summit_bot::text::Language;

const QUESTIONS: &str = include_str!("../data/chat/queries.jsonl");
const KINDS: &str = include_str!("../data/chat/kinds.tsv");
const RELEVANT: &str = include_str!("../data/chat/qrels.tsv");

/// Numbers of unrelated passages that are added to the articles.
const FILLERS: [usize; 3] = [532, 3_932, 29_932];

/// Number of sentences in a passage composed of other passages' sentences.
const SENTENCES: usize = 4;

/// Results for one part of the questions.
#[derive(Default)]
struct Figures {
    answerable: usize,
    /// Number of questions with a right passage in the first or second place.
    right: usize,
    declined: usize,
    near: usize,
    near_answered: usize,
    off: usize,
    off_answered: usize,
}

struct Question {
    id: &'static str,
    text: String,
    kind: &'static str,
    /// Right passages, as `article#number`.
    relevant: HashSet<&'static str>,
}

fn questions() -> Vec<Question> {
    let fields = |table: &'static str| table.lines().skip(1).map(|line| line.split('\t'));
    let mut relevant: BTreeMap<&str, HashSet<&str>> = BTreeMap::new();
    for mut line in fields(RELEVANT) {
        let (question, passage) = (line.next().unwrap(), line.next().unwrap());
        relevant.entry(question).or_default().insert(passage);
    }
    let mut texts: BTreeMap<String, String> = QUESTIONS
        .lines()
        .map(|line| {
            let question: Value = serde_json::from_str(line).unwrap();
            let text = |key: &str| question[key].as_str().unwrap().to_owned();
            (text("_id"), text("text"))
        })
        .collect();
    fields(KINDS)
        .map(|mut line| {
            let (id, kind) = (line.next().unwrap(), line.next().unwrap());
            Question {
                id,
                text: texts.remove(id).unwrap(),
                kind,
                relevant: relevant.remove(id).unwrap_or_default(),
            }
        })
        .collect()
}

/// Asks the questions over a folder of articles. Questions whose answer is in none of `articles`
/// are left out.
fn ask(data: &Path, articles: &[&str], questions: &[Question]) -> BTreeMap<&'static str, Figures> {
    let index = tempfile::tempdir().unwrap();
    let mut store = Store::open(index.path(), Language::ENGLISH).unwrap();
    refresh(&mut store, data, ReadOptions::default(), |_| ()).unwrap();
    let snapshot = store.snapshot().unwrap();
    let settings = AnswerSettings::default();
    let asker = Asker::new(Language::ENGLISH, Aliases::built_in(), settings);
    let mut figures: BTreeMap<&str, Figures> = BTreeMap::new();
    for question in questions {
        let is_in = |passage: &&str| {
            articles
                .iter()
                .any(|id| passage.split('#').next() == Some(id))
        };
        if question.kind == "answerable" && !question.relevant.iter().any(is_in) {
            continue;
        }
        let request = AskRequest {
            question: &question.text,
            limit: 2,
            ..AskRequest::default()
        };
        let ranked = match asker.ask(&snapshot, &request).unwrap() {
            Answer::Found(ranked) => ranked,
            Answer::NotFound { .. } => Vec::new(),
        };
        let (part, _) = question.id.split_once('-').unwrap();
        let figures = figures.entry(part).or_default();
        let is_answered = !ranked.is_empty();
        match question.kind {
            "near" => {
                figures.near += 1;
                figures.near_answered += usize::from(is_answered);
            }
            "off" => {
                figures.off += 1;
                figures.off_answered += usize::from(is_answered);
            }
            _ => {
                let mut passages = ranked
                    .iter()
                    .flat_map(|ranked| ranked.also.iter().chain([&ranked.passage]));
                let is_right = passages.any(|passage| {
                    let id = format!("{}#{}", passage.article, passage.number);
                    question.relevant.contains(id.as_str())
                });
                figures.answerable += 1;
                figures.right += usize::from(is_right);
                figures.declined += usize::from(!is_answered);
            }
        }
    }
    figures
}

fn row(table: &mut String, about: &str, part: &str, figures: &Figures) {
    let Figures {
        answerable,
        right,
        declined,
        near,
        near_answered,
        off,
        off_answered,
    } = figures;
    let wrong = answerable - right - declined;
    writeln!(
        table,
        "{about:<22} {part:<5} right first or second {right:>3} of {answerable:>3}, declined {declined:>3}, \
         wrong {wrong:>3}; near answered {near_answered:>3} of {near:>3}, off {off_answered:>3} of {off:>3}"
    )
    .unwrap();
}

/// Composes `wanted` passages from the sentences of `passages`.
fn filler(passages: &str, wanted: usize) -> String {
    let texts: Vec<String> = passages
        .lines()
        .map(|line| {
            let passage: Value = serde_json::from_str(line).unwrap();
            passage["text"].as_str().unwrap().to_owned()
        })
        .collect();
    let sentences: Vec<&str> = texts
        .iter()
        .flat_map(|text| text.split_inclusive(". "))
        .collect();
    // A linear congruential generator: the same passages every time.
    let mut state = 1_u64;
    let mut sentence = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        sentences[(state >> 33) as usize % sentences.len()]
    };
    let mut lines = String::new();
    for n in 0..wanted {
        let text = match texts.get(n) {
            Some(text) => text.clone(),
            None => (0..SENTENCES).map(|_| sentence()).collect(),
        };
        let passage = json!({"_id": format!("filler-{n}"), "title": "", "text": text});
        writeln!(lines, "{passage}").unwrap();
    }
    lines
}

#[test]
fn questions_of_a_chat_are_answered_or_declined() {
    let questions = questions();
    let chat = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/chat/data");
    let folder = tempfile::tempdir().unwrap();
    let mut articles: Vec<String> = Vec::new();
    let mut alone: BTreeMap<&str, Figures> = BTreeMap::new();
    for file in fs::read_dir(chat).unwrap() {
        let path = file.unwrap().path();
        let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let own = folder.path().join(&id);
        fs::create_dir(&own).unwrap();
        fs::copy(&path, own.join(path.file_name().unwrap())).unwrap();
        for (part, figures) in ask(&own, &[&id], &questions) {
            let sum = alone.entry(part).or_default();
            sum.answerable += figures.answerable;
            sum.right += figures.right;
            sum.declined += figures.declined;
            sum.near += figures.near;
            sum.near_answered += figures.near_answered;
            sum.off += figures.off;
            sum.off_answered += figures.off_answered;
        }
        let all = folder.path().join("all");
        fs::create_dir_all(&all).unwrap();
        fs::copy(&path, all.join(path.file_name().unwrap())).unwrap();
        articles.push(id);
    }
    let articles: Vec<&str> = articles.iter().map(String::as_str).collect();
    let all = folder.path().join("all");
    let mut table = String::new();
    for (part, figures) in &alone {
        row(&mut table, "each article alone", part, figures);
    }
    let together = ask(&all, &articles, &questions);
    for (part, figures) in &together {
        row(&mut table, "all eight, 68 passages", part, figures);
    }
    if let Some(path) = env::var_os("SUMMIT_BOT_FILLER") {
        let passages = fs::read_to_string(path).unwrap();
        for wanted in FILLERS {
            fs::write(all.join("filler.jsonl"), filler(&passages, wanted)).unwrap();
            for (part, figures) in ask(&all, &articles, &questions) {
                row(
                    &mut table,
                    &format!("among {} passages", wanted + 68),
                    part,
                    &figures,
                );
            }
        }
    }
    println!("{table}");
    for (part, least_right, most_near, most_off) in [("dev", 45, 13, 3), ("held", 39, 19, 3)] {
        let figures = &together[part];
        assert!(figures.right >= least_right, "{part} answered:\n{table}");
        assert!(
            figures.near_answered <= most_near,
            "{part} near misses:\n{table}"
        );
        assert!(
            figures.off_answered <= most_off,
            "{part} off topic:\n{table}"
        );
    }
}
