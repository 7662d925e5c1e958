//! What a rule of attribution is.

use crate::quotations::grammar::clause::Finding;
use crate::quotations::grammar::scope::{Quote, Scope};

/// One construction by which news says who speaks, or that nobody does.
pub(crate) struct Rule {
    #[cfg_attr(not(test), expect(dead_code, reason = "tells rules apart in tests"))]
    pub(crate) name: &'static str,
    /// An estimate of how often a speaker whom the rule names is right, from 0 to 1, where nothing
    /// about the clause is doubtful.
    pub(crate) confidence: f32,
    /// A sentence in which this rule decides about the first quotation, and its speaker.
    #[cfg_attr(not(test), expect(dead_code, reason = "run by a test"))]
    pub(crate) example: (&'static str, Option<&'static str>),
    /// What the rule sees around a quotation.
    pub(crate) apply: fn(&Scope<'_>, Quote<'_>) -> Finding,
}

/// The first rule of the list that has something to say about the quotation, and what it says.
pub(crate) fn decide(
    rules: &'static [Rule],
    scope: &Scope<'_>,
    quote: Quote<'_>,
) -> Option<(&'static Rule, Finding)> {
    rules.iter().find_map(|rule| {
        let finding = (rule.apply)(scope, quote);
        (!matches!(finding, Finding::Silent)).then_some((rule, finding))
    })
}
