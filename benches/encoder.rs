//! Measures what the sentence encoder costs: `cargo bench --bench encoder`.
//!
//! Questions to an index with vectors are measured with an invented encoder, which reads one letter
//! of a text and takes next to no time. A real one adds the time of encoding the question, which is
//! measured if `SUMMIT_BOT_ENCODER` is the path of a model's folder.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};
use summit_bot::answer::{AnswerSettings, AskRequest, Asker};
use summit_bot::encoder::{Encoder, EncoderSettings, dot};
use summit_bot::index::{ReadOptions, Store, refresh};
use summit_bot::lexicon::Aliases;
use summit_bot::text::Language;

/// As in the program.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const DIMENSIONS: usize = 384;
const PASSAGES_OF_ARTICLE: usize = 10;
const VOCABULARY: u32 = 60_000;
const QUESTIONS: usize = 300;

/// Question of usual length.
const QUESTION: &str = "What did the minister say about the conditions for reopening the harbour?";
/// Sentence that is repeated to make a paragraph of about 100 words.
const SENTENCE: &str = "The minister told reporters on Monday that the harbour would reopen once the \
                        ice had gone and the damaged pier had been repaired. ";

fn main() {
    for passages in [646, 50_000, 300_000] {
        compare(passages);
        ask(passages);
    }
    match std::env::var_os("SUMMIT_BOT_ENCODER") {
        Some(path) => encode(path.into()),
        None => println!("skipped: SUMMIT_BOT_ENCODER names no folder of an encoder"),
    }
}

/// Compares a question's vector with those of all passages.
fn compare(passages: usize) {
    let vectors: Vec<u8> = (0..passages * DIMENSIONS)
        .map(|i| (i * 31 % 251) as u8)
        .collect();
    let question = &vectors[..DIMENSIONS];
    let times = measure(30, || {
        let rows = vectors.chunks_exact(DIMENSIONS);
        black_box(rows.map(|row| dot(question, row)).max());
    });
    print(&format!("comparing with {passages} passages"), times);
}

/// Asks an index with vectors, by words alone and by the vectors as well.
fn ask(passages: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    write_encoder(&path("encoder"));
    let encoder = open(path("encoder"));
    let questions = write_articles(&path("data"), passages);
    let mut store = Store::open(&path("index"), Language::ENGLISH).expect("an index");
    let reading = ReadOptions {
        encoder: Some(encoder.clone()),
        ..ReadOptions::default()
    };
    refresh(&mut store, &path("data"), reading, |_| ()).expect("a refresh");
    let snapshot = store.snapshot().expect("a committed index");
    let settings = AnswerSettings::default();
    let asker = Asker::new(Language::ENGLISH, Aliases::built_in(), settings);
    let with_vectors = asker.clone().with_encoder(Some(encoder));
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..3 {
        for question in &questions {
            for (asker, times) in [&asker, &with_vectors].into_iter().zip(&mut times) {
                let request = AskRequest {
                    question,
                    limit: 3,
                    ..AskRequest::default()
                };
                let started = Instant::now();
                black_box(asker.ask(&snapshot, &request).expect("an answer"));
                // The first round warms both.
                if round > 0 {
                    times.push(started.elapsed());
                }
            }
        }
    }
    let [words, vectors] = times;
    print(&format!("a question among {passages}, by words"), words);
    print("the same, by vectors as well", vectors);
    let files = fs::read_dir(path("index")).expect("the index");
    let files = files.map(|file| file.expect("a file").path());
    let vectors = files.filter(|path| path.extension().is_some_and(|it| it == "vectors"));
    let bytes: u64 = vectors
        .map(|path| fs::metadata(path).map_or(0, |file| file.len()))
        .sum();
    let each = bytes as f64 / passages as f64;
    println!(
        "{:<48} {each:>8.0} bytes",
        "vectors of a passage of three sentences"
    );
}

/// Encodes questions and paragraphs with a real encoder.
fn encode(path: PathBuf) {
    let (before, started) = (resident(), Instant::now());
    let encoder = open(path);
    print("reading the encoder", vec![started.elapsed()]);
    println!(
        "{:<48} {:>8} MB",
        "memory of the encoder",
        (resident() - before) / 1000
    );
    print(
        "encoding a question, one thread",
        measure(200, || drop(black_box(encoder.question(QUESTION, None)))),
    );
    let paragraph = SENTENCE.repeat(4);
    let mut texts = vec![SENTENCE; 4];
    texts.push(&paragraph);
    let times = measure(30, || {
        black_box(encoder.passages(&texts)).expect("vectors");
    });
    print("encoding 100 words and 4 sentences, one thread", times);
}

fn open(path: PathBuf) -> Encoder {
    let settings = EncoderSettings {
        path,
        threads: 1,
        ..EncoderSettings::default()
    };
    Encoder::open(&settings).expect("an encoder")
}

/// Resident memory of this process in kB; 0 where there is no `/proc`.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|it| it.parse().ok()).unwrap_or_default()
}

/// How long each run of `work` takes.
fn measure(times: usize, mut work: impl FnMut()) -> Vec<Duration> {
    let run = |_| {
        let started = Instant::now();
        work();
        started.elapsed()
    };
    (0..times).map(run).collect()
}

fn print(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| {
        let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
        times[place].as_secs_f64() * 1000.0
    };
    println!("{what:<48} p50 {:>8.2} ms  p99 {:>8.2} ms", at(50), at(99));
}

