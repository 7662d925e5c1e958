//! How fast quotations are found: 10,000 paragraphs of made-up news, and whether twice the text
//! takes twice the time.

#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use summit_bot::corpus::quotations::{HIGH_PRECISION, extract};
use summit_bot::corpus::{Aliases, Article, Block, Draft};

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

/// `count` paragraphs, 40 to an article.
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

/// One article of `count` paragraphs, for which every look back is longer.
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

fn quotations(criterion: &mut Criterion) {
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
    // Doubling: one ever longer article, the best of several runs.
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

criterion_group!(benches, quotations);
criterion_main!(benches);
