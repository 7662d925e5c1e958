//! Verdicts and warnings as sentences, without the marks of any place where they are shown.

use super::verdict::{Verdict, Verification, Warning};
use crate::quotations::Quotation;
use crate::text::english::counted;

/// The name of a verdict, and what follows it to the end of the sentence. Whoever said the words
/// is named by `speakers`.
pub fn meaning(
    verification: &Verification,
    speakers: impl Fn(&Quotation) -> String,
) -> (&'static str, String) {
    let is_partly_quoted = verification.warnings.contains(&Warning::PartlyQuoted);
    let (name, meaning) = match &verification.verdict {
        Verdict::Verbatim { .. } => ("VERBATIM", "an article quotes just these words".to_owned()),
        Verdict::Excerpt { .. } => (
            "EXCERPT",
            "these words are part of a longer quotation".to_owned(),
        ),
        Verdict::Altered { stitched, .. } if !stitched.is_empty() => (
            "ALTERED",
            "these words were put together from several quotations".to_owned(),
        ),
        Verdict::Altered { .. } => (
            "ALTERED",
            "the nearest quotation has other words".to_owned(),
        ),
        Verdict::Misattributed { found, .. } => {
            let speakers = speakers(&found.quotation);
            let meaning = format!("an article has these words from {speakers}");
            ("MISATTRIBUTED", meaning)
        }
        Verdict::Paraphrase { .. } if is_partly_quoted => (
            "PARAPHRASE",
            "these words stand in an article, but not as one quotation".to_owned(),
        ),
        Verdict::Paraphrase { .. } => (
            "PARAPHRASE",
            "these are an article's own words, not a quotation".to_owned(),
        ),
        Verdict::NotFound { articles, edition } => {
            let articles = counted(articles, "article");
            let rest = format!(" in the {articles} of edition {edition}.");
            return ("NOT FOUND", rest);
        }
    };
    (name, format!(": {meaning}."))
}

/// A warning as a sentence without a full stop, in which `shown` makes of the words of texts what
/// can be shown. Before it stands the name of what a reader must be told; the rest has none.
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
        Warning::CutNegation { word } => {
            let word = shown(word);
            let sentence = format!("“{word}” stands in the same sentence, outside the text");
            ("negation", sentence)
        }
        Warning::Stitched => ("stitched", "this was not said in one piece".to_owned()),
        Warning::OtherSpeaker => ("speaker", "somebody else said it".to_owned()),
        Warning::UnknownSpeaker => (
            "speaker",
            "the article does not name who said it".to_owned(),
        ),
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
