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
    lines.push_str(&cite(place, &ranked.passage, width));
    for other in &ranked.also {
        lines.push_str(&cite("    also in: ", other, width));
    }
    lines
}

/// A line that says where a passage stands, behind `before`.
pub(super) fn cite(before: &str, passage: &Passage, width: Option<usize>) -> String {
    let citation = wrap(&format!("{before}{}", citation(passage)), width, "    ");
    format!("{CITATION}{}{CITATION:#}\n", citation.trim_end())
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

pub(super) fn wrap(text: &str, width: Option<usize>, indent: &str) -> String {
    let Some(width) = width else {
        return format!("{text}\n");
    };
    // An address that is broken over two lines cannot be clicked.
    let options = Options::new(width)
        .subsequent_indent(indent)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
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
        Answer::NotFound { nearest } => (&[][..], nearest.as_deref()),
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
            also: ranked.also.iter().map(PassageJson::new).collect(),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked() -> Ranked {
        let passage = Passage {
            article: "talks".to_owned(),
            title: "The talks".to_owned(),
            url: Some("https://example.org/a/rather/long/address/of/an/article".to_owned()),
            outlet: Some("The Post".to_owned()),
            authors: Vec::new(),
            published: Some(jiff::civil::date(2025, 8, 5)),
            number: 9,
            heading: Some("Demands".to_owned()),
            text: "They met. They talked for three hours about the war. They left.".to_owned(),
            sentences: vec![(0, 9), (10, 52), (53, 63)],
        };
        let elsewhere = Passage {
            outlet: None,
            heading: None,
            url: None,
            ..passage.clone()
        };
        Ranked {
            passage,
            sentence: 10..52,
            score: 1.0,
            confidence: 0.9,
            also: vec![elsewhere],
        }
    }

    fn visible(text: &str) -> String {
        text.replace('\u{1b}', "^")
    }

    #[test]
    fn the_best_sentence_is_bold_and_every_place_is_cited() {
        let answer = Answer::Found(vec![ranked()]);
        insta::assert_snapshot!(visible(&human(&answer, None)), @r"
        They met. ^[1mThey talked for three hours about the war.^[0m They left.
        ^[36m1 · The talks · ¶9, Demands · The Post · 5 Aug 2025 · https://example.org/a/rather/long/address/of/an/article^[0m
        ^[36m    also in: The talks · ¶9 · 5 Aug 2025^[0m
        ");
    }

    #[test]
    fn on_a_terminal_lines_are_wrapped_but_no_address() {
        let answer = Answer::Found(vec![ranked()]);
        let plain = anstream::adapter::strip_str(&human(&answer, Some(30))).to_string();
        insta::assert_snapshot!(plain, @r"
        They met. They talked for
        three hours about the war.
        They left.
        1 · The talks · ¶9, Demands
            · The Post · 5 Aug 2025 ·
            https://example.org/a/rather/long/address/of/an/article
            also in: The talks · ¶9 ·
            5 Aug 2025
        ");
    }

    #[test]
    fn what_is_no_answer_is_dimmed_throughout() {
        let mut nearest = ranked();
        nearest.also.clear();
        let answer = Answer::NotFound {
            nearest: Some(Box::new(nearest)),
        };
        insta::assert_snapshot!(visible(&human(&answer, None)), @r"
        The articles do not say.

        Nearest passage, not an answer:
        ^[2mThey met. ^[0m^[2mThey talked for three hours about the war.^[0m^[2m They left.^[0m
        ^[36mThe talks · ¶9, Demands · The Post · 5 Aug 2025 · https://example.org/a/rather/long/address/of/an/article^[0m
        ");
    }
}
