//! Attribution rules in order of precedence: the first rule with a finding decides.
//!
//! A rule may also find that the marks quote nobody, or that the text does not name the speaker.
//! Such a rule stops the search; its confidence is unused and set to 1.

use super::{around, behind, guards, labels, wordings, works};
use crate::quotations::grammar::clause::{Clause, Finding};
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
    examine: Examine,
}

/// Examination of the sentence around a quotation.
enum Examine {
    /// Returns the clause that names the speaker.
    Clause(fn(&Scope<'_>, Quote<'_>) -> Option<Clause>),
    /// Returns whether the marks quote nobody.
    Nobody(fn(&Scope<'_>, Quote<'_>) -> bool),
    /// Finds either.
    Finding(fn(&Scope<'_>, Quote<'_>) -> Finding),
}

/// Returns the first rule with a finding about the quotation, and the finding.
pub(crate) fn decide(
    lists: &[&'static [Rule]],
    scope: &Scope<'_>,
    quote: Quote<'_>,
) -> Option<(&'static Rule, Finding)> {
    lists.iter().copied().flatten().find_map(|rule| {
        let finding = match rule.examine {
            Examine::Clause(clause) => Finding::or_silent(clause(scope, quote)),
            Examine::Nobody(is_nobody) => Finding::nobody_if(is_nobody(scope, quote)),
            Examine::Finding(find) => find(scope, quote),
        };
        (!matches!(finding, Finding::Silent)).then_some((rule, finding))
    })
}

/// Returns the reporting clause directly after a piece, with the rule that found it.
pub(super) fn clause_behind(
    scope: &Scope<'_>,
    quote: Quote<'_>,
) -> Option<(&'static Rule, Clause)> {
    match decide(&[BEHIND], scope, quote)? {
        (rule, Finding::Said(clause)) => Some((rule, clause)),
        _ => None,
    }
}

/// Rules for a clause directly after the quotation: `“…,” Smith said.`
const BEHIND: &[Rule] = &[
    Rule {
        name: "according to, behind",
        confidence: 0.95,
        example: (
            "“The dam will hold,” according to Petra Holm.",
            Some("Petra Holm"),
        ),
        examine: Examine::Clause(behind::according_to),
    },
    Rule {
        name: "in the words of, behind",
        confidence: 0.9,
        example: (
            "It was “a ship of fools,” in the words of Petra Holm.",
            Some("Petra Holm"),
        ),
        examine: Examine::Clause(behind::in_the_words),
    },
    Rule {
        name: "is how",
        confidence: 0.96,
        example: (
            "“A ship of fools” is how Petra Holm put it.",
            Some("Petra Holm"),
        ),
        examine: Examine::Clause(behind::is_how),
    },
    Rule {
        name: "is the verdict of",
        confidence: 0.9,
        example: (
            "“The dam will hold,” is the verdict of Petra Holm.",
            Some("Petra Holm"),
        ),
        examine: Examine::Clause(wordings::is_saying_of),
    },
    Rule {
        name: "read a statement",
        confidence: 0.97,
        example: (
            "“The dam will hold,” read a statement from the Harbour Ministry.",
            Some("Harbour Ministry"),
        ),
        examine: Examine::Clause(behind::statement_read),
    },
    Rule {
        name: "cue and speaker",
        confidence: 0.97,
        example: ("“The dam will hold,” said Petra Holm.", Some("Petra Holm")),
        examine: Examine::Clause(behind::cue_and_speaker),
    },
    Rule {
        name: "speaker and cue",
        confidence: 0.96,
        example: ("“The dam will hold,” Petra Holm said.", Some("Petra Holm")),
        examine: Examine::Clause(behind::speaker_and_cue),
    },
];

/// Rules for a name without a verb after the quotation.
const SIGNED: &[Rule] = &[Rule {
    name: "signature",
    confidence: 0.93,
    example: (
        "“You could hear the beams sing.” — Petra Holm, carpenter",
        Some("Petra Holm"),
    ),
    examine: Examine::Clause(labels::signature),
}];

/// Rules for quotation marks that quote nobody, although a reporting clause may follow.
const NOT_QUOTING: &[Rule] = &[
    Rule {
        name: "nickname",
        confidence: 1.0,
        example: ("Tomas “the Ferryman” Brandt said no.", None),
        examine: Examine::Nobody(guards::nickname),
    },
    Rule {
        name: "work with a title",
        confidence: 1.0,
        example: (
            "In a chapter titled “Winter Bread,” Petra Holm recalls the ice.",
            None,
        ),
        examine: Examine::Nobody(works::title),
    },
];

/// Rules for clauses elsewhere in the sentence.
const AROUND: &[Rule] = &[
    Rule {
        name: "possessed noun of saying",
        confidence: 0.8,
        example: (
            "Petra Holm’s “categorical” denial came late.",
            Some("Petra Holm"),
        ),
        examine: Examine::Clause(around::possessive_noun),
    },
    Rule {
        name: "in the words of, in front",
        confidence: 0.9,
        example: (
            "The hall was, in the words of Petra Holm, “a tin cathedral”.",
            Some("Petra Holm"),
        ),
        examine: Examine::Clause(around::in_the_words_before),
    },
    Rule {
        name: "chosen wording",
        confidence: 0.82,
        example: (
            "Petra Holm has used phrases such as “a tin cathedral” of the hall.",
            Some("Petra Holm"),
        ),
        examine: Examine::Clause(wordings::chosen_wording),
    },
    Rule {
        name: "in the view of",
        confidence: 0.82,
        example: (
            "In Petra Holm’s view the hall is “a tin cathedral”.",
            Some("Petra Holm"),
        ),
        examine: Examine::Clause(wordings::in_view_of),
    },
    Rule {
        name: "name of a thing",
        confidence: 1.0,
        example: ("Petra Holm praised the film “Lights”.", None),
        examine: Examine::Nobody(guards::named_thing),
    },
    Rule {
        name: "title of a work",
        confidence: 1.0,
        example: ("Petra Holm opened “The Long Road Home” in May.", None),
        examine: Examine::Nobody(guards::title_of_work),
    },
    Rule {
        name: "cue before",
        confidence: 0.96,
        example: ("Petra Holm called the dam “a ruin”.", Some("Petra Holm")),
        examine: Examine::Finding(around::cue_in_front),
    },
    Rule {
        name: "sees somebody as",
        confidence: 0.8,
        example: (
            "Petra Holm has gone after the owners as “thieves of time”.",
            Some("Petra Holm"),
        ),
        examine: Examine::Clause(around::sees_as),
    },
    Rule {
        name: "according to, later",
        confidence: 0.85,
        example: (
            "The dam is “a ruin” that will fall, according to Petra Holm.",
            Some("Petra Holm"),
        ),
        examine: Examine::Clause(around::according_to_later),
    },
    Rule {
        name: "clause at the end",
        confidence: 0.87,
        example: (
            "The dam is “a ruin” that will fall, Petra Holm said.",
            Some("Petra Holm"),
        ),
        examine: Examine::Clause(around::clause_later),
    },
    Rule {
        name: "colon",
        confidence: 0.85,
        example: ("Petra Holm: “The dam will hold.”", Some("Petra Holm")),
        examine: Examine::Finding(around::colon),
    },
];

/// Rules for articles in other languages than English: only a known name directly after the
/// quotation.
pub(crate) const FOREIGN: &[&[Rule]] = &[&[Rule {
    name: "known name behind",
    confidence: 0.8,
    example: (
        "„Das ist alles, was wir haben“, Petra Holm, im Hafen der Stadt.",
        Some("Petra Holm"),
    ),
    examine: Examine::Clause(labels::known_name_behind),
}]];

/// All rules for English, in order of precedence.
pub(crate) const ENGLISH: &[&[Rule]] = &[NOT_QUOTING, BEHIND, SIGNED, AROUND];

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::corpus::article::{Article, Block, Draft};
    use crate::lexicon::Aliases;
    use crate::quotations::attribute::extraction::Extraction;
    use crate::quotations::ids::SentenceId;
    use crate::quotations::{HIGH_PRECISION, extract};

    fn article(text: &str) -> Article {
        let draft = Draft {
            text: text.to_owned(),
            blocks: vec![Block::Paragraph(0..text.len())],
            ..Draft::default()
        };
        Article::new(draft, "news.txt", "news").unwrap()
    }

    /// Returns the name of the rule that decides about the first quotation.
    fn deciding(article: &Article) -> Option<&'static str> {
        let extraction = Extraction::of(article, &Aliases::built_in())?;
        let quote = extraction.quotes_in(SentenceId(0)).next()?;
        let scope = extraction.scope(SentenceId(0))?;
        decide(extraction.rules(), &scope, quote).map(|(rule, _)| rule.name)
    }

    #[test]
    fn each_rule_decides_about_its_example() {
        for rule in [ENGLISH, FOREIGN].into_iter().flatten().copied().flatten() {
            let (text, speaker) = rule.example;
            let article = article(text);
            assert_eq!(deciding(&article), Some(rule.name), "in {text}");
            let found = extract(&article, &Aliases::built_in(), HIGH_PRECISION);
            let name = found.first().and_then(|q| q.speakers().first());
            assert_eq!(name.map(|s| s.name.as_str()), speaker, "in {text}");
        }
    }

    #[test]
    fn rules_have_names_of_their_own() {
        let mut names: Vec<&str> = ENGLISH
            .iter()
            .copied()
            .flatten()
            .map(|rule| rule.name)
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
