//! Tests of unanswered questions: gaps for moderators, and wishes that are fulfilled later.

mod gaps;
mod many;
mod wishes;

use std::fs;

use crate::discord_double::{Interaction, slash};
use crate::program::Home;

/// A question and the article that answers it. Different matters share no words.
struct Matter {
    question: &'static str,
    text: &'static str,
}

const BREAD: Matter = Matter {
    question: "What does the baker sell?",
    text: "The baker sells rye bread to everybody.",
};
const HARBOUR: Matter = Matter {
    question: "Who signed the harbour treaty?",
    text: "The mayor signed the harbour treaty on Monday.",
};
const FERRY: Matter = Matter {
    question: "Why was the ferry late?",
    text: "Fog made the ferry late at dawn.",
};

impl Matter {
    fn asked(&self) -> Interaction {
        slash("ask").text("question", self.question)
    }

    fn write_answer(&self, home: &Home, file: &str) {
        home.write(
            &format!("data/{file}.md"),
            format!("---\ntitle: {file}\n---\n\n{}\n", self.text),
        );
    }
}

/// Makes a folder that answers only one question.
fn home() -> Home {
    let home = Home::new(&[]);
    BREAD.write_answer(&home, "bread");
    home
}

/// Returns whether any file of the database contains these bytes.
fn is_on_disk(home: &Home, bytes: &[u8]) -> bool {
    let files = fs::read_dir(home.path("state")).unwrap();
    files.into_iter().any(|file| {
        let content = fs::read(file.unwrap().path()).unwrap();
        content.windows(bytes.len()).any(|window| window == bytes)
    })
}
