//! Speakers that moderators corrected, from `attributions.toml` beside the articles.

mod edit;
mod read;

use std::collections::BTreeMap;

use crate::text::{Fingerprint, wording};

pub use edit::{CorrectionError, corrected};
pub use read::{corrections, parse};

/// Name of the file. It stands beside the articles, so that people can read and edit it.
pub const CORRECTIONS_FILE: &str = "attributions.toml";

/// Speaker of a quotation that is nobody's.
pub const NOBODY: &str = "nobody";

/// Maximum size of the file, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// The corrected speakers of all articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections {
    by_article: BTreeMap<String, Vec<Correction>>,
}

/// The corrected speaker of one quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Words of the quotation, as the file has them.
    pub quotation: String,
    /// Name of the speaker; `None` for nobody.
    pub speaker: Option<String>,
    /// Line in the file, counted from 1.
    pub line: usize,
    /// [`quotation_key`] of the words.
    key: u64,
}

/// A number for the words of a quotation, whatever their typography.
pub fn quotation_key(quotation: &str) -> u64 {
    let words = wording::words(quotation);
    wording::key(words.iter().map(|word| word.form.as_str()))
}

impl Corrections {
    /// The corrections of an article. Of several for the same words the last one counts.
    pub fn of(&self, article: &str) -> &[Correction] {
        self.by_article.get(article).map_or(&[], Vec::as_slice)
    }

    /// Every article with its corrections, in the order of their IDs.
    pub fn by_article(&self) -> impl Iterator<Item = (&str, &[Correction])> {
        let articles = self.by_article.iter();
        articles.map(|(id, corrections)| (id.as_str(), corrections.as_slice()))
    }

    /// For each article a number that is the same as long as its corrections are.
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

impl Correction {
    /// Whether this is about a quotation of these words.
    pub fn is_of(&self, quotation: &str) -> bool {
        self.key == quotation_key(quotation)
    }
}
