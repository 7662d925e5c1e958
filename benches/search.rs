//! Measures answers and refreshes, compared to tantivy alone in the same run.
//!
//! The corpus is generated: 1,000 articles whose words follow Zipf's law, with 10,000 and then
//! 300,000 paragraphs. Figures are printed and not asserted, because machines differ. Other sizes
//! can be given: `cargo bench --bench search -- 10000`.
//!
//! The full build runs in a process of its own, whose peak memory is read from `/proc`.

#![allow(clippy::print_stdout, reason = "a bench is there to print")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use summit_bot::answer::{AnswerSettings, AskRequest, Asker};
use summit_bot::index::{ReadOptions, Store, refresh, tokenizers};
use summit_bot::lexicon::Aliases;
use summit_bot::text::Language;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{IndexWriter, TantivyDocument, Term};

/// The allocator of the program.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const ARTICLES: usize = 1_000;
const SIZES: [usize; 2] = [10_000, 300_000];
const VOCABULARY: usize = 60_000;
const QUESTIONS: usize = 300;
const REFRESHES: usize = 9;
/// Number of most frequent words that are not used in questions.
const STOP_WORDS: usize = 100;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, mode, data, index] = arguments.as_slice()
        && mode == "build"
    {
        return build(Path::new(data), Path::new(index));
    }
    let chosen: Vec<usize> = arguments
        .iter()
        .filter_map(|size| size.parse().ok())
        .collect();
    match chosen.as_slice() {
        [] => SIZES.into_iter().for_each(measure),
        sizes => sizes.iter().copied().for_each(measure),
    }
}

fn measure(paragraphs: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (data, index) = (folder.path().join("data"), folder.path().join("index"));
    let questions = write_corpus(&data, paragraphs);
    println!("\n{paragraphs} paragraphs in {ARTICLES} articles");

    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program)
        .arg("build")
        .args([&data, &index])
        .output()
        .expect("the build runs");
    print!("{}", String::from_utf8_lossy(&output.stdout));

    compare_questions(&index, &questions);
    compare_builds(&index, &folder.path().join("plain"), &data);
    refresh_one(&data, &index);
}

/// Runs a full build in a separate process.
fn build(data: &Path, index: &Path) {
    let started = Instant::now();
    let mut store = Store::open(index, Language::ENGLISH).expect("an index");
    let report = refresh(&mut store, data, ReadOptions::default(), |_| ()).expect("a refresh");
    let seconds = started.elapsed().as_secs_f64();
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .map_or("unknown", str::trim);
    println!(
        "  full build: {seconds:.2} s, {} articles, peak memory {peak}",
        report.added
    );
}

/// Compares (a) answering a question with (b) searching the same index for a plain union of its
/// terms.
fn compare_questions(index: &Path, questions: &[String]) {
    let store = Store::open(index, Language::ENGLISH).expect("an index");
    let snapshot = store.snapshot().expect("a committed index");
    let asker = Asker::new(
        Language::ENGLISH,
        Aliases::built_in(),
        AnswerSettings::default(),
    );

    let mut plain = tantivy::Index::open_in_dir(index).expect("tantivy's view of it");
    plain.set_tokenizers(tokenizers(Language::ENGLISH));
    let searcher = plain.reader().expect("a reader").searcher();
    let body = plain.schema().get_field("body").expect("the field");
    let mut analyzer = plain.tokenizer_for_field(body).expect("an analyser");

    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    for round in 0..3 {
        for question in questions {
            let started = Instant::now();
            let request = AskRequest {
                question,
                limit: 10,
                ..AskRequest::default()
            };
            std::hint::black_box(asker.ask(&snapshot, &request).expect("an answer"));
            let our_time = started.elapsed();

            let mut terms = Vec::new();
            analyzer.token_stream(question).process(&mut |token| {
                terms.push(Term::from_field_text(body, &token.text));
            });
            let started = Instant::now();
            let union = terms
                .into_iter()
                .map(|term| -> (Occur, Box<dyn tantivy::query::Query>) {
                    let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                    (Occur::Should, Box::new(query))
                })
                .collect();
            let best = TopDocs::with_limit(10).order_by_score();
            std::hint::black_box(
                searcher
                    .search(&BooleanQuery::new(union), &best)
                    .expect("hits"),
            );
            // The first round is for warming up.
            if round > 0 {
                ours.push(our_time);
                theirs.push(started.elapsed());
            }
        }
    }
    let (our_median, our_p99) = quantiles(&mut ours);
    let (their_median, their_p99) = quantiles(&mut theirs);
    println!(
        "  (a) ask: median {our_median:?}, p99 {our_p99:?}\n  \
         (b) bare BM25 union, top 10: median {their_median:?}, p99 {their_p99:?}\n  \
         (a) - (b) at the median: {:?}",
        our_median.saturating_sub(their_median)
    );
}

