//! Renders verdicts: what the text is, warnings, and the evidence.

#[cfg(test)]
mod tests;

use crate::answer::{Verdict, Verification, Warning, wording};

use super::citation::{citation, part, short_citation};
use super::escape::{clean, length, shorten};
use super::layout::{LONGEST_PAGE, Pages, QuoteBlock, RenderedPage};
use super::passages::headline;
use super::quotations::{block, difference, speakers};

/// Longest text that is checked, in UTF-16 units.
pub(crate) const LONGEST_TEXT: usize = 2000;

/// How much is shown besides the quotation: the first of these with which the message fits.
const DETAILS: [Details; 3] = [
    Details {
        text: 200,
        warnings: 5,
        difference: 600,
    },
    Details {
        text: 120,
        warnings: 3,
        difference: 300,
    },
    Details {
        text: 60,
        warnings: 1,
        difference: 100,
    },
];

/// Longest words in a warning, in UTF-16 units.
const LONGEST_WARNING: usize = 40;

/// Longest text of each quotation in a list of verdicts, in UTF-16 units.
const SHOWN_OF_EACH: usize = 150;

/// Longest quotation and longest name in a line that has no warning, in UTF-16 units.
const SHOWN_OF_FINE: usize = 80;
const SHOWN_OF_NAME: usize = 40;

struct Details {
    text: usize,
    warnings: usize,
    difference: usize,
}

/// Renders the verdict on one text.
pub(crate) fn verdict(text: &str, speaker: Option<&str>, verification: &Verification) -> String {
    let text = without_marks(text);
    let attempts = DETAILS.iter().map(|details| {
        let text = shorten(&text, details.text);
        with_details(&text, speaker, verification, details)
    });
    let mut shortest = String::new();
    for attempt in attempts {
        shortest = attempt;
        if length(&shortest) <= LONGEST_PAGE {
            break;
        }
    }
    shortest
}

fn with_details(
    text: &str,
    speaker: Option<&str>,
    verification: &Verification,
    details: &Details,
) -> String {
    let speaker = speaker.or(verification.speaker.as_deref());
    let asked = match speaker {
        Some(speaker) => format!("Did {speaker} say “{text}”?"),
        None => format!("Did anybody say “{text}”?"),
    };
    let verdict = &verification.verdict;
    let mut head = format!("{}\n{}", headline(&asked), meaning(verification));
    for warning in verification.warnings.iter().take(details.warnings) {
        head.extend(["\n", &warn(warning)]);
    }
    if let Verdict::Altered {
        difference: changes,
        stitched,
        ..
    } = verdict
        && stitched.is_empty()
    {
        head.extend(["\n> ", &difference(changes, details.difference)]);
        head.push_str("\nThe quotation itself:");
    }
    let blocks = evidence(verdict);
    let count = blocks.len();
    Pages::new(head, blocks, count).page(0).content
}

/// Renders the verdicts on the quotations of a message, as many as fit, numbered if there are
/// several, and says how many are left out, the `unchecked` ones included.
pub(crate) fn verdicts(checked: &[(String, Verification)], unchecked: usize) -> RenderedPage {
    let count = checked.len() + unchecked;
    let is_one_of_many = count > 1;
    let mut message = match checked.len() {
        1 => "**1 quotation checked**".to_owned(),
        count => format!("**{count} quotations checked**"),
    };
    let more = |count: usize| format!("\n-# and {count} more: check them with /verify");
    let mut shown = 0;
    for (number, (text, verification)) in (1..).zip(checked) {
        let left = count - shown;
        let reserve = if left == 1 { 0 } else { length(&more(left)) };
        let room = LONGEST_PAGE.saturating_sub(length(&message) + reserve);
        let place = if is_one_of_many {
            format!("{number} · ")
        } else {
            String::new()
        };
        let mut entry = fine_entry(text, verification, &place)
            .filter(|_| is_one_of_many)
            .unwrap_or_else(|| entry(text, verification, &place));
        if length(&entry) > room && shown == 0 {
            entry = short_entry(text, verification, &place);
        }
        if length(&entry) > room {
            break;
        }
        message.push_str(&entry);
        shown += 1;
    }
    if shown < count {
        message.push_str(&more(count - shown));
    }
    RenderedPage {
        content: message,
        shown: 0..shown,
    }
}

