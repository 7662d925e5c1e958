//! Learns the roles and the gender of an entity from the words around its name.

use super::genders::{Gender, gender_of_role};
use super::name_words::FoundName;
use super::people::{EntityKind, People};
use crate::quotations::ids::{EntityId, TokenId, TokenRange};
use crate::quotations::scan::tokens::{Kind, Tokens};
use crate::quotations::words::{self, NATION, ROLE, TITLE};

/// Maximum number of roles of an entity, above which no further one is learnt.
const MAX_ROLES: usize = 8;

impl People {
    /// Adds the roles and the gender that the words around a name tell about the entity.
    pub(super) fn add_roles(
        &mut self,
        tokens: &Tokens,
        found: &FoundName,
        entity: EntityId,
        gender: Option<Gender>,
    ) {
        let Some(entity) = self.entities.get_mut(entity.0) else {
            return;
        };
        entity.mention_count += 1;
        entity.only_begins &= found.begins_sentence && found.titles.is_empty();
        entity.gender = entity.gender.or(gender);
        if entity.roles.len() >= MAX_ROLES {
            return;
        }
        let roles = [
            Some(before_name(tokens, found)),
            behind_name(tokens, found),
            before_comma(tokens, found),
        ];
        for role in roles.into_iter().flatten() {
            if role.iter().any(|n| tokens.at(n).is(ROLE | TITLE)) {
                let gendered = role.iter().find_map(|n| gender_of_role(tokens.word(n)));
                entity.gender = entity.gender.or(gendered);
                if entity.kind == EntityKind::Unknown {
                    entity.kind = EntityKind::Person;
                }
                entity.roles.push(role);
            }
        }
    }
}

/// Returns the titles and the words before them: "Velian Foreign Minister Ines Horvat", "the
/// opposition lawmaker Tomas Brandt".
fn before_name(tokens: &Tokens, found: &FoundName) -> TokenRange {
    let mut start = found.titles.start;
    while start.0 > 0 && found.titles.end - start < 6 && {
        let token = tokens.at(start - 1);
        token.kind == Kind::Word && !token.is(words::FUNCTION) && !token.cue.is_past()
    } {
        start -= 1;
    }
    start.to(found.titles.end)
}

/// Returns the description after a name: "Ines Horvat, the foreign minister", "Emil Karsten is mayor
/// of Brell".
fn behind_name(tokens: &Tokens, found: &FoundName) -> Option<TokenRange> {
    let after = found.tokens.end;
    let stated = tokens.at(after).is(words::BE);
    if tokens.at(after).kind != Kind::Comma && !stated {
        return None;
    }
    let end = (after + 1)
        .to(after + 9)
        .iter()
        .find(|&n| ends_phrase(tokens, n))
        .unwrap_or(after + 9);
    let opens = tokens.at(after + 1);
    let says_who =
        opens.is(words::DET | ROLE | NATION) || opens.name.is_none() && !opens.is(words::FUNCTION);
    // "Asked about it by Ines Horvat, the minister left": the main clause begins.
    let main_clause =
        !stated && tokens.at(end).kind == Kind::Stop && follows_adjunct(tokens, found);
    let is_role = says_who && (stated || tokens.at(end).kind != Kind::Word) && !main_clause;
    is_role.then(|| (after + 1).to(end))
}

/// Returns whether the sentence begins with a participle or a conjunction and has no comma before
/// the name.
fn follows_adjunct(tokens: &Tokens, found: &FoundName) -> bool {
    let mut start = found.titles.start;
    while start.0 > 0
        && found.titles.start - start < 30
        && matches!(tokens.at(start - 1).kind, Kind::Word | Kind::Possessive)
    {
        start -= 1;
    }
    let first = tokens.at(start);
    let opens = first.is(words::SUBORD) || tokens.word(start).ends_with("ed");
    opens && first.capital && start < found.titles.start
}

/// Returns the description before a name between commas: "A regional councillor, Piet van der Molen,
/// wrote".
fn before_comma(tokens: &Tokens, found: &FoundName) -> Option<TokenRange> {
    let is_between_commas = found.tokens.start.0 > 1
        && tokens.at(found.tokens.start - 1).kind == Kind::Comma
        && tokens.at(found.tokens.end).kind == Kind::Comma;
    if !is_between_commas {
        return None;
    }
    let end = found.tokens.start - 1;
    let start = (end - 8)
        .to(end)
        .iter()
        .rev()
        .find(|&n| ends_phrase(tokens, n) || tokens.at(n).is(words::PREP));
    let start = start.map_or(end - 8, |n| n + 1);
    let possessed = start
        .to(end)
        .iter()
        .any(|n| tokens.at(n).kind == Kind::Possessive);
    (tokens.at(start).is(words::DET) || possessed).then(|| start.to(end))
}

/// Returns whether a noun phrase ends before the token.
fn ends_phrase(tokens: &Tokens, n: TokenId) -> bool {
    let token = tokens.at(n);
    !matches!(token.kind, Kind::Word | Kind::Possessive | Kind::Other)
        || token.is(words::AUX | words::SUBORD | words::RELATIVE)
        || token.cue.is_past() && !token.is(words::NOUN)
}
