//! Inflection of English verbs.

use super::forms::irregular_past;

/// Forms of a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Forms {
    pub base: String,
    pub past: String,
    pub participle: String,
    /// Third person singular of the present.
    pub present: String,
    pub gerund: String,
}

impl Forms {
    /// Inflects a verb by rule, with the past of irregular verbs from the list. A `+` after the
    /// base form doubles its last consonant before an ending: `admit+`, `admitted`.
    pub(super) fn of(verb: &str) -> Self {
        let base = verb.trim_end_matches('+');
        let last = base.chars().next_back().unwrap_or_default();
        let doubled = if verb.ends_with('+') {
            format!("{base}{last}")
        } else {
            base.to_owned()
        };
        let is_after_vowel = (base.chars().nth_back(1)).is_some_and(|c| "aeiou".contains(c));
        let past = match last {
            'e' => format!("{base}d"),
            'y' if !is_after_vowel => format!("{}ied", base.trim_end_matches('y')),
            _ => format!("{doubled}ed"),
        };
        let present = match last {
            'y' if !is_after_vowel => format!("{}ies", base.trim_end_matches('y')),
            's' | 'x' | 'z' => format!("{base}es"),
            'h' if base.ends_with("ch") || base.ends_with("sh") => format!("{base}es"),
            _ => format!("{base}s"),
        };
        let gerund = match last {
            'e' if base.ends_with("ie") => format!("{}ying", base.trim_end_matches("ie")),
            'e' if !base.ends_with("ee") => format!("{}ing", base.trim_end_matches('e')),
            _ => format!("{doubled}ing"),
        };
        let (past, participle) = irregular_past(base).map_or_else(
            || (past.clone(), past.clone()),
            |(past, participle)| (past.to_owned(), participle.to_owned()),
        );
        Self {
            base: base.to_owned(),
            past,
            participle,
            present,
            gerund,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_inflected_as_in_english() {
        let check = |verb: &str, expected: [&str; 5]| {
            let forms = Forms::of(verb);
            let found = [
                forms.base,
                forms.past,
                forms.participle,
                forms.present,
                forms.gerund,
            ];
            assert_eq!(found, expected);
        };
        check(
            "admit+",
            ["admit", "admitted", "admitted", "admits", "admitting"],
        );
        check("deny", ["deny", "denied", "denied", "denies", "denying"]);
        check("say", ["say", "said", "said", "says", "saying"]);
        check("write", ["write", "wrote", "written", "writes", "writing"]);
        check("agree", ["agree", "agreed", "agreed", "agrees", "agreeing"]);
        check(
            "stress",
            ["stress", "stressed", "stressed", "stresses", "stressing"],
        );
        check("tie", ["tie", "tied", "tied", "ties", "tying"]);
    }
}
