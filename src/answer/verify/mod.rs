//! Verifying a quotation: one verdict with its evidence.
//!
//! Differences of typography do not count, differences of words and numbers do; see
//! [`crate::text::wording`]. The verdicts are tried from the surest to the least sure: the words
//! are a quotation, a part of one, an article's own prose, or an altered quotation.

mod altered;
mod claims;
mod context;
mod hunks;
mod paraphrase;
mod punctuation;
mod signatures;
mod verbatim;
mod verdict;
mod warnings;
pub mod wording;

use super::asker::Asker;
use super::speaker_match::{FoundSpeakers, SpeakerName};
use crate::index::{IndexError, Search};
use crate::lexicon::{self, Class};
use crate::text::compare::{ComparedText, is_content, units};
pub use claims::Claim;
pub use context::CutSense;
pub use verdict::{Unverifiable, Verdict, Verification, VerifyRequest, Warning};

/// Maximum number of words of a text without content words that is too short to verify.
const MAX_TOO_SHORT_WORDS: usize = 2;

impl Asker {
    /// Returns the verdict on a text. A name beside the words, as in `“…” – NAME`, is taken as the
    /// claimed speaker, unless the request names one.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn verify(
        &self,
        engine: &dyn Search,
        request: &VerifyRequest<'_>,
    ) -> Result<Verification, IndexError> {
        let whole = self.check(engine, request.text, request.speaker)?;
        if matches!(
            whole.verdict,
            Verdict::Verbatim { .. } | Verdict::Excerpt { .. } | Verdict::Misattributed { .. }
        ) {
            return Ok(whole);
        }
        let speakers = engine.speakers()?;
        let is_known = |name: &str| SpeakerName::new(name, &self.aliases).is_among(speakers);
        let claim = claims::claim(request.text, &self.aliases, &is_known);
        if claim.speaker.is_none() {
            return Ok(whole);
        }
        let speaker = request.speaker.or(claim.speaker.as_deref());
        let claimed = self.check(engine, &claim.text, speaker)?;
        // The name may be part of the words.
        let is_nothing = matches!(claimed.verdict, Verdict::NotFound { .. });
        Ok(if is_nothing { whole } else { claimed })
    }

    /// Returns the claims of a message without repetitions: its quotations with the speakers that
    /// the message names, or the message as a whole if it has none.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub fn claims(&self, engine: &dyn Search, message: &str) -> Result<Vec<Claim>, IndexError> {
        let speakers = engine.speakers()?;
        let is_known = |name: &str| SpeakerName::new(name, &self.aliases).is_among(speakers);
        let mut claims: Vec<Claim> = Vec::new();
        for claim in claims::claims(message, &self.aliases, &is_known) {
            if !claims.contains(&claim) {
                claims.push(claim);
            }
        }
        Ok(claims)
    }

    /// Returns the verdict on whether `text` is a quotation of `speaker`, or of anybody.
    fn check(
        &self,
        engine: &dyn Search,
        text: &str,
        speaker: Option<&str>,
    ) -> Result<Verification, IndexError> {
        let given = ComparedText::pasted(text);
        let person = speaker.map(|name| SpeakerName::new(name, &self.aliases));
        let speakers = match &person {
            Some(person) => person.find(engine.speakers()?),
            None => FoundSpeakers::default(),
        };
        let mut verification = self.verdict(engine, &given, person.as_ref(), &speakers.names)?;
        verification.speaker = speaker.map(str::to_owned);
        if let (Some(person), Some(asked)) = (&person, speaker)
            && !person.is_description()
            && speakers.is_alike
        {
            let (asked, alike) = (asked.to_owned(), speakers.names);
            let warning = Warning::NoSuchSpeaker { asked, alike };
            verification.warnings.push(warning);
            verification.warnings.sort_by_key(Warning::rank);
        }
        Ok(verification)
    }

    /// Returns the verdict without what it says about the name. `speakers` are the canonical names
    /// of `person`.
    fn verdict(
        &self,
        engine: &dyn Search,
        given: &ComparedText<'_>,
        person: Option<&SpeakerName<'_>>,
        speakers: &[String],
    ) -> Result<Verification, IndexError> {
        let forms = given.forms();
        let is_too_short = units(forms.iter().map(String::as_str)).len() <= MAX_TOO_SHORT_WORDS
            && (forms.iter()).all(|form| !is_content(form) || lexicon::is(form, Class::FUNCTION));
        let found = self.word_for_word(engine, given, person, speakers)?;
        let is_whole = |found: &Verification| match &found.verdict {
            Verdict::Verbatim { .. } => true,
            Verdict::Misattributed { found, part } => part.len() + 3 >= found.quotation.text.len(),
            _ => false,
        };
        if is_too_short {
            if let Some(found) = found.filter(is_whole) {
                return Ok(found);
            }
            return not_found(engine, true);
        }
        if let Some(found) = found {
            return Ok(found);
        }
        if let Some(found) = paraphrase::paraphrase(engine, given)? {
            return Ok(found);
        }
        if let Some(found) = self.altered(engine, given, person)? {
            return Ok(found);
        }
        not_found(engine, false)
    }
}

fn not_found(engine: &dyn Search, is_too_short: bool) -> Result<Verification, IndexError> {
    Ok(Verification {
        speaker: None,
        verdict: Verdict::NotFound {
            articles: engine.article_count()?,
            edition: engine.edition().clone(),
            is_too_short,
        },
        warnings: Vec::new(),
    })
}
