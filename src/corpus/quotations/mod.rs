//! Direct quotations: which words of an article stand in quotation marks, and who said them.
//!
//! A wrong name harms a person, an unknown speaker does not: every attribution says how it is
//! known and how surely, and below a threshold there is none. The way of a quotation:
//!
//! 1. `marks` finds the quoted pieces of each paragraph;
//! 2. `tokens` reads the article as words and signs, in which a piece is a single token;
//! 3. `names_in_text` and `people` gather the names under which the article speaks of somebody;
//! 4. `attribution` finds the clause that says who speaks, with the noun phrases of `phrases`
//!    and the verbs of `cues`;
//! 5. `resolve` says who is meant by a name, a role or a pronoun.

mod attribution;
mod cues;
mod marks;
mod names_in_text;
mod people;
mod phrases;
mod resolve;
mod tokens;
mod words;

use super::article::{Article, Span};
use super::names::Aliases;
use attribution::{Finding, Rules};
use marks::Piece;
use people::People;
use phrases::Prose;
use resolve::{Discourse, Who};
use tokens::{Kind, Tokens};

/// The threshold at which nearly every name that is given is right.
pub const HIGH_PRECISION: f32 = 0.6;

/// How the speaker of a quotation is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The name stands beside the cue.
    Named,
    /// A description does: "the minister", "a police spokesman".
    Role,
    /// A pronoun does, and somebody named before fits it.
    Pronoun,
    /// Nothing does, but the text before clearly goes on.
    Carried,
}

/// Somebody or some body who said something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest name that the article gives, or else its words: "spokesman for the ministry".
    pub name: String,
    /// The name under which the table of other names files them; `name` itself if it does not.
    pub canonical: String,
}

/// Who said a quotation, and why that is thought.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Never empty; several for "both leaders".
    pub speakers: Vec<Speaker>,
    /// Where the article says who speaks, in its text.
    pub speaker_span: Span,
    /// The words that say that somebody speaks: "said", "according to".
    pub cue: Option<String>,
    /// Where the cue stands.
    pub cue_span: Option<Span>,
    /// How the speaker is known.
    pub basis: Basis,
    /// From 0 to 1; an estimate of how often an attribution of this kind is right.
    pub confidence: f32,
}

/// Words that stand in quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    /// The number of the paragraph in which it begins.
    pub paragraph: u32,
    /// Its pieces, with a space between them.
    pub text: String,
    /// Its pieces, inside their marks, in the article's text; in order and never empty.
    pub spans: Vec<Span>,
    /// No closing mark was found, so that it may end before its paragraph does.
    pub unclosed: bool,
    /// Nobody, for a title or a word in irony, and where the evidence is thin.
    pub attribution: Option<Attribution>,
}

/// A speaker before names are written out: what the sentences in between carry on.
#[derive(Clone)]
struct Verdict {
    who: Vec<Who>,
    speaker: Span,
    cue: Option<Span>,
    basis: Basis,
    confidence: f32,
}

/// Finds the quotations of an article and their speakers. Attributions less sure than
/// `min_confidence` are left out; [`HIGH_PRECISION`] is a good value.
pub fn extract(article: &Article, aliases: &Aliases, min_confidence: f32) -> Vec<Quotation> {
    let text = article.text();
    let mut tokens = Tokens::new(text);
    let mut pieces: Vec<(u32, Piece)> = Vec::new();
    let mut found = Vec::new();
    for paragraph in article.paragraphs() {
        let mut here = marks::find(paragraph.text);
        for piece in &mut here {
            for span in [&mut piece.outer, &mut piece.inner] {
                *span = span.start + paragraph.span.start..span.end + paragraph.span.start;
            }
        }
        found.push((paragraph.number, paragraph.span, here));
    }
    if found.iter().all(|(_, _, here)| here.is_empty()) {
        return Vec::new();
    }
    for (number, span, here) in found {
        tokens.push_paragraph(number as usize, span, &here, pieces.len());
        pieces.extend(here.into_iter().map(|piece| (number, piece)));
    }
    let people = People::of(&mut tokens, aliases);
    let extraction = Extraction {
        text,
        prose: Prose {
            tokens: &tokens,
            people: &people,
        },
        pieces: &pieces,
    };
    let mut groups = extraction.groups();
    let verdicts = extraction.verdicts(&groups);
    for (group, verdict) in groups.iter_mut().zip(verdicts) {
        group.attribution = verdict
            .filter(|verdict| verdict.confidence >= min_confidence)
            .map(|verdict| extraction.attribution(verdict, aliases));
    }
    groups
        .into_iter()
        .map(|group| extraction.quotation(group))
        .collect()
}

/// The pieces that make one quotation.
struct Group {
    /// Numbers of pieces.
    pieces: Span,
    attribution: Option<Attribution>,
}

struct Extraction<'a> {
    text: &'a str,
    prose: Prose<'a>,
    pieces: &'a [(u32, Piece)],
}

