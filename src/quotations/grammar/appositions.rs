//! Finds the limits of appositions and labels beside a subject.

use super::phrases::{Head, Phrase, Prose};
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{DET, PREP};

impl Prose<'_> {
    /// Returns the person whom the description after a comma belongs to: "**Jan Novak**, a miller".
    pub(super) fn name_before_apposition(&self, phrase: &Phrase, floor: TokenId) -> Option<Phrase> {
        let start = phrase.tokens.start;
        if !matches!(phrase.head, Head::Noun(_))
            || start <= floor + 1
            || !self.tokens.at(start).is(DET)
            || self.tokens.at(start - 1).kind != Kind::Comma
        {
            return None;
        }
        let name = self.mention_at(start - 2)?;
        let entity = self.people.entity(name.entity)?;
        entity.may_be_person().then(|| Phrase::named(name))
    }

    /// Returns the first word after a transcript's label: "NOVAK: **Smith** stood up and said".
    pub(super) fn after_label(&self, begin: TokenId, end: TokenId) -> TokenId {
        let Some(name) = self.mention_at(begin) else {
            return begin;
        };
        let colon = name.tokens.end;
        let label = colon + 2 < end
            && self.tokens.at(colon).kind == Kind::Colon
            && self.tokens.at(colon + 1).kind == Kind::Word;
        if label { colon + 1 } else { begin }
    }

    /// Returns whether a comma ends an apposition whose name ends at `end`: "A critic, Jan Novak **of
    /// the Courier,** wrote".
    pub(super) fn closes_apposition(&self, end: TokenId) -> bool {
        let mut rest = end.to(end + 7).iter();
        let close = rest.find(|&n| !matches!(self.tokens.at(n).kind, Kind::Word | Kind::Other));
        let attached = close == Some(end) || self.tokens.at(end).is(PREP);
        attached && close.is_some_and(|n| self.tokens.at(n).kind == Kind::Comma)
    }
}

/// Ends the last phrase of the list with its head.
pub(super) fn without_attachments(mut list: Vec<Phrase>) -> Vec<Phrase> {
    if let Some(last) = list.last_mut() {
        last.end = last.tokens.end;
    }
    list
}
