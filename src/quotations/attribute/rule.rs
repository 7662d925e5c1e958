//! Attribution rules and their evaluation.

use crate::quotations::grammar::clause::Finding;
use crate::quotations::grammar::scope::{Quote, Scope};

/// Attribution rule: one construction by which news names a speaker or shows that nobody is quoted.
pub(crate) struct Rule {
    #[cfg_attr(not(test), expect(dead_code, reason = "tells rules apart in tests"))]
    pub(crate) name: &'static str,
    /// Estimated precision of the rule, from 0 to 1, if nothing about the clause is doubtful.
    pub(crate) confidence: f32,
    /// Sentence whose first quotation this rule decides, and the speaker.
    #[cfg_attr(not(test), expect(dead_code, reason = "run by a test"))]
    pub(crate) example: (&'static str, Option<&'static str>),
    /// Examines the sentence around a quotation.
    pub(crate) apply: fn(&Scope<'_>, Quote<'_>) -> Finding,
}

/// Returns the first rule with a finding about the quotation, and the finding.
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