/// Writes articles of made-up words, and returns questions of words that stand in one passage each.
fn write_articles(data: &Path, passages: usize) -> Vec<String> {
    fs::create_dir_all(data).expect("a folder");
    let mut random = Random(7);
    let mut questions = Vec::new();
    let mut lines = String::new();
    for article in 0..passages / PASSAGES_OF_ARTICLE {
        let mut text = String::new();
        for _ in 0..PASSAGES_OF_ARTICLE {
            let mut rare = Vec::new();
            for _ in 0..3 {
                text.push_str("The");
                for _ in 0..20 {
                    let rank = random.rank();
                    let _ = write!(text, " {}", word(rank));
                    if rank > 100 {
                        rare.push(word(rank));
                    }
                }
                text.push_str(". ");
            }
            text.push_str("\n\n");
            rare.truncate(5);
            if questions.len() < QUESTIONS {
                questions.push(format!("What did {}?", rare.join(" ")));
            }
        }
        let _ = writeln!(
            lines,
            "{}",
            json!({"_id": article.to_string(), "text": text})
        );
    }
    fs::write(data.join("corpus.jsonl"), lines).expect("room on the disk");
    questions
}

fn word(rank: u32) -> String {
    let letter = |n: u32| char::from(b'a' + (n % 26) as u8);
    let letters = [rank, rank / 26, rank / 676, rank / 17_576];
    letters.into_iter().map(letter).collect::<String>() + "ko"
}

/// xorshift64 (Marsaglia, 2003): the same articles in every run.
struct Random(u64);

impl Random {
    /// The rank of a word, by Zipf's law.
    fn rank(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let share = (self.0 >> 11) as f64 / (1_u64 << 53) as f64;
        f64::from(VOCABULARY).powf(share) as u32
    }
}

/// Writes an encoder of one narrow layer that reads the first letter of a text.
fn write_encoder(folder: &Path) {
    let letters: Vec<String> = ('a'..='z')
        .flat_map(|letter| [letter.to_string(), format!("##{letter}")])
        .collect();
    let special = ["[UNK]", "[CLS]", "[SEP]"].map(str::to_owned);
    let vocabulary: Map<String, Value> = special
        .iter()
        .chain(&letters)
        .enumerate()
        .map(|(token, text)| (text.clone(), json!(token)))
        .collect();
    let config = json!({
        "model_type": "bert", "hidden_size": DIMENSIONS, "intermediate_size": 1,
        "num_attention_heads": 1, "num_hidden_layers": 1, "layer_norm_eps": 1e-12,
        "max_position_embeddings": 3, "type_vocab_size": 1, "vocab_size": vocabulary.len(),
    });
    let mut shapes = vec![
        (
            "embeddings.word_embeddings.weight".to_owned(),
            vec![vocabulary.len(), DIMENSIONS],
        ),
        (
            "embeddings.position_embeddings.weight".to_owned(),
            vec![3, DIMENSIONS],
        ),
        (
            "embeddings.token_type_embeddings.weight".to_owned(),
            vec![1, DIMENSIONS],
        ),
    ];
    let mut add = |name: &str, shape: &[usize]| {
        shapes.push((format!("{name}.weight"), shape.to_vec()));
        shapes.push((format!("{name}.bias"), shape[..1].to_vec()));
    };
    add("embeddings.LayerNorm", &[DIMENSIONS]);
    for part in ["self.query", "self.key", "self.value", "output.dense"] {
        let name = format!("encoder.layer.0.attention.{part}");
        add(&name, &[DIMENSIONS, DIMENSIONS]);
    }
    add("encoder.layer.0.attention.output.LayerNorm", &[DIMENSIONS]);
    add("encoder.layer.0.intermediate.dense", &[1, DIMENSIONS]);
    add("encoder.layer.0.output.dense", &[DIMENSIONS, 1]);
    add("encoder.layer.0.output.LayerNorm", &[DIMENSIONS]);
    let (mut header, mut bytes) = (Map::new(), Vec::new());
    for (name, shape) in shapes {
        let start = bytes.len();
        let length: usize = shape.iter().product();
        for i in 0..length {
            let number = (i * 7919 % 251) as f32 / 125.0 - 1.0;
            bytes.extend(number.to_le_bytes());
        }
        let offsets = [start, bytes.len()];
        let entry = json!({ "dtype": "F32", "shape": shape, "data_offsets": offsets });
        header.insert(name, entry);
    }
    let mut header = Value::from(header).to_string();
    while !header.len().is_multiple_of(8) {
        header.push(' ');
    }
    let length = (header.len() as u64).to_le_bytes();
    let weights = [&length, header.as_bytes(), &bytes[..]].concat();
    let tokenizer = json!({
        "version": "1.0",
        "normalizer": { "type": "Lowercase" },
        "pre_tokenizer": { "type": "Whitespace" },
        "post_processor": {
            "type": "BertProcessing", "sep": ["[SEP]", 2], "cls": ["[CLS]", 1],
        },
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": vocabulary,
        },
    });
    fs::create_dir_all(folder).expect("a folder");
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("room");
    write("config.json", config.to_string().as_bytes());
    write("tokenizer.json", tokenizer.to_string().as_bytes());
    write("model.safetensors", &weights);
}
