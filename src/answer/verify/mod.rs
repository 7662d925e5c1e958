//! Whether a quotation is real: one verdict, with the evidence for it.
//!
//! Typography makes no difference, words and numbers do; [`crate::text::wording`] says which is
//! which. The verdicts are tried from the surest on: the words as a quotation, as part of one, in
//! the article's own prose, and as a quotation that was changed.

mod altered;
mod paraphrase;
mod verbatim;
mod verdict;
mod warnings;
pub mod wording;

use super::asker::Asker;
use super::speaker_match::SpeakerName;
use crate::index::{IndexError, Search};
use crate::text::compare::ComparedText;
pub use verdict::{Unverifiable, Verdict, Verification, VerifyRequest, Warning};

impl Asker {
    /// Says whether a text is a quotation.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn verify(
        &self,
        engine: &dyn Search,
        request: &VerifyRequest<'_>,
    ) -> Result<Verification, IndexError> {
        let given = ComparedText::new(request.text);
        let person = request
            .speaker
            .map(|name| SpeakerName::new(name, &self.aliases));
        if let Some(verification) = self.word_for_word(engine, &given, person.as_ref())? {
            return Ok(verification);
        }
        if let Some(verification) = paraphrase::paraphrase(engine, &given)? {
            return Ok(verification);
        }
        if let Some(verification) = self.altered(engine, &given, person.as_ref())? {
            return Ok(verification);
        }
        Ok(Verification {
            verdict: Verdict::NotFound {
                articles: engine.article_count()?,
                edition: engine.edition().clone(),
            },
            warnings: Vec::new(),
        })
    }
}
