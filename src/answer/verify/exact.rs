//! Whether the words of a text stand inside quotation marks, and whose they are.

use super::align::align;
use super::pasted::Pasted;
use super::warnings::warnings;
use crate::answer::difference::place;
use crate::answer::people::Person;
use crate::answer::quote::FoundQuotation;
use crate::answer::{Asker, Verdict, Verification, Warning};
use crate::index::{IndexError, QuotationQuery, Search};
use crate::quotations::Quotation;
use crate::text::Span;
use crate::text::wording;

/// So many paragraphs are looked at that have just the words.
const MOST_PARAGRAPHS: usize = 50;

/// A quotation that has the words of a text, from the surest evidence to the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Attributed {
    /// By the person who was asked about, or nobody was.
    Them,
    /// By somebody else.
    Another,
    /// The article does not say by whom.
    Nobody,
}

impl Asker {
    /// Looks for the text inside quotation marks.
    pub(super) fn word_for_word(
        &self,
        engine: &dyn Search,
        given: &Pasted<'_>,
        person: Option<&Person<'_>>,
    ) -> Result<Option<Verification>, IndexError> {
        let forms = given.forms();
        let speakers = match person {
            Some(person) => person.among(engine.speakers()?),
            None => Vec::new(),
        };
        let whole = QuotationQuery {
            whole: forms.clone(),
            limit: MOST_PARAGRAPHS,
            ..QuotationQuery::default()
        };
        let part = QuotationQuery {
            runs: vec![forms.clone()],
            limit: MOST_PARAGRAPHS,
            ..QuotationQuery::default()
        };
        // There may be so many quotations of a common word that theirs must be asked for.
        let mut queries = vec![whole.clone(), part.clone()];
        if !speakers.is_empty() {
            let theirs = |query: QuotationQuery| QuotationQuery {
                speakers: speakers.clone(),
                ..query
            };
            queries.splice(0..0, [theirs(whole), theirs(part)]);
        }
        let mut best: Option<(Attributed, bool, FoundQuotation, Span)> = None;
        for query in queries {
            for paragraph in engine.quotations(&query)? {
                for quotation in &paragraph.quotations {
                    let Some((part, is_whole)) = part_of(quotation, &forms) else {
                        continue;
                    };
                    let attributed = attributed(quotation, person);
                    let is_better = best.as_ref().is_none_or(|(known, is_known_whole, ..)| {
                        (attributed, !is_whole) < (*known, !is_known_whole)
                    });
                    if is_better {
                        let found = FoundQuotation::new(quotation, &paragraph);
                        best = Some((attributed, is_whole, found, part));
                    }
                }
            }
        }
        let Some((attributed, is_whole, mut found, part)) = best else {
            return Ok(None);
        };
        self.add_places(engine, &mut found)?;
        let mut warnings = match is_whole {
            true => Vec::new(),
            false => {
                let quoted = Pasted::new(&found.quotation.text);
                let steps = align(&quoted.words, given);
                warnings(&steps, &quoted, given, &self.aliases)
            }
        };
        if attributed == Attributed::Nobody && person.is_some() {
            warnings.push(Warning::UnknownSpeaker);
        }
        let found = Box::new(found);
        let verdict = match (attributed, is_whole) {
            (Attributed::Another, _) => Verdict::Misattributed { found, part },
            (_, true) => Verdict::Verbatim { found },
            (_, false) => Verdict::Excerpt { found, part },
        };
        Ok(Some(Verification { verdict, warnings }))
    }
}

/// Where the words stand in a quotation, and whether they are all of it.
fn part_of(quotation: &Quotation, forms: &[String]) -> Option<(Span, bool)> {
    let words = wording::words(&quotation.text);
    let is_here = |from: &usize| {
        let here = words.iter().skip(*from).map(|word| &word.form);
        here.take(forms.len()).eq(forms)
    };
    let last = words.len().checked_sub(forms.len())?;
    let from = (0..=last).find(is_here)?;
    Some((place(&words, from..from + forms.len()), last == 0))
}

pub(super) fn attributed(quotation: &Quotation, person: Option<&Person<'_>>) -> Attributed {
    let Some(person) = person else {
        return match quotation.speakers() {
            [] => Attributed::Nobody,
            _ => Attributed::Them,
        };
    };
    let is_theirs: Vec<Option<bool>> = quotation
        .speakers()
        .iter()
        .map(|speaker| person.is(speaker))
        .collect();
    match () {
        () if is_theirs.contains(&Some(true)) => Attributed::Them,
        () if is_theirs.is_empty() || is_theirs.contains(&None) => Attributed::Nobody,
        () => Attributed::Another,
    }
}
