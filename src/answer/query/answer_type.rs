//! The expected type of a question's answer.

use crate::lexicon::{Class, is, measured_in};

/// Expected answer type of a question, as in the literature on question answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AnswerType {
    /// A person or a body: "who", "which minister".
    Person,
    /// A place: "where", "what city".
    Place,
    /// A point in time: "when", "what date".
    Date,
    /// A year, a decade or a century.
    Year,
    /// A month.
    Month,
    /// A day of the week.
    Weekday,
    /// A length of time: "how long", "how many hours".
    Duration,
    /// An amount of money: "how much does it cost".
    Money,
    /// A part of a whole: "what percentage".
    Share,
    /// A number of things: "how many", "how often".
    Count,
    /// A quantity such as an age or a depth. The value is the words and units that stand beside it,
    /// separated by spaces.
    Measure(&'static str),
    /// A yes or a no.
    YesNo,
    /// Anything else, such as a reason or a name.
    Other,
}

impl AnswerType {
    /// Returns the answer type of a question, from its words in lower case.
    pub(crate) fn of(words: &[&str]) -> Self {
        if words.first().is_some_and(|first| is(first, Class::OPENER)) {
            return Self::YesNo;
        }
        let mut heads = (1..).zip(words);
        heads
            .find_map(|(next, head)| Self::of_head(head, &words[next..]))
            .unwrap_or(Self::Other)
    }

    /// Returns whether a sentence can be checked for containing the type.
    pub(crate) fn is_kind(self) -> bool {
        !matches!(self, Self::YesNo | Self::Other)
    }

    /// Returns whether the type is an amount.
    pub(crate) fn is_quantity(self) -> bool {
        matches!(
            self,
            Self::Duration | Self::Money | Self::Share | Self::Count | Self::Measure(_)
        )
    }

    /// Returns whether the type is a point in time.
    pub(crate) fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::Year | Self::Month | Self::Weekday)
    }

    /// Returns the type that a question word and the words after it ask for.
    fn of_head(head: &str, rest: &[&str]) -> Option<Self> {
        let next = rest.first().copied().unwrap_or_default();
        Some(match head {
            "who" | "whom" | "whose" | "whos" => Self::Person,
            "when" | "whens" => Self::Date,
            "where" | "wheres" => Self::Place,
            "why" => Self::Other,
            "how" | "hows" => Self::of_how(next, rest.get(1..).unwrap_or_default()),
            "what" | "which" | "whats" => Self::of_noun(next, rest)
                .or_else(|| Self::of_noun_behind_verb(rest))
                .unwrap_or(Self::Other),
            _ => return None,
        })
    }

    fn of_how(next: &str, rest: &[&str]) -> Self {
        let counted = rest.first().copied().unwrap_or_default();
        match next {
            "long" => Self::Duration,
            "many" | "much" if is(counted, Class::UNIT_OF_TIME) => Self::Duration,
            "much" if rest.iter().any(|word| is(word, Class::PRICE)) => Self::Money,
            "many" | "much" | "few" | "often" | "frequently" => Self::Count,
            _ => measured_in(next).map_or(Self::Other, Self::Measure),
        }
    }

    /// Returns the type that the noun after "what" or "which" asks for.
    fn of_noun(noun: &str, rest: &[&str]) -> Option<Self> {
        Some(match noun {
            "year" | "decade" | "century" => Self::Year,
            "month" => Self::Month,
            "weekday" => Self::Weekday,
            "day" if rest.iter().take(5).any(|word| *word == "week") => Self::Weekday,
            "day" | "date" | "time" | "deadline" => Self::Date,
            "percentage" | "percent" | "share" | "proportion" => Self::Share,
            "number" | "amount" => Self::Count,
            "person" => Self::Person,
            noun if is(noun, Class::PLACE_KIND) => Self::Place,
            noun if is(noun, Class::ROLE) => Self::Person,
            _ => return None,
        })
    }

    /// Returns the type that the noun in "what is the price", "whats the total number" asks for.
    fn of_noun_behind_verb(rest: &[&str]) -> Option<Self> {
        let is_between = |word: &str| {
            is(word, Class::OPENER | Class::DET)
                || matches!(word, "total" | "current" | "new" | "average" | "overall")
        };
        let noun = rest.iter().copied().find(|word| !is_between(word))?;
        Some(match noun {
            "price" | "cost" | "fine" | "salary" | "wage" | "fee" | "budget" | "fare" => {
                Self::Money
            }
            "number" | "total" | "toll" | "population" | "rate" | "amount" | "tariff"
            | "turnout" => Self::Count,
            "percentage" | "share" | "proportion" => Self::Share,
            "date" | "deadline" => Self::Date,
            "location" => Self::Place,
            "age" | "height" | "depth" => Self::Measure(measured_in(noun)?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(question: &str, expected: AnswerType) {
        let words: Vec<&str> = question.split(' ').collect();
        assert_eq!(AnswerType::of(&words), expected, "{question}");
    }

    #[test]
    fn answer_types_of_questions() {
        check("who came", AnswerType::Person);
        check("which minister resigned", AnswerType::Person);
        check("in which city did they meet", AnswerType::Place);
        check("on which day of the week did it end", AnswerType::Weekday);
        check("in what month did it end", AnswerType::Month);
        check("how many hours did they talk", AnswerType::Duration);
        check("how many drones did they count", AnswerType::Count);
        check("how much does the bridge cost", AnswerType::Money);
        check("how much grain was sold", AnswerType::Money);
        check("how much grain was lost", AnswerType::Count);
        check("whats the fine for trawlers", AnswerType::Money);
        check("what is the total number of posts", AnswerType::Count);
        check("did he say who came", AnswerType::YesNo);
        check("why did they meet", AnswerType::Other);
        assert!(matches!(
            AnswerType::of(&["how", "deep"]),
            AnswerType::Measure(_)
        ));
    }
}
