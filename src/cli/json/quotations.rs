//! Quotations as JSON; `--help` of each command describes it.

use serde::Serialize;

use super::edition_or_null;
use super::passages::PassageJson;
use crate::answer::{Change, FoundQuotation, QuoteRequest, SameWords};
use crate::index::Edition;
use crate::quotations::{Quotation, Speaker};
use crate::text::Span;
use crate::text::english::joined;

/// Returns the found quotations as one JSON object.
pub(in crate::cli) fn found(
    request: &QuoteRequest<'_>,
    edition: &Edition,
    found: &[FoundQuotation],
) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Reply<'a> {
        words: &'a str,
        asked_speaker: Option<&'a str>,
        edition: Option<&'a Edition>,
        quotations: Vec<FoundJson<'a>>,
    }
    let reply = Reply {
        words: request.words,
        asked_speaker: request.speaker,
        edition: edition_or_null(edition),
        quotations: found.iter().map(FoundJson::new).collect(),
    };
    Ok(serde_json::to_string_pretty(&reply)? + "\n")
}

/// Returns the quotations of an article as JSON Lines.
pub(in crate::cli) fn lines(article: &str, quotations: &[Quotation]) -> serde_json::Result<String> {
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
            speaker: speaker(quotation),
            speakers: quotation.speakers(),
            speaker_span: attribution.and_then(|a| a.speaker_span.as_ref()).map(pair),
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

/// Returns the names of the speakers, joined.
fn speaker(quotation: &Quotation) -> Option<String> {
    let speakers = quotation.speakers().iter();
    joined(speakers.map(|speaker| &speaker.name))
}

/// Rounds a confidence to hundredths; more digits would suggest a precision that it does not have.
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
pub(super) struct FoundJson<'a> {
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
pub(super) enum ChangeJson<'a> {
    Kept(&'a str),
    Removed(&'a str),
    Added(&'a str),
    Cut(&'a str),
}

impl<'a> QuotationJson<'a> {
    fn new(quotation: &'a Quotation) -> Self {
        let attribution = quotation.attribution.as_ref();
        Self {
            text: &quotation.text,
            speaker: speaker(quotation),
            speakers: quotation.speakers(),
            basis: attribution.map(|a| a.basis.name()),
            confidence: attribution.map(|a| rounded(a.confidence)),
            cue: attribution.and_then(|a| a.cue.as_deref()),
        }
    }
}

impl<'a> FoundJson<'a> {
    pub(super) fn new(found: &'a FoundQuotation) -> Self {
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
    pub(super) fn new(change: &'a Change) -> Self {
        match change {
            Change::Kept(words) => Self::Kept(words),
            Change::Removed(words) => Self::Removed(words),
            Change::Added(words) => Self::Added(words),
            Change::Cut(words) => Self::Cut(words),
        }
    }
}
