//! Rules for clauses directly after a quotation.

use super::around::source_cue;
use crate::quotations::grammar::clause::Clause;
use crate::quotations::grammar::phrases::{Head, Phrase};
use crate::quotations::grammar::scope::{Quote, REACH, Scope};
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{AUX, DOC, SUBORD};

impl Quote<'_> {
    /// Returns whether the words end like a quotation before its reporting clause: with a comma or
    /// a mark that ends or breaks off a sentence.
    fn ends(self) -> bool {
        let words = self.words.trim_end_matches(['’', '\'', '”', '"', ')', ']']);
        words.ends_with([',', '?', '!', '…', '—', '–', '-', '.'])
    }
}

/// Matches `“…,” according to Smith`.
pub(crate) fn according_to(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let (at, _) = scope.behind(quote)?;
    let cue = source_cue(scope, at)?;
    let source = scope.prose.named_phrases(at + cue, scope.end);
    Clause::new(source, at.take(cue), 0.0)
}

/// Matches `“…,” in the words of Smith`.
pub(crate) fn in_the_words(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let (at, _) = scope.behind(quote)?;
    let words = ["in", "the", "words", "of"];
    if !scope.prose.tokens.words_are(at, &words) {
        return None;
    }
    let source = scope.prose.phrases(at + 4, scope.end);
    Clause::new(source, at.take(4), 0.0)
}

/// Matches `“…” is how Smith described it` and `“…” was all Smith would say`.
pub(crate) fn is_how(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let tokens = scope.prose.tokens;
    let (at, _) = scope.behind(quote)?;

    let how = tokens.is_one_of(at + 1, &["how", "what", "all"]);
    if !tokens.at(at).is(AUX) || !how {
        return None;
    }
    scope.speaker_then_cue(at + 2, true)
}

/// Matches `“…” read a statement from the ministry`.
pub(crate) fn statement_read(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let tokens = scope.prose.tokens;
    let (at, _) = scope.behind(quote)?;
    let cue = tokens.at(at).cue;
    if !cue.reads() || !cue.is_finite() {
        return None;
    }
    let written = |clause: &Clause| matches!(clause.subject.as_slice(), [Phrase { head: Head::Noun(n), .. }] if tokens.at(*n).is(DOC));
    scope.cue_then_speaker(at).filter(written)
}

/// Returns whether the quotation belongs to a subordinate clause before the main one, with a
/// reporting verb of its own: `As Smith went on about “…,” Jones left`.
fn in_adjunct(scope: &Scope<'_>, quote: Quote<'_>) -> bool {
    let tokens = scope.prose.tokens;
    let first = tokens.at(scope.begin);
    let opens = first.is(SUBORD) && first.name.is_none() || first.cue.is_participle();
    let inside = scope.begin.to(quote.at).iter();
    opens
        && (2..REACH).contains(&(quote.at - scope.begin))
        && tokens.at(quote.at - 1).kind == Kind::Word
        && inside
            .clone()
            .all(|n| matches!(tokens.at(n).kind, Kind::Word | Kind::Possessive))
        && inside.into_iter().any(|n| {
            let cue = tokens.at(n).cue;
            tokens.at(n).name.is_none() && (cue.is_finite() || cue.is_participle())
        })
}

/// Matches `“…,” said Smith`.
pub(crate) fn cue_and_speaker(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let (at, parted) = scope.behind(quote)?;
    let cue = scope.prose.tokens.at(at).cue;
    let firm = parted || quote.ends();
    if !cue.is_finite() || !cue.inverts() || !firm {
        return None;
    }
    scope.cue_then_speaker(at)
}

/// Matches `“…,” Smith said`. Without a comma the clause must end the sentence:
/// `“bold” Smith said.`
pub(crate) fn speaker_and_cue(scope: &Scope<'_>, quote: Quote<'_>) -> Option<Clause> {
    let tokens = scope.prose.tokens;
    let (at, parted) = scope.behind(quote)?;
    if in_adjunct(scope, quote) {
        return None;
    }
    let quoting = tokens.is_one_of(at, &["as", "like"]);
    let clause = scope.speaker_then_cue(at + usize::from(quoting), false);
    let is_all = |clause: &Clause| {
        let cue = clause.cue.as_ref();
        cue.is_some_and(|cue| tokens.at(cue.end).kind == Kind::Stop)
    };
    let firm = parted || quote.ends();
    clause.filter(|clause| firm || is_all(clause))
}

impl Scope<'_> {
    /// Returns the first token of the clause after the quotation, and whether a comma or dash
    /// separates the two.
    fn behind(&self, quote: Quote<'_>) -> Option<(TokenId, bool)> {
        let next = self.prose.tokens.at(quote.at + 1).kind;
        let parted = matches!(next, Kind::Comma | Kind::Dash);
        let at = quote.at + 1 + usize::from(parted);
        (at < self.end).then_some((at, parted))
    }
}
