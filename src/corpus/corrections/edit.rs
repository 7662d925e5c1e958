//! Edits the text of `attributions.toml` and preserves everything else in it.

use toml::Value;

use super::read::File;
use super::{MAX_BYTES, NOBODY, parse, quotation_key};

/// Header of a new file.
const HEAD: &str = "\
# Speakers that moderators corrected. Each correction names an article by its ID, a quotation by its
# words, and who said it: a name, or \"nobody\". The last one for a quotation counts.
";

/// Reason why a correction cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// The existing file cannot be parsed.
    #[error("it cannot be parsed: `summit-bot check` reports the error")]
    Unreadable,
    /// The file would exceed the maximum size.
    #[error("it would be too large: delete corrections that are not needed any more")]
    TooLarge,
    /// The edited file does not read back as intended.
    #[error("the correction would not read back as intended: write it into the file by hand")]
    Entangled,
}

/// Returns the text of the file with a new correction, or with the changed speaker of the existing
/// correction of this quotation. `speaker` is `None` if the quotation is nobody's.
///
/// # Errors
///
/// [`CorrectionError`] if there is no valid result.
pub fn corrected(
    text: &str,
    article: &str,
    quotation: &str,
    speaker: Option<&str>,
) -> Result<String, CorrectionError> {
    let file: File = toml::from_str(text).map_err(|_| CorrectionError::Unreadable)?;
    let key = quotation_key(quotation);
    let known = file.correction.iter().rfind(|entry| {
        entry.article.get_ref() == article && quotation_key(&entry.quotation) == key
    });
    let name = toml_string(speaker.unwrap_or(NOBODY));
    let mut edited = text.to_owned();
    match known {
        Some(entry) => edited.replace_range(entry.speaker.span(), &name),
        None => {
            if edited.is_empty() {
                edited.push_str(HEAD);
            } else if !edited.ends_with('\n') {
                edited.push('\n');
            }
            let words: Vec<&str> = quotation.split_whitespace().collect();
            let (article, quotation) = (toml_string(article), toml_string(&words.join(" ")));
            edited.push_str(&format!(
                "\n[[correction]]\narticle = {article}\nquotation = {quotation}\nspeaker = {name}\n"
            ));
        }
    }
    if edited.len() as u64 > MAX_BYTES {
        return Err(CorrectionError::TooLarge);
    }
    let read = parse(&edited, "").map_err(|_| CorrectionError::Entangled)?;
    let written = read.of(article, quotation);
    if written.is_none_or(|correction| correction.speaker.as_deref() != speaker) {
        return Err(CorrectionError::Entangled);
    }
    Ok(edited)
}

/// Formats a text as a TOML string.
fn toml_string(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn check(before: &str, speaker: Option<&str>, after: &str) {
        let edited = corrected(before, "fair", "We “will”\nsee", speaker).unwrap();
        assert_eq!(edited, after);
    }

    #[test]
    fn a_correction_is_added_behind_what_is_there() {
        let entry = "\n[[correction]]\narticle = \"fair\"\nquotation = \"We “will” see\"\n\
                     speaker = \"Ada Quill\"\n";
        check("", Some("Ada Quill"), &format!("{HEAD}{entry}"));
        check("# mine", Some("Ada Quill"), &format!("# mine\n{entry}"));
    }

    #[test]
    fn the_speaker_of_a_known_quotation_is_replaced_and_nothing_else() {
        let file = |name: &str| {
            format!(
                "# by hand\ncorrection = [\n  {{ quotation = 'we \"will\" see …', speaker = {name}, \
                 article = \"fair\" }}, # checked\n]\n"
            )
        };
        check(&file("'Bo'"), None, &file("\"nobody\""));
        check(&file("'nobody'"), Some("Ada"), &file("\"Ada\""));
    }

    #[test]
    fn what_cannot_be_read_is_not_touched() {
        let add = |text: &str, speaker| corrected(text, "fair", "Yes", Some(speaker));
        assert_eq!(
            add("[[correction]]", "Ada"),
            Err(CorrectionError::Unreadable)
        );
        assert_eq!(
            add("correction = []", "Ada"),
            Err(CorrectionError::Entangled)
        );
        assert_eq!(add("", " "), Err(CorrectionError::Entangled));
        let large = format!("#{}", "-".repeat(1 << 20));
        assert_eq!(add(&large, "Ada"), Err(CorrectionError::TooLarge));
    }

    #[test]
    fn no_text_breaks_out_of_its_quotes() {
        for text in [
            "a\"b",
            "a'''b",
            "\\",
            "]]\n[[correction]]",
            "a\u{7}b",
            "\"\"\"",
        ] {
            let edited = corrected("", text, "Yes", Some("Ada"));
            let read = parse(&edited.unwrap(), "").unwrap();
            let found = read.by_article().map(|(id, own)| (id, own.len()));
            assert_eq!(found.collect::<Vec<_>>(), [(text, 1)], "{text:?}");
        }
    }
}
