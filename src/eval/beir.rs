//! The three files of a set of questions, in BEIR's form.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::corpus::Problem;

pub(super) const CORPUS: &str = "corpus.jsonl";
const QUESTIONS: &str = "queries.jsonl";
const RELEVANCE: &str = "qrels.tsv";

/// A question, and the ids of the passages that answer it: none if the corpus does not.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct JudgedQuestion {
    pub text: String,
    pub relevant: HashSet<String>,
}

#[derive(Deserialize)]
struct Line {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

/// The file of passages, if it is there.
pub(super) fn corpus(dir: &Path) -> Result<PathBuf, Problem> {
    let path = dir.join(CORPUS);
    if path.is_file() {
        Ok(path)
    } else {
        Err(missing(&path, "there is no such file"))
    }
}

/// The questions in the order of their file.
pub(super) fn questions(dir: &Path) -> Result<Vec<JudgedQuestion>, Problem> {
    corpus(dir)?;
    let (path, text) = read(dir, QUESTIONS)?;
    let mut relevant = relevance(dir)?;
    let mut questions = Vec::new();
    for (n, line) in lines(&text) {
        let line: Line = serde_json::from_str(line).map_err(|error| {
            let error = error.to_string();
            let error = error.split(" at line ").next().unwrap_or_default();
            Problem::error(
                &path,
                Some(n),
                format!("cannot read the question: {error}"),
                r#"write one object a line, like {"_id": "1", "text": "…"}"#,
            )
        })?;
        questions.push(JudgedQuestion {
            relevant: relevant.remove(line.id.trim()).unwrap_or_default(),
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

/// For each question's id, the ids of the passages that answer it.
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
                    "the line is not a question's id, a passage's id and a whole number",
                    "write these three with a tab between them",
                ));
            }
        }
    }
    Ok(relevant)
}

fn read(dir: &Path, name: &str) -> Result<(String, String), Problem> {
    let path = dir.join(name);
    match fs::read_to_string(&path) {
        Ok(text) => Ok((path.display().to_string(), text)),
        Err(error) => Err(missing(&path, &format!("cannot read the file: {error}"))),
    }
}

fn missing(path: &Path, message: &str) -> Problem {
    let remedy = "name a folder with corpus.jsonl, queries.jsonl and qrels.tsv";
    Problem::error(path.display().to_string(), None, message, remedy)
}

/// The lines that say something, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.trim_start_matches('\u{feff}');
    (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.trim().is_empty())
}
