//! Renders unanswered questions for moderators.

use super::citation::part;
use super::escape::inline;
use super::moderation::lines;
use crate::answer::GapGroup;
use crate::text::english::{counted, joined};

/// Number of groups on a page.
pub(crate) const PER_PAGE: usize = 5;

/// Maximum number of further questions shown of a group.
const MAX_ALIKE: usize = 2;

/// Maximum length of a question, in UTF-16 units.
const MAX_QUESTION_LENGTH: usize = 110;

/// Maximum length of an unknown word that is shown, in characters.
const MAX_WORD_LENGTH: usize = 40;

/// Renders a page of the groups, counted from 0.
pub(crate) fn gaps(groups: &[GapGroup], page: usize) -> String {
    if groups.is_empty() {
        return "There are no unanswered questions.".to_owned();
    }
    let count: usize = groups.iter().map(|group| group.gaps.len()).sum();
    let head = format!("**{} that nothing answers**", counted(count, "question"));
    let listed = groups.iter().enumerate();
    let listed = listed.skip(page * PER_PAGE).take(PER_PAGE);
    lines(
        [head]
            .into_iter()
            .chain(listed.map(|(n, group)| self::group(n + 1, group))),
    )
}

/// Returns the first word of a group that no article contains and that is short enough for a
/// button.
pub(crate) fn missing_word(group: &GapGroup) -> Option<String> {
    let mut words = group.unmentioned.iter();
    words
        .find(|word| word.chars().count() <= MAX_WORD_LENGTH)
        .cloned()
}

/// Renders a group: the first question, its counts, the unknown words, and further questions.
fn group(number: usize, group: &GapGroup) -> String {
    let mut questions = group
        .gaps
        .iter()
        .map(|gap| inline(&gap.question, MAX_QUESTION_LENGTH));
    let first = questions.next().unwrap_or_default();
    let alike: Vec<String> = questions.collect();
    let asked: u32 = group.gaps.iter().map(|gap| gap.asked).sum();
    let marked: u32 = group.gaps.iter().map(|gap| gap.marked).sum();
    let mut text = format!("**{number}** · {first}\n-# {}", counts(asked, marked));
    let words = group.unmentioned.iter();
    let words = words.filter_map(|word| part(Some(word), MAX_WORD_LENGTH));
    if let Some(words) = joined(words.map(|word| format!("**{word}**"))) {
        text.push_str(&format!(" · in no article: {words}"));
    }
    for question in alike.iter().take(MAX_ALIKE) {
        text.push_str(&format!("\n- {question}"));
    }
    if alike.len() > MAX_ALIKE {
        text.push_str(&format!("\n- and {} more", alike.len() - MAX_ALIKE));
    }
    text
}

fn counts(asked: u32, marked: u32) -> String {
    let times = |n: u32, what: &str| (n > 0).then(|| format!("{what} {}", counted(n, "time")));
    let parts = [
        times(asked, "asked"),
        times(marked, "marked as not answered"),
    ];
    joined(parts.into_iter().flatten()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::state::Gap;

    fn gap(question: &str, asked: u32, marked: u32) -> Gap {
        Gap {
            question: question.to_owned(),
            asked,
            marked,
            last_asked: Timestamp::UNIX_EPOCH,
            refused: None,
        }
    }

    #[test]
    fn gaps_are_listed_most_asked_first_with_missing_words() {
        let groups = [
            GapGroup {
                gaps: vec![
                    gap("When does the *harbour* open?", 3, 0),
                    gap("Harbour?", 1, 1),
                ],
                unmentioned: vec!["harbour".to_owned()],
            },
            GapGroup {
                gaps: vec![gap("Who paid?", 1, 0)],
                unmentioned: Vec::new(),
            },
        ];
        insta::assert_snapshot!(gaps(&groups, 0), @r"
        **3 questions that nothing answers**
        **1** · When does the \*harbour\* open?
        -# asked 4 times and marked as not answered 1 time · in no article: **harbour**
        - Harbour?
        **2** · Who paid?
        -# asked 1 time
        ");
        assert_eq!(gaps(&[], 0), "There are no unanswered questions.");
    }
}
