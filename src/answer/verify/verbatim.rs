//! Verbatim quotations: texts that stand inside quotation marks, and their speakers.

use super::verdict::{Verdict, Verification, Warning};
use super::warnings::warnings;
use crate::answer::asker::Asker;
use crate::answer::quote::FoundQuotation;
use crate::answer::speaker_match::SpeakerName;
use crate::index::{IndexError, QuotationQuery, Search};
use crate::quotations::Quotation;
use crate::text::Span;
use crate::text::compare::{ComparedText, align, changes, place};
use crate::text::wording::{self, find_run};

/// Maximum number of paragraphs searched by each query.
const MAX_PARAGRAPHS: usize = 50;

/// Agreement between a quotation's speaker and the requested one, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SpeakerAgreement {
    /// The speaker is the requested one, or none was requested.
    Agrees,
    /// The speaker is another person.
    Differs,
    /// The article does not name the speaker.
    Unknown,
}

impl Asker {
    /// Returns the verdict that a text is a quotation or a part of one, word for word. `speakers`
    /// are the canonical names of `person`.
    pub(super) fn word_for_word(
        &self,
        engine: &dyn Search,
        given: &ComparedText<'_>,
        person: Option<&SpeakerName<'_>>,
        speakers: &[String],
    ) -> Result<Option<Verification>, IndexError> {
        let forms = given.forms();
        let whole = QuotationQuery {
            whole: forms.clone(),
            limit: MAX_PARAGRAPHS,
            ..QuotationQuery::default()
        };
        let part = QuotationQuery {
            runs: vec![forms.clone()],
            limit: MAX_PARAGRAPHS,
            ..QuotationQuery::default()
        };
        // A common word may occur in more quotations than are searched, so those of the requested
        // speaker are searched first.
        let mut queries = vec![whole.clone(), part.clone()];
        if !speakers.is_empty() {
            let theirs = |query: QuotationQuery| QuotationQuery {
                speakers: speakers.to_vec(),
                ..query
            };
            queries.splice(0..0, [theirs(whole), theirs(part)]);
        }
        let mut best: Option<(SpeakerAgreement, bool, FoundQuotation, Span)> = None;
        for query in queries {
            if let Some((SpeakerAgreement::Agrees, true, ..)) = best {
                // Nothing is better.
                break;
            }
            for paragraph in engine.quotations(&query)? {
                for quotation in &paragraph.quotations {
                    let Some((part, is_whole)) = find_part(quotation, &forms) else {
                        continue;
                    };
                    let attributed = attributed(quotation, person);
                    let is_better = best.as_ref().is_none_or(|(known, is_known_whole, ..)| {
                        (attributed, !is_whole) < (*known, !is_known_whole)
                    });
                    if is_better {
                        let found = FoundQuotation::new(quotation, &paragraph);
                        best = Some((attributed, is_whole, found, part));
                    }
                }
            }
        }
        let Some((attributed, is_whole, mut found, part)) = best else {
            return Ok(None);
        };
        self.add_repetitions(engine, &mut found)?;
        let quoted = ComparedText::new(&found.quotation.text);
        let steps = align(&quoted.words, given);
        let mut warnings = warnings(&steps, &quoted, given, &self.aliases);
        let is_changed = warnings
            .iter()
            .any(|warning| matches!(warning, Warning::Punctuation { .. }));
        if attributed == SpeakerAgreement::Unknown && person.is_some() {
            warnings.push(Warning::UnknownSpeaker);
        }
        let difference = changes(&steps, &quoted, given);
        let found = Box::new(found);
        let verdict = match (attributed, is_whole) {
            (SpeakerAgreement::Differs, _) => Verdict::Misattributed { found, part },
            _ if is_changed => Verdict::Altered {
                found,
                difference,
                stitched: Vec::new(),
            },
            (_, true) => Verdict::Verbatim { found },
            (_, false) => Verdict::Excerpt { found, part },
        };
        Ok(Some(Verification {
            speaker: None,
            verdict,
            warnings,
        }))
    }
}

/// Finds the words in a quotation. Returns their range, and whether they are the whole quotation.
fn find_part(quotation: &Quotation, forms: &[String]) -> Option<(Span, bool)> {
    let words = wording::words(&quotation.text);
    let from = find_run(&words, forms)?;
    let part = place(&words, from..from + forms.len());
    Some((part, words.len() == forms.len()))
}

/// Returns whether a quotation's speaker is the requested person.
pub(super) fn attributed(
    quotation: &Quotation,
    person: Option<&SpeakerName<'_>>,
) -> SpeakerAgreement {
    let Some(person) = person else {
        return match quotation.speakers() {
            [] => SpeakerAgreement::Unknown,
            _ => SpeakerAgreement::Agrees,
        };
    };
    let is_theirs: Vec<Option<bool>> = quotation
        .speakers()
        .iter()
        .map(|speaker| person.is(speaker))
        .collect();
    if is_theirs.contains(&Some(true)) {
        SpeakerAgreement::Agrees
    } else if is_theirs.is_empty() || is_theirs.contains(&None) {
        SpeakerAgreement::Unknown
    } else {
        SpeakerAgreement::Differs
    }
}
