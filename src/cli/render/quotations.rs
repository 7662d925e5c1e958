//! Quotations and verdicts as text.

use anstyle::{AnsiColor, Style};

use super::layout::{cite, wrap};
use crate::answer::{Change, FoundQuotation, Verdict, Verification, Warning, known_by, wording};
use crate::cli::terminal::harmless;
use crate::corpus::Article;
use crate::quotations::Quotation;
use crate::text::Span;
use crate::text::english::joined;

const QUOTED: Style = Style::new().bold();
const GRAVE: Style = AnsiColor::Red.on_default().bold();
const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();

/// Quotations that were found, in lines of `width` columns, or unbroken where there is no width.
pub(in crate::cli) fn found(found: &[FoundQuotation], width: Option<usize>) -> String {
    if found.is_empty() {
        return "The articles quote no such words.\n".to_owned();
    }
    let blocks = (1..).zip(found).map(|(n, found)| {
        let mut lines = quoted(found, None, width);
        if !found.missing.is_empty() {
            let missing = format!("without: {}", found.missing.join(", "));
            lines.push_str(&wrap(&harmless(&missing), width, "    "));
        }
        lines + &places(found, &format!("{n} · "), width)
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// A verdict with its evidence.
pub(in crate::cli) fn verification(verification: &Verification, width: Option<usize>) -> String {
    let mut lines = wrap(&headline(verification), width, "");
    for warning in &verification.warnings {
        let (style, sentence) = warn(warning);
        let sentence = wrap(&harmless(&sentence), width, "  ");
        lines.push_str(&format!("{style}{}{style:#}\n", sentence.trim_end()));
    }
    match evidence(&verification.verdict, width) {
        evidence if evidence.is_empty() => lines,
        evidence => lines + "\n" + &evidence,
    }
}

fn headline(verification: &Verification) -> String {
    let (verdict, meaning) = wording::meaning(verification, speakers);
    format!("{QUOTED}{verdict}{QUOTED:#}{}", harmless(&meaning))
}

/// A warning in words, and how loud.
fn warn(warning: &Warning) -> (Style, String) {
    match wording::caution(warning, str::to_owned) {
        (Some(name), sentence) => (GRAVE, format!("! {}: {sentence}", name.to_uppercase())),
        (None, sentence) => (Style::new(), format!("- {sentence}")),
    }
}

fn evidence(verdict: &Verdict, width: Option<usize>) -> String {
    match verdict {
        Verdict::Verbatim { found } => quoted(found, None, width) + &places(found, "", width),
        Verdict::Excerpt { found, part } | Verdict::Misattributed { found, part } => {
            quoted(found, Some(part), width) + &places(found, "", width)
        }
        Verdict::Altered {
            found,
            difference,
            stitched,
        } => {
            let mut lines = quoted(found, Some(&(0..0)), width);
            lines.push_str(&places(found, "", width));
            if stitched.is_empty() {
                let difference = format!("difference: {}", changes(difference));
                return lines + "\n" + &wrap(&difference, width, "    ");
            }
            for piece in stitched {
                lines.push('\n');
                lines.push_str(&quoted(piece, Some(&(0..0)), width));
                lines.push_str(&places(piece, "", width));
            }
            lines
        }
        Verdict::Paraphrase { passage, part } => {
            wrap(&marked(&passage.text, part), width, "") + &cite("", passage, width)
        }
        Verdict::NotFound { .. } => String::new(),
    }
}

/// A quotation that was found, in its marks, with a part of it set apart, and who said it.
fn quoted(found: &FoundQuotation, part: Option<&Span>, width: Option<usize>) -> String {
    said(&found.quotation, found.known_by(one_line), part, width)
}

/// A quotation in its marks, with a part of it set apart, who said it, and how that is known.
fn said(
    quotation: &Quotation,
    known_by: Option<String>,
    part: Option<&Span>,
    width: Option<usize>,
) -> String {
    let whole = 0..quotation.text.len();
    let text = marked(&quotation.text, part.unwrap_or(&whole));
    let known_by = known_by.map_or_else(String::new, |known_by| format!(" ({known_by})"));
    let who = format!("{}{known_by}", speakers(quotation));
    wrap(&format!("“{text}”"), width, "") + &wrap(&harmless(&who), width, "    ")
}

/// Words of an article on one line.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names of those who said it, joined.
fn speakers(quotation: &Quotation) -> String {
    let names = quotation.speakers().iter().map(|speaker| &speaker.name);
    joined(names).unwrap_or_else(|| "speaker not named".to_owned())
}

/// Where a quotation stands, and where else.
fn places(found: &FoundQuotation, place: &str, width: Option<usize>) -> String {
    let mut lines = cite(place, &found.passage, width);
    for also in &found.also {
        lines.push_str(&cite("    also in: ", &also.passage, width));
        if !also.difference.is_empty() {
            let difference = format!("    as: {}", changes(&also.difference));
            lines.push_str(&wrap(&difference, width, "        "));
        }
    }
    lines
}

/// A difference in one line, readable without colours too.
fn changes(changes: &[Change]) -> String {
    let shown: Vec<String> = changes
        .iter()
        .map(|change| match change {
            Change::Kept(words) => harmless(words),
            Change::Removed(words) => format!("{REMOVED}[-{}-]{REMOVED:#}", harmless(words)),
            Change::Added(words) => format!("{ADDED}{{+{}+}}{ADDED:#}", harmless(words)),
            Change::Cut(_) => "…".to_owned(),
        })
        .collect();
    shown.join(" ")
}

/// A text of which a part is set apart.
fn marked(text: &str, part: &Span) -> String {
    let get = |span: Span| text.get(span).map(harmless).unwrap_or_default();
    let (before, after) = (get(0..part.start), get(part.end..text.len()));
    let part = get(part.clone());
    if part.is_empty() {
        harmless(text)
    } else {
        format!("{before}{QUOTED}{part}{QUOTED:#}{after}")
    }
}

/// The quotations of an article, a block each.
pub(in crate::cli) fn listed(
    article: &Article,
    quotations: &[Quotation],
    width: Option<usize>,
) -> String {
    let blocks: Vec<String> = quotations
        .iter()
        .map(|quotation| {
            let place = format!("{} · ¶{}", article.id(), quotation.paragraph);
            let known_by = known_by(quotation, Some((article.text(), 0)), one_line);
            said(quotation, known_by, Some(&(0..0)), width) + &harmless(&place) + "\n"
        })
        .collect();
    blocks.join("\n")
}
