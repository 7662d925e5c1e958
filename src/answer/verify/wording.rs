//! Verdicts and warnings in words, without markup.

use super::context::CutSense;
use super::verdict::{Verdict, Verification, Warning};
use crate::quotations::Quotation;
use crate::text::compare::Change;
use crate::text::english::{counted, joined};

/// Returns the name of a verdict and the rest of its sentence. `speakers` renders the speakers of a
/// quotation.
pub fn meaning(
    verification: &Verification,
    speakers: impl Fn(&Quotation) -> String,
) -> (&'static str, String) {
    let is_partly_quoted = verification.warnings.contains(&Warning::PartlyQuoted);
    let name = verification.verdict.name();
    let meaning = match &verification.verdict {
        Verdict::Verbatim { .. } => "an article quotes just these words",
        Verdict::Excerpt { .. } => "these words are part of a longer quotation",
        Verdict::Altered { stitched, .. } if !stitched.is_empty() => {
            "these words were put together from several quotations"
        }
        Verdict::Altered { difference, .. } if is_only_spelling(verification, difference) => {
            "only the spelling differs, British and American"
        }
        Verdict::Altered { .. } => "the nearest quotation has other words",
        Verdict::Misattributed { found, .. } => {
            let speakers = speakers(&found.quotation);
            return (
                name,
                format!(": an article has these words from {speakers}."),
            );
        }
        Verdict::Paraphrase { .. } if is_partly_quoted => {
            "these words stand in an article, but not as one quotation"
        }
        Verdict::Paraphrase { .. } => "these are an article's own words, not a quotation",
        Verdict::NotFound {
            is_too_short: true, ..
        } => "anybody may say a word or two like these; more of the quotation is needed",
        Verdict::NotFound {
            articles, edition, ..
        } => {
            let articles = counted(articles, "article");
            return (name, format!(" in the {articles} of edition {edition}."));
        }
    };
    (name, format!(": {meaning}."))
}

/// Returns a warning as a sentence without a full stop, with a name if it is grave. `shown`
/// prepares words of texts for display.
pub fn caution(
    warning: &Warning,
    shown: impl Fn(&str) -> String,
) -> (Option<&'static str>, String) {
    let change = |was: &str, now: &str| match (shown(was), shown(now)) {
        (was, now) if was.is_empty() => format!("the text adds “{now}”"),
        (was, now) if now.is_empty() => format!("the text leaves out “{was}”"),
        (was, now) => format!("the quotation says “{was}”, the text “{now}”"),
    };
    let (name, sentence) = match warning {
        Warning::Negation { was, now } => ("negation", change(was, now)),
        Warning::Number { was, now } => ("number", change(was, now)),
        Warning::Name { was, now } => ("name", change(was, now)),
        Warning::Modal { was, now } => ("modal", change(was, now)),
        Warning::Cut { sense, words } => {
            let words = shown(words);
            let sense = match sense {
                CutSense::Denied => "the sentence denies this",
                CutSense::Exception => "the sentence makes an exception of this",
                CutSense::Wish => "the sentence only wishes this",
                CutSense::Question => "the sentence asks this",
                CutSense::Claim => "the sentence gives this as somebody's claim",
                CutSense::Condition => "the sentence makes this depend on a condition",
                CutSense::Hedge => "the sentence says only that this may be so",
            };
            ("cut", format!("{sense}, and the text leaves out “{words}”"))
        }
        Warning::Punctuation { was, now } => ("punctuation", change(was, now)),
        Warning::Emoji { was, now } => ("emoji", change(was, now)),
        Warning::Stitched => ("stitched", "this was not said in one piece".to_owned()),
        Warning::OtherSpeaker => ("speaker", "somebody else said it".to_owned()),
        Warning::UnknownSpeaker => (
            "speaker",
            "the article does not name who said it".to_owned(),
        ),
        Warning::NoSuchSpeaker { asked, alike } => {
            let mut sentence = format!("the articles quote nobody called “{}”", shown(asked));
            let alike = alike.iter().map(|name| format!("“{}”", shown(name)));
            if let Some(names) = joined(alike) {
                sentence.push_str(&format!(", but they quote {names}"));
            }
            ("speaker", sentence)
        }
        Warning::Spelling { was, now } => {
            let (was, now) = (shown(was), shown(now));
            let sentence = format!("British and American spelling: “{was}”, “{now}”");
            return (None, sentence);
        }
        Warning::Skipped { words } => {
            return (None, format!("an ellipsis stands for “{}”", shown(words)));
        }
        Warning::InBrackets { was, now } => {
            return (None, format!("in brackets: {}", change(was, now)));
        }
        Warning::PartlyQuoted => {
            return (None, "part of it stands in quotation marks".to_owned());
        }
    };
    (Some(name), sentence)
}

/// Returns whether all differing words are pairs of British and American spellings.
fn is_only_spelling(verification: &Verification, difference: &[Change]) -> bool {
    let is_spelling = |warning: &&Warning| matches!(warning, Warning::Spelling { .. });
    let spellings = verification.warnings.iter().filter(is_spelling).count();
    let count = |is: fn(&Change) -> bool| difference.iter().filter(|change| is(change)).count();
    spellings > 0
        && count(|change| matches!(change, Change::Removed(_))) == spellings
        && count(|change| matches!(change, Change::Added(_))) == spellings
}
