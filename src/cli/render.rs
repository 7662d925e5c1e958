//! An answer as text for people and as JSON for programs: pure functions.

use anstyle::{AnsiColor, Style};
use serde::Serialize;
use textwrap::Options;

use super::terminal::{harmless, harmless_line};
use crate::answer::{Answer, Ranked};
use crate::index::{Edition, Passage};

const BEST_SENTENCE: Style = Style::new().bold();
const CITATION: Style = AnsiColor::Cyan.on_default();
const NOT_AN_ANSWER: Style = Style::new().dimmed();

/// The answer for people, in lines of `width` columns, or unbroken where there is no width.
pub(super) fn human(answer: &Answer, width: Option<usize>) -> String {
    match answer {
        Answer::Found(ranked) => (1..)
            .zip(ranked)
            .map(|(n, ranked)| {
                block(
                    ranked,
                    &format!("{n} · "),
                    BEST_SENTENCE,
                    Style::new(),
                    width,
                )
            })
            .collect::<Vec<_>>()
            .join("\n"),
        Answer::NotFound { nearest: None } => "The articles do not say.\n".to_owned(),
        Answer::NotFound {
            nearest: Some(nearest),
        } => format!(
            "The articles do not say.\n\nNearest passage, not an answer:\n{}",
            block(nearest, "", NOT_AN_ANSWER, NOT_AN_ANSWER, width)
        ),
    }
}

/// A passage word for word, its citation, and where else it stands.
fn block(
    ranked: &Ranked,
    place: &str,
    sentence: Style,
    rest: Style,
    width: Option<usize>,
) -> String {
    let text = ranked.passage.text.as_str();
    let part = |style: Style, part: Option<&str>| match part.map(harmless) {
        Some(part) if !part.is_empty() => format!("{style}{part}{style:#}"),
        _ => String::new(),
    };
    let passage = [
        part(rest, text.get(..ranked.sentence.start)),
        part(sentence, text.get(ranked.sentence.clone())),
        part(rest, text.get(ranked.sentence.end..)),
    ];
    let mut lines = wrap(&passage.concat(), width, "");
    let cite = |before: &str, passage: &Passage| {
        let citation = wrap(&format!("{before}{}", citation(passage)), width, "    ");
        format!("{CITATION}{}{CITATION:#}\n", citation.trim_end())
    };
    lines.push_str(&cite(place, &ranked.passage));
    for other in &ranked.also {
        lines.push_str(&cite("    also in: ", other));
    }
    lines
}

/// `Title · ¶9, Heading · Outlet · 15 Aug 2025 · url`, without what is not known.
fn citation(passage: &Passage) -> String {
    let paragraph = match &passage.heading {
        Some(heading) => format!("¶{}, {heading}", passage.number),
        None => format!("¶{}", passage.number),
    };
    let published = passage
        .published
        .map(|day| day.strftime("%-d %b %Y").to_string());
    let parts = [
        Some(passage.title.clone()),
        Some(paragraph),
        passage.outlet.clone(),
        published,
        passage.url.clone(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    harmless_line(&parts.join(" · "))
}

fn wrap(text: &str, width: Option<usize>, indent: &str) -> String {
    let Some(width) = width else {
        return format!("{text}\n");
    };
    // An address that is broken over two lines cannot be clicked.
    let options = Options::new(width)
        .subsequent_indent(indent)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options) + "\n"
}

/// The answer for programs; `summit-bot ask --help` describes it.
pub(super) fn json(
    question: &str,
    edition: &Edition,
    answer: &Answer,
) -> serde_json::Result<String> {
    let (passages, nearest) = match answer {
        Answer::Found(ranked) => (ranked.as_slice(), None),
        Answer::NotFound { nearest } => (&[][..], nearest.as_ref()),
    };
    let edition = edition.to_string();
    let reply = Reply {
        question,
        edition: Some(edition).filter(|edition| !edition.is_empty()),
        passages: passages.iter().map(AnswerJson::new).collect(),
        nearest: nearest.map(AnswerJson::new),
    };
    Ok(serde_json::to_string_pretty(&reply)? + "\n")
}

#[derive(Serialize)]
struct Reply<'a> {
    question: &'a str,
    edition: Option<String>,
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
}

#[derive(Serialize)]
struct PassageJson<'a> {
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
            also: ranked.also.iter().map(PassageJson::new).collect(),
        }
    }
}

impl<'a> PassageJson<'a> {
    fn new(passage: &'a Passage) -> Self {
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
