//! Reads one article from its beginning and attributes each quotation.

use super::discourse::{Discourse, Focus, Referent, Resolver, Verdict};
use super::extraction::Extraction;
use super::grouping::Group;
use super::rules::{ENGLISH, FOREIGN, Rule, clause_behind, decide};
use crate::quotations::grammar::clause::Finding;
use crate::quotations::grammar::phrases::{Head, Phrase};
use crate::quotations::grammar::scope::{Quote, Scope};
use crate::quotations::quotation::Basis;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::IT;
use crate::text::Span;

impl Extraction<'_> {
    /// Attributes every group, reading the article from its beginning.
    pub(crate) fn verdicts(&self, groups: &[Group]) -> Vec<Option<Verdict>> {
        // Index of the group of each piece.
        let mut group_of = vec![0; self.pieces.len()];
        for (n, group) in groups.iter().enumerate() {
            let pieces = group_of.get_mut(group.first.0..=group.last.0);
            pieces.unwrap_or_default().fill(n);
        }
        let mut verdicts: Vec<Option<Verdict>> = vec![None; groups.len()];
        let mut discourse = Discourse::default();
        for sentence in self.tokens.sentence_ids() {
            let Some(scope) = self.scope(sentence) else {
                continue;
            };
            let resolver = Resolver {
                prose: self.prose(),
                discourse: &discourse,
                sentence,
            };
            let mut last: Option<Verdict> = None;
            for quote in self.quotes_in(sentence) {
                let Some(&n) = group_of.get(quote.piece.0) else {
                    continue;
                };
                let (Some(verdict), Some(group)) = (verdicts.get_mut(n), groups.get(n)) else {
                    continue;
                };
                if group.first == quote.piece {
                    *verdict = self.attribute_first_piece(resolver, scope, quote);
                } else if group.last == quote.piece
                    && verdict
                        .as_ref()
                        .is_none_or(|verdict| verdict.basis == Basis::Carried)
                    && self.english
                    && let Some((rule, clause)) = clause_behind(&scope, quote)
                {
                    // In a quotation over several paragraphs, the last one names the speaker.
                    *verdict = resolver.verdict(clause, rule.confidence).or(verdict.take());
                }
                if verdict
                    .as_ref()
                    .is_some_and(|verdict| !verdict.referents.is_empty())
                {
                    last.clone_from(verdict);
                }
            }
            let focus = match last {
                Some(verdict) => Focus::Speaker(verdict),
                None => Focus::Subject(self.subject(resolver, scope)),
            };
            discourse.push(focus);
        }
        verdicts
    }

    /// Returns the referents of the subject of a sentence that quotes nobody.
    fn subject(&self, resolver: Resolver<'_>, scope: Scope<'_>) -> Vec<Referent> {
        // The place of a dateline is not a speaker.
        let is_dateline = self.tokens.at(scope.end - 1).kind == Kind::Dash;
        if is_dateline || self.is_caption(resolver.sentence) {
            return Vec::new();
        }
        // "It was late." A person is not the focus of a sentence about "it".
        let is_it =
            |phrase: &Phrase| matches!(phrase.head, Head::Pronoun(n) if self.tokens.at(n).is(IT));
        scope
            .topic()
            .filter(|subject| !subject.iter().any(is_it))
            .and_then(|subject| resolver.resolve(&subject))
            .map(|resolution| resolution.referents)
            .unwrap_or_default()
    }

    /// Returns the rules for the language of the article.
    pub(super) fn rules(&self) -> &'static [&'static [Rule]] {
        if self.english { ENGLISH } else { FOREIGN }
    }

    /// Attributes the first piece of a quotation.
    fn attribute_first_piece(
        &self,
        resolver: Resolver<'_>,
        scope: Scope<'_>,
        quote: Quote<'_>,
    ) -> Option<Verdict> {
        // If the end of the quotation is unknown, so is what belongs to it.
        let cut = self
            .piece(quote.piece)
            .zip(self.piece(quote.piece + 1))
            .is_some_and(|(this, next)| !this.closed && this.paragraph == next.paragraph);
        if cut {
            return None;
        }
        if let Some(label) = self.label(quote.piece) {
            return Some(self.verdict_for_label(label));
        }
        match decide(self.rules(), &scope, quote) {
            Some((rule, Finding::Said(clause))) => resolver.verdict(clause, rule.confidence),
            Some(_) => None,
            None if self.english => self
                .named_behind(resolver)
                .or_else(|| self.carried(resolver)),
            None => None,
        }
    }

    /// Attributes a quotation to the speaker named by its label.
    fn verdict_for_label(&self, label: Span) -> Verdict {
        let words = self.tokens.text.get(label.clone()).unwrap_or_default();
        let referent = match self.people.labelled(words) {
            Some(id) => Referent::Entity(id),
            None => Referent::Label(label.clone()),
        };
        Verdict {
            referents: vec![referent],
            speaker: label,
            cue: None,
            basis: Basis::Named,
            confidence: 0.93,
        }
    }
}
