//! Correcting the speaker of a quotation.

use std::collections::HashSet;
use std::io;
use std::path::Path;

use crate::corpus::corrections::{CORRECTIONS_FILE, CorrectionError, corrected, quotation_key};
use crate::corpus::files;
use crate::curation::{CurationError, Curator};
use crate::index::{IndexError, QuotationQuery, RefreshReport, Search};
use crate::quotations::Quotation;
use crate::text::wording;

/// Maximum size of the file of corrections, in bytes; the same as for reading it into the index.
const MAX_CORRECTIONS_BYTES: u64 = 1 << 20;

/// Maximum number of paragraphs searched for quotations.
const MAX_PARAGRAPHS: usize = 20_000;

/// Number of characters of a quotation shown in the history.
const SHOWN_IN_HISTORY: usize = 80;

/// Quotation whose speaker was corrected.
#[derive(Clone, Debug)]
pub struct CorrectedSpeaker {
    /// Text of the quotation.
    pub quotation: String,
    /// Corrected speaker; `None` if nobody is named.
    pub speaker: Option<String>,
    /// Path of the file of corrections below the data folder.
    pub path: &'static str,
    /// Changes of the index.
    pub report: RefreshReport,
}

impl Curator {
    /// Writes the speaker of a quotation to the file of corrections, and indexes the article again.
    /// `words` are all the words of the quotation, or consecutive words that no other quotation of
    /// the article contains; `speaker` is `None` if nobody is named.
    ///
    /// # Errors
    ///
    /// [`CurationError::NoArticle`] and [`CurationError::NoQuotation`] if there is none,
    /// [`CurationError::Correction`] if the file of corrections cannot be edited, and errors of
    /// reading and writing.
    pub fn correct_speaker(
        &self,
        actor: &str,
        id: &str,
        words: &str,
        speaker: Option<&str>,
    ) -> Result<CorrectedSpeaker, CurationError> {
        let mut task = self.begin(actor, "correcting a speaker")?;
        let source = task.locked_store()?.source_of(id)?;
        let source = source.ok_or_else(|| CurationError::NoArticle(id.to_owned()))?;
        let quotations = match task.locked_store()?.snapshot() {
            Some(snapshot) => quotations_of(&snapshot, id)?,
            None => Vec::new(),
        };
        let quotation =
            find_quotation(&quotations, words).ok_or_else(|| CurationError::NoQuotation {
                id: id.to_owned(),
                words: words.to_owned(),
            })?;

        let data = &self.workspace().data;
        let before =
            match files::read_below(data, Path::new(CORRECTIONS_FILE), MAX_CORRECTIONS_BYTES) {
                Ok(bytes) => Some(bytes),
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                Err(error) => return Err(task.file_error("read", CORRECTIONS_FILE)(error)),
            };
        let is_new = before.is_none();
        let text = String::from_utf8(before.unwrap_or_default());
        let text = text.map_err(|_| CorrectionError::Unreadable);
        let edited = text.and_then(|text| corrected(&text, id, quotation, speaker));
        let edited = edited.map_err(|source| CurationError::Correction {
            path: task.shown_path(CORRECTIONS_FILE),
            source,
        })?;
        let place = data.join(CORRECTIONS_FILE);
        let written = if is_new {
            files::put(&place, edited.as_bytes())
        } else {
            files::replace(&place, edited.as_bytes())
        };
        written.map_err(task.file_error("write", CORRECTIONS_FILE))?;

        let shown: String = quotation.chars().take(SHOWN_IN_HISTORY).collect();
        let name = speaker.unwrap_or("nobody");
        let what = format!("speaker of {shown:?} in {id:?}: {name}");
        let report = task.apply(&what, &source)?;
        Ok(CorrectedSpeaker {
            quotation: quotation.to_owned(),
            speaker: speaker.map(str::to_owned),
            path: CORRECTIONS_FILE,
            report,
        })
    }
}

/// Returns the quotations of an article in the order of the text, without repetitions.
///
/// # Errors
///
/// [`IndexError`] if the index cannot be read.
pub fn quotations_of(snapshot: &dyn Search, article: &str) -> Result<Vec<Quotation>, IndexError> {
    let query = QuotationQuery {
        article: Some(article.to_owned()),
        limit: MAX_PARAGRAPHS,
        ..QuotationQuery::default()
    };
    let mut paragraphs = snapshot.quotations(&query)?;
    paragraphs.sort_by_key(|paragraph| paragraph.start);
    let mut keys = HashSet::new();
    let quotations = paragraphs
        .into_iter()
        .flat_map(|paragraph| paragraph.quotations);
    Ok(quotations
        .filter(|quotation| keys.insert(quotation_key(&quotation.text)))
        .collect())
}

/// Returns the quotation that consists of these words, or else the only one that contains them
/// consecutively.
fn find_quotation<'a>(quotations: &'a [Quotation], words: &str) -> Option<&'a str> {
    let forms = |text: &str| -> Vec<String> {
        let words = wording::words(text);
        words.into_iter().map(|word| word.form).collect()
    };
    let wanted = forms(words);
    if wanted.is_empty() {
        return None;
    }
    let mut partly = Vec::new();
    for quotation in quotations {
        let has = forms(&quotation.text);
        if has == wanted {
            return Some(&quotation.text);
        }
        if has.windows(wanted.len()).any(|window| window == wanted) {
            partly.push(quotation.text.as_str());
        }
    }
    match partly.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}
