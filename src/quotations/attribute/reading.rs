//! One article, read from its beginning: who speaks in each sentence.

use super::discourse::{Discourse, Who};
use crate::lexicon::Aliases;
use crate::quotations::grammar::phrases::{Head, Prose};
use crate::quotations::grammar::scope::{Clause, Finding, Scope};
use crate::quotations::quotation::{Attribution, Basis, Quotation, Speaker};
use crate::quotations::scan::marks::Piece;
use crate::quotations::scan::tokens::Kind;
use crate::text::Span;

/// A speaker before names are written out: what the sentences in between carry on.
#[derive(Clone)]
pub(crate) struct Verdict {
    pub(crate) who: Vec<Who>,
    pub(crate) speaker: Span,
    pub(crate) cue: Option<Span>,
    pub(crate) basis: Basis,
    pub(crate) confidence: f32,
}

/// The pieces that make one quotation.
pub(crate) struct Group {
    /// Numbers of pieces.
    pub(crate) pieces: Span,
    pub(crate) attribution: Option<Attribution>,
}

pub(crate) struct Extraction<'a> {
    pub(crate) text: &'a str,
    pub(crate) prose: Prose<'a>,
    pub(crate) pieces: &'a [(u32, Piece)],
}

impl Extraction<'_> {
    pub(crate) fn words(&self, piece: usize) -> &str {
        self.pieces
            .get(piece)
            .and_then(|(_, piece)| self.text.get(piece.inner.clone()))
            .unwrap_or_default()
    }

    pub(crate) fn rules(&self, sentence: usize) -> Option<Scope<'_>> {
        let range = self.prose.tokens.sentences.get(sentence)?.tokens.clone();
        Some(Scope {
            prose: self.prose,
            begin: range.start,
            end: range.end,
        })
    }

    /// The pieces of each sentence, as (piece, token).
    pub(crate) fn quotes_in(&self, sentence: usize) -> impl Iterator<Item = (usize, usize)> {
        let range = self
            .prose
            .tokens
            .sentences
            .get(sentence)
            .map_or(0..0, |s| s.tokens.clone());
        range.filter_map(|n| match self.prose.tokens.at(n).kind {
            Kind::Quote(piece) => Some((piece, n)),
            _ => None,
        })
    }

    /// Joins pieces that are one quotation: interrupted by a cue, or going on in the next paragraph.
    pub(crate) fn groups(&self) -> Vec<Group> {
        let mut joined = vec![false; self.pieces.len()];
        for sentence in 0..self.prose.tokens.sentences.len() {
            let Some(rules) = self.rules(sentence) else {
                continue;
            };
            let mut quotes = self.quotes_in(sentence).peekable();
            while let Some((piece, n)) = quotes.next() {
                if let Some(&(next_piece, next)) = quotes.peek()
                    && rules.goes_on(n, next, self.words(piece))
                    && let Some(slot) = joined.get_mut(next_piece)
                {
                    *slot = true;
                }
            }
        }
        for (n, pair) in self.pieces.windows(2).enumerate() {
            let [(paragraph, piece), (next_paragraph, next)] = pair else {
                continue;
            };
            // The next paragraph must open with the same kind of mark.
            let between = self.text.get(piece.outer.end..next.outer.start);
            let opens = between.is_some_and(|words| words.trim().is_empty());
            if !piece.closed
                && paragraph + 1 == *next_paragraph
                && opens
                && piece.family == next.family
                && let Some(slot) = joined.get_mut(n + 1)
            {
                *slot = true;
            }
        }
        let mut groups: Vec<Group> = Vec::new();
        for (n, joined) in joined.into_iter().enumerate() {
            match groups.last_mut() {
                Some(group) if joined => group.pieces.end = n + 1,
                _ => groups.push(Group {
                    pieces: n..n + 1,
                    attribution: None,
                }),
            }
        }
        groups
    }

    /// A verdict for every group, reading the article from its beginning.
    pub(crate) fn verdicts(&self, groups: &[Group]) -> Vec<Option<Verdict>> {
        let mut group_of = vec![0; self.pieces.len()];
        for (n, group) in groups.iter().enumerate() {
            for piece in group.pieces.clone() {
                if let Some(slot) = group_of.get_mut(piece) {
                    *slot = n;
                }
            }
        }
        let mut verdicts: Vec<Option<Verdict>> = vec![None; groups.len()];
        let mut discourse = Discourse::default();
        // The last speaker of each sentence.
        let mut spoke: Vec<Option<Verdict>> = Vec::new();
        for sentence in 0..self.prose.tokens.sentences.len() {
            let mut last: Option<Verdict> = None;
            if let Some(rules) = self.rules(sentence) {
                for (piece, n) in self.quotes_in(sentence) {
                    let Some(group) = group_of.get(piece).copied() else {
                        continue;
                    };
                    let Some(slot) = verdicts.get_mut(group) else {
                        continue;
                    };
                    let begins = groups.get(group).is_some_and(|g| g.pieces.start == piece);
                    if begins {
                        // Where the end is not known, neither is what belongs to it.
                        let cut = self
                            .pieces
                            .get(piece)
                            .zip(self.pieces.get(piece + 1))
                            .is_some_and(|(this, next)| !this.1.closed && this.0 == next.0);
                        *slot = match rules.find(n, self.words(piece)) {
                            _ if cut => None,
                            Finding::Said(clause) => self.verdict(&discourse, clause, sentence),
                            Finding::Nobody => None,
                            Finding::Silent => self
                                .carried(&discourse, &spoke, sentence)
                                .or_else(|| self.revealed(&discourse, sentence)),
                        };
                    } else if groups.get(group).is_some_and(|g| g.pieces.end == piece + 1)
                        && slot
                            .as_ref()
                            .is_none_or(|verdict| verdict.basis == Basis::Carried)
                        && let Some(clause) = rules.clause_behind(n, self.words(piece))
                    {
                        // Of several paragraphs only the last says who spoke.
                        *slot = self.verdict(&discourse, clause, sentence).or(slot.take());
                    }
                    if slot.is_some() {
                        last.clone_from(slot);
                    }
                }
                let subject = || {
                    let subject = rules.topic()?;
                    discourse.resolve(self.prose, &subject, sentence)
                };
                let focus = match &last {
                    Some(verdict) => verdict.who.clone(),
                    // The place of a dateline is nobody.
                    None if self.prose.tokens.at(rules.end - 1).kind == Kind::Dash => Vec::new(),
                    None => subject().map(|meant| meant.who).unwrap_or_default(),
                };
                discourse.focus.push(focus);
            }
            spoke.push(last);
        }
        verdicts
    }

    pub(crate) fn verdict(
        &self,
        discourse: &Discourse,
        clause: Clause,
        sentence: usize,
    ) -> Option<Verdict> {
        let meant = discourse.resolve(self.prose, &clause.subject, sentence)?;
        let (first, last) = (clause.subject.first()?, clause.subject.last()?);
        let end = if matches!(last.head, Head::Noun(_)) {
            last.end
        } else {
            last.tokens.end
        };
        Some(Verdict {
            who: meant.who,
            speaker: first.tokens.start..end,
            cue: clause.cue,
            basis: meant.basis,
            confidence: (clause.confidence * meant.confidence).clamp(0.0, 1.0),
        })
    }

    pub(crate) fn attribution(&self, verdict: Verdict, aliases: &Aliases) -> Attribution {
        let tokens = self.prose.tokens;
        let span =
            |range: &Span| tokens.at(range.start).span.start..tokens.at(range.end - 1).span.end;
        let name = |who: &Who| match who {
            Who::Entity(id) => self
                .prose
                .people
                .entity(*id)
                .map(|e| e.name.clone())
                .unwrap_or_default(),
            Who::Words(words) => tokens
                .words(words.clone())
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        };
        let speaker = |who: &Who| {
            let name = name(who);
            Speaker {
                canonical: aliases.canonical(&name).unwrap_or(&name).to_owned(),
                name,
            }
        };
        Attribution {
            speakers: verdict.who.iter().map(speaker).collect(),
            speaker_span: span(&verdict.speaker),
            cue: verdict
                .cue
                .as_ref()
                .map(|cue| tokens.words(cue.clone()).to_owned()),
            cue_span: verdict.cue.as_ref().map(span),
            basis: verdict.basis,
            confidence: verdict.confidence,
        }
    }

    pub(crate) fn quotation(&self, group: Group) -> Quotation {
        let pieces = self.pieces.get(group.pieces.clone()).unwrap_or_default();
        let texts: Vec<&str> = group
            .pieces
            .clone()
            .map(|piece| self.words(piece))
            .collect();
        Quotation {
            paragraph: pieces.first().map_or(1, |(paragraph, _)| *paragraph),
            text: texts.join(" "),
            spans: pieces
                .iter()
                .map(|(_, piece)| piece.inner.clone())
                .collect(),
            unclosed: pieces.last().is_some_and(|(_, piece)| !piece.closed),
            attribution: group.attribution,
        }
    }
}
