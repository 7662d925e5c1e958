//! Converts a group of pieces and its verdict into the [`Quotation`] that other layers see.

use super::discourse::Referent;
use super::reading::{Extraction, Group, Verdict};
use crate::lexicon::Aliases;
use crate::quotations::quotation::{Attribution, Quotation, Speaker};

impl Extraction<'_> {
    /// Builds the quotation of a group of pieces, with its speaker if there is one.
    pub(crate) fn quotation(
        &self,
        group: Group,
        verdict: Option<Verdict>,
        aliases: &Aliases,
    ) -> Quotation {
        let pieces = self.pieces.get(group.first.0..=group.last.0);
        let pieces = pieces.unwrap_or_default();
        let texts: Vec<&str> = pieces
            .iter()
            .filter_map(|piece| self.text.get(piece.inner.clone()))
            .collect();
        Quotation {
            paragraph: pieces.first().map_or(1, |piece| piece.paragraph),
            text: texts.join(" "),
            spans: pieces.iter().map(|piece| piece.inner.clone()).collect(),
            unclosed: pieces.last().is_some_and(|piece| !piece.closed),
            attribution: verdict.map(|verdict| self.attribution(&verdict, aliases)),
        }
    }

    fn attribution(&self, verdict: &Verdict, aliases: &Aliases) -> Attribution {
        let tokens = self.prose.tokens;
        let speaker = |referent: &Referent| Speaker::new(self.name(referent), aliases);
        Attribution {
            speakers: verdict.referents.iter().map(speaker).collect(),
            speaker_span: Some(verdict.speaker.clone()),
            cue: verdict.cue.map(|cue| tokens.words(cue).to_owned()),
            cue_span: verdict.cue.map(|cue| tokens.span(cue)),
            basis: verdict.basis,
            confidence: verdict.confidence,
        }
    }

    /// Returns the fullest name, or otherwise the article's words with single spaces.
    fn name(&self, referent: &Referent) -> String {
        match referent {
            Referent::Entity(id) => {
                let entity = self.prose.people.entity(*id);
                entity.map(|entity| entity.name.clone()).unwrap_or_default()
            }
            Referent::Label(span) => self.text.get(span.clone()).unwrap_or_default().to_owned(),
            Referent::Words(words) => {
                let words = self.prose.tokens.words(*words).split_whitespace();
                words.collect::<Vec<_>>().join(" ")
            }
        }
    }
}
