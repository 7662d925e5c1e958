//! `summit-bot eval`: measures the quality of the answers to a set of questions.

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::outcome::Outcome;
use super::terminal::{Bar, print, say_problems};
use crate::config::Config;
use crate::corpus;
use crate::eval::{Figures, Setup, evaluate};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Folder in BEIR's format: corpus.jsonl, queries.jsonl, qrels.tsv, and optionally answers.jsonl
    /// with the wordings of the answers
    dir: PathBuf,

    /// Misspell one long word of every question first
    #[arg(long)]
    typos: bool,

    /// Print JSON, with the figures of the table as keys
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let (aliases, broken_aliases) = corpus::aliases(&config.data.path);
    say_problems(&Vec::from_iter(broken_aliases));
    let setup = Setup {
        language: config.index.language,
        aliases,
        settings: config.answer_settings(),
        encoder: config.encoder.open()?,
        limits: config.limits(),
        typos: options.typos,
    };
    let mut bar = Bar::new();
    let figures = evaluate(&options.dir, &setup, |work, done, total| {
        bar.show(work, done, total);
    })?;
    drop(bar);
    print(&if options.json {
        serde_json::to_string_pretty(&figures)? + "\n"
    } else {
        table(&figures)?
    })?;
    Ok(Outcome::Done)
}

fn table(figures: &Figures) -> Result<String, std::fmt::Error> {
    let percent = |share: f64| format!("{:.1} %", 100.0 * share);
    let mut rows = vec![
        ("passages", figures.passages.to_string()),
        ("questions", figures.questions.to_string()),
        ("answerable", figures.answerable.to_string()),
        ("recall@1", percent(figures.recall_at_1)),
        ("recall@3", percent(figures.recall_at_3)),
        ("recall@5", percent(figures.recall_at_5)),
        ("recall@10", percent(figures.recall_at_10)),
        ("MRR@10", percent(figures.mrr_at_10)),
        ("nDCG@10", percent(figures.ndcg_at_10)),
        (
            "answerable kept at the threshold",
            percent(figures.kept_at_threshold),
        ),
    ];
    if let Some(bold) = figures.bold_holds_answer {
        rows.push(("answer in the bold sentence", percent(bold)));
    }
    if let Some(declining) = &figures.declining {
        rows.extend([
            (
                "unanswerable answered at it",
                percent(declining.answered_at_threshold),
            ),
            ("AUROC of the confidence", format!("{:.4}", declining.auroc)),
            (
                "unanswerable answered, 90 % kept",
                percent(declining.answered_at_90_kept),
            ),
        ]);
    }
    rows.extend([
        ("median time", format!("{:.2} ms", figures.median_ms)),
        ("99th percentile", format!("{:.2} ms", figures.p99_ms)),
    ]);
    let mut table = String::new();
    for (name, value) in rows {
        writeln!(table, "{name:<34}{value:>10}")?;
    }
    Ok(table)
}
