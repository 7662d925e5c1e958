//! Tests of `/index speaker`, which corrects the speaker of a quotation.

use super::{Desk, Moderated, index};
use crate::discord_double::{Person, slash};

const FAIR: &str = "---\ntitle: The fair\n---\n\n“The wheel will turn,” Ada Quill said on Monday. \
                    The mayor opened the so-called “fair of fairs”.\n";

fn correct(words: &str, name: &str) -> crate::discord_double::Interaction {
    index("speaker")
        .text("article", "fair")
        .text("quotation", words)
        .text("speaker", name)
}

#[test]
fn a_moderator_picks_the_quotation_and_names_the_speaker() {
    let long = format!("“{} in the end,” Ada Quill said.\n", "very ".repeat(40));
    let desk = Desk::new(&[("data/fair.md", FAIR), ("data/long.md", &long)]);
    let typed = desk.answer(
        &index("speaker")
            .text("article", "fair")
            .typing("quotation", "wheel"),
    );
    assert_eq!(
        typed.choices(),
        [("“The wheel will turn,” — Ada Quill", "The wheel will turn,")]
    );
    let typed = desk.answer(
        &index("speaker")
            .text("article", "fair")
            .typing("speaker", "no"),
    );
    assert_eq!(typed.choices(), [("nobody: not said by anybody", "nobody")]);
    let typed = desk.answer(
        &index("speaker")
            .text("article", "fair")
            .typing("speaker", "qui"),
    );
    assert_eq!(typed.choices().len(), 1);

    desk.says(
        &correct("The wheel will turn,", "Bo Lind"),
        "“The wheel will turn,” is by **Bo Lind** now: answers come from edition",
    );
    let quoted = desk.answer(&slash("quote").text("words", "wheel"));
    assert!(
        quoted.text().contains("— **Bo Lind**")
            && quoted.text().contains("corrected by a moderator"),
        "{}",
        quoted.text()
    );
    desk.says(&correct("fairs", "nobody"), "is by nobody now");

    // A quotation too long for a suggestion's value is chosen by its key.
    let typed = desk.answer(
        &index("speaker")
            .text("article", "long")
            .typing("quotation", ""),
    );
    let (shown, key) = typed.choices()[0];
    assert!(
        shown.chars().count() <= 100 && key.len() == 12,
        "{shown} {key}"
    );
    let key = key.to_owned();
    let chosen = index("speaker")
        .text("article", "long")
        .text("quotation", &key)
        .text("speaker", "Bo Lind");
    desk.says(&chosen, "is by **Bo Lind** now");

    let mut history = desk.home().command(&["index", "history"]);
    let history = String::from_utf8(history.output().unwrap().stdout).unwrap();
    assert!(
        history.contains("speaker of \"The wheel will turn,\" in \"fair\": Bo Lind"),
        "{history}"
    );
}

#[test]
fn unknown_quotations_and_other_people_are_refused() {
    let desk = Desk::new(&[("data/fair.md", FAIR)]);
    desk.says(
        &correct("the wheel stops", "Bo Lind"),
        "The article has no single quotation with the words “the wheel stops”",
    );
    let refused = desk.answer(&correct("wheel", "Bo Lind").by(&Person::other()));
    assert!(
        refused.text().contains("is for moderators"),
        "{}",
        refused.text()
    );
    assert!(!desk.home().path("data/attributions.toml").exists());
}
