//! Grouping gaps by the words they share, for moderators.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::GapsError;
use crate::answer::asker::Asker;
use crate::answer::query::question::Question;
use crate::index::Search;
use crate::state::{Gap, State};

/// Gaps about the same topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapGroup {
    /// Gaps, most asked first; at least one.
    pub gaps: Vec<Gap>,
    /// Words of the first gap that no article contains.
    pub unmentioned: Vec<String>,
}

impl GapGroup {
    /// Returns the number of times that any of the gaps was declined or marked.
    pub fn count(&self) -> u32 {
        self.gaps.iter().map(|gap| gap.asked + gap.marked).sum()
    }
}

/// Groups all gaps by the words they share, most asked groups first. Without `engine` no words are
/// reported as unmentioned.
///
/// # Errors
///
/// [`GapsError`] if the database or the index fails.
pub fn gap_groups(
    asker: &Asker,
    state: &State,
    engine: Option<&dyn Search>,
    now: Timestamp,
) -> Result<Vec<GapGroup>, GapsError> {
    let gaps = state.gaps(now)?.into_iter();
    let mut groups = group(gaps.map(|gap| (topic_words(asker, &gap.question), gap)));
    if let Some(engine) = engine {
        for group in &mut groups {
            if let Some(first) = group.gaps.first() {
                group.unmentioned = asker.unmentioned(engine, &first.question)?;
            }
        }
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.count()));
    Ok(groups)
}

/// Puts each gap into the first group whose first gap shares enough words with it: at least half of
/// the words of the shorter one.
fn group(gaps: impl Iterator<Item = (BTreeSet<String>, Gap)>) -> Vec<GapGroup> {
    let mut groups: Vec<(BTreeSet<String>, GapGroup)> = Vec::new();
    for (topic, gap) in gaps {
        let is_near = |first: &BTreeSet<String>| {
            let shared = first.intersection(&topic).count();
            shared > 0 && 2 * shared >= first.len().min(topic.len())
        };
        match groups.iter_mut().find(|(first, _)| is_near(first)) {
            Some((_, group)) => group.gaps.push(gap),
            None => groups.push((
                topic,
                GapGroup {
                    gaps: vec![gap],
                    unmentioned: Vec::new(),
                },
            )),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Returns the stems of a question's content words.
fn topic_words(asker: &Asker, question: &str) -> BTreeSet<String> {
    let mut analyzer = asker.analyzer.clone();
    let question = Question::new(question, &mut analyzer);
    let words = question.words.iter().filter(|word| word.is_content);
    words
        .map(|word| analyzer.stem(&word.form).into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::AnswerSettings;
    use crate::lexicon::Aliases;
    use crate::state::GapKind;
    use crate::text::Language;

    #[test]
    fn gaps_about_one_topic_are_grouped_most_asked_first() {
        let folder = tempfile::tempdir().unwrap();
        let state = State::open(folder.path()).unwrap();
        let asker = Asker::new(
            Language::ENGLISH,
            Aliases::built_in(),
            AnswerSettings::default(),
        );
        let now = Timestamp::UNIX_EPOCH;
        let questions = [
            "Who paid for the ferry?",
            "When will the harbour reopen?",
            "When does the harbour reopen?",
            "Is the harbour going to reopen?",
        ];
        for question in questions {
            state.record_gap(question, GapKind::Declined, now).unwrap();
        }
        let groups = gap_groups(&asker, &state, None, now).unwrap();
        let counts: Vec<u32> = groups.iter().map(GapGroup::count).collect();
        assert_eq!(counts, [3, 1], "{groups:#?}");
    }
}