/// One of several verdicts: the text and its verdict; `place` begins it.
fn short_entry(text: &str, verification: &Verification, place: &str) -> String {
    let text = part(Some(&without_marks(text)), SHOWN_OF_EACH).unwrap_or_default();
    let speaker = part(verification.speaker.as_deref(), SHOWN_OF_NAME);
    let speaker = speaker.map_or_else(String::new, |name| format!(" – {name}"));
    format!("\n> {place}“{text}”{speaker}\n{}", meaning(verification))
}

/// One of several verdicts in a single line, for a verbatim quotation without a warning.
fn fine_entry(text: &str, verification: &Verification, place: &str) -> Option<String> {
    let Verdict::Verbatim { found } = &verification.verdict else {
        return None;
    };
    let text = part(Some(&without_marks(text)), SHOWN_OF_FINE)?;
    let (speakers, source) = (speakers(&found.quotation), short_citation(&found.passage));
    let line = format!("\n{place}✅ “{text}” — {speakers} · {source}");
    verification.warnings.is_empty().then_some(line)
}

/// One of several verdicts with its warnings and its source.
fn entry(text: &str, verification: &Verification, place: &str) -> String {
    let mut entry = short_entry(text, verification, place);
    for warning in verification.warnings.iter().take(2) {
        entry.extend(["\n", &warn(warning)]);
    }
    let source = match &verification.verdict {
        Verdict::Verbatim { found }
        | Verdict::Excerpt { found, .. }
        | Verdict::Misattributed { found, .. } => Some(format!(
            "{} · {}",
            speakers(&found.quotation),
            citation(&found.passage, "")
        )),
        Verdict::Altered {
            found,
            difference: changes,
            ..
        } => {
            entry.extend(["\n> ", &difference(changes, 2 * SHOWN_OF_EACH)]);
            Some(format!(
                "{} · {}",
                speakers(&found.quotation),
                citation(&found.passage, "")
            ))
        }
        Verdict::Paraphrase { passage, .. } => Some(citation(passage, "")),
        Verdict::NotFound { .. } => None,
    };
    if let Some(source) = source {
        entry.extend(["\n-# ", &source]);
    }
    entry
}

/// The verdict's name and meaning.
fn meaning(verification: &Verification) -> String {
    let (name, meaning) = wording::meaning(verification, speakers);
    format!("**{name}**{meaning}")
}

/// A warning as a sentence.
fn warn(warning: &Warning) -> String {
    let said = |words: &str| part(Some(words), LONGEST_WARNING).unwrap_or_default();
    match wording::caution(warning, said) {
        (Some(name), sentence) => format!("⚠️ **{}**: {sentence}.", capitalised(name)),
        (None, sentence) => format!("{}.", capitalised(&sentence)),
    }
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

/// The quotations or the passage that the verdict rests on.
fn evidence(verdict: &Verdict) -> Vec<QuoteBlock<'_>> {
    match verdict {
        Verdict::Verbatim { found } => vec![block(found, &(0..0), "")],
        Verdict::Excerpt { found, part } | Verdict::Misattributed { found, part } => {
            // If the whole quotation were bold, nothing would stand out.
            let text = &found.quotation.text;
            let around = [text.get(..part.start), text.get(part.end..)];
            let has_words = |text: &str| text.contains(char::is_alphanumeric);
            let is_whole = !around.into_iter().flatten().any(has_words);
            let bold = if is_whole { 0..0 } else { part.clone() };
            vec![block(found, &bold, "")]
        }
        Verdict::Altered {
            found, stitched, ..
        } => std::iter::once(found.as_ref())
            .chain(stitched)
            .map(|found| block(found, &(0..0), ""))
            .collect(),
        Verdict::Paraphrase { passage, part } => {
            let words = passage.text.get(part.clone()).unwrap_or_default();
            vec![QuoteBlock {
                text: &passage.text,
                sentences: &passage.sentences,
                bold: part.clone(),
                below: format!("\n-# {}", citation(passage, words)),
                ..QuoteBlock::default()
            }]
        }
        Verdict::NotFound { .. } => Vec::new(),
    }
}

/// The text without its outer quotation marks; the reply adds its own.
fn without_marks(text: &str) -> String {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let clean = clean(text);
    let inner = clean
        .strip_prefix(is_mark)
        .and_then(|text| text.strip_suffix(is_mark));
    match inner {
        Some(inner) if !inner.contains(is_mark) => inner.trim().to_owned(),
        _ => clean,
    }
}
