//! `summit-bot ask`: answers a question.

use anyhow::{Result, ensure};
use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::json;
use super::lookup::{Lookup, Within};
use super::outcome::Outcome;
use super::render;
use super::terminal::{print, width};
use crate::answer::{Answer, AskRequest};
use crate::config::{Config, MAX_PASSAGES};

const JSON_HELP: &str = "\
With --json, one object is printed. Every key is always there; unknown values are null.
  question      the question
  edition       the state of the index that answered
  passages      the answers, best first; empty if the articles do not say
    text        the paragraph, word for word
    article     the ID of the article
    title       its title
    paragraph   the paragraph's number, from 1, headings not counted
    heading     the nearest heading above the paragraph
    outlet      who published it
    authors     who wrote it, a list
    published   when, as YYYY-MM-DD
    url         where it can be read
    sentence    the sentence of the text that answers best
    score       the score by which the answers are ordered
    confidence  the confidence that this answers, from 0 to 1
    also        the same report in other articles: a list of objects with the keys
                from text to url
    differing   the words in which it differs from another answer with nearly the same report
  nearest       if the articles do not say: the nearest passage, which is not an answer";

#[derive(Debug, Args)]
#[command(after_long_help = JSON_HELP)]
pub(super) struct Options {
    /// The question; quotes around it are optional
    #[arg(required = true)]
    question: Vec<String>,

    /// Maximum number of passages [default: the setting `answer.limit`]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=i64::from(MAX_PASSAGES)))]
    limit: Option<u16>,

    #[command(flatten)]
    within: Within,

    /// Print JSON; `ask --help` lists its keys
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let question = options.question.join(" ");
    ensure!(
        !question.trim().is_empty(),
        "cannot answer an empty question: ask it after the command, like `summit-bot ask Who met?`"
    );
    options.within.check()?;

    let lookup = Lookup::open(config)?;
    lookup.check_article(options.within.article.as_deref())?;
    let request = AskRequest {
        question: &question,
        article: options.within.article.as_deref(),
        after: options.within.after,
        before: options.within.before,
        today: Some(TimeZone::UTC.to_datetime(Timestamp::now()).date()),
        limit: options.limit.unwrap_or(config.answer.limit).into(),
        encode_until: None,
    };
    let mut answer = match &lookup.snapshot {
        Some(snapshot) => lookup.asker.ask(snapshot, &request)?,
        None => Answer::NotFound {
            nearest: None,
            unmentioned: Vec::new(),
        },
    };
    // Weak passages are shown only if --limit asks for a number of passages.
    if let (None, Answer::Found(ranked)) = (options.limit, &mut answer) {
        ranked.retain(|ranked| !ranked.is_weak);
    }
    print(&if options.json {
        json::passages::answer(&question, &lookup.edition, &answer)?
    } else {
        render::passages::answer(&answer, width())
    })?;
    Ok(Outcome::of_search(matches!(answer, Answer::Found(_))))
}
