//! A verdict as JSON; `summit-bot verify --help` describes it.

use serde::Serialize;

use super::edition_or_null;
use super::passages::PassageJson;
use super::quotations::{ChangeJson, FoundJson};
use crate::answer::{Verdict, Verification, Warning};
use crate::index::Edition;

/// Returns a verdict as one JSON object.
pub(in crate::cli) fn verification(
    text: &str,
    speaker: Option<&str>,
    edition: &Edition,
    verification: &Verification,
) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Reply<'a> {
        text: &'a str,
        asked_speaker: Option<&'a str>,
        edition: Option<&'a Edition>,
        articles: Option<usize>,
        verdict: &'static str,
        warnings: Vec<WarningJson<'a>>,
        quotation: Option<FoundJson<'a>>,
        part: Option<&'a str>,
        difference: Vec<ChangeJson<'a>>,
        stitched: Vec<FoundJson<'a>>,
        passage: Option<PassageJson<'a>>,
    }
    let mut reply = Reply {
        text,
        asked_speaker: speaker,
        edition: edition_or_null(edition),
        articles: None,
        verdict: match &verification.verdict {
            // Programs need not know that the text was too short.
            Verdict::NotFound { .. } => "NOT FOUND",
            verdict => verdict.name(),
        },
        warnings: verification.warnings.iter().map(WarningJson::new).collect(),
        quotation: None,
        part: None,
        difference: Vec::new(),
        stitched: Vec::new(),
        passage: None,
    };
    match &verification.verdict {
        Verdict::Verbatim { found } => reply.quotation = Some(FoundJson::new(found)),
        Verdict::Excerpt { found, part } | Verdict::Misattributed { found, part } => {
            reply.quotation = Some(FoundJson::new(found));
            reply.part = found.quotation.text.get(part.clone());
        }
        Verdict::Altered {
            found,
            difference,
            stitched,
        } => {
            reply.quotation = Some(FoundJson::new(found));
            reply.difference = difference.iter().map(ChangeJson::new).collect();
            reply.stitched = stitched.iter().map(FoundJson::new).collect();
        }
        Verdict::Paraphrase { passage, part } => {
            reply.passage = Some(PassageJson::new(passage));
            reply.part = passage
                .text
                .get(part.clone())
                .filter(|part| !part.is_empty());
        }
        Verdict::NotFound { articles, .. } => reply.articles = Some(*articles),
    }
    Ok(serde_json::to_string_pretty(&reply)? + "\n")
}

#[derive(Serialize)]
struct WarningJson<'a> {
    kind: &'static str,
    sense: Option<&'static str>,
    was: Option<&'a str>,
    now: Option<&'a str>,
}

impl<'a> WarningJson<'a> {
    fn new(warning: &'a Warning) -> Self {
        let (kind, was, now) = match warning {
            Warning::Negation { was, now } => ("negation", was.as_str(), now.as_str()),
            Warning::Number { was, now } => ("number", was.as_str(), now.as_str()),
            Warning::Name { was, now } => ("name", was.as_str(), now.as_str()),
            Warning::Modal { was, now } => ("modal", was.as_str(), now.as_str()),
            Warning::Cut { words, .. } => ("cut negation", words.as_str(), ""),
            Warning::Punctuation { was, now } => ("punctuation", was.as_str(), now.as_str()),
            Warning::Emoji { was, now } => ("emoji", was.as_str(), now.as_str()),
            Warning::Spelling { was, now } => ("spelling", was.as_str(), now.as_str()),
            Warning::NoSuchSpeaker { asked, .. } => ("no such speaker", "", asked.as_str()),
            Warning::Stitched => ("stitched", "", ""),
            Warning::Skipped { words } => ("skipped", words.as_str(), ""),
            Warning::InBrackets { was, now } => ("in brackets", was.as_str(), now.as_str()),
            Warning::OtherSpeaker => ("other speaker", "", ""),
            Warning::UnknownSpeaker => ("unknown speaker", "", ""),
            Warning::PartlyQuoted => ("partly quoted", "", ""),
        };
        let said = |words: &'a str| Some(words).filter(|words| !words.is_empty());
        let sense = match warning {
            Warning::Cut { sense, .. } => Some(sense.name()),
            _ => None,
        };
        Self {
            kind,
            sense,
            was: said(was),
            now: said(now),
        }
    }
}
