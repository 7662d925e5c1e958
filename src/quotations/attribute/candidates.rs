//! Looks for other persons, subjects and documents in a sentence to which a pronoun may refer.

use super::discourse::Referent;
use crate::lexicon::{Usage, is_used_as};
use crate::quotations::entities::genders::{Gender, gender_of_role};
use crate::quotations::grammar::phrases::{Head, Phrase, Prose};
use crate::quotations::ids::{EntityId, TokenRange};
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{ADV, CONJ, DET, DOC, HE, PREP, ROLE, SHE, SUBORD};

/// Returns whether a document is issued in the sentence: "sent a note".
pub(super) fn sends_document(prose: Prose<'_>, sentence: TokenRange) -> bool {
    sentence.iter().take(60).any(|n| {
        let mut object = (n + 1).to(n + 5).iter();
        is_used_as(prose.tokens.word(n), Usage::ISSUES)
            && object.any(|n| prose.tokens.at(n).is(DOC))
    })
}

/// Returns the person who is named as the subject of a sentence.
pub(super) fn named_subject(prose: Prose<'_>, sentence: TokenRange) -> Option<EntityId> {
    let subject = prose.main_subject(sentence.start, sentence.end)?;
    let [
        Phrase {
            head: Head::Name(id),
            ..
        },
    ] = subject.as_slice()
    else {
        return None;
    };
    let name = prose.people.mention(*id)?;
    prose.people.is_person(name.entity).then_some(name.entity)
}

/// Returns the part of a sentence after its subject: in "Before they saw him, Novak spoke", "him" is
/// Novak.
pub(super) fn after_subject(
    prose: Prose<'_>,
    subject: &Referent,
    sentence: TokenRange,
) -> TokenRange {
    let mentions = prose.people.within(sentence);
    let named = mentions
        .iter()
        .find(|name| *subject == Referent::Entity(name.entity));
    named
        .map_or(sentence.start, |name| name.tokens.end)
        .to(sentence.end)
}

/// Returns the part of a sentence up to a subject "he" or "she": in "She praised Novak", Novak is
/// somebody else.
pub(super) fn before_same_pronoun(
    prose: Prose<'_>,
    sentence: TokenRange,
    gender: Gender,
) -> TokenRange {
    let class = match gender {
        Gender::Male => HE,
        Gender::Female => SHE,
    };
    let pronoun = sentence.iter().find(|&n| {
        prose.tokens.at(n).is(class) && (n == sentence.start || !prose.tokens.at(n - 1).is(SUBORD))
    });
    sentence.start.to(pronoun.unwrap_or(sentence.end))
}

/// Returns whether a sentence introduces somebody without a name as the subject of a clause: "though
/// **a pupil** objected".
pub(super) fn introduces_somebody(prose: Prose<'_>, sentence: TokenRange) -> bool {
    let tokens = prose.tokens;
    sentence.iter().take(60).any(|n| {
        let before = tokens.at(n - 1);
        let opens = n == sentence.start || before.is(SUBORD | CONJ) || before.kind == Kind::Comma;
        let is_somebody = |phrase: &Phrase| {
            let Head::Noun(head) = phrase.head else {
                return false;
            };
            let next = tokens.at(phrase.end);
            (tokens.at(head).is(ROLE) || tokens.at(head).class.is_empty())
                && matches!(next.kind, Kind::Word | Kind::Comma)
                && !next.is(PREP | CONJ)
        };
        tokens.is_one_of(n, &["a", "an"])
            && opens
            && prose
                .phrase(n, sentence.end)
                .as_ref()
                .is_some_and(is_somebody)
    })
}

/// Returns whether a sentence refers with "him" or "her" to somebody other than its subject.
pub(super) fn names_another(prose: Prose<'_>, sentence: TokenRange, gender: Gender) -> bool {
    let object = match gender {
        Gender::Male => "him",
        Gender::Female => "her",
    };
    sentence.iter().take(60).any(|n| {
        let next = prose.tokens.at(n + 1);
        let owns = next.kind == Kind::Word && !next.is(PREP | CONJ | ADV | SUBORD | DET);
        prose.tokens.word_is(n, object) && (gender == Gender::Male || !owns)
    })
}

/// Returns whether a sentence mentions somebody of this gender without a name: "his wife".
pub(super) fn mentions_kin(prose: Prose<'_>, sentence: TokenRange, gender: Gender) -> bool {
    sentence.iter().take(60).any(|n| {
        prose.tokens.at(n).kind == Kind::Word
            && gender_of_role(prose.tokens.word(n)) == Some(gender)
    })
}