fn quantiles(times: &mut [Duration]) -> (Duration, Duration) {
    times.sort_unstable();
    (times[times.len() / 2], times[times.len() * 99 / 100])
}

/// Compares (c) a full build with tantivy indexing prepared documents of the same fields.
fn compare_builds(index: &Path, plain: &Path, data: &Path) {
    let schema = tantivy::Index::open_in_dir(index)
        .expect("an index")
        .schema();
    let field = |name: &str| schema.get_field(name).expect(name);
    let mut documents = Vec::new();
    for (n, text) in texts(data).enumerate() {
        let paragraphs: Vec<&str> = text.split("\n\n").skip(1).collect();
        for (i, paragraph) in paragraphs.iter().enumerate() {
            let mut document = TantivyDocument::default();
            let (source, title) = (format!("{n}.txt"), format!("Article {n}"));
            document.add_text(field("source"), &source);
            document.add_text(field("article"), n.to_string());
            document.add_u64(field("fingerprint"), n as u64);
            document.add_u64(field("number"), i as u64 + 1);
            document.add_text(field("body"), paragraph);
            document.add_text(field("title"), &title);
            document.add_text(field("words"), paragraph);
            document.add_text(field("words"), &title);
            for neighbour in [i.wrapping_sub(1), i + 1] {
                if let Some(neighbour) = paragraphs.get(neighbour) {
                    document.add_text(field("context"), neighbour);
                }
            }
            document.add_text(field("passage"), paragraph);
            documents.push(document);
        }
    }
    let count = documents.len() as f64;
    fs::create_dir_all(plain).expect("a folder");
    let mut theirs = tantivy::Index::create_in_dir(plain, schema).expect("an index");
    theirs.set_tokenizers(tokenizers(Language::ENGLISH));
    let started = Instant::now();
    let mut writer: IndexWriter = theirs.writer(96_000_000).expect("a writer");
    for document in documents {
        writer.add_document(document).expect("room");
    }
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("merges");
    let their_rate = count / started.elapsed().as_secs_f64();

    let again = plain.with_extension("again");
    let started = Instant::now();
    let mut store = Store::open(&again, Language::ENGLISH).expect("an index");
    refresh(&mut store, data, ReadOptions::default(), |_| ()).expect("a refresh");
    let our_rate = count / started.elapsed().as_secs_f64();
    println!(
        "  (c) full build from files: {our_rate:.0} paragraphs/s, tantivy's own loop: \
         {their_rate:.0}, ratio {:.2}",
        our_rate / their_rate
    );
}

