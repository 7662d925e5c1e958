//! Resolves descriptions to entities: "the minister", "both leaders", "his statement".

use super::discourse::{Referent, Resolution, Resolver};
use super::varied::persons_in;
use crate::lexicon::{Usage, is_used_as};
use crate::quotations::entities::people::{EntityKind, Fit};
use crate::quotations::grammar::phrases::{Phrase, Prose};
use crate::quotations::ids::{EntityId, TokenId, TokenRange};
use crate::quotations::quotation::Basis;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{
    CONJ, DET, DOC, HUMAN, NATION, ORG, POSSESSIVE, PREP, ROLE, ROLES, SAYING, TITLE,
};

impl Resolver<'_> {
    /// Resolves a description whose noun is `head`: "the minister", "a spokesman for the ministry",
    /// "his statement".
    pub(super) fn described(&self, phrase: &Phrase, head: TokenId) -> Resolution {
        let prose = self.prose;
        let tokens = prose.tokens;
        let noun = tokens.at(head);
        let first = tokens.at(phrase.tokens.start);
        // "a poll **released Monday**" is a poll.
        let core = phrase.tokens.end;
        let is_dated = tokens.word(core).ends_with("ed") && prose.begins_time(core + 1);
        let whole = phrase
            .tokens
            .start
            .to(if is_dated { core } else { phrase.end });
        let by_role = |referent: Referent, confidence| Resolution {
            referents: vec![referent],
            basis: Basis::Role,
            confidence,
        };
        let possessor = phrase
            .tokens
            .iter()
            .find(|&n| tokens.at(n).kind == Kind::Possessive);
        if noun.is(DOC | SAYING) && !noun.is(HUMAN | ORG) {
            // A document or a reply speaks for its issuer.
            let issuer = possessor.and_then(|n| prose.mention_at(n - 1)).or_else(|| {
                let by = phrase
                    .tokens
                    .end
                    .to(phrase.end)
                    .iter()
                    .find(|&n| tokens.is_one_of(n, &["by", "from"]))
                    .filter(|&n| {
                        // "a memo obtained by the Courier" has another issuer.
                        let got = [
                            "obtained", "seen", "reviewed", "viewed", "reported", "cited",
                            "leaked", "read", "shared",
                        ];
                        !got.contains(&tokens.word(n - 1))
                    })?;
                prose.people.within(by.to(phrase.end)).first()
            });
            if let Some(issuer) = issuer {
                return Resolution {
                    referents: vec![Referent::Entity(issuer.entity)],
                    basis: Basis::Named,
                    confidence: 0.85,
                };
            }
        }
        if let Some(id) = self.spouse(phrase.tokens, head) {
            return by_role(Referent::Entity(id), 0.8);
        }
        let words = without_article(prose, whole);
        let first_word = tokens.word(phrase.tokens.start).to_lowercase();
        if noun.is(ROLES)
            && (first_word == "both"
                || phrase.tokens.iter().any(|n| tokens.word_is(n, "two")) && first_word == "the"
                || matches!(tokens.word(head), "pair" | "duo" | "couple"))
        {
            if let Some(pair) = self.last_two_persons() {
                return Resolution {
                    referents: pair,
                    basis: Basis::Role,
                    confidence: 0.85,
                };
            }
            return by_role(words, 0.6);
        }
        let definite = matches!(first_word.as_str(), "the" | "this")
            || !first.is(DET) && first.is(NATION | TITLE) && first.capital;
        let national = noun.is(NATION) && phrase.tokens.len() == 2;
        let unknown = noun.class.is_empty() && noun.kind == Kind::Word;
        if (noun.is(ROLE | TITLE) || national || unknown)
            && !noun.is(ROLES)
            && definite
            && possessor.is_none()
        {
            if let Some((id, confidence)) = self.described_person(whole, head) {
                return by_role(Referent::Entity(id), confidence);
            }
            if let Some(id) = self.named_after_lead(phrase.tokens) {
                return by_role(Referent::Entity(id), 0.85);
            }
            let fuller = self.first_description(phrase.tokens, head);
            return by_role(fuller.map_or(words, Referent::Words), 0.82);
        }
        if noun.is(ORG) && first_word == "the" && phrase.tokens.len() == 2 {
            let named = prose
                .people
                .within(TokenId::default().to(head))
                .iter()
                .rev()
                .take(40)
                .find(|name| {
                    prose.people.entity(name.entity).is_some_and(|e| {
                        e.kind == EntityKind::Organisation
                            && e.name
                                .split(' ')
                                .any(|w| w.eq_ignore_ascii_case(tokens.word(head)))
                    })
                });
            if let Some(named) = named {
                return by_role(Referent::Entity(named.entity), 0.85);
            }
            if let Some(id) = self.organisation_in_focus() {
                return by_role(Referent::Entity(id), 0.8);
            }
        }
        if noun.is(DOC) && !noun.is(HUMAN | ORG) {
            // "The memo" was "a **leaked memo**".
            let first = self.first_description(phrase.tokens, head);
            return Resolution {
                referents: vec![first.filter(|_| definite).map_or(words, Referent::Words)],
                basis: Basis::Source,
                confidence: 0.9,
            };
        }
        by_role(words, if noun.is(HUMAN | ORG) { 0.9 } else { 0.75 })
    }

    /// Returns the two persons mentioned last, if the last sentence that mentions several mentions
    /// just two.
    fn last_two_persons(&self) -> Option<Vec<Referent>> {
        for back in 0..=3.min(self.sentence.0) {
            let range = self.prose.tokens.sentence(self.sentence - back)?.tokens;
            let persons: Vec<Referent> = persons_in(self.prose, range)
                .into_iter()
                .map(Referent::Entity)
                .collect();
            match persons.len() {
                2 => return Some(persons),
                0 | 1 => {}
                _ => return None,
            }
        }
        None
    }

    /// Returns the person whom a definite description refers to, with the confidence.
    fn described_person(&self, phrase: TokenRange, head: TokenId) -> Option<(EntityId, f32)> {
        let prose = self.prose;
        let mut seen: Vec<EntityId> = Vec::new();
        for name in prose
            .people
            .within(TokenId::default().to(phrase.start))
            .iter()
            .rev()
            .take(60)
        {
            if seen.contains(&name.entity) {
                continue;
            }
            seen.push(name.entity);
            if prose.people.fit(prose.tokens, name.entity, phrase, head) == Fit::Stated {
                return Some((name.entity, 0.9));
            }
        }
        // "The 24-year-old" is the only person of the sentence before.
        if prose.tokens.word(head).ends_with("-year-old")
            && let Some(before) = self
                .sentence
                .previous()
                .and_then(|n| prose.tokens.sentence(n))
            && let [only] = persons_in(prose, before.tokens).as_slice()
        {
            return Some((*only, 0.85));
        }
        if let Some(id) = self.elegant_variation(phrase, head) {
            return Some((id, 0.8));
        }
        // The article names no holder of the office: fall back to the person in focus, if the
        // description fits.
        let Some([Referent::Entity(id)]) = self.discourse.focus(self.sentence.previous()?) else {
            return None;
        };
        let entity = prose.people.entity(*id)?;
        let noun = prose.tokens.word(head);
        let personal = noun.ends_with("-year-old")
            || prose.tokens.at(head).is(NATION)
            || is_used_as(noun, Usage::NATIONAL);
        let by_trade =
            entity.kind == EntityKind::Person && is_used_as(noun, Usage::INSTEAD_OF_NAME);
        let national =
            phrase.iter().any(|n| prose.tokens.at(n).is(NATION)) && entity.roles.is_empty();
        let fits = prose.people.fit(prose.tokens, *id, phrase, head) == Fit::Possible;
        (fits && entity.is_likely_person() && (personal || national || by_trade))
            .then_some((*id, if personal { 0.85 } else { 0.68 }))
    }
}

/// Returns the description of an unnamed speaker as it is shown: without a leading article.
fn without_article(prose: Prose<'_>, mut phrase: TokenRange) -> Referent {
    while phrase.len() > 1
        && prose.tokens.at(phrase.start).is(DET | PREP | CONJ)
        && !prose.tokens.at(phrase.start).is(POSSESSIVE)
        && matches!(
            prose.tokens.word(phrase.start).to_lowercase().as_str(),
            "the" | "a" | "an" | "this" | "one" | "another" | "and" | "but"
        )
        && !prose.tokens.word_is(phrase.start + 1, "of")
    {
        phrase.start += 1;
    }
    Referent::Words(phrase)
}
