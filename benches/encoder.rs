//! Measures the sentence encoder: `cargo bench --bench encoder`.
//!
//! Comparing a question with invented vectors needs no model. The rest is measured if
//! `SUMMIT_BOT_ENCODER` is the path of a model's folder.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::env;
use std::hint::black_box;
use std::time::{Duration, Instant};

use summit_bot::encoder::{Encoder, EncoderSettings, dot};

const DIMENSIONS: usize = 384;

/// Question of usual length.
const QUESTION: &str = "What did the minister say about the conditions for reopening the harbour?";
/// Sentence that is repeated to make a paragraph of about 100 words.
const SENTENCE: &str = "The minister told reporters on Monday that the harbour would reopen once the \
                        ice had gone and the damaged pier had been repaired. ";

fn main() {
    for passages in [646, 50_000, 300_000] {
        let vectors: Vec<u8> = (0..passages * DIMENSIONS)
            .map(|i| (i * 31 % 251) as u8)
            .collect();
        let question = &vectors[..DIMENSIONS];
        let times = measure(30, || {
            let rows = vectors.chunks_exact(DIMENSIONS);
            black_box(rows.map(|row| dot(question, row)).max());
        });
        print(&format!("comparing with {passages} passages"), &times);
    }
    let Some(path) = env::var_os("SUMMIT_BOT_ENCODER") else {
        println!("skipped: SUMMIT_BOT_ENCODER names no folder of an encoder");
        return;
    };
    let started = Instant::now();
    let settings = EncoderSettings {
        path: path.into(),
        threads: 1,
        ..EncoderSettings::default()
    };
    let encoder = Encoder::open(&settings).expect("an encoder");
    print("reading the encoder", &[started.elapsed()]);
    print(
        "encoding a question, one thread",
        &measure(200, || drop(black_box(encoder.question(QUESTION, None)))),
    );
    let paragraph = SENTENCE.repeat(4);
    let times = measure(5, || {
        black_box(encoder.passages(&[paragraph.as_str(); 32])).expect("vectors");
    });
    let each: Vec<Duration> = times.iter().map(|time| *time / 32).collect();
    print("encoding a paragraph of 100 words, one thread", &each);
}

/// Returns the sorted durations of `work`.
fn measure(times: usize, mut work: impl FnMut()) -> Vec<Duration> {
    let run = |_| {
        let started = Instant::now();
        work();
        started.elapsed()
    };
    let mut durations: Vec<Duration> = (0..times).map(run).collect();
    durations.sort();
    durations
}

fn print(what: &str, times: &[Duration]) {
    let at = |percent: usize| {
        let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
        times[place].as_secs_f64() * 1000.0
    };
    println!("{what:<48} p50 {:>8.2} ms  p99 {:>8.2} ms", at(50), at(99));
}
