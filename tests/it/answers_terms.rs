//! Tests of how `ask` understands the words of a question: compounds, stop words, chat words,
//! aliases and times.

use jiff::civil::date;
use summit_bot::answer::{Answer, AskRequest};

use crate::answers::Articles;

#[test]
fn a_compound_is_found_in_every_spelling() {
    let articles = Articles::new(&[(
        "a",
        None,
        "The co-operation pact lets MIG29 jets of Ardania land in Tarnholm. It also covers 2,400 \
         tonnes of barley and a cease-fire at sea.",
    )]);
    for question in [
        "cooperation pact",
        "co-operation pact",
        "MIG-29 jets",
        "MIG 29 jets",
        "2400 tonnes of barley",
        "2 400 tonnes of barley",
        "ceasefire at sea",
        "cease fire at sea",
    ] {
        assert_eq!(articles.best(question), "a", "{question}");
    }
}

#[test]
fn a_number_is_not_taken_for_a_similar_one() {
    let text = "The dam above Tarnholm was built in 1974 by 2,300 workers.";
    let articles = Articles::new(&[("a", None, text)]);
    let confidence = |question: &str| articles.ask(question)[0].confidence;
    assert!(confidence("Was the dam built in 1974?") > 0.9);
    assert!(confidence("Was the dam built in 1947?") < 0.7);
    assert!(confidence("Did 2,300 workers build the dam?") > 0.9);
    assert!(confidence("Did 2,800 workers build the dam?") < 0.7);
}

#[test]
fn a_question_of_stop_words_is_searched_as_a_phrase() {
    let articles = Articles::new(&[
        ("a", Some(3), "It is not as it was, and the inn is full."),
        ("b", None, "As it was not full, it is open."),
    ]);
    assert_eq!(articles.found("it is not as it was"), ["a"]);
    assert!(articles.found("was it not as it is").is_empty());
    assert!(
        articles.found("it is").is_empty(),
        "too short to say anything"
    );
    let request = AskRequest {
        question: "it is not as it was",
        after: Some(date(2025, 8, 4)),
        limit: 3,
        ..AskRequest::default()
    };
    let answer = articles.asker.ask(&articles.snapshot, &request).unwrap();
    assert!(
        matches!(answer, Answer::NotFound { .. }),
        "the article is older"
    );
}

#[test]
fn chat_words_are_ignored() {
    let articles = Articles::new(&[
        (
            "a",
            None,
            "The ferry strike in Tarnholm ended before midnight, the union said.",
        ),
        (
            "b",
            None,
            "Ms Lund told the court about the question of the missing yacht.",
        ),
    ]);
    let plain = articles.ask("Did the ferry strike end?")[0].confidence;
    for question in [
        "yo did the ferry strike end or nah lol",
        "any news on the ferry strike plz",
        "tell me about the ferry strike thx",
        "so the ferry strike, is it gonna end b4 midnight",
    ] {
        let ranked = articles.ask(question);
        assert_eq!(ranked[0].passage.article, "a", "{question}");
        let confidence = ranked[0].confidence;
        assert!(
            confidence > 0.8 * plain,
            "{question}: {confidence} beside {plain}"
        );
    }
}

#[test]
fn the_latest_report_is_preferred_if_requested() {
    let articles = Articles::new(&[
        ("early", Some(1), "Lorn harbour holds 40 ships."),
        (
            "late",
            Some(20),
            "After the storm of the night, and for the first time since spring, Lorn harbour holds \
             55 ships.",
        ),
    ]);
    assert_eq!(
        articles.best("How many ships does Lorn harbour hold?"),
        "early"
    );
    assert_eq!(
        articles.best("How many ships does Lorn harbour hold now?"),
        "late"
    );
    assert_eq!(
        articles.best("latest number of ships in Lorn harbour"),
        "late"
    );
}

#[test]
fn a_day_in_a_question_prefers_articles_of_that_day() {
    let speech = |where_: &str| format!("The minister spoke of the canal in {where_}.");
    let articles = Articles::new(&[
        ("thursday", Some(14), &speech("Lorn")),
        ("friday", Some(15), &speech("Tarnholm")),
        ("wednesday", Some(20), &speech("Velmora")),
    ]);
    assert_eq!(
        articles.best("Where did the minister speak of the canal on Friday?"),
        "friday"
    );
    assert_eq!(
        articles.best("where did the minister speak of the canal yesterday"),
        "wednesday"
    );
    assert_eq!(
        articles.best("Where did the minister speak of the canal on 14 August?"),
        "thursday"
    );
}

#[test]
fn misspelt_words_are_found_and_other_words_are_not_taken_for_them() {
    let text = "The ferry from Tarnholm crossed the strait with barley.";
    let articles = Articles::new(&[("a", None, text)]);
    let confidence = |question: &str| articles.ask(question)[0].confidence;
    let plain = confidence("Which ferry crossed the strait?");
    for question in [
        "Which frry crossed the strait?",
        "Which ferry crossed the straiit?",
        "Which ferry crosed the strait?",
    ] {
        assert!(confidence(question) > 0.95 * plain, "{question}");
    }
    for question in [
        "Which berry crossed the strait?",
        "Which ferry crossed the strain?",
    ] {
        assert!(confidence(question) < 0.95 * plain, "{question}");
    }
}

#[test]
fn a_report_need_not_repeat_the_time_at_which_it_was_published() {
    let text = "The minister spoke of the canal at the harbour of Tarnholm.";
    let articles = Articles::new(&[("a", Some(15), text)]);
    let confidence = |question: &str| {
        let ranked = articles.ask(question);
        ranked.first().map_or(0.0, |ranked| ranked.confidence)
    };
    let plain = confidence("Where did the minister speak of the canal?");
    for time in [
        "on 15 August",
        "on Friday",
        "on 14 August 2025",
        "last week",
        "in 2025",
    ] {
        let dated = confidence(&format!(
            "Where did the minister speak of the canal {time}?"
        ));
        assert!(dated >= 0.95 * plain, "{time}: {dated} beside {plain}");
    }
    for time in ["on 3 August", "in 2019", "yesterday"] {
        let other = confidence(&format!(
            "Where did the minister speak of the canal {time}?"
        ));
        assert!(other < 0.95 * plain, "{time}: {other} beside {plain}");
    }
}

#[test]
fn aliases_find_people_and_places() {
    let articles = Articles::new(&[
        (
            "a",
            None,
            "Kyiv will send a delegation to the talks on grain, a spokesman said.",
        ),
        (
            "b",
            None,
            "The United States closed its consulate in Lorn over the summer.",
        ),
        (
            "c",
            None,
            "Volodymyr Zelenskyy praised the bakers of Lorn in a letter.",
        ),
    ]);
    assert_eq!(
        articles.best("Will the Ukrainian government send a delegation to the talks?"),
        "a"
    );
    assert_eq!(articles.best("did america close its consulate"), "b");
    assert_eq!(articles.best("whom did zelenski praise"), "c");
}
