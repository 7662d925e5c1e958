//! Measures finding quotations in 10,000 paragraphs of invented news, whether twice the text takes
//! twice the time, and look-ups in an index of quotations compared to answers.
//!
//! The look-ups alone can be measured with a number of paragraphs:
//! `cargo bench --bench quotations -- 10000`.

#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use summit_bot::answer::{AnswerSettings, AskRequest, Asker, QuoteRequest, VerifyRequest};
use summit_bot::corpus::{Article, Block, Draft};
use summit_bot::index::{ReadOptions, Store, refresh};
use summit_bot::lexicon::Aliases;
use summit_bot::quotations::{HIGH_PRECISION, extract};
use summit_bot::text::Language;

/// The allocator of the program.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

const FIRST: [&str; 8] = [
    "Marta", "Emil", "Rosa", "Viktor", "Petra", "Oskar", "Dana", "Piotr",
];
const LAST: [&str; 8] = [
    "Kolbe", "Karsten", "Quint", "Salo", "Holm", "Dahl", "Whitlow", "Lange",
];
const SHAPES: [&str; 8] = [
    "“The harbour stays open until the ice is gone,” {name} told reporters in Brell on Monday. “Nobody has to leave.”",
    "The council met for three hours and closed the northern road, which had been under water since the weekend.",
    "{name}, a regional councillor who has led the inquiry since the flood, said that the dam had been “a danger to life” for years.",
    "He added that farmers, insurers and the ministry had “all been asleep at the wheel,” and called for a new inspection.",
    "‘We don’t know who paid for it,’ said {name}. The soldiers’ hall, built in the ’90s, was sold twice last year.",
    "A spokeswoman for the Health Agency said in a statement: “The water is safe,” but advised residents to boil it.",
    "Prices rose by 3.5 per cent in the spring, the third increase in a row, and traders expect another one by June.",
    "“The bridge,” said Foreign Minister {name}, “was built for horses, and now it carries lorries.”",
];

/// Makes `count` paragraphs in articles of 40 paragraphs.
fn articles(count: usize) -> Vec<Article> {
    let paragraph = |n: usize| {
        let name = format!("{} {}", FIRST[n / 8 % 8], LAST[n / 3 % 8]);
        SHAPES[n % 8].replace("{name}", &name)
    };
    let article = |first: usize| {
        let mut draft = Draft::default();
        for n in first..(first + 40).min(count) {
            let start = draft.text.len();
            draft.text.push_str(&paragraph(n));
            draft.blocks.push(Block::Paragraph(start..draft.text.len()));
            draft.text.push_str("\n\n");
        }
        Article::new(draft, "news.txt", "news")
    };
    (0..count).step_by(40).filter_map(article).collect()
}

/// Makes one article of `count` paragraphs, in which looking back for speakers is longest.
fn whole(count: usize) -> Article {
    let mut draft = Draft::default();
    for article in articles(count) {
        for paragraph in article.paragraphs() {
            let start = draft.text.len();
            draft.text.push_str(paragraph.text);
            draft.blocks.push(Block::Paragraph(start..draft.text.len()));
            draft.text.push('\n');
        }
    }
    Article::new(draft, "news.txt", "news").expect("an article with paragraphs")
}

/// Returns the number of paragraphs given on the command line.
fn size() -> Option<usize> {
    std::env::args().find_map(|size| size.parse().ok())
}

fn quotations(criterion: &mut Criterion) {
    if size().is_some() {
        return;
    }
    let aliases = Aliases::built_in();
    let corpus = articles(10_000);
    let bytes: usize = corpus.iter().map(|article| article.text().len()).sum();
    let mut group = criterion.benchmark_group("quotations");
    group
        .throughput(Throughput::Bytes(bytes as u64))
        .sample_size(20);
    group.bench_function("10,000 paragraphs", |bencher| {
        bencher.iter(|| {
            corpus
                .iter()
                .map(|article| extract(black_box(article), &aliases, HIGH_PRECISION).len())
                .sum::<usize>()
        });
    });
    group.finish();
    // Doubling: articles of increasing length, best of several runs.
    for count in [5_000, 10_000, 20_000, 40_000] {
        let article = whole(count);
        let best = (0..5)
            .map(|_| {
                let start = Instant::now();
                black_box(extract(black_box(&article), &aliases, HIGH_PRECISION));
                start.elapsed()
            })
            .min()
            .unwrap_or(Duration::ZERO);
        let rate = article.text().len() as f64 / best.as_secs_f64() / 1e6;
        println!("one article of {count} paragraphs: {best:.1?}, {rate:.0} MB/s");
    }
}

/// Generator of invented words, the same in every run, so that quotations differ.
struct Words(u64);

