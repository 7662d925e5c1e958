//! Rules for speakers named without a verb: signatures after a quotation.

use crate::quotations::entities::people::{Entity, EntityKind, Mention};
use crate::quotations::grammar::clause::Clause;
use crate::quotations::grammar::phrases::Phrase;
use crate::quotations::grammar::scope::{Quote, Scope};
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::AUX;

/// Matches `“…” – Smith` and `“…” — Smith, carpenter`, also on the next line.
pub(crate) fn signature(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let tokens = scope.prose.tokens;
    let dash = quote.at + 1;
    let signs = matches!(tokens.at(dash).kind, Kind::Dash)
        || tokens.at(dash).kind == Kind::Other && matches!(tokens.word(dash), "-" | "~");
    if !signs || quote.at > scope.begin + 1 {
        return None;
    }
    let first = dash + 1;
    let name = first
        .take(5)
        .iter()
        .find_map(|n| scope.prose.mention_at(n))
        .filter(|name| name.titles.start == first || name.tokens.start == first);
    let person = |name: &&Mention| {
        let entity = scope.prose.people.entity(name.entity);
        entity.is_some_and(Entity::may_be_person)
    };
    let name = name.filter(person)?;
    let end = name.tokens.end;
    let parted = matches!(
        tokens.at(end).kind,
        Kind::Comma | Kind::Stop | Kind::Open | Kind::Quote(_)
    ) || tokens.begins_sentence(end);
    let mut rest = end
        .take(14)
        .iter()
        .take_while(|&n| !matches!(tokens.at(n).kind, Kind::Stop | Kind::Quote(_)));
    if !parted || rest.any(|n| tokens.at(n).is(AUX) || tokens.at(n).cue.is_finite_strong()) {
        return None;
    }
    Clause::new(vec![Phrase::named(name)], None, 0.0)
}

/// Matches `„…“, Smith`: directly after the quotation, the full name of a person with a known first
/// name.
pub(crate) fn known_name_behind(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let tokens = scope.prose.tokens;
    let parted = matches!(tokens.at(quote.at + 1).kind, Kind::Comma | Kind::Dash);
    let name = parted
        .then(|| scope.prose.mention_at(quote.at + 2))
        .flatten();
    let known = |name: &&Mention| {
        let entity = scope.prose.people.entity(name.entity);
        let person = entity.is_some_and(|e| e.kind == EntityKind::Person && e.known);
        let after = tokens.at(name.tokens.end).kind;
        name.titles.start == quote.at + 2
            && person
            && matches!(after, Kind::Comma | Kind::Stop | Kind::Open)
    };
    Clause::new(vec![Phrase::named(name.filter(known)?)], None, 0.0)
}
