//! The clause that says who speaks, and what a look for it shows.

use super::phrases::Phrase;
use crate::quotations::ids::TokenRange;

/// Where the text says who speaks.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) subject: Vec<Phrase>,
    pub(crate) cue: Option<TokenRange>,
    /// What speaks against it, taken from the confidence of its rule.
    pub(crate) doubt: f32,
}

impl Clause {
    /// A clause about `subject`, unless that is nobody.
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

    /// The same clause, less sure.
    pub(crate) fn doubted(self, doubt: f32) -> Self {
        Self {
            doubt: self.doubt + doubt,
            ..self
        }
    }
}

/// What a look at the words around a quotation shows.
#[derive(Clone, Debug)]
pub(crate) enum Finding {
    Said(Clause),
    /// The words are somebody's, or nobody's, but the text does not say whose.
    Nobody,
    /// The words around have nothing to say about it; others may.
    Silent,
}

impl Finding {
    /// The clause, or silence.
    pub(crate) fn or_silent(clause: Option<Clause>) -> Self {
        clause.map_or(Self::Silent, Self::Said)
    }

    /// The clause, or the certainty that the text does not say whose words they are.
    pub(crate) fn or_nobody(clause: Option<Clause>) -> Self {
        clause.map_or(Self::Nobody, Self::Said)
    }

    /// Nobody where `nobody` holds, or else silence.
    pub(crate) fn nobody_if(nobody: bool) -> Self {
        if nobody { Self::Nobody } else { Self::Silent }
    }
}
