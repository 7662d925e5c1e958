//! Reads reporting clauses: `said Smith`, `Smith, the mayor, told them`.

use super::clause::Clause;
use super::phrases::{Head, Phrase};
use super::scope::Scope;
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{
    ADV, AUX, CONJ, DAY, HE, NAMES, NEGATION, NOUN, PREP, RELATIVE, SHE, SUBORD, TIME,
};

impl Scope<'_> {
    /// Reads a verb followed by its subject: `said Smith`, `asked a neighbour`.
    pub(crate) fn cue_then_speaker(&self, cue: TokenId) -> Option<Clause> {
        let tokens = self.prose.tokens;
        let mut from = cue + 1;
        while tokens.at(from).is(ADV) && !tokens.at(from).is(NOUN) {
            from += 1;
        }
        let subject = self.prose.phrases(from, self.end);
        // "said one, Jan Novak".
        if tokens.is_one_of(from, &["one", "another"]) && tokens.at(from + 1).kind == Kind::Comma {
            let named = self.prose.phrases(from + 2, self.end);
            let name = matches!(named.first()?.head, Head::Name(_));
            return name.then(|| Clause {
                subject: named,
                cue: Some(cue.take(1)),
                doubt: 0.04,
            });
        }
        let last = subject.last()?;
        // "said a member of parliament, Jan Novak."
        if let [
            Phrase {
                head: Head::Noun(_),
                end,
                ..
            },
        ] = subject.as_slice()
            && tokens.at(*end).kind == Kind::Comma
            && let Some(named) = self.prose.appositive_name(*end)
            && matches!(
                tokens.at(named.end).kind,
                Kind::Comma | Kind::Stop | Kind::Quote(_)
            )
        {
            return Clause::new(vec![named], cue.take(1), 0.04);
        }
        let pronoun = matches!(last.head, Head::Pronoun(n) if !tokens.at(n).is(HE | SHE));
        // `“…” said the plan was dead` has a verb of its own behind the phrase.
        let goes_on = tokens.at(last.end).is(AUX);
        (!pronoun && !goes_on).then_some(Clause {
            subject,
            cue: Some(cue.take(1)),
            doubt: 0.0,
        })
    }

    /// Reads a subject followed by its verb: `Smith said`, `Smith, the mayor, told reporters`,
    /// `he has said`. Weak verbs count only with `any_cue`.
    pub(crate) fn speaker_then_cue(&self, from: TokenId, any_cue: bool) -> Option<Clause> {
        let tokens = self.prose.tokens;
        let first = tokens.at(from);
        if first.kind != Kind::Word || first.is(CONJ | RELATIVE | SUBORD) && first.name.is_none() {
            return None;
        }
        // "one of them, Jan Novak, told reporters".
        let one = tokens.is_one_of(from, &["one", "another"]);
        let named = (from + 1)
            .to(from + 6)
            .iter()
            .find(|&n| one && tokens.at(n).kind == Kind::Comma)
            .and_then(|comma| self.prose.appositive_name(comma))
            .filter(|named| tokens.at(named.end).kind == Kind::Comma);
        let (subject, mut at) = match named {
            Some(named) => {
                let after = named.end + 1;
                (vec![named], after)
            }
            None => {
                let subject = self.prose.phrases(from, self.end);
                let at = subject.last()?.end;
                (subject, at)
            }
        };
        // "one banner read": a sign has no speaker.
        let sign = |phrase: &Phrase| matches!(phrase.head, Head::Noun(n) if tokens.at(n).is(NAMES) && !tokens.at(n).is(NOUN));
        if subject.iter().any(sign) {
            return None;
        }
        let mut chosen = subject;
        // Insertions between the speaker and the cue.
        for _ in 0..3 {
            let closes = match tokens.at(at).kind {
                Kind::Comma => Kind::Comma,
                Kind::Open => Kind::Close,
                Kind::Dash => Kind::Dash,
                _ => break,
            };
            let close = (at + 1).to(self.end.min(at + 30)).iter().find(|&n| {
                tokens.at(n).kind == closes
                    || matches!(
                        tokens.at(n).kind,
                        Kind::Stop | Kind::Quote(_) | Kind::Semicolon
                    )
            })?;
            if tokens.at(close).kind != closes {
                return None;
            }
            if let (
                [
                    Phrase {
                        head: Head::Noun(_),
                        ..
                    },
                ],
                Some(named),
            ) = (chosen.as_slice(), self.prose.appositive_name(at))
                && named.end == close
            {
                chosen = vec![named];
            }
            at = if self.leads_to_cue(close + 1) || closes == Kind::Close {
                close + 1
            } else {
                close
            };
        }
        let (cue, passive) = self.skip_to_cue(at)?;
        let mut cue = cue;
        if passive {
            // "was quoted as saying", "was heard to say".
            if !(tokens.word_is(cue + 1, "as") && tokens.at(cue + 2).cue.is_gerund()) {
                return None;
            }
            cue += 2;
        }
        let word = tokens.at(cue).cue;
        let out = word.names() && tokens.word_is(cue + 1, "out");
        if !(any_cue || out || word.is_strong()) || !self.ends_after(cue) {
            return None;
        }
        let doubt = if word.is_strong() { 0.0 } else { 0.11 };
        Clause::new(chosen, cue.take(word.word_count()), doubt)
    }

    /// Returns whether a verb of speech follows after adverbs and auxiliaries.
    fn leads_to_cue(&self, at: TokenId) -> bool {
        self.skip_to_cue(at).is_some()
    }

    /// Returns the verb after adverbs and auxiliaries, and whether it is passive.
    fn skip_to_cue(&self, mut at: TokenId) -> Option<(TokenId, bool)> {
        let tokens = self.prose.tokens;
        for _ in 0..6 {
            let token = tokens.at(at);
            if token.is(NEGATION) {
                return None;
            }
            if token.cue.is_finite()
                || token.cue.is_participle()
                || token.cue.is_gerund() && self.prose.tokens.at(at - 1).is(AUX)
                || token.cue.is_base()
            {
                return Some((at, self.prose.is_passive(at)));
            }
            // "was heard to say", "used to say".
            let leads = ["heard", "overheard", "used"];
            if leads.contains(&tokens.word(at)) && tokens.word_is(at + 1, "to") {
                at += 2;
                continue;
            }
            let skippable = token.is(AUX | ADV | DAY | TIME)
                || token.kind == Kind::Possessive
                || token.is(PREP) && tokens.at(at + 1).is(DAY);
            if !skippable {
                return None;
            }
            at += 1;
        }
        None
    }
}
