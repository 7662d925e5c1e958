//! Applies moderators' corrections of speakers.

use super::quotation::{Attribution, Basis, Quotation, Speaker};
use crate::corpus::corrections::Correction;
use crate::lexicon::Aliases;

/// Replaces the speaker of each quotation by that of its newest correction, if there is one.
pub(super) fn correct(quotations: &mut [Quotation], corrections: &[Correction], aliases: &Aliases) {
    if corrections.is_empty() {
        return;
    }
    for quotation in quotations {
        let mut newest_first = corrections.iter().rev();
        let Some(correction) = newest_first.find(|correction| correction.is_of(&quotation.text))
        else {
            continue;
        };
        let speaker = correction.speaker.clone();
        let speaker = speaker.map(|name| Speaker::new(name, aliases));
        quotation.attribution = Some(Attribution {
            speakers: speaker.into_iter().collect(),
            speaker_span: None,
            cue: None,
            cue_span: None,
            basis: Basis::Corrected,
            confidence: 1.0,
        });
    }
}
