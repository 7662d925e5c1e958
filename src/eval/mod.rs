//! A set of questions whose answers are known -> how well they are answered.
//!
//! The questions go the very way of `summit-bot ask`: the articles are written to an index by a
//! refresh, and each question is put to an [`Asker`]; only nothing is declined, so that every
//! order of passages can be judged and every confidence compared.

mod beir;
mod export;
mod figures;
mod typos;

use std::fs;
use std::io;
use std::path::Path;
use std::time::Instant;

use crate::answer::{Answer, AnswerSettings, AskRequest, Asker, Ranked};
use crate::corpus::{Limits, Problem};
use crate::encoder::Encoder;
use crate::index::{self, IndexError, Language, ReadOptions, Store};
use crate::lexicon::Aliases;

pub use export::{ExportError, export_gaps};
use figures::{DEPTH, Judged, figures};
pub use figures::{Declining, Figures};

/// How the questions are answered.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The language of the passages.
    pub language: Language,
    /// The other names of people and places.
    pub aliases: Aliases,
    /// How answers are chosen. Nothing is declined, but the figures say what would be.
    pub settings: AnswerSettings,
    /// The sentence encoder, if one is used.
    pub encoder: Option<Encoder>,
    /// How large the files may be.
    pub limits: Limits,
    /// Whether one long word of every question is misspelt first.
    pub typos: bool,
}

/// Why there are no figures.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// One of the three files is missing or says something it should not.
    #[error("{0}")]
    File(Problem),
    /// There is no room for the index.
    #[error(
        "cannot make an index in a temporary folder: check that TMPDIR is writable and not full"
    )]
    Temporary(#[source] io::Error),
    /// The index failed.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// Asks every question of the BEIR folder `dir` (`corpus.jsonl`, `queries.jsonl`, `qrels.tsv`, and
/// `answers.jsonl` if it is there) and says how well it was answered. `progress` hears what is being done, and how much of it.
///
/// # Errors
///
/// [`EvalError`] if a file cannot be read or the passages cannot be indexed.
pub fn evaluate(
    dir: &Path,
    setup: &Setup,
    mut progress: impl FnMut(&'static str, usize, usize),
) -> Result<Figures, EvalError> {
    let questions = beir::questions(dir).map_err(EvalError::File)?;

    let folder = tempfile::tempdir().map_err(EvalError::Temporary)?;
    let data = folder.path().join("data");
    fs::create_dir(&data).map_err(EvalError::Temporary)?;
    let corpus = beir::corpus(dir).map_err(EvalError::File)?;
    fs::copy(&corpus, data.join(beir::CORPUS)).map_err(EvalError::Temporary)?;
    let mut store = Store::open(&folder.path().join("index"), setup.language)?;
    let reading = ReadOptions {
        limits: setup.limits,
        encoder: setup.encoder.clone(),
        ..ReadOptions::default()
    };
    let report = index::refresh(&mut store, &data, reading, |step| {
        progress("indexing", step.done, step.total);
    })?;
    if let Some(problem) = report.problems.into_iter().next() {
        let path = corpus.display().to_string();
        return Err(EvalError::File(Problem { path, ..problem }));
    }
    let Some(snapshot) = store.snapshot() else {
        let remedy = "write a passage a line into it";
        return Err(EvalError::File(Problem::error(
            corpus.display().to_string(),
            None,
            "there are no passages in it",
            remedy,
        )));
    };

    let never_declining = AnswerSettings {
        threshold: 0.0,
        ..setup.settings
    };
    let asker = Asker::new(setup.language, setup.aliases.clone(), never_declining)
        .with_encoder(setup.encoder.clone());
    let mut judged = Vec::with_capacity(questions.len());
    for (n, question) in questions.iter().enumerate() {
        progress("asking", n, questions.len());
        let text = if setup.typos {
            typos::misspelt(&question.text)
        } else {
            question.text.clone()
        };
        let started = Instant::now();
        let answer = asker.ask(
            &snapshot,
            &AskRequest {
                question: &text,
                limit: DEPTH,
                ..AskRequest::default()
            },
        )?;
        let duration = started.elapsed();
        let ranked = match answer {
            Answer::Found(ranked) => ranked,
            Answer::NotFound { .. } => Vec::new(),
        };
        let is_relevant = |ranked: &Ranked| {
            let mut places = std::iter::once(&ranked.passage).chain(&ranked.also);
            places.any(|passage| question.relevant.contains(&passage.article))
        };
        judged.push(Judged {
            relevant: question.relevant.len(),
            hits: ranked.iter().map(is_relevant).collect(),
            bold_holds_answer: ranked
                .first()
                .and_then(|best| bold_holds_answer(best, &question.answers)),
            confidence: ranked.first().map_or(0.0, |best| best.confidence),
            duration,
        });
    }
    let passages = report.added;
    Ok(figures(passages, judged, setup.settings.threshold))
}

/// Whether the sentence in bold holds a wording of the answer, in any case; `None` where the whole
/// passage holds none.
fn bold_holds_answer(best: &Ranked, answers: &[String]) -> Option<bool> {
    let holds_any = |text: &str| {
        let text = text.to_lowercase();
        let mut answers = answers.iter().map(|answer| answer.to_lowercase());
        answers.any(|answer| text.contains(&answer))
    };
    let text = best.passage.text.as_str();
    let bold = text.get(best.sentence.clone()).unwrap_or_default();
    holds_any(text).then(|| holds_any(bold))
}
