//! Reporting clauses, and the result of looking for one.

use super::phrases::Phrase;
use crate::quotations::ids::{TokenId, TokenRange};

/// Reporting clause: the words that name the speaker.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) subject: Vec<Phrase>,
    pub(crate) cue: Option<TokenRange>,
    /// Doubt, subtracted from the confidence of the rule.
    pub(crate) doubt: f32,
}

impl Clause {
    /// Creates a clause; `None` if `subject` is empty.
    pub(crate) fn new(
        subject: Vec<Phrase>,
        cue: impl Into<Option<TokenRange>>,
        doubt: f32,
    ) -> Option<Self> {
        (!subject.is_empty()).then(|| Self {
            subject,
            cue: cue.into(),
            doubt,
        })
    }

    /// Adds to the doubt of the clause.
    pub(crate) fn doubted(self, doubt: f32) -> Self {
        Self {
            doubt: self.doubt + doubt,
            ..self
        }
    }
}

/// Result of applying a rule to a quotation.
#[derive(Clone, Debug)]
pub(crate) enum Finding {
    /// The text names the speaker.
    Said(Clause),
    /// The marks quote nobody, or the text does not name the speaker. Ends the search.
    Nobody,
    /// The rule does not apply; others may.
    Silent,
}

impl Finding {
    /// Returns [`Finding::Said`] with a clause, and [`Finding::Silent`] without one.
    pub(crate) fn or_silent(clause: Option<Clause>) -> Self {
        clause.map_or(Self::Silent, Self::Said)
    }

    /// Returns [`Finding::Said`] with a clause, and [`Finding::Nobody`] without one.
    pub(crate) fn or_nobody(clause: Option<Clause>) -> Self {
        clause.map_or(Self::Nobody, Self::Said)
    }

    /// Returns [`Finding::Said`] with the subject of the verb at `cue`, and [`Finding::Nobody`]
    /// without a subject.
    pub(super) fn of_subject(subject: Option<Vec<Phrase>>, cue: TokenId, doubt: f32) -> Self {
        Self::or_nobody(Clause::new(subject.unwrap_or_default(), cue.take(1), doubt))
    }

    /// Returns [`Finding::Nobody`] if `nobody` is true, and [`Finding::Silent`] otherwise.
    pub(crate) fn nobody_if(nobody: bool) -> Self {
        if nobody { Self::Nobody } else { Self::Silent }
    }
}
