//! Evaluation: measures how well a set of questions with known answers is answered.
//!
//! Questions are answered the same way as by `summit-bot ask`: a refresh indexes the articles, and
//! an [`Asker`] answers each question. Only the threshold is 0, so that every ranking can be judged
//! and every confidence compared.

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
use crate::index::{self, IndexError, ReadOptions, Store};
use crate::lexicon::Aliases;
use crate::text::Language;

pub use export::{ExportError, export_gaps};
use figures::{DEPTH, Judged, figures};
pub use figures::{Declining, Figures};

/// Settings of an evaluation.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Language of the passages.
    pub language: Language,
    /// Aliases of people and places.
    pub aliases: Aliases,
    /// Settings of answers. The threshold declines nothing, but affects the figures.
    pub settings: AnswerSettings,
    /// Sentence encoder, if one is used.
    pub encoder: Option<Encoder>,
    /// Maximum sizes of files.
    pub limits: Limits,
    /// Whether to misspell one long word of every question.
    pub typos: bool,
}

/// Error of an evaluation.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// One of the files is missing or cannot be parsed.
    #[error("{0}")]
    File(Problem),
    /// The temporary folder of the index cannot be created.
    #[error(
        "cannot create an index in a temporary folder: check that TMPDIR is writable and not full"
    )]
    Temporary(#[source] io::Error),
    /// The index failed.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// Asks every question of the BEIR folder `dir` (`corpus.jsonl`, `queries.jsonl`, `qrels.tsv`, and
/// optionally `answers.jsonl`) and returns the figures. `progress` receives the current step, the
/// number of finished items and the total.
///
/// # Errors
///
/// [`EvalError`] if a file cannot be read or the passages cannot be indexed.
pub fn evaluate(
    dir: &Path,
    setup: &Setup,
    mut progress: impl FnMut(&'static str, usize, usize),
) -> Result<Figures, EvalError> {
    let corpus = beir::corpus(dir).map_err(EvalError::File)?;
    let questions = beir::questions(dir).map_err(EvalError::File)?;

    let folder = tempfile::tempdir().map_err(EvalError::Temporary)?;
    let data = folder.path().join("data");
    fs::create_dir(&data).map_err(EvalError::Temporary)?;
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

/// Returns whether the sentence in bold contains a wording of the answer, ignoring case; `None` if
/// the whole passage contains none.
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
