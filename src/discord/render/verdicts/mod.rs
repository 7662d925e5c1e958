//! Renders verdicts: the name and meaning, the warnings, and the evidence.

#[cfg(test)]
mod tests;

use crate::answer::{Verdict, Verification, Warning, wording};

use super::citation::{citation, part, short_citation};
use super::escape::{clean, length, shorten};
use super::layout::{MAX_PAGE_LENGTH, Pages, QuoteBlock, RenderedPage};
use super::passages::headline;
use super::quotations::{block, difference, speakers};
use super::sentences::capitalised;

/// Maximum length of a checked text, in UTF-16 units.
pub(crate) const MAX_TEXT_LENGTH: usize = 2000;

/// Amounts of detail besides the quotation, in the order in which they are tried until the message
/// fits.
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

/// Maximum length of words in a warning, in UTF-16 units.
const MAX_WARNING_LENGTH: usize = 40;

/// Maximum length of a quotation in a list of verdicts, in UTF-16 units.
const MAX_LISTED_LENGTH: usize = 150;

/// Maximum length of a verbatim quotation on a single line, in UTF-16 units.
const MAX_VERBATIM_LENGTH: usize = 80;
/// Maximum length of a speaker's name in a list of verdicts, in UTF-16 units.
const MAX_NAME_LENGTH: usize = 40;

/// Amount of detail: maximum length of the text and of the difference in UTF-16 units, and maximum
/// number of warnings.
struct Details {
    text: usize,
    warnings: usize,
    difference: usize,
}

/// Renders the verdict on one text.
pub(crate) fn verdict(text: &str, speaker: Option<&str>, verification: &Verification) -> String {
    let text = without_marks(text);
    let mut message = String::new();
    for details in &DETAILS {
        let text = shorten(&text, details.text);
        message = with_details(&text, speaker, verification, details);
        if length(&message) <= MAX_PAGE_LENGTH {
            break;
        }
    }
    message
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
        head.extend(["\n", &warning_sentence(warning)]);
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

/// Renders the verdicts on the quotations of a message, numbered if there are several. Counts the
/// verdicts that do not fit, and the `unchecked` quotations, in the last line.
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
        let room = MAX_PAGE_LENGTH.saturating_sub(length(&message) + reserve);
        let place = if is_one_of_many {
            format!("{number} · ")
        } else {
            String::new()
        };
        let mut entry = single_line_entry(text, verification, &place)
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

/// Renders one of several verdicts as the text and the verdict; `place` is its number.
fn short_entry(text: &str, verification: &Verification, place: &str) -> String {
    let text = part(Some(&without_marks(text)), MAX_LISTED_LENGTH).unwrap_or_default();
    let speaker = part(verification.speaker.as_deref(), MAX_NAME_LENGTH);
    let speaker = speaker.map_or_else(String::new, |name| format!(" – {name}"));
    format!("\n> {place}“{text}”{speaker}\n{}", meaning(verification))
}

/// Renders one of several verdicts on a single line; only for a verbatim quotation without
/// warnings.
fn single_line_entry(text: &str, verification: &Verification, place: &str) -> Option<String> {
    let Verdict::Verbatim { found } = &verification.verdict else {
        return None;
    };
    let text = part(Some(&without_marks(text)), MAX_VERBATIM_LENGTH)?;
    let (speakers, source) = (speakers(&found.quotation), short_citation(&found.passage));
    let line = format!("\n{place}✅ “{text}” — {speakers} · {source}");
    verification.warnings.is_empty().then_some(line)
}

/// Renders one of several verdicts with its warnings and its source.
fn entry(text: &str, verification: &Verification, place: &str) -> String {
    let mut entry = short_entry(text, verification, place);
    for warning in verification.warnings.iter().take(2) {
        entry.extend(["\n", &warning_sentence(warning)]);
    }
    if let Verdict::Altered {
        difference: changes,
        ..
    } = &verification.verdict
    {
        entry.extend(["\n> ", &difference(changes, 2 * MAX_LISTED_LENGTH)]);
    }
    match &verification.verdict {
        Verdict::Verbatim { found }
        | Verdict::Excerpt { found, .. }
        | Verdict::Misattributed { found, .. }
        | Verdict::Altered { found, .. } => {
            let citation = citation(&found.passage, "");
            entry.push_str(&format!("\n-# {} · {citation}", speakers(&found.quotation)));
        }
        Verdict::Paraphrase { passage, .. } => {
            entry.extend(["\n-# ", &citation(passage, "")]);
        }
        Verdict::NotFound { .. } => {}
    }
    entry
}

/// Returns the verdict's name and meaning.
fn meaning(verification: &Verification) -> String {
    let (name, meaning) = wording::meaning(verification, speakers);
    format!("**{name}**{meaning}")
}

/// Returns a warning as a sentence.
fn warning_sentence(warning: &Warning) -> String {
    let said = |words: &str| part(Some(words), MAX_WARNING_LENGTH).unwrap_or_default();
    match wording::caution(warning, said) {
        (Some(name), sentence) => format!("⚠️ **{}**: {sentence}.", capitalised(name)),
        (None, sentence) => format!("{}.", capitalised(&sentence)),
    }
}

/// Returns the quotations or the passage that the verdict is based on.
fn evidence(verdict: &Verdict) -> Vec<QuoteBlock<'_>> {
    match verdict {
        Verdict::Verbatim { found } => vec![block(found, &(0..0), "")],
        Verdict::Excerpt { found, part } | Verdict::Misattributed { found, part } => {
            // If the part is the whole quotation, nothing is in bold.
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

/// Removes the outer quotation marks of the text, because the reply adds its own.
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
