//! Exports unanswered questions as a question set for [`super::evaluate`].

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use serde_json::json;

use super::beir::{CORPUS, QUESTIONS, RELEVANCE};
use crate::answer::passage_mark;
use crate::index::{IndexError, Search};
use crate::state::Gap;
use crate::text::reasons::os_reason;

/// Error while writing a set.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A file cannot be written.
    #[error("cannot write the set: {}: name a folder that can be written", os_reason(.0))]
    File(#[from] io::Error),
    /// The index cannot be read.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// Writes the passages of an index and the questions whose answers were marked as wrong to the
/// folder `dir` in the format of BEIR. A passage that was marked as no answer is judged 0, so a
/// question counts as unanswerable until somebody judges other passages as relevant. Returns the
/// number of questions; if there are none, nothing is written.
///
/// # Errors
///
/// [`ExportError`] if a file cannot be written or the index cannot be read.
pub fn export_gaps(dir: &Path, engine: &dyn Search, gaps: &[Gap]) -> Result<usize, ExportError> {
    let marked: Vec<&Gap> = gaps.iter().filter(|gap| gap.marked > 0).collect();
    if marked.is_empty() {
        return Ok(0);
    }
    fs::create_dir_all(dir)?;
    let file = |name| File::create(dir.join(name)).map(BufWriter::new);
    let mut corpus = file(CORPUS)?;
    let mut judged = String::from("query-id\tcorpus-id\tscore\n");
    for article in engine.article_summaries()? {
        for passage in engine.paragraphs_of(&article.id, 0..=u32::MAX)? {
            let id = format!("{}#{}", passage.article, passage.number);
            let mark = passage_mark(&passage);
            let refused = (1..).zip(&marked);
            for (n, _) in refused.filter(|(_, gap)| gap.refused == Some(mark)) {
                judged.push_str(&format!("{n}\t{}\t0\n", id.replace(['\t', '\n'], " ")));
            }
            let line = json!({ "_id": id, "title": passage.title, "text": passage.text });
            writeln!(corpus, "{line}")?;
        }
    }
    corpus.flush()?;
    let mut questions = file(QUESTIONS)?;
    for (n, gap) in (1..).zip(&marked) {
        writeln!(
            questions,
            "{}",
            json!({ "_id": n.to_string(), "text": gap.question })
        )?;
    }
    questions.flush()?;
    fs::write(dir.join(RELEVANCE), judged)?;
    Ok(marked.len())
}
