//! Questions about the shipped article: answered ones are found, and unanswerable ones declined.

use std::path::Path;

use summit_bot::answer::{Answer, AnswerSettings, AskRequest, Asker};
use summit_bot::index::{ReadOptions, Store, refresh};
use summit_bot::lexicon::Aliases;
use summit_bot::text::Language;

/// Paraphrased questions, each with the paragraphs that answer it.
const ANSWERED: &[(&str, &[u32])] = &[
    ("Which US state hosted the talks?", &[1]),
    ("How long did the summit last?", &[1]),
    ("Was there a press conference?", &[2, 5]),
    ("Did Putin praise America's efforts?", &[3]),
    ("What did Putin hope the agreement would lead to?", &[3]),
    ("Did they talk about trade?", &[4]),
    (
        "When did Trump speak with European leaders before the summit?",
        &[6],
    ),
    ("Does Trump back security guarantees for Ukraine?", &[6]),
    ("What did Zelenskyy accuse the Russian leader of?", &[7]),
    ("what did zelensky say about territory", &[7]),
    ("Is handing over land constitutional in Ukraine?", &[7]),
    ("Who is Oleksiy Honcharenko?", &[8]),
    ("Who doubted Putin's sincerity?", &[8]),
    ("What does Putin demand regarding NATO?", &[9]),
    ("How big a part of Ukraine is under Russian control?", &[9]),
    ("Did Ukraine accept Putin's terms?", &[9]),
    ("Why does Putin want the Donbass?", &[9]),
    (
        "Were air raid alarms sounding in Ukraine during the meeting?",
        &[10],
    ),
];

const UNANSWERED: &[&str] = &[
    "What is the population of Alaska?",
    "Who is the president of France?",
    "What did Macron say after the summit?",
    "How old is Vladimir Putin?",
    "Did China send troops to Ukraine?",
    "Who designed the Eiffel Tower?",
    "How many people live in Moscow?",
    "What was for lunch at the summit?",
    "How tall is Putin?",
    "How cold is Alaska?",
    "How old is Oleksiy Honcharenko?",
    "Is Jan Lipavsky married?",
];

fn with_shipped_article(test: impl FnOnce(&dyn Fn(&str) -> Answer)) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(folder.path(), Language::ENGLISH).unwrap();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    refresh(&mut store, &data, ReadOptions::default(), |_| ()).unwrap();
    let snapshot = store.snapshot().unwrap();
    let asker = Asker::new(
        Language::ENGLISH,
        Aliases::built_in(),
        AnswerSettings::default(),
    );
    test(&|question| {
        let request = AskRequest {
            question,
            limit: 2,
            ..AskRequest::default()
        };
        asker.ask(&snapshot, &request).unwrap()
    });
}

#[test]
fn answered_questions_find_their_paragraphs() {
    with_shipped_article(|ask| {
        let missed: Vec<&str> = ANSWERED
            .iter()
            .filter(|(question, right)| match ask(question) {
                Answer::Found(ranked) => !ranked
                    .iter()
                    .any(|answer| right.contains(&answer.passage.number)),
                Answer::NotFound { .. } => true,
            })
            .map(|(question, _)| *question)
            .collect();
        assert!(missed.is_empty(), "missed: {missed:#?}");
    });
}

#[test]
fn unanswerable_questions_are_declined() {
    with_shipped_article(|ask| {
        for question in UNANSWERED {
            if let Answer::Found(ranked) = ask(question) {
                panic!("{question} was answered with {:?}", ranked[0].passage.text);
            }
        }
    });
}
