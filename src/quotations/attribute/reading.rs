//! Reads one article from its beginning and attributes each quotation.

use super::discourse::{Discourse, Referent, Resolution};
use super::rule::{Rule, decide};
use super::rules::{BEHIND, FOREIGN, RULES};
use crate::quotations::grammar::clause::{Clause, Finding};
use crate::quotations::grammar::phrases::{Head, Phrase, Prose};
use crate::quotations::grammar::scope::{Quote, Scope};
use crate::quotations::ids::{PieceId, QuotationId, SentenceId, TokenId, TokenRange};
use crate::quotations::quotation::Basis;
use crate::quotations::scan::piece::ArticlePiece;
use crate::quotations::scan::register::Register;
use crate::quotations::scan::tokens::Kind;
use crate::text::Span;

/// Attribution of a quotation in terms of tokens and entities, as later sentences refer to it.
/// [`Extraction::quotation`] turns it into names.
#[derive(Clone)]
pub(crate) struct Verdict {
    pub(crate) referents: Vec<Referent>,
    /// Byte range of the words in the article that name the speaker.
    pub(crate) speaker: Span,
    pub(crate) cue: Option<TokenRange>,
    pub(crate) basis: Basis,
    pub(crate) confidence: f32,
}

/// Consecutive pieces that form one quotation.
#[derive(Clone, Copy)]
pub(crate) struct Group {
    pub(crate) first: PieceId,
    pub(crate) last: PieceId,
}

/// Article with its quoted pieces.
pub(crate) struct Extraction<'a> {
    pub(crate) text: &'a str,
    pub(crate) prose: Prose<'a>,
    pub(crate) pieces: &'a [ArticlePiece],
    /// Whether the article is in English, for which the rules are made.
    pub(crate) english: bool,
}