/// Measures (d) a refresh after one article changed.
fn refresh_one(data: &Path, index: &Path) {
    let full = Instant::now();
    let fresh = index.with_extension("fresh");
    let mut store = Store::open(&fresh, Language::ENGLISH).expect("an index");
    refresh(&mut store, data, ReadOptions::default(), |_| ()).expect("a refresh");
    let full = full.elapsed();

    let mut unchanged = Vec::new();
    let mut one = Vec::new();
    let article = data.join("500.txt");
    for round in 0..REFRESHES {
        let started = Instant::now();
        refresh(&mut store, data, ReadOptions::default(), |_| ()).expect("a refresh");
        unchanged.push(started.elapsed());

        let text = fs::read_to_string(&article).expect("the article");
        fs::write(&article, format!("{text}\n\nParagraph {round} more.")).expect("room");
        let started = Instant::now();
        let report = refresh(&mut store, data, ReadOptions::default(), |_| ()).expect("a refresh");
        one.push(started.elapsed());
        assert_eq!(report.changed, 1);
    }
    let ((unchanged, _), (one, _)) = (quantiles(&mut unchanged), quantiles(&mut one));
    println!(
        "  (d) refresh with one article changed: {one:?}, {:.1} % of a full build ({full:?}); \
         with none: {unchanged:?}; medians of {REFRESHES}",
        100.0 * one.as_secs_f64() / full.as_secs_f64()
    );
}

fn texts(data: &Path) -> impl Iterator<Item = String> {
    (0..ARTICLES).map(move |n| fs::read_to_string(data.join(format!("{n}.txt"))).expect("a file"))
}

/// Writes the articles. Returns questions, each made of words from one paragraph.
fn write_corpus(data: &Path, paragraphs: usize) -> Vec<String> {
    fs::create_dir_all(data).expect("a folder");
    let words = Words::new();
    let mut random = Random(7);
    let mut questions = Vec::new();
    let of_article = paragraphs / ARTICLES;
    for n in 0..ARTICLES {
        let mut text = format!("---\ntitle: Article {n}\n---\n");
        for p in 0..of_article {
            let mut telling = Vec::new();
            text.push_str("\n\n");
            for _ in 0..3 {
                for w in 0..15 + random.below(10) {
                    let rank = words.rank(&mut random);
                    let word = &words.words[rank];
                    match w {
                        0 => text.extend(word.chars().enumerate().map(|(i, c)| match i {
                            0 => c.to_ascii_uppercase(),
                            _ => c,
                        })),
                        _ => _ = write!(text, " {word}"),
                    }
                    if rank >= STOP_WORDS {
                        telling.push(word.as_str());
                    }
                }
                text.push_str(". ");
            }
            if questions.len() < QUESTIONS
                && (n * of_article + p).is_multiple_of(paragraphs / QUESTIONS)
            {
                telling.truncate(5);
                questions.push(format!("What did {}?", telling.join(" ")));
            }
        }
        fs::write(data.join(format!("{n}.txt")), text).expect("room on the disk");
    }
    questions
}

/// Invented words, most frequent first, drawn by Zipf's law.
struct Words {
    words: Vec<String>,
    cumulative: Vec<f64>,
}

impl Words {
    fn new() -> Self {
        const SYLLABLES: [&str; 20] = [
            "ba", "ko", "ri", "ma", "tu", "ne", "lo", "sha", "vi", "pe", "da", "zu", "fo", "gra",
            "li", "mo", "ka", "stu", "ro", "nu",
        ];
        let words = (0..VOCABULARY)
            .map(|mut n| {
                let mut word = String::new();
                for _ in 0..4 {
                    word.push_str(SYLLABLES[n % SYLLABLES.len()]);
                    n /= SYLLABLES.len();
                }
                word + "k"
            })
            .collect();
        let mut sum = 0.0;
        let cumulative = (1..=VOCABULARY)
            .map(|rank| {
                sum += 1.0 / rank as f64;
                sum
            })
            .collect();
        Self { words, cumulative }
    }

    fn rank(&self, random: &mut Random) -> usize {
        let total = self.cumulative[VOCABULARY - 1];
        let at = random.below(1 << 30) as f64 / f64::from(1 << 30) * total;
        self.cumulative
            .partition_point(|&sum| sum < at)
            .min(VOCABULARY - 1)
    }
}

/// xorshift64 generator (Marsaglia, 2003), the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }
}