impl Words {
    /// Returns a number below `bound`, by xorshift64 (Marsaglia, 2003).
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }

    /// Returns a word. Most different words are rare, as in any language.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "ba", "ko", "ri", "ma", "tu", "ne", "lo", "sha", "vi", "pe", "da", "zu", "fo", "gra",
            "li", "mo",
        ];
        let bound = 1 << (2 + self.below(14));
        let mut n = self.below(bound) as usize;
        let mut word = String::from("s");
        for _ in 0..4 {
            word.push_str(SYLLABLES[n % 16]);
            n /= 16;
        }
        word
    }

    fn words(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| self.word())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Measures look-ups in an index of `count` paragraphs, half of which have a quotation by one of 32
/// people. The language is given, because invented words do not look like English.
fn look_up(count: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().join("data");
    std::fs::create_dir(&data).expect("a folder");
    let mut words = Words(7);
    let mut quoted = Vec::new();
    for n in 0..1_000 {
        let mut text = format!("---\ntitle: Article {n}\nlanguage: en\n---\n");
        for p in 0..count / 1_000 {
            let name = format!("{} {}", FIRST[p % 8], LAST[(n + p) % 8]);
            text.push_str("\n\n");
            if p % 2 == 0 {
                let quotation = words.words(18);
                text.push_str(&format!("“{quotation},” {name} said. "));
                if quoted.len() < 300 {
                    quoted.push(quotation);
                }
            }
            text.push_str(&words.words(40));
            text.push('.');
        }
        std::fs::write(data.join(format!("{n}.txt")), text).expect("room");
    }
    let mut store = Store::open(&folder.path().join("index"), Language::ENGLISH).expect("an index");
    let started = Instant::now();
    refresh(&mut store, &data, ReadOptions::default(), |_| ()).expect("a refresh");
    println!("{count} paragraphs, built in {:.1?}", started.elapsed());
    let snapshot = store.snapshot().expect("a committed index");
    let asker = Asker::new(
        Language::ENGLISH,
        Aliases::built_in(),
        AnswerSettings::default(),
    );
    let time = |what: &str, look: &dyn Fn(&str)| {
        let mut times: Vec<Duration> = quoted
            .iter()
            .chain(&quoted)
            .map(|quotation| {
                let started = Instant::now();
                look(quotation);
                started.elapsed()
            })
            .skip(quoted.len())
            .collect();
        times.sort_unstable();
        let (median, p99) = (times[times.len() / 2], times[times.len() * 99 / 100]);
        println!("  {what}: median {median:.0?}, p99 {p99:.0?}");
    };
    let some = |quotation: &str, from: usize, count: usize| -> String {
        let words = quotation.split(' ').skip(from).take(count);
        words.collect::<Vec<_>>().join(" ")
    };
    let verify = |text: &str, speaker| {
        let request = VerifyRequest::new(text, speaker).expect("words");
        black_box(asker.verify(&snapshot, &request).expect("a verdict"));
    };
    let quote = |words: &str, speaker| {
        let request = QuoteRequest {
            words,
            speaker,
            limit: 3,
            ..QuoteRequest::default()
        };
        black_box(asker.quote(&snapshot, &request).expect("quotations"));
    };
    time("ask, five words", &|quotation| {
        let request = AskRequest {
            question: &some(quotation, 4, 5),
            limit: 3,
            ..AskRequest::default()
        };
        black_box(asker.ask(&snapshot, &request).expect("an answer"));
    });
    time("quote, three words", &|quotation| {
        quote(&some(quotation, 4, 3), None)
    });
    let of_speaker = QuoteRequest {
        speaker: Some("Kolbe"),
        limit: 3,
        ..QuoteRequest::default()
    };
    let found = asker.quote(&snapshot, &of_speaker).expect("quotations");
    assert_eq!(found.len(), 3, "the speaker is found");
    time("quote, a speaker", &|_| quote("", Some("Kolbe")));
    time("verify, verbatim", &|quotation| verify(quotation, None));
    time("verify, an excerpt", &|quotation| {
        verify(&some(quotation, 4, 8), None)
    });
    time("verify, misattributed", &|quotation| {
        verify(quotation, Some("Jan Nemo"))
    });
    time("verify, altered", &|quotation| {
        verify(
            &format!("{} not {}", some(quotation, 0, 9), some(quotation, 9, 9)),
            None,
        );
    });
    time("verify, of all words none", &|quotation| {
        let backwards: Vec<&str> = quotation.split(' ').rev().collect();
        verify(&backwards.join(" of "), None);
    });
}

fn look_ups(_: &mut Criterion) {
    match size() {
        Some(size) => look_up(size),
        None => [10_000, 300_000].into_iter().for_each(look_up),
    }
}

criterion_group!(benches, quotations, look_ups);
criterion_main!(benches);