impl Extraction<'_> {
    pub(crate) fn piece(&self, id: PieceId) -> Option<&ArticlePiece> {
        self.pieces.get(id.0)
    }

    pub(crate) fn words(&self, id: PieceId) -> &str {
        self.piece(id)
            .and_then(|piece| self.text.get(piece.inner.clone()))
            .unwrap_or_default()
    }

    pub(crate) fn scope(&self, sentence: SentenceId) -> Option<Scope<'_>> {
        let range = self.prose.tokens.sentence(sentence)?.tokens;
        Some(Scope {
            prose: self.prose,
            begin: range.start,
            end: range.end,
        })
    }

    /// Returns whether the sentence is a caption, a heading or a credit line.
    pub(crate) fn is_caption(&self, sentence: SentenceId) -> bool {
        let sentence = self.prose.tokens.sentence(sentence);
        sentence.is_some_and(|s| s.register != Register::Prose)
    }

    /// Iterates over the quoted pieces of a sentence and their tokens.
    pub(crate) fn quotes_in(
        &self,
        sentence: SentenceId,
    ) -> impl Iterator<Item = (PieceId, TokenId)> {
        let tokens = self.prose.tokens;
        let range = tokens.sentence(sentence).map(|s| s.tokens);
        range.unwrap_or_default().iter().filter_map(|n| {
            let Kind::Quote(piece) = tokens.at(n).kind else {
                return None;
            };
            Some((piece, n))
        })
    }

    /// Attributes every group, reading the article from its beginning.
    pub(crate) fn verdicts(&self, groups: &[Group]) -> Vec<Option<Verdict>> {
        let mut group_of = vec![QuotationId(0); self.pieces.len()];
        for (n, group) in groups.iter().enumerate() {
            let pieces = group_of.get_mut(group.first.0..=group.last.0);
            pieces.unwrap_or_default().fill(QuotationId(n));
        }
        let mut verdicts: Vec<Option<Verdict>> = vec![None; groups.len()];
        let mut discourse = Discourse::default();
        // The last speaker of each sentence.
        let mut spoke: Vec<Option<Verdict>> = Vec::new();
        for sentence in self.prose.tokens.sentence_ids() {
            let mut last: Option<Verdict> = None;
            if let Some(scope) = self.scope(sentence) {
                for (piece, n) in self.quotes_in(sentence) {
                    let Some(&id) = group_of.get(piece.0) else {
                        continue;
                    };
                    let (Some(slot), Some(group)) = (verdicts.get_mut(id.0), groups.get(id.0))
                    else {
                        continue;
                    };
                    if group.first == piece {
                        *slot = self
                            .attribute_first_piece(&discourse, &spoke, scope, n, piece, sentence);
                    } else if group.last == piece
                        && slot
                            .as_ref()
                            .is_none_or(|verdict| verdict.basis == Basis::Carried)
                        && self.english
                        && let Some((rule, clause)) = self.clause_behind(&scope, n, piece)
                    {
                        // In a quotation over several paragraphs, the last one names the speaker.
                        let verdict = self.verdict(&discourse, clause, rule.confidence, sentence);
                        *slot = verdict.or(slot.take());
                    }
                    if slot
                        .as_ref()
                        .is_some_and(|verdict| !verdict.referents.is_empty())
                    {
                        last.clone_from(slot);
                    }
                }
                let focus = match &last {
                    Some(verdict) => verdict.referents.clone(),
                    None if self.is_caption(sentence) => Vec::new(),
                    // The place of a dateline is not a speaker.
                    None if self.prose.tokens.at(scope.end - 1).kind == Kind::Dash => Vec::new(),
                    None => scope
                        .topic()
                        .and_then(|subject| discourse.resolve(self.prose, &subject, sentence))
                        .map(|resolution| resolution.referents)
                        .unwrap_or_default(),
                };
                discourse.push(focus, last.is_some());
            }
            spoke.push(last);
        }
        verdicts
    }

    /// Returns the reporting clause directly after the piece at token `n`, with the rule that found
    /// it.
    pub(crate) fn clause_behind(
        &self,
        scope: &Scope<'_>,
        n: TokenId,
        piece: PieceId,
    ) -> Option<(&'static Rule, Clause)> {
        let quote = Quote {
            at: n,
            words: self.words(piece),
        };
        match decide(BEHIND, scope, quote)? {
            (rule, Finding::Said(clause)) => Some((rule, clause)),
            _ => None,
        }
    }

    /// Attributes the quotation whose first piece stands at token `n`.
    fn attribute_first_piece(
        &self,
        discourse: &Discourse,
        spoke: &[Option<Verdict>],
        scope: Scope<'_>,
        n: TokenId,
        piece: PieceId,
        sentence: SentenceId,
    ) -> Option<Verdict> {
        // If the end of the quotation is unknown, so is what belongs to it.
        let cut = self
            .piece(piece)
            .zip(self.piece(piece + 1))
            .is_some_and(|(this, next)| !this.closed && this.paragraph == next.paragraph);
        if cut {
            return None;
        }
        if let Some(label) = self.label(piece) {
            return Some(self.verdict_for_label(label));
        }
        let quote = Quote {
            at: n,
            words: self.words(piece),
        };
        if !self.english {
            let (rule, finding) = decide(FOREIGN, &scope, quote)?;
            return match finding {
                Finding::Said(clause) => self.verdict(discourse, clause, rule.confidence, sentence),
                _ => None,
            };
        }
        let mut decisions = RULES
            .into_iter()
            .filter_map(|list| decide(list, &scope, quote));
        match decisions.next() {
            Some((rule, Finding::Said(clause))) => {
                self.verdict(discourse, clause, rule.confidence, sentence)
            }
            Some(_) => None,
            None => self
                .carried(discourse, spoke, sentence)
                .or_else(|| self.named_in_next_sentence(discourse, sentence)),
        }
    }

    /// Attributes a quotation to the speaker named by its label.
    fn verdict_for_label(&self, label: Span) -> Verdict {
        let words = self.text.get(label.clone()).unwrap_or_default();
        let referent = match self.prose.people.labelled(words) {
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

    /// Resolves the subject of a reporting clause to a verdict; `None` if it cannot be resolved.
    pub(crate) fn verdict(
        &self,
        discourse: &Discourse,
        clause: Clause,
        confidence: f32,
        sentence: SentenceId,
    ) -> Option<Verdict> {
        let resolution = discourse
            .resolve(self.prose, &clause.subject, sentence)
            .or_else(|| unresolved(&clause))?;
        let (first, last) = (clause.subject.first()?, clause.subject.last()?);
        let end = if matches!(last.head, Head::Noun(_)) {
            last.end
        } else {
            last.tokens.end
        };
        Some(Verdict {
            referents: resolution.referents,
            speaker: self.prose.tokens.span(first.tokens.start.to(end)),
            cue: clause.cue,
            basis: resolution.basis,
            confidence: rounded((confidence - clause.doubt) * resolution.confidence),
        })
    }
}

/// Returns an empty reference if the subject is a pronoun that is ambiguous or refers to nobody
/// whom the article names.
fn unresolved(clause: &Clause) -> Option<Resolution> {
    let pronoun = matches!(
        clause.subject.as_slice(),
        [Phrase {
            head: Head::Pronoun(_),
            ..
        }]
    );
    pronoun.then(|| Resolution {
        referents: Vec::new(),
        basis: Basis::Pronoun,
        confidence: 1.0,
    })
}

/// Rounds a confidence, so that rounding errors do not decide whether it reaches a threshold.
fn rounded(confidence: f32) -> f32 {
    ((confidence * 1e5).round() / 1e5).clamp(0.0, 1.0)
}
