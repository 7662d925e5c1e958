//! Quotations and verdicts as JSON for programs; `--help` of each command describes it.

use serde::Serialize;

use super::render::PassageJson;
use super::render_quotations::joined;
use crate::answer::{
    Change, FoundQuotation, QuoteRequest, SameWords, Verdict, Verification, Warning,
};
use crate::index::Edition;
use crate::quotations::{Quotation, Speaker};
use crate::text::Span;

/// Quotations that were found.
pub(super) fn found(
    request: &QuoteRequest<'_>,
    edition: &Edition,
    found: &[FoundQuotation],
) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Reply<'a> {
        words: &'a str,
        asked_speaker: Option<&'a str>,
        edition: Option<String>,
        quotations: Vec<FoundJson<'a>>,
    }
    let edition = edition.to_string();
    let reply = Reply {
        words: request.words,
        asked_speaker: request.speaker,
        edition: Some(edition).filter(|edition| !edition.is_empty()),
        quotations: found.iter().map(FoundJson::new).collect(),
    };
    Ok(serde_json::to_string_pretty(&reply)? + "\n")
}

/// A verdict.
pub(super) fn verification(
    text: &str,
    speaker: Option<&str>,
    edition: &Edition,
    verification: &Verification,
) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Reply<'a> {
        text: &'a str,
        asked_speaker: Option<&'a str>,
        edition: Option<String>,
        articles: Option<usize>,
        verdict: &'static str,
        warnings: Vec<WarningJson<'a>>,
        quotation: Option<FoundJson<'a>>,
        part: Option<&'a str>,
        difference: Vec<ChangeJson<'a>>,
        stitched: Vec<FoundJson<'a>>,
        passage: Option<PassageJson<'a>>,
    }
    let edition = edition.to_string();
    let mut reply = Reply {
        text,
        asked_speaker: speaker,
        edition: Some(edition).filter(|edition| !edition.is_empty()),
        articles: None,
        verdict: name(&verification.verdict),
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

/// The quotations of an article, one a line.
pub(super) fn lines(article: &str, quotations: &[Quotation]) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Line<'a> {
        article: &'a str,
        paragraph: u32,
        text: &'a str,
        spans: Vec<[usize; 2]>,
        speaker: Option<String>,
        speakers: &'a [Speaker],
        speaker_span: Option<[usize; 2]>,
        cue: Option<&'a str>,
        cue_span: Option<[usize; 2]>,
        basis: Option<&'static str>,
        confidence: Option<f64>,
        unclosed: bool,
    }
    let pair = |span: &Span| [span.start, span.end];
    let mut lines = String::new();
    for quotation in quotations {
        let attribution = quotation.attribution.as_ref();
        let line = Line {
            article,
            paragraph: quotation.paragraph,
            text: &quotation.text,
            spans: quotation.spans.iter().map(pair).collect(),
            speaker: joined(quotation),
            speakers: quotation.speakers(),
            speaker_span: attribution.map(|a| pair(&a.speaker_span)),
            cue: attribution.and_then(|a| a.cue.as_deref()),
            cue_span: attribution.and_then(|a| a.cue_span.as_ref()).map(pair),
            basis: attribution.map(|a| a.basis.name()),
            confidence: attribution.map(|a| rounded(a.confidence)),
            unclosed: quotation.unclosed,
        };
        lines.push_str(&serde_json::to_string(&line)?);
        lines.push('\n');
    }
    Ok(lines)
}

fn name(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim { .. } => "VERBATIM",
        Verdict::Excerpt { .. } => "EXCERPT",
        Verdict::Altered { .. } => "ALTERED",
        Verdict::Misattributed { .. } => "MISATTRIBUTED",
        Verdict::Paraphrase { .. } => "PARAPHRASE",
        Verdict::NotFound { .. } => "NOT FOUND",
    }
}

/// A confidence in hundredths; more digits would claim more than is known.
fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

#[derive(Serialize)]
struct QuotationJson<'a> {
    text: &'a str,
    speaker: Option<String>,
    speakers: &'a [Speaker],
    basis: Option<&'static str>,
    confidence: Option<f64>,
    cue: Option<&'a str>,
}

#[derive(Serialize)]
struct FoundJson<'a> {
    #[serde(flatten)]
    quotation: QuotationJson<'a>,
    missing: &'a [String],
    passage: PassageJson<'a>,
    also: Vec<AlsoJson<'a>>,
}

#[derive(Serialize)]
struct AlsoJson<'a> {
    #[serde(flatten)]
    quotation: QuotationJson<'a>,
    passage: PassageJson<'a>,
    difference: Vec<ChangeJson<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum ChangeJson<'a> {
    Kept(&'a str),
    Removed(&'a str),
    Added(&'a str),
    Cut(&'a str),
}

#[derive(Serialize)]
struct WarningJson<'a> {
    kind: &'static str,
    was: Option<&'a str>,
    now: Option<&'a str>,
}

impl<'a> QuotationJson<'a> {
    fn new(quotation: &'a Quotation) -> Self {
        let attribution = quotation.attribution.as_ref();
        Self {
            text: &quotation.text,
            speaker: joined(quotation),
            speakers: quotation.speakers(),
            basis: attribution.map(|a| a.basis.name()),
            confidence: attribution.map(|a| rounded(a.confidence)),
            cue: attribution.and_then(|a| a.cue.as_deref()),
        }
    }
}

impl<'a> FoundJson<'a> {
    fn new(found: &'a FoundQuotation) -> Self {
        Self {
            quotation: QuotationJson::new(&found.quotation),
            missing: &found.missing,
            passage: PassageJson::new(&found.passage),
            also: found.also.iter().map(AlsoJson::new).collect(),
        }
    }
}

impl<'a> AlsoJson<'a> {
    fn new(also: &'a SameWords) -> Self {
        Self {
            quotation: QuotationJson::new(&also.quotation),
            passage: PassageJson::new(&also.passage),
            difference: also.difference.iter().map(ChangeJson::new).collect(),
        }
    }
}

impl<'a> ChangeJson<'a> {
    fn new(change: &'a Change) -> Self {
        match change {
            Change::Kept(words) => Self::Kept(words),
            Change::Removed(words) => Self::Removed(words),
            Change::Added(words) => Self::Added(words),
            Change::Cut(words) => Self::Cut(words),
        }
    }
}

impl<'a> WarningJson<'a> {
    fn new(warning: &'a Warning) -> Self {
        let (kind, was, now) = match warning {
            Warning::Negation { was, now } => ("negation", was.as_str(), now.as_str()),
            Warning::Number { was, now } => ("number", was.as_str(), now.as_str()),
            Warning::Name { was, now } => ("name", was.as_str(), now.as_str()),
            Warning::Modal { was, now } => ("modal", was.as_str(), now.as_str()),
            Warning::CutNegation { word } => ("cut negation", word.as_str(), ""),
            Warning::Stitched => ("stitched", "", ""),
            Warning::Skipped { words } => ("skipped", words.as_str(), ""),
            Warning::InBrackets { was, now } => ("in brackets", was.as_str(), now.as_str()),
            Warning::OtherSpeaker => ("other speaker", "", ""),
            Warning::UnknownSpeaker => ("unknown speaker", "", ""),
            Warning::PartlyQuoted => ("partly quoted", "", ""),
        };
        let said = |words: &'a str| Some(words).filter(|words| !words.is_empty());
        Self {
            kind,
            was: said(was),
            now: said(now),
        }
    }
}
