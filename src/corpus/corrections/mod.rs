//! Moderators' corrections of speakers, from `attributions.toml` in the data folder.

mod edit;
mod read;

use std::collections::BTreeMap;

use crate::text::{Fingerprint, wording};

pub use edit::{CorrectionError, corrected};
pub use read::{corrections, parse};

/// Name of the file. It lies in the data folder, so that people can read and edit it.
pub const CORRECTIONS_FILE: &str = "attributions.toml";

/// Value of `speaker` for a quotation that is nobody's.
pub const NOBODY: &str = "nobody";

/// Maximum size of the file, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// Corrections of all articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    by_article: BTreeMap<String, Vec<Correction>>,
}

/// Correction of the speaker of one quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Words of the quotation, as written in the file.
    pub quotation: String,
    /// Name of the speaker; `None` for nobody.
    pub speaker: Option<String>,
    /// Line in the file, counted from 1.
    pub line: usize,
    /// [`quotation_key`] of the words.
    pub key: u64,
}

/// Returns a hash of a quotation's words that ignores typography.
pub fn quotation_key(quotation: &str) -> u64 {
    let words = wording::words(quotation);
    wording::key(words.iter().map(|word| word.form.as_str()))
}

impl Corrections {
    /// Returns the correction of a quotation in an article; the last one if there are several.
    pub fn of(&self, article: &str, quotation: &str) -> Option<&Correction> {
        let own = self.by_article.get(article)?;
        let key = quotation_key(quotation);
        own.iter().rfind(|correction| correction.key == key)
    }

    /// Iterates over the articles, ordered by ID, with their corrections in file order.
    pub fn by_article(&self) -> impl Iterator<Item = (&str, &[Correction])> {
        let articles = self.by_article.iter();
        articles.map(|(id, corrections)| (id.as_str(), corrections.as_slice()))
    }

    /// Returns a hash of each article's corrections, by article ID.
    pub fn fingerprints(&self) -> BTreeMap<String, u64> {
        let articles = self.by_article.iter().map(|(id, corrections)| {
            let mut fingerprint = Fingerprint::default();
            for correction in corrections {
                fingerprint.bytes(&correction.key.to_le_bytes());
                fingerprint.part(correction.speaker.as_deref().unwrap_or_default());
            }
            (id.clone(), fingerprint.finish())
        });
        articles.collect()
    }
}
