//! Rendering an answer as text.

use anstyle::Style;

use super::layout::{citation_lines, wrap};
use crate::answer::{Answer, Ranked};
use crate::cli::terminal::harmless;
use crate::text::Span;

const BEST_SENTENCE: Style = Style::new().bold();
const NOT_AN_ANSWER: Style = Style::new().dimmed();

/// Renders an answer, wrapped at `width` columns, if any.
pub(in crate::cli) fn answer(answer: &Answer, width: Option<usize>) -> String {
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
        Answer::NotFound { nearest: None, .. } => "The articles do not say.\n".to_owned(),
        Answer::NotFound {
            nearest: Some(nearest),
            ..
        } => format!(
            "The articles do not say.\n\nNearest passage, not an answer:\n{}",
            block(nearest, "", NOT_AN_ANSWER, NOT_AN_ANSWER, width)
        ),
    }
}

/// Renders a passage, its citation, and the citations of its repetitions.
fn block(
    ranked: &Ranked,
    place: &str,
    sentence: Style,
    rest: Style,
    width: Option<usize>,
) -> String {
    let text = ranked.passage.text.as_str();
    let mut cuts = vec![0, ranked.sentence.start, ranked.sentence.end, text.len()];
    cuts.extend(
        ranked
            .differing
            .iter()
            .flat_map(|span| [span.start, span.end]),
    );
    cuts.sort_unstable();
    let passage = cuts.windows(2).filter_map(|cut| {
        let (start, end) = (cut[0], cut[1]);
        let part = text.get(start..end).filter(|part| !part.is_empty())?;
        let is_in = |span: &Span| span.start <= start && end <= span.end;
        let style = if is_in(&ranked.sentence) {
            sentence
        } else {
            rest
        };
        let style = if ranked.differing.iter().any(is_in) {
            style.underline()
        } else {
            style
        };
        Some(format!("{style}{}{style:#}", harmless(part)))
    });
    let mut lines = wrap(&passage.collect::<String>(), width, "");
    lines.push_str(&citation_lines(place, &ranked.passage, width));
    if !ranked.differing.is_empty() {
        let words = ranked
            .differing
            .iter()
            .filter_map(|span| text.get(span.clone()));
        let words: Vec<String> = words.map(|word| format!("“{word}”")).collect();
        let line = format!("    differs in: {}", harmless(&words.join(", ")));
        lines.push_str(&wrap(&line, width, "    "));
    }
    for other in &ranked.also {
        lines.push_str(&citation_lines("    also in: ", other, width));
    }
    lines
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::index::Passage;

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
            passage: Arc::new(passage),
            sentence: 10..52,
            score: 1.0,
            confidence: 0.9,
            also: vec![Arc::new(elsewhere)],
            is_weak: false,
            has_terms: true,
            differing: Vec::new(),
        }
    }

    fn visible(text: &str) -> String {
        text.replace('\u{1b}', "^")
    }

    #[test]
    fn the_best_sentence_is_bold_and_every_place_is_cited() {
        let answer = Answer::Found(vec![ranked()]);
        insta::assert_snapshot!(visible(&super::answer(&answer, None)), @r"
        They met. ^[1mThey talked for three hours about the war.^[0m They left.
        ^[36m1 · The talks · ¶9, Demands · The Post · 5 Aug 2025 · https://example.org/a/rather/long/address/of/an/article^[0m
        ^[36m    also in: The talks · ¶9 · 5 Aug 2025^[0m
        ");
    }

    #[test]
    fn lines_are_wrapped_except_addresses() {
        let answer = Answer::Found(vec![ranked()]);
        let plain = anstream::adapter::strip_str(&super::answer(&answer, Some(30))).to_string();
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
    fn declined_passages_are_dimmed() {
        let mut nearest = ranked();
        nearest.also.clear();
        let answer = Answer::NotFound {
            nearest: Some(Box::new(nearest)),
            unmentioned: Vec::new(),
        };
        insta::assert_snapshot!(visible(&super::answer(&answer, None)), @r"
        The articles do not say.

        Nearest passage, not an answer:
        ^[2mThey met. ^[0m^[2mThey talked for three hours about the war.^[0m^[2m They left.^[0m
        ^[36mThe talks · ¶9, Demands · The Post · 5 Aug 2025 · https://example.org/a/rather/long/address/of/an/article^[0m
        ");
    }
}
