//! Rendering quotations and verdicts as text.

use anstyle::{AnsiColor, Style};

use super::layout::{citation_lines, wrap};
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

/// Renders found quotations, wrapped at `width` columns, if any.
pub(in crate::cli) fn found(found: &[FoundQuotation], width: Option<usize>) -> String {
    if found.is_empty() {
        return "The articles quote no such words.\n".to_owned();
    }
    let blocks = (1..).zip(found).map(|(n, found)| {
        let mut lines = found_quotation(found, None, width);
        if !found.missing.is_empty() {
            let missing = format!("without: {}", found.missing.join(", "));
            lines.push_str(&wrap(&harmless(&missing), width, "    "));
        }
        lines + &citations(found, &format!("{n} · "), width)
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// Renders a verdict with its warnings and its evidence.
pub(in crate::cli) fn verification(verification: &Verification, width: Option<usize>) -> String {
    let mut lines = wrap(&headline(verification), width, "");
    for warning in &verification.warnings {
        let (style, sentence) = warning_line(warning);
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

/// Returns the style and the sentence of a warning.
fn warning_line(warning: &Warning) -> (Style, String) {
    match wording::caution(warning, str::to_owned) {
        (Some(name), sentence) => (GRAVE, format!("! {}: {sentence}", name.to_uppercase())),
        (None, sentence) => (Style::new(), format!("- {sentence}")),
    }
}

/// Renders the quotations or the passage that a verdict is based on.
fn evidence(verdict: &Verdict, width: Option<usize>) -> String {
    match verdict {
        Verdict::Verbatim { found } => {
            found_quotation(found, None, width) + &citations(found, "", width)
        }
        Verdict::Excerpt { found, part } | Verdict::Misattributed { found, part } => {
            found_quotation(found, Some(part), width) + &citations(found, "", width)
        }
        Verdict::Altered {
            found,
            difference,
            stitched,
        } => {
            let mut lines = found_quotation(found, Some(&(0..0)), width);
            lines.push_str(&citations(found, "", width));
            if stitched.is_empty() {
                let difference = format!("difference: {}", difference_line(difference));
                return lines + "\n" + &wrap(&difference, width, "    ");
            }
            for piece in stitched {
                lines.push('\n');
                lines.push_str(&found_quotation(piece, Some(&(0..0)), width));
                lines.push_str(&citations(piece, "", width));
            }
            lines
        }
        Verdict::Paraphrase { passage, part } => {
            wrap(&with_bold_part(&passage.text, part), width, "")
                + &citation_lines("", passage, width)
        }
        Verdict::NotFound { .. } => String::new(),
    }
}

/// Renders a found quotation with its speaker, and with `part` in bold.
fn found_quotation(found: &FoundQuotation, part: Option<&Span>, width: Option<usize>) -> String {
    quotation_with_speaker(&found.quotation, found.known_by(one_line), part, width)
}

/// Renders a quotation with its speaker and the basis of the attribution, and with `part`, or else
/// all of it, in bold.
fn quotation_with_speaker(
    quotation: &Quotation,
    known_by: Option<String>,
    part: Option<&Span>,
    width: Option<usize>,
) -> String {
    let whole = 0..quotation.text.len();
    let text = with_bold_part(&quotation.text, part.unwrap_or(&whole));
    let known_by = known_by.map_or_else(String::new, |known_by| format!(" ({known_by})"));
    let who = format!("{}{known_by}", speakers(quotation));
    wrap(&format!("“{text}”"), width, "") + &wrap(&harmless(&who), width, "    ")
}

/// Returns words of an article on one line.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the names of the speakers, joined.
fn speakers(quotation: &Quotation) -> String {
    let names = quotation.speakers().iter().map(|speaker| &speaker.name);
    joined(names).unwrap_or_else(|| "speaker not named".to_owned())
}

/// Renders the citations of a quotation and of its repetitions.
fn citations(found: &FoundQuotation, place: &str, width: Option<usize>) -> String {
    let mut lines = citation_lines(place, &found.passage, width);
    for also in &found.also {
        lines.push_str(&citation_lines("    also in: ", &also.passage, width));
        if !also.difference.is_empty() {
            let difference = format!("    as: {}", difference_line(&also.difference));
            lines.push_str(&wrap(&difference, width, "        "));
        }
    }
    lines
}

/// Renders a difference on one line, with marks that are readable without colours.
fn difference_line(changes: &[Change]) -> String {
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

/// Renders a text with `part` in bold.
fn with_bold_part(text: &str, part: &Span) -> String {
    let get = |span: Span| text.get(span).map(harmless).unwrap_or_default();
    let (before, after) = (get(0..part.start), get(part.end..text.len()));
    let part = get(part.clone());
    if part.is_empty() {
        harmless(text)
    } else {
        format!("{before}{QUOTED}{part}{QUOTED:#}{after}")
    }
}

/// Renders all quotations of an article, one block for each.
pub(in crate::cli) fn quotations_of_article(
    article: &Article,
    quotations: &[Quotation],
    width: Option<usize>,
) -> String {
    let blocks: Vec<String> = quotations
        .iter()
        .map(|quotation| {
            let place = format!("{} · ¶{}", article.id(), quotation.paragraph);
            let known_by = known_by(quotation, Some((article.text(), 0)), one_line);
            quotation_with_speaker(quotation, known_by, Some(&(0..0)), width)
                + &harmless(&place)
                + "\n"
        })
        .collect();
    blocks.join("\n")
}
