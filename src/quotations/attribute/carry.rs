//! Speakers carried over to quotations without a reporting clause of their own.

use super::discourse::{Referent, Resolver, Verdict};
use super::extraction::Extraction;
use crate::quotations::grammar::clause::Clause;
use crate::quotations::grammar::phrases::{Head, Phrase};
use crate::quotations::grammar::scope::Quote;
use crate::quotations::ids::{SentenceId, TokenId, TokenRange};
use crate::quotations::quotation::Basis;
use crate::quotations::scan::tokens::{Kind, Sentence};
use crate::quotations::words::{AUX, BE, CONJ, HUMAN, PREP, ROLE, ROLES};

/// Maximum length of the sentences between which a speaker is carried over, in tokens. They are read
/// once for each quotation in them.
const MAX_SENTENCE_TOKENS: usize = 250;

impl Extraction<'_> {
    /// Returns the speaker whom the sentence after a standalone quotation names: "That was the
    /// warning from Smith on Monday", "So said Smith", "Smith smiled when he said this", "Smith, who
    /// leads the union, was speaking at a rally".
    pub(super) fn named_behind(&self, resolver: Resolver<'_>) -> Option<Verdict> {
        let tokens = &self.tokens;
        let TokenRange { start, end } = self.after_standalone(resolver.sentence)?;
        let points = tokens.is_one_of(start, &["that", "this", "those", "these"]);
        if tokens.word_is(start, "so") && tokens.at(start + 1).cue.inverts() {
            let subject = self.prose().phrases(start + 2, end);
            return self.only_name_behind(resolver, subject, Some(start + 1));
        }
        if points && tokens.at(start + 1).is(BE) {
            // "how Smith began", "the message from Smith".
            let from = (start + 2)
                .to(end.min(start + 9))
                .iter()
                .find(|&n| tokens.is_one_of(n, &["how", "what", "from", "of", "by"]))?;
            return self.only_name_behind(resolver, self.prose().phrases(from + 1, end), None);
        }
        let remarks = ["comments", "remarks", "comment", "remark"];
        let speaks = |n: TokenId| {
            tokens.at(n).cue.is_finite_strong()
                && tokens.is_one_of(n + 1, &["this", "it", "so"])
                && tokens.at(n + 2).kind == Kind::Stop
                || tokens.at(n).is(BE) && tokens.word_is(n + 1, "speaking")
                || tokens.word_is(n, "made")
                    && !tokens.word_is(n + 1, "no")
                    && (n + 1)
                        .take(3)
                        .iter()
                        .any(|n| tokens.is_one_of(n, &remarks))
        };
        let subject = self.prose().main_subject(start, end)?;
        let behind = subject.last()?.end;
        let mut words = behind.to(end.min(behind + 30)).iter();
        let verb = words.find(|&n| speaks(n))?;
        let cue = if tokens.at(verb).cue.is_finite_strong() {
            verb
        } else {
            verb + 1
        };
        self.only_name_behind(resolver, subject, Some(cue))
    }

    /// Returns the sentence after a sentence that is only a quotation, in its paragraph or the next.
    fn after_standalone(&self, sentence: SentenceId) -> Option<TokenRange> {
        let here = self.tokens.sentence(sentence)?;
        let next = self.tokens.sentence(sentence + 1)?;
        let is_standalone = here.tokens.len() <= 3
            && self.has_only_quotes(here.tokens)
            && next.paragraph <= here.paragraph + 1;
        is_standalone.then_some(next.tokens)
    }

    /// Attributes the quotation to the subject in the sentence behind it, if that is one name.
    fn only_name_behind(
        &self,
        resolver: Resolver<'_>,
        subject: Vec<Phrase>,
        cue: Option<TokenId>,
    ) -> Option<Verdict> {
        let [
            Phrase {
                head: Head::Name(_),
                ..
            },
        ] = subject.as_slice()
        else {
            return None;
        };
        let next = resolver.at(resolver.sentence + 1);
        let clause = Clause::new(subject, cue.map(|cue| cue.take(1)), 0.0)?;
        next.verdict(clause, 0.8)
    }

    /// Returns whether the sentence is a quotation followed only by a few words without a verb or a
    /// name: `“It is a plank with a budget” for ten years.`
    fn is_fragment(&self, sentence: TokenRange) -> bool {
        let tokens = &self.tokens;
        let rest = (sentence.start + 1).to(sentence.end);
        matches!(tokens.at(sentence.start).kind, Kind::Quote(_))
            && tokens.at(rest.start).is(PREP)
            && rest.len() < 10
            && rest.iter().all(|n| {
                let token = tokens.at(n);
                !token.is(AUX) && !token.cue.is_finite() && token.name.is_none()
            })
    }

    /// Returns the person who takes over after the speaker of a sentence:
    /// `“…,” Smith said, and his brother cut in.`
    fn interrupting_person(&self, sentence: TokenRange, verdict: &Verdict) -> Option<Phrase> {
        let tokens = &self.tokens;
        let cue = verdict.cue?;
        let behind = cue.end.to(sentence.end).iter();
        let comma = behind
            .into_iter()
            .find(|&n| tokens.at(n).kind == Kind::Comma && tokens.at(n + 1).is(CONJ))?;
        let list = self.prose().phrases(comma + 2, sentence.end);
        let [phrase] = list.as_slice() else {
            return None;
        };
        let person = match phrase.head {
            Head::Noun(n) => tokens.at(n).is(ROLE) && !tokens.at(n).is(ROLES),
            Head::Name(id) => {
                let entity = self.people.mention(id)?.entity;
                self.people.is_person(entity)
                    && !verdict.referents.contains(&Referent::Entity(entity))
            }
            Head::Pronoun(_) => false,
        };
        let verb = tokens.at(phrase.end).kind == Kind::Word;
        (person && verb).then(|| phrase.clone())
    }

    /// Attributes a sentence that consists of a quotation to the speaker before it.
    pub(super) fn carried(&self, resolver: Resolver<'_>) -> Option<Verdict> {
        let here = self.tokens.sentence(resolver.sentence)?;
        let previous = resolver.sentence.previous()?;
        let before = self.tokens.sentence(previous)?;
        if here.tokens.len().max(before.tokens.len()) > MAX_SENTENCE_TOKENS
            || !(self.has_only_quotes(here.tokens) || self.is_fragment(here.tokens))
            || self.is_caption(previous)
        {
            return None;
        }
        let is_open = |quote: Quote<'_>| self.piece(quote.piece).is_some_and(|p| !p.closed);
        if before.paragraph == here.paragraph && self.quotes_in(previous).any(is_open) {
            return None;
        }
        match resolver.discourse.speaker(previous) {
            Some(verdict) => self.carried_from_speaker(resolver, verdict, here, before),
            None => self.carried_from_subject(resolver, here, before),
        }
    }

    /// Attributes the sentence `here` to the speaker of the sentence before it.
    fn carried_from_speaker(
        &self,
        resolver: Resolver<'_>,
        verdict: &Verdict,
        here: &Sentence,
        before: &Sentence,
    ) -> Option<Verdict> {
        let near = before.paragraph == here.paragraph;
        if verdict.referents.len() > 1 || before.paragraph + 1 < here.paragraph {
            return None;
        }
        if let Some(other) = self.interrupting_person(before.tokens, verdict) {
            let clause = Clause::new(vec![other], None, 0.0)?;
            let previous = resolver.at(resolver.sentence - 1);
            let other = previous.verdict(clause, 0.75)?;
            return near.then_some(Verdict {
                basis: Basis::Carried,
                ..other
            });
        }
        // "“Were you there?” Smith asked." Somebody else answers in the next paragraph.
        let asked = |quote: Quote<'_>| quote.words.ends_with('?');
        let previous = resolver.sentence - 1;
        if !near && self.quotes_in(previous).last().is_some_and(asked) {
            return None;
        }
        // Across paragraphs, confidence is high only if the whole paragraph is quoted.
        let whole = self.only_quotes_follow(resolver.sentence, here);
        let factor = if near {
            0.92
        } else if self.ends_with_colon(before) {
            0.85
        } else if whole && verdict.basis == Basis::Carried {
            0.95
        } else if whole {
            0.78
        } else {
            0.5
        };
        Some(Verdict {
            basis: Basis::Carried,
            cue: None,
            confidence: verdict.confidence * factor,
            ..verdict.clone()
        })
    }

    /// Attributes the sentence `here` to the subject of the sentence before it, which quotes nobody.
    fn carried_from_subject(
        &self,
        resolver: Resolver<'_>,
        here: &Sentence,
        before: &Sentence,
    ) -> Option<Verdict> {
        let Resolver {
            discourse,
            sentence,
            ..
        } = resolver;
        let previous = sentence.previous()?;
        let introduces = self.ends_with_colon(before);
        let near = before.paragraph == here.paragraph;
        // A paragraph that is only a quotation belongs to the last person of the paragraph before.
        let follows =
            before.paragraph + 1 == here.paragraph && self.only_quotes_follow(sentence, here);
        if !near && !introduces && !follows || self.quotes_in(previous).next().is_some() {
            return None;
        }
        let [referent] = discourse.focus(previous)? else {
            return None;
        };
        let subject = self.scope(previous)?.topic()?;
        let [phrase] = subject.as_slice() else {
            return None;
        };
        let is_human = match referent {
            Referent::Entity(id) => self.people.entity(*id)?.is_likely_person(),
            Referent::Words(words) => words.iter().any(|n| self.tokens.at(n).is(HUMAN)),
            Referent::Label(_) => true,
        };
        // Another person in the sentence may be the next speaker.
        let clause = phrase.tokens.start.to(before.tokens.end);
        let has_others = self.people.within(clause).iter().any(|name| {
            // "Smith’s daughter Jane": an owner is hardly the next speaker.
            let owns = self.tokens.at(name.tokens.end).kind == Kind::Possessive;
            let is_other = *referent != Referent::Entity(name.entity);
            is_other && !owns && self.people.is_person(name.entity)
        });
        let is_current_speaker = (0..previous.0)
            .rev()
            .take(6)
            .map(SentenceId)
            .take_while(|&n| {
                let sentence = self.tokens.sentence(n);
                sentence.is_some_and(|s| s.paragraph == here.paragraph)
            })
            .filter_map(|n| discourse.speaker(n))
            .any(|verdict| verdict.referents == std::slice::from_ref(referent));
        let speaks = before.tokens.iter().any(|n| {
            let token = self.tokens.at(n);
            token.cue.is_finite() && token.name.is_none()
        });
        let confidence = if !is_human || has_others {
            0.4
        } else if is_current_speaker {
            0.85
        } else if speaks || introduces {
            0.75
        } else {
            0.64
        };
        Some(Verdict {
            referents: vec![referent.clone()],
            speaker: self.tokens.span(phrase.tokens),
            cue: None,
            basis: Basis::Carried,
            confidence,
        })
    }

    /// Returns whether no words stand outside of quotation marks.
    fn has_only_quotes(&self, sentence: TokenRange) -> bool {
        let mut tokens = sentence.iter();
        tokens.all(|n| self.tokens.at(n).kind != Kind::Word)
    }

    /// Returns whether the next sentence of the paragraph, if there is one, has no words outside of
    /// quotation marks.
    fn only_quotes_follow(&self, sentence: SentenceId, here: &Sentence) -> bool {
        let next = self.tokens.sentence(sentence + 1);
        next.is_none_or(|next| {
            next.paragraph != here.paragraph || self.has_only_quotes(next.tokens)
        })
    }

    fn ends_with_colon(&self, sentence: &Sentence) -> bool {
        self.tokens.at(sentence.tokens.end - 1).kind == Kind::Colon
    }
}