impl Extraction<'_> {
    fn words(&self, piece: usize) -> &str {
        self.pieces
            .get(piece)
            .and_then(|(_, piece)| self.text.get(piece.inner.clone()))
            .unwrap_or_default()
    }

    fn rules(&self, sentence: usize) -> Option<Rules<'_>> {
        let range = self.prose.tokens.sentences.get(sentence)?.tokens.clone();
        Some(Rules {
            prose: self.prose,
            begin: range.start,
            end: range.end,
        })
    }

    /// The pieces of each sentence, as (piece, token).
    fn quotes_in(&self, sentence: usize) -> impl Iterator<Item = (usize, usize)> {
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
    fn groups(&self) -> Vec<Group> {
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
    fn verdicts(&self, groups: &[Group]) -> Vec<Option<Verdict>> {
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
                            Finding::Silent => self.carried(&discourse, &spoke, sentence),
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
                    let subject = self.prose.main_subject(rules.begin, rules.end)?;
                    discourse.resolve(self.prose, &subject, sentence)
                };
                let focus = match &last {
                    Some(verdict) => verdict.who.clone(),
                    None => subject().map(|meant| meant.who).unwrap_or_default(),
                };
                discourse.focus.push(focus);
            }
            spoke.push(last);
        }
        verdicts
    }

    fn verdict(
        &self,
        discourse: &Discourse,
        clause: attribution::Clause,
        sentence: usize,
    ) -> Option<Verdict> {
        let meant = discourse.resolve(self.prose, &clause.subject, sentence)?;
        let (first, last) = (clause.subject.first()?, clause.subject.last()?);
        let end = if matches!(last.head, phrases::Head::Noun(_)) {
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

    /// A sentence that is nothing but a quotation goes on with the speaker before it.
    fn carried(
        &self,
        discourse: &Discourse,
        spoke: &[Option<Verdict>],
        sentence: usize,
    ) -> Option<Verdict> {
        let tokens = self.prose.tokens;
        let here = tokens.sentences.get(sentence)?;
        let alone = |range: Span| {
            range
                .into_iter()
                .all(|n| !matches!(tokens.at(n).kind, Kind::Word))
        };
        let previous = sentence.checked_sub(1)?;
        let before = tokens.sentences.get(previous)?;
        // No prose has longer sentences, and this is asked for every quotation of one.
        if here.tokens.len().max(before.tokens.len()) > 250 || !alone(here.tokens.clone()) {
            return None;
        }
        let open = |(piece, _): (usize, usize)| {
            self.pieces
                .get(piece)
                .is_some_and(|(_, piece)| !piece.closed)
        };
        let near = before.paragraph == here.paragraph;
        if near && self.quotes_in(previous).any(open) {
            return None;
        }
        if let Some(verdict) = spoke.get(previous).and_then(Option::as_ref) {
            let ends_with_colon = tokens.at(before.tokens.end - 1).kind == Kind::Colon;
            if verdict.who.len() > 1 || before.paragraph + 1 < here.paragraph {
                return None;
            }
            // Across a paragraph only where the whole paragraph is quoted.
            let rest = tokens
                .sentences
                .get(sentence + 1)
                .filter(|next| next.paragraph == here.paragraph);
            let whole = rest.is_none_or(|next| alone(next.tokens.clone()));
            let confidence = verdict.confidence
                * if near {
                    0.92
                } else if ends_with_colon {
                    0.85
                } else if whole {
                    0.72
                } else {
                    0.5
                };
            return Some(Verdict {
                basis: Basis::Carried,
                cue: None,
                confidence,
                ..verdict.clone()
            });
        }
        let introduces = tokens.at(before.tokens.end - 1).kind == Kind::Colon;
        if !near && !introduces || self.quotes_in(previous).next().is_some() {
            return None;
        }
        let [who] = discourse.focus.get(previous)?.as_slice() else {
            return None;
        };
        let subject = self
            .prose
            .main_subject(before.tokens.start, before.tokens.end)?;
        let [phrase] = subject.as_slice() else {
            return None;
        };
        // Another person in the sentence may be the one who speaks next.
        let others = self
            .prose
            .people
            .within(before.tokens.clone())
            .iter()
            .filter(|name| {
                *who != Who::Entity(name.entity)
                    && self
                        .prose
                        .people
                        .entity(name.entity)
                        .is_some_and(|e| e.sort == people::Sort::Person)
            });
        let alone_there = others.count() == 0;
        let human = match who {
            Who::Entity(id) => self.prose.people.entity(*id).is_some_and(|e| {
                e.sort == people::Sort::Person || e.sort == people::Sort::Unknown && !e.only_begins
            }),
            Who::Words(span) => span.clone().any(|n| tokens.at(n).is(words::HUMAN)),
        };
        let speaks = before
            .tokens
            .clone()
            .any(|n| tokens.at(n).cue.is_finite() && tokens.at(n).name == tokens::NO_NAME);
        let spoke_here = (0..previous)
            .rev()
            .take(6)
            .take_while(|&n| {
                tokens
                    .sentences
                    .get(n)
                    .is_some_and(|s| s.paragraph == here.paragraph)
            })
            .any(|n| {
                spoke
                    .get(n)
                    .and_then(Option::as_ref)
                    .is_some_and(|v| v.who.len() == 1 && v.who.contains(who))
            });
        let confidence = match (human && alone_there, spoke_here, speaks || introduces) {
            (false, ..) => 0.4,
            (_, true, _) => 0.85,
            (_, _, true) => 0.75,
            _ => 0.62,
        };
        Some(Verdict {
            who: vec![who.clone()],
            speaker: phrase.tokens.clone(),
            cue: None,
            basis: Basis::Carried,
            confidence,
        })
    }

    fn attribution(&self, verdict: Verdict, aliases: &Aliases) -> Attribution {
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

    fn quotation(&self, group: Group) -> Quotation {
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
