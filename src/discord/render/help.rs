//! Renders the help text.

use super::citation::part;
use super::passages::headline;
use crate::text::english::counted;

/// Maximum length of a title, a name and a quotation, in UTF-16 units.
const MAX_TITLE_LENGTH: usize = 80;
const MAX_NAME_LENGTH: usize = 60;
const MAX_QUOTATION_LENGTH: usize = 120;

/// Material for the examples.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Examples<'a> {
    /// Number of articles.
    pub articles: usize,
    /// Title of an article.
    pub title: Option<&'a str>,
    /// Name of the most quoted speaker.
    pub speaker: Option<&'a str>,
    /// Text of a quotation.
    pub quotation: Option<&'a str>,
}

/// Renders what can be asked, with an example of each. `asked` is the greeting or request for help
/// that was typed.
pub(crate) fn render(asked: Option<&str>, examples: &Examples<'_>) -> String {
    let mut text = asked
        .map(|asked| headline(asked) + "\n")
        .unwrap_or_default();
    text.push_str(&format!(
        "I answer from {}, word for word and with the source. For example:",
        counted(examples.articles, "article")
    ));
    if let Some(title) = part(examples.title, MAX_TITLE_LENGTH) {
        text.push_str(&format!("\n> **/ask** question: What does “{title}” say?"));
    }
    if let Some(speaker) = part(examples.speaker, MAX_NAME_LENGTH) {
        text.push_str(&format!("\n> **/quote** speaker: {speaker}"));
    }
    if let Some(quotation) = part(examples.quotation, MAX_QUOTATION_LENGTH) {
        text.push_str(&format!("\n> **/verify** text: “{quotation}”"));
    }
    text.push_str(
        "\n-# /articles lists what there is. To check the quotations of a message, choose Check quotes \
         in its menu, below Apps.",
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_made_from_the_articles() {
        let examples = Examples {
            articles: 2,
            title: Some("The *talks*"),
            speaker: Some("Ann Lee"),
            quotation: Some("We will not sign."),
        };
        insta::assert_snapshot!(render(Some("hello"), &examples), @r"
        **hello**
        I answer from 2 articles, word for word and with the source. For example:
        > **/ask** question: What does “The \*talks\*” say?
        > **/quote** speaker: Ann Lee
        > **/verify** text: “We will not sign.”
        -# /articles lists what there is. To check the quotations of a message, choose Check quotes in its menu, below Apps.
        ");
    }
}
