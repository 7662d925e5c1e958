//! `summit-bot quote`: searches quotations.

use anyhow::{Result, ensure};
use clap::Args;

use super::lookup::{Lookup, Within};
use super::outcome::Outcome;
use super::terminal::{print, width};
use super::{json, render};
use crate::answer::QuoteRequest;
use crate::config::{Config, MAX_PASSAGES};

const JSON_HELP: &str = "\
With --json, one object is printed. Every key is always there; unknown values are null.
  words         the words that were asked for
  asked_speaker the speaker who was asked for
  edition       the state of the index that answered
  quotations    the quotations, best first; empty if there is none
    text        the words inside the quotation marks; pieces have a space between them
    speaker     who said it, by the fullest name in the article; several are joined by
                \"and\"
    speakers    the same as a list of objects: name, and canonical, the name under which
                the table of other names files them
    basis       how the speaker is known: named, role, source, pronoun, carried or
                corrected
    confidence  the confidence in the speaker, from 0 to 1
    cue         the words that report the speech
    missing     the words asked for that it does not have, a list
    passage     the paragraph in which it begins: text, article, title, paragraph, heading,
                outlet, authors, published and url, as `ask --help` describes them
    also        the same words in other articles: a list of objects with the keys from
                text to cue, passage, and difference: how they differ, a list of objects,
                each with one key of kept, removed, added and cut, and its words";

#[derive(Debug, Args)]
#[command(after_long_help = JSON_HELP)]
pub(super) struct Options {
    /// Words of the quotation, in any order and form; a phrase in "…" exactly as written
    words: Vec<String>,

    /// Search only quotations of this person, under any of their names
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,

    #[command(flatten)]
    within: Within,

    /// Maximum number of quotations [default: the setting `answer.limit`]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=i64::from(MAX_PASSAGES)))]
    limit: Option<u16>,

    /// Print JSON; `quote --help` lists its keys
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let words = options.words.join(" ");
    let speaker = options.speaker.as_deref();
    ensure!(
        words.chars().any(char::is_alphanumeric)
            || speaker.is_some_and(|name| name.chars().any(char::is_alphanumeric))
            || options.within.article.is_some(),
        "cannot search for nothing: give words of the quotation, --speaker NAME, or --article ID"
    );
    options.within.check()?;

    let lookup = Lookup::open(config)?;
    lookup.check_article(options.within.article.as_deref())?;
    let request = QuoteRequest {
        words: &words,
        speaker,
        article: options.within.article.as_deref(),
        after: options.within.after,
        before: options.within.before,
        limit: options.limit.unwrap_or(config.answer.limit).into(),
    };
    let found = match &lookup.snapshot {
        Some(snapshot) => lookup.asker.quote(snapshot, &request)?,
        None => Vec::new(),
    };
    print(&if options.json {
        json::quotations::found(&request, &lookup.edition, &found)?
    } else {
        render::quotations::found(&found, width())
    })?;
    Ok(Outcome::of_search(!found.is_empty()))
}
