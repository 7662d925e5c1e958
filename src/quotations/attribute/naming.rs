//! Converts a group of pieces and its verdict into the [`Quotation`] that other layers see.

use super::discourse::{Referent, Verdict};
use super::extraction::Extraction;
use super::grouping::Group;
use crate::lexicon::Aliases;
use crate::quotations::entities::people::Entity;
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
        let mut text = String::new();
        for piece in pieces {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(
                self.tokens
                    .text
                    .get(piece.inner.clone())
                    .unwrap_or_default(),
            );
        }
        Quotation {
            paragraph: pieces.first().map_or(1, |piece| piece.paragraph),
            text,
            spans: pieces.iter().map(|piece| piece.inner.clone()).collect(),
            unclosed: pieces.last().is_some_and(|piece| !piece.closed),
            attribution: verdict.map(|verdict| self.attribution(&verdict, aliases)),
        }
    }

    fn attribution(&self, verdict: &Verdict, aliases: &Aliases) -> Attribution {
        let tokens = &self.tokens;
        let speakers = verdict.referents.iter();
        Attribution {
            speakers: speakers.map(|who| self.speaker(who, aliases)).collect(),
            speaker_span: Some(verdict.speaker.clone()),
            cue: verdict.cue.map(|cue| tokens.words(cue).to_owned()),
            cue_span: verdict.cue.map(|cue| tokens.span(cue)),
            basis: verdict.basis,
            confidence: verdict.confidence,
        }
    }

    /// Returns the speaker under the fullest name, or otherwise under the article's words with
    /// single spaces.
    fn speaker(&self, referent: &Referent, aliases: &Aliases) -> Speaker {
        let name = match referent {
            Referent::Entity(id) => {
                let entity = self.people.entity(*id);
                return entity.map(Entity::speaker).unwrap_or_default();
            }
            Referent::Label(span) => self
                .tokens
                .text
                .get(span.clone())
                .unwrap_or_default()
                .to_owned(),
            Referent::Words(words) => {
                let words = self.tokens.words(*words).split_whitespace();
                words.collect::<Vec<_>>().join(" ")
            }
        };
        Speaker::new(name, aliases)
    }
}
