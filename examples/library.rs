//! Uses the library without Discord: indexes a folder, answers a question and verifies a quotation.
//!
//!     cargo run --release --example library

#![allow(clippy::print_stdout, reason = "an example prints")]

use std::error::Error;
use std::path::Path;

use summit_bot::answer::{Answer, AnswerSettings, AskRequest, Asker, Verdict, VerifyRequest};
use summit_bot::index::{ReadOptions, Store, refresh};
use summit_bot::lexicon::Aliases;
use summit_bot::text::Language;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path(), Language::ENGLISH)?;
    refresh(
        &mut store,
        Path::new("data"),
        ReadOptions::default(),
        |_| (),
    )?;
    let articles = store.snapshot().ok_or("there is no article in data/")?;
    let asker = Asker::new(
        Language::ENGLISH,
        Aliases::built_in(),
        AnswerSettings::default(),
    );

    let request = AskRequest {
        question: "Where does Putin want the next meeting?",
        limit: 1,
        ..AskRequest::default()
    };
    match asker.ask(&articles, &request)? {
        Answer::Found(passages) => println!("{}", passages[0].passage.text),
        Answer::NotFound { .. } => println!("The articles do not say."),
    }

    let request = VerifyRequest::new("Next time in Moscow", Some("Vladimir Putin"))?;
    match asker.verify(&articles, &request)?.verdict {
        Verdict::Verbatim { found } => println!("verbatim: “{}”", found.quotation.text),
        verdict => println!("{verdict:?}"),
    }
    Ok(())
}
