//! Reads the files of a question set in the format of BEIR, and the answers that may accompany
//! them.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::corpus::Problem;
use crate::text::reasons::os_reason;

pub(super) const CORPUS: &str = "corpus.jsonl";
pub(super) const QUESTIONS: &str = "queries.jsonl";
pub(super) const RELEVANCE: &str = "qrels.tsv";
const ANSWERS: &str = "answers.jsonl";

/// Question with its relevance judgements.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct JudgedQuestion {
    pub text: String,
    /// IDs of the passages that answer it; empty if the corpus does not.
    pub relevant: HashSet<String>,
    /// Wordings of the answer, any one of which suffices; empty if the set gives none.
    pub answers: Vec<String>,
}

#[derive(Deserialize)]
struct QuestionLine {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

#[derive(Deserialize)]
struct AnswersLine {
    #[serde(rename = "_id")]
    id: String,
    answers: Vec<String>,
}

/// Returns the path of the file of passages, or a problem if it is missing.
pub(super) fn corpus(dir: &Path) -> Result<PathBuf, Problem> {
    let path = dir.join(CORPUS);
    if path.is_file() {
        Ok(path)
    } else {
        Err(missing(&path, "there is no such file"))
    }
}

/// Reads the questions in file order.
pub(super) fn questions(dir: &Path) -> Result<Vec<JudgedQuestion>, Problem> {
    let (path, text) = read(dir, QUESTIONS)?;
    let mut relevant = relevance(dir)?;
    let mut answers = answers(dir)?;
    let mut questions = Vec::new();
    for (n, line) in lines(&text) {
        let line: QuestionLine = serde_json::from_str(line).map_err(|error| {
            unreadable(
                &path,
                n,
                "the question",
                &error,
                r#"write one object per line, like {"_id": "1", "text": "…"}"#,
            )
        })?;
        questions.push(JudgedQuestion {
            relevant: relevant.remove(line.id.trim()).unwrap_or_default(),
            answers: answers.remove(line.id.trim()).unwrap_or_default(),
            text: line.text,
        });
    }
    if questions.is_empty() {
        let remedy = "write a question a line into it";
        return Err(Problem::error(
            path,
            None,
            "there are no questions in it",
            remedy,
        ));
    }
    Ok(questions)
}

/// Reads the IDs of the passages that answer each question, by the question's ID.
fn relevance(dir: &Path) -> Result<HashMap<String, HashSet<String>>, Problem> {
    let (path, text) = read(dir, RELEVANCE)?;
    let mut relevant: HashMap<String, HashSet<String>> = HashMap::new();
    for (n, line) in lines(&text) {
        let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
        match (fields.as_slice(), n) {
            (["query-id", ..], 1) => {}
            ([question, passage, score], _) if score.parse::<i32>().is_ok() => {
                if score.parse::<i32>().is_ok_and(|score| score > 0) {
                    let passages = relevant.entry((*question).to_owned()).or_default();
                    passages.insert((*passage).to_owned());
                }
            }
            _ => {
                return Err(Problem::error(
                    path,
                    Some(n),
                    "the line is not a question ID, a passage ID and a whole number",
                    "write these three, separated by tabs",
                ));
            }
        }
    }
    Ok(relevant)
}

/// Reads the wordings of the answers by the question's ID; empty if the set has no such file.
fn answers(dir: &Path) -> Result<HashMap<String, Vec<String>>, Problem> {
    if !dir.join(ANSWERS).is_file() {
        return Ok(HashMap::new());
    }
    let (path, text) = read(dir, ANSWERS)?;
    let mut answers = HashMap::new();
    for (n, line) in lines(&text) {
        let line: AnswersLine = serde_json::from_str(line).map_err(|error| {
            unreadable(
                &path,
                n,
                "the answers",
                &error,
                r#"write one object per line, like {"_id": "1", "answers": ["…"]}"#,
            )
        })?;
        answers.insert(line.id.trim().to_owned(), line.answers);
    }
    Ok(answers)
}

/// Creates the problem of a line that cannot be parsed.
fn unreadable(
    path: &str,
    n: usize,
    what: &str,
    error: &serde_json::Error,
    remedy: &str,
) -> Problem {
    let error = error.to_string();
    let error = error.split(" at line ").next().unwrap_or_default();
    Problem::error(
        path,
        Some(n),
        format!("cannot read {what}: {error}"),
        remedy,
    )
}

fn read(dir: &Path, name: &str) -> Result<(String, String), Problem> {
    let path = dir.join(name);
    match fs::read_to_string(&path) {
        Ok(text) => Ok((path.display().to_string(), text)),
        Err(error) => Err(missing(
            &path,
            &format!("cannot read the file: {}", os_reason(&error)),
        )),
    }
}

fn missing(path: &Path, message: &str) -> Problem {
    let remedy = "name a folder with corpus.jsonl, queries.jsonl and qrels.tsv";
    Problem::error(path.display().to_string(), None, message, remedy)
}

/// Iterates over the non-blank lines with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.trim_start_matches('\u{feff}');
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
}
