//! `summit-bot verify`: checks whether a quotation is real.

use anyhow::Result;
use clap::Args;

use super::lookup::Lookup;
use super::outcome::Outcome;
use super::terminal::{print, width};
use super::{json, render};
use crate::answer::{Verdict, Verification, VerifyRequest};
use crate::config::Config;

const HELP: &str = "\
Exactly one verdict is given:
  VERBATIM       an article quotes exactly these words
  EXCERPT        they are part of a longer quotation, which is shown whole
  ALTERED        the nearest quotation has other words, which are shown; warnings name a
                 changed negation, number, name or modal, words that an ellipsis skips or
                 brackets replace, and pieces of several quotations
  MISATTRIBUTED  an article quotes somebody else than --speaker with these words
  PARAPHRASE     they are an article's own words, not a quotation
  NOT FOUND      no article has them, though they may still have been said
  TOO SHORT      they are a word or two that anybody may say
Kinds of quotation marks, dashes and spaces, capitals, and a full stop at the end make no
difference.

With --json, one object is printed. Every key is always there; unknown values are null.
  text          the text
  asked_speaker the speaker who was asked about
  edition       the state of the index that answered
  articles      for NOT FOUND: the number of articles searched
  verdict       one of the above, but NOT FOUND for TOO SHORT
  warnings      a list of objects: kind (negation, number, name, modal, cut negation,
                punctuation, emoji, spelling, stitched, other speaker, no such speaker,
                unknown speaker, skipped, in brackets, partly quoted), sense, was (in the
                quotation) and now (in the text). The sense of a cut negation is the effect
                of the words that were cut away: denied, exception, wish, question, claim,
                condition or hedge
  quotation     the quotation, as `quote --help` describes it
  part          the part of the quotation or passage that the text has
  difference    for ALTERED: from the quotation to the text, a list of objects, each with
                one key of kept, removed, added and cut, and its words
  stitched      for ALTERED: the other quotations of which the text has pieces
  passage       for PARAPHRASE: the paragraph and its citation";

#[derive(Debug, Args)]
#[command(after_long_help = HELP)]
pub(super) struct Options {
    /// The text, with or without its quotation marks
    #[arg(required = true)]
    text: Vec<String>,

    /// The supposed speaker, under any of their names
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,

    /// Print JSON; `verify --help` lists its keys
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let text = options.text.join(" ");
    let request = VerifyRequest::new(&text, options.speaker.as_deref())?;
    let lookup = Lookup::open(config)?;
    let verification = match &lookup.snapshot {
        Some(snapshot) => lookup.asker.verify(snapshot, &request)?,
        None => Verification {
            speaker: None,
            verdict: Verdict::NotFound {
                articles: 0,
                edition: lookup.edition.clone(),
                is_too_short: false,
            },
            warnings: Vec::new(),
        },
    };
    print(&if options.json {
        json::verdicts::verification(&text, request.speaker(), &lookup.edition, &verification)?
    } else {
        render::quotations::verification(&verification, width())
    })?;
    let is_found = !matches!(verification.verdict, Verdict::NotFound { .. });
    Ok(Outcome::of_search(is_found))
}
