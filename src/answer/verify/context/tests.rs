//! Cuts that change the sense, and those that do not.

use super::cut::{CutSense, cut};
use super::cut_approximation;
use crate::text::compare::{ComparedText, align};

fn sense(sentence: &str, part: &str) -> Option<CutSense> {
    let (quoted, given) = (ComparedText::new(sentence), ComparedText::new(part));
    cut(&align(&quoted.words, &given), &quoted, &given).map(|cut| cut.sense)
}

/// `sentence` has the part between bars.
fn check(sentence: &str, expected: Option<CutSense>) {
    let part = sentence.split('|').nth(1).unwrap();
    assert_eq!(
        sense(&sentence.replace('|', ""), part),
        expected,
        "{sentence}"
    );
}

#[test]
fn negated_sentences_cause_a_warning() {
    for sentence in [
        "I deny that |we sold the mill|.",
        "I doubt that |the bridge will hold|.",
        "That |we paid the guard| is a lie.",
        "The story that |Oda burned the barn| is wrong.",
        "The idea that |the well is poisoned| is simply nonsense.",
        "She is anything but |careful|.",
        "The road is far from |open|.",
        "I would be lying if I said |we had a plan|.",
        "They stopped us from |taking the boat|.",
        "The guards kept us from |voting|.",
        "We failed to |warn the village|.",
        "He refuses to |sell his land|.",
        "It is false that |the bank is closed|.",
        "We were too tired to |row back|.",
        "It is impossible that |he signed it|.",
        "We almost |won the race|.",
        "I rarely |drink at sea|.",
        "It’s a myth that |seals eat nets|.",
        "Nobody believes that |the ship is safe|.",
        "We are no longer |friends|.",
    ] {
        check(sentence, Some(CutSense::Denied));
    }
}

#[test]
fn unasserted_sentences_cause_a_warning() {
    use CutSense::{Claim, Condition, Exception, Hedge, Question, Wish};
    for (sentence, expected) in [
        ("Everyone but |Sela signed the letter|.", Exception),
        ("All the crew except |the cook went ashore|.", Exception),
        (
            "|All of the boats came home| except the oldest one.",
            Exception,
        ),
        ("|Every hut was painted|, apart from the last.", Exception),
        (
            "|We can keep the mill|, but only if the bank agrees.",
            Condition,
        ),
        (
            "|He will sell the barn|, though only if you ask.",
            Condition,
        ),
        ("I wish |we had more time|.", Wish),
        ("We hope |the rain stops|.", Wish),
        ("If only |he had called|.", Wish),
        ("Who says |we lied|?", Question),
        ("Can we |trust the pilot|?", Question),
        ("|We will win|, won’t we?", Question),
        ("They claim |the mine is empty|.", Claim),
        ("My brother says |the road is open|.", Claim),
        ("We were told that |the bank is safe|.", Claim),
        ("|The mine is empty|, they say.", Claim),
        ("There is a rumour that |the mayor left|.", Claim),
        ("If |the wind drops|, we sail.", Condition),
        ("Unless it snows, |we will open|.", Condition),
        ("|We will open| if it snows.", Condition),
        ("The pier may |be closed|.", Hedge),
        ("I think |the net is torn|.", Hedge),
        ("Perhaps |the key is lost|.", Hedge),
        ("It seems |he fell asleep|.", Hedge),
        ("|The key is lost|, I guess.", Hedge),
    ] {
        check(sentence, Some(expected));
    }
}

#[test]
fn harmless_contexts_cause_no_warning() {
    for sentence in [
        "Every boat will sail by dawn, and |every crew should have a map|.",
        "|The road is open|, and the bank is full.",
        "The eels are back, and |the whole town knows why|.",
        "They claim the mine is empty, but |the lamps still burn|.",
        "We said |we would pay|.",
        "I know that |the gate is shut|.",
        "The report was late. |The gate is shut|.",
        "If it rains, we wait. |The gate is shut|.",
        "Will it rain? |The gate is shut|.",
        "We will |close the gate at noon|.",
        "He made a mistake there and |paid for it|.",
        "|You carried sand in your own trucks|.",
        "|Is the gate shut|?",
    ] {
        check(sentence, None);
    }
}

#[test]
fn removing_a_bound_changes_a_number() {
    let check = |sentence: &str, expected: Option<(&str, &str)>| {
        let part = sentence.split('|').nth(1).unwrap();
        let sentence = sentence.replace('|', "");
        let (quoted, given) = (ComparedText::new(&sentence), ComparedText::new(part));
        let found = cut_approximation(&align(&quoted.words, &given), &quoted);
        let found = found
            .as_ref()
            .map(|(was, now)| (was.as_str(), now.as_str()));
        assert_eq!(found, expected, "{sentence}");
    };
    check(
        "It will take at least |20 men|.",
        Some(("at least 20", "20")),
    );
    check(
        "It costs up to |five million a year|.",
        Some(("up to five", "five")),
    );
    check(
        "Roughly |300 homes are gone|.",
        Some(("Roughly 300", "300")),
    );
    check("Almost |all miners agreed|.", Some(("Almost all", "all")));
    check(
        "More than |half the town left|.",
        Some(("More than half", "half")),
    );
    check(
        "|We need 20 men| or more.",
        Some(("20 men or more", "20 men")),
    );
    check("About the |20 men we know little|.", None);
    check("We need |20 men| at once.", None);
    check("He spoke about |the harbour|.", None);
}
