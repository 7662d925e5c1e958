//! Reporting nouns: "Smith’s claim that", "a warning from Smith that".

use super::clause::{Clause, Finding};
use super::phrases::{Head, Phrase};
use super::scope::Scope;
use crate::quotations::ids::TokenId;
use crate::quotations::scan::tokens::Kind;
use crate::quotations::words::{DET, POSSESSIVE, PREP, SAYING};

impl Scope<'_> {
    /// Finds the person or organisation whose claim, promise or warning the noun at `noun` is.
    pub(crate) fn reporting_noun(&self, noun: TokenId) -> Finding {
        let tokens = self.prose.tokens;
        if !tokens.at(noun).is(SAYING) || noun <= self.begin {
            return Finding::Silent;
        }
        let next = noun + 1;

        let reports = tokens.is_one_of(next, &["that", "of", "to", "about", "as", "for"])
            || matches!(tokens.at(next).kind, Kind::Comma | Kind::Colon);
        if tokens.is_one_of(next, &["from", "by"]) {
            let source = self.prose.phrases(next + 1, self.end);
            return Finding::or_silent(Clause::new(source, noun.take(1), 0.08));
        }
        // "her own oft-repeated warning": up to two words stand between.
        for owner in [noun - 1, noun - 2, noun - 3] {
            let token = tokens.at(owner);
            if owner < self.begin || !reports {
                break;
            }
            if token.kind == Kind::Possessive {
                let whose = self.possessor(owner);
                return Finding::or_silent(Clause::new(Vec::from_iter(whose), noun.take(1), 0.08));
            }
            if token.is(POSSESSIVE) {
                return self.own_saying(owner, noun);
            }
            if token.kind != Kind::Word || token.is(DET | PREP) || token.name.is_some() {
                break;
            }
        }
        Finding::Silent
    }

    /// Returns the person or organisation before the possessive at `mark`.
    fn possessor(&self, mark: TokenId) -> Option<Phrase> {
        let floor = self.begin.max(mark - 8);
        self.prose.edge(mark, floor).or_else(|| {
            let start = floor.to(mark).iter().rev();
            let start = start
                .take_while(|&n| self.prose.tokens.at(n).kind == Kind::Word)
                .find(|&n| self.prose.tokens.at(n).is(DET))?;
            self.prose
                .phrase(start, mark)
                .filter(|p| p.tokens.end == mark)
        })
    }

    /// Finds the subject of the sentence, if it is a name: `Smith stood by his claim that`.
    fn own_saying(&self, owner: TokenId, noun: TokenId) -> Finding {
        let subject = self.prose.main_subject(self.begin, owner);
        let named = subject.filter(
            |list| matches!(list.as_slice(), [phrase] if matches!(phrase.head, Head::Name(_))),
        );
        Finding::or_silent(Clause::new(named.unwrap_or_default(), noun.take(1), 0.2))
    }
}
