//! Tests of gaps, the questions that no article answers.

use jiff::Timestamp;
use summit_bot::state::GapKind;

use super::{BREAD, FERRY, HARBOUR, home, is_on_disk};
use crate::discord_double::{
    Direct, GUILD, Interaction, OTHER_GUILD, Person, Place, Reply, press, slash, submit,
};
use crate::discord_index::index;

fn desk() -> Direct {
    Direct::new(home()).keeping()
}

fn gaps(desk: &Direct) -> Reply {
    desk.answer(&index("gaps"))
}

/// Records a question as asked now, and not at the fixed time of the test's bot.
fn lately(desk: &Direct, question: &str) {
    let kept = desk.kept.as_ref().unwrap();
    kept.record_gap(question, GapKind::Declined, Timestamp::now())
        .unwrap();
}

fn private(question: Interaction) -> Interaction {
    question.flag("private", true)
}

#[test]
fn declined_questions_are_counted_anonymously() {
    let desk = desk();
    assert_eq!(gaps(&desk).text(), "There are no unanswered questions.");
    desk.answer(&HARBOUR.asked());
    desk.answer(&HARBOUR.asked().by(&Person::other()));
    // Questions asked privately, elsewhere, or about one article are not counted.
    desk.answer(&private(FERRY.asked()));
    desk.answer(&FERRY.asked().at(Place::BotDm));
    desk.answer(&FERRY.asked().at(Place::OtherGuild));
    desk.answer(&FERRY.asked().text("article", "bread"));
    let reply = gaps(&desk);
    assert!(reply.is_private() && reply.is_plain());
    insta::assert_snapshot!(reply.text(), @r"
    **1 question that nothing answers**
    **1** · Who signed the harbour treaty?
    -# asked 2 times · in no article: **signed**, **harbour** and **treaty**
    ");
    assert_eq!(reply.labels(), ["Other name 1", "Add an article"]);
    assert!(is_on_disk(&desk.home, b"harbour"));
    for id in [Person::member().id, Person::other().id, GUILD, OTHER_GUILD] {
        assert!(!is_on_disk(&desk.home, &id.to_be_bytes()));
        assert!(!is_on_disk(&desk.home, id.to_string().as_bytes()));
    }
}

#[test]
fn an_answer_can_be_marked_as_wrong_and_exported() {
    let desk = desk();
    let question = BREAD.question;
    let answered = desk.answer(&slash("ask").text("question", question));
    let mark = answered.press("Not an answer");
    assert!(desk.answer(&mark).text().starts_with("Noted"));
    assert!(desk.answer(&mark).text().contains("already"));
    assert!(gaps(&desk).text().contains("marked as not answered 1 time"));
    let private = desk.answer(&private(slash("ask").text("question", question)));
    assert!(
        !private.labels().contains(&"Not an answer"),
        "{:?}",
        private.labels()
    );
    // It stays in the list while the same passage is the best.
    FERRY.write_answer(&desk.home, "ferry");
    desk.refresh();
    let after = desk.answer(&index("refresh"));
    assert!(!after.text().contains("answered now"), "{}", after.text());
    let again = desk.answer(&slash("ask").text("question", question));
    assert_eq!(again.text(), answered.text(), "no press changes a ranking");

    lately(&desk, question);
    let run = desk.home.run(&["index", "gaps"]);
    assert!(run.out.contains(question), "{}{}", run.out, run.err);
    let run = desk.home.run(&["index", "gaps", "--beir", "set"]);
    assert_eq!(run.out, "wrote 1 question to set\n", "{}", run.err);
    let run = desk.home.run(&["eval", "set", "--json"]);
    let figures: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(
        (
            figures["questions"].as_u64(),
            figures["answerable"].as_u64()
        ),
        (Some(1), Some(0))
    );
}

#[test]
fn a_set_without_questions_is_not_written() {
    let home = home();
    let run = home.run(&["index", "gaps", "--beir", "set"]);
    assert_eq!(run.code, 2);
    assert_eq!(
        run.out,
        "set is not written, as no question was marked with \"Not an answer\"\n"
    );
    assert!(!home.path("set").exists());
}

#[test]
fn answered_gaps_are_removed_and_counted_by_the_refresh() {
    let desk = desk();
    for matter in [HARBOUR, FERRY] {
        desk.answer(&matter.asked());
    }
    HARBOUR.write_answer(&desk.home, "harbour");
    let refreshed = desk.answer(&index("refresh"));
    let line = "1 question of `/index gaps` is answered now.";
    assert!(refreshed.text().ends_with(line), "{}", refreshed.text());
    let left = gaps(&desk);
    assert!(left.text().contains("ferry") && !left.text().contains("harbour"));
    lately(&desk, FERRY.question);
    FERRY.write_answer(&desk.home, "ferry");
    let run = desk.home.run(&["index", "refresh"]);
    assert!(run.out.ends_with("1 gap answered now\n"), "{}", run.out);
}

#[test]
fn a_button_adds_an_alias() {
    let desk = desk();
    let question = || slash("ask").text("question", "Who bought a bagel?");
    desk.answer(&question());
    let list = gaps(&desk);
    let form = desk.answer(&list.press("Other name 1").by(&Person::moderator()));
    let id = form.body["data"]["custom_id"].as_str().unwrap();
    let fields = [("other", "bagel"), ("name", "rye bread")];
    let done = desk.answer(&submit(id, &fields, None).by(&Person::moderator()));
    let text = done.text();
    assert!(
        text.starts_with("“bagel” means “rye bread” from now on"),
        "{text}"
    );
    let names = std::fs::read_to_string(desk.home.path("data/aliases.toml")).unwrap();
    assert!(names.contains("\"bagel\""), "{names}");
    // Nobody else can open the form.
    let forged = press(list.message(), list.press("Other name 1").custom_id());
    assert!(desk.answer(&forged).text().contains("for moderators"));
}
