//! An answer as JSON; `summit-bot ask --help` describes it.

use serde::Serialize;

use super::edition_or_null;
use crate::answer::{Answer, Ranked};
use crate::index::{Edition, Passage};

/// Returns the answer to a question as one JSON object.
pub(in crate::cli) fn answer(
    question: &str,
    edition: &Edition,
    answer: &Answer,
) -> serde_json::Result<String> {
    let (passages, nearest) = match answer {
        Answer::Found(ranked) => (ranked.as_slice(), None),
        Answer::NotFound { nearest, .. } => (&[][..], nearest.as_deref()),
    };
    let reply = Reply {
        question,
        edition: edition_or_null(edition),
        passages: passages.iter().map(AnswerJson::new).collect(),
        nearest: nearest.map(AnswerJson::new),
    };
    Ok(serde_json::to_string_pretty(&reply)? + "\n")
}

#[derive(Serialize)]
struct Reply<'a> {
    question: &'a str,
    edition: Option<&'a Edition>,
    passages: Vec<AnswerJson<'a>>,
    nearest: Option<AnswerJson<'a>>,
}

#[derive(Serialize)]
struct AnswerJson<'a> {
    #[serde(flatten)]
    passage: PassageJson<'a>,
    sentence: &'a str,
    score: f32,
    confidence: f32,
    also: Vec<PassageJson<'a>>,
    differing: Vec<&'a str>,
}

#[derive(Serialize)]
pub(super) struct PassageJson<'a> {
    text: &'a str,
    article: &'a str,
    title: &'a str,
    paragraph: u32,
    heading: Option<&'a str>,
    outlet: Option<&'a str>,
    authors: &'a [String],
    published: Option<String>,
    url: Option<&'a str>,
}

impl<'a> AnswerJson<'a> {
    fn new(ranked: &'a Ranked) -> Self {
        let text = &ranked.passage.text;
        Self {
            passage: PassageJson::new(&ranked.passage),
            sentence: text.get(ranked.sentence.clone()).unwrap_or_default(),
            score: ranked.score,
            confidence: ranked.confidence,
            also: (ranked.also.iter())
                .map(|passage| PassageJson::new(passage))
                .collect(),
            differing: (ranked.differing.iter())
                .filter_map(|span| text.get(span.clone()))
                .collect(),
        }
    }
}

impl<'a> PassageJson<'a> {
    pub(super) fn new(passage: &'a Passage) -> Self {
        Self {
            text: &passage.text,
            article: &passage.article,
            title: &passage.title,
            paragraph: passage.number,
            heading: passage.heading.as_deref(),
            outlet: passage.outlet.as_deref(),
            authors: &passage.authors,
            published: passage.published.map(|day| day.to_string()),
            url: passage.url.as_deref(),
        }
    }
}
