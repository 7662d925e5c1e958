//! Quotations as text for people: pure functions.

use anstyle::{AnsiColor, Style};

use super::check::counted;
use super::render::{cite, wrap};
use super::terminal::harmless;
use crate::answer::{Change, FoundQuotation, Verdict, Verification, Warning};
use crate::corpus::Span;
use crate::corpus::quotations::Quotation;

const QUOTED: Style = Style::new().bold();
const GRAVE: Style = AnsiColor::Red.on_default().bold();
const REMOVED: Style = AnsiColor::Red.on_default();
const ADDED: Style = AnsiColor::Green.on_default();

/// Quotations that were found, in lines of `width` columns, or unbroken where there is no width.
pub(super) fn found(found: &[FoundQuotation], width: Option<usize>) -> String {
    if found.is_empty() {
        return "The articles quote no such words.\n".to_owned();
    }
    let blocks = (1..).zip(found).map(|(n, found)| {
        let mut lines = quoted(&found.quotation, None, width);
        if !found.missing.is_empty() {
            let missing = format!("without: {}", found.missing.join(", "));
            lines.push_str(&wrap(&harmless(&missing), width, "    "));
        }
        lines + &places(found, &format!("{n} · "), width)
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// A verdict with its evidence.
pub(super) fn verification(verification: &Verification, width: Option<usize>) -> String {
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
    let is_partly_quoted = verification.warnings.contains(&Warning::PartlyQuoted);
    let (verdict, meaning) = match &verification.verdict {
        Verdict::Verbatim { .. } => ("VERBATIM", "an article quotes just these words.".to_owned()),
        Verdict::Excerpt { .. } => (
            "EXCERPT",
            "these words are part of a longer quotation, here in full.".to_owned(),
        ),
        Verdict::Altered { stitched, .. } if !stitched.is_empty() => (
            "ALTERED",
            "these words were put together from several quotations.".to_owned(),
        ),
        Verdict::Altered { .. } => (
            "ALTERED",
            "the nearest quotation has other words.".to_owned(),
        ),
        Verdict::Misattributed { found, .. } => (
            "MISATTRIBUTED",
            format!(
                "an article has these words from {}.",
                speakers(&found.quotation)
            ),
        ),
        Verdict::Paraphrase { .. } if is_partly_quoted => (
            "PARAPHRASE",
            "these words stand in an article, but not as one quotation.".to_owned(),
        ),
        Verdict::Paraphrase { .. } => (
            "PARAPHRASE",
            "these are an article's own words, not a quotation.".to_owned(),
        ),
        Verdict::NotFound { articles, edition } => {
            let count = counted(*articles, "article");
            ("NOT FOUND", format!("in the {count} of edition {edition}."))
        }
    };
    let colon = match verdict {
        "NOT FOUND" => "",
        _ => ":",
    };
    format!("{QUOTED}{verdict}{QUOTED:#}{colon} {}", harmless(&meaning))
}

/// A warning in words, and how loud.
fn warn(warning: &Warning) -> (Style, String) {
    let change = |what: &str, was: &str, now: &str| match (was, now) {
        ("", now) => format!("{what}: the text adds “{now}”"),
        (was, "") => format!("{what}: the text leaves out “{was}”"),
        (was, now) => format!("{what}: the quotation says “{was}”, the text “{now}”"),
    };
    match warning {
        Warning::Negation { was, now } => (GRAVE, change("! NEGATION", was, now)),
        Warning::Number { was, now } => (GRAVE, change("! NUMBER", was, now)),
        Warning::Name { was, now } => (GRAVE, change("! NAME", was, now)),
        Warning::Modal { was, now } => (GRAVE, change("! MODAL", was, now)),
        Warning::CutNegation { word } => (
            GRAVE,
            format!("! NEGATION: “{word}” stands in the same sentence, outside the text"),
        ),
        Warning::Stitched => (
            GRAVE,
            "! STITCHED: they were not said in one piece".to_owned(),
        ),
        Warning::OtherSpeaker => (GRAVE, "! SPEAKER: somebody else said it".to_owned()),
        Warning::UnknownSpeaker => (
            GRAVE,
            "! SPEAKER: the article does not name who said it".to_owned(),
        ),
        Warning::Skipped { words } => (Style::new(), format!("- an ellipsis stands for “{words}”")),
        Warning::InBrackets { was, now } => (Style::new(), change("- in brackets", was, now)),
        Warning::PartlyQuoted => (
            Style::new(),
            "- part of them stands in quotation marks".to_owned(),
        ),
    }
}

fn evidence(verdict: &Verdict, width: Option<usize>) -> String {
    match verdict {
        Verdict::Verbatim { found } => {
            quoted(&found.quotation, None, width) + &places(found, "", width)
        }
        Verdict::Excerpt { found, part } | Verdict::Misattributed { found, part } => {
            quoted(&found.quotation, Some(part), width) + &places(found, "", width)
        }
        Verdict::Altered {
            found,
            difference,
            stitched,
        } => {
            let mut lines = quoted(&found.quotation, Some(&(0..0)), width);
            lines.push_str(&places(found, "", width));
            if stitched.is_empty() {
                let difference = format!("difference: {}", changes(difference));
                return lines + "\n" + &wrap(&difference, width, "    ");
            }
            for piece in stitched {
                lines.push('\n');
                lines.push_str(&quoted(&piece.quotation, Some(&(0..0)), width));
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

/// A quotation in its marks, with a part of it set apart, and who said it.
fn quoted(quotation: &Quotation, part: Option<&Span>, width: Option<usize>) -> String {
    let whole = 0..quotation.text.len();
    let text = marked(&quotation.text, part.unwrap_or(&whole));
    let known_by = match &quotation.attribution {
        None => String::new(),
        Some(attribution) => {
            let cue = attribution.cue.as_ref();
            let cue = cue.map_or_else(String::new, |cue| format!(", “{cue}”"));
            format!(" ({}{cue})", attribution.basis.name())
        }
    };
    let who = format!("{}{known_by}", speakers(quotation));
    wrap(&format!("“{text}”"), width, "") + &wrap(&harmless(&who), width, "    ")
}

/// The names of those who said it, joined.
pub(super) fn speakers(quotation: &Quotation) -> String {
    joined(quotation).unwrap_or_else(|| "speaker not named".to_owned())
}

/// The names of those who said it: "A", "A and B", "A, B and C".
pub(super) fn joined(quotation: &Quotation) -> Option<String> {
    let names: Vec<&str> = quotation
        .speakers()
        .iter()
        .map(|speaker| speaker.name.as_str())
        .collect();
    match names.as_slice() {
        [] => None,
        [one] => Some((*one).to_owned()),
        [first @ .., last] => Some(format!("{} and {last}", first.join(", "))),
    }
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
    match part.is_empty() {
        true => harmless(text),
        false => format!("{before}{QUOTED}{part}{QUOTED:#}{after}"),
    }
}

/// The quotations of an article, a block each.
pub(super) fn listed(article: &str, quotations: &[Quotation], width: Option<usize>) -> String {
    let blocks: Vec<String> = quotations
        .iter()
        .map(|quotation| {
            let place = format!("{article} · ¶{}", quotation.paragraph);
            quoted(quotation, Some(&(0..0)), width) + &harmless(&place) + "\n"
        })
        .collect();
    blocks.join("\n")
}
