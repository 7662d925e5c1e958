//! Renders the help text.

use super::citation::part;
use super::passages::headline;
use crate::text::english::counted;

/// Longer titles and quotations are cut, in characters.
const LONGEST_TITLE: usize = 80;
const LONGEST_NAME: usize = 60;
const LONGEST_QUOTATION: usize = 120;

/// Material for the examples.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Examples<'a> {
    /// Number of articles.
    pub articles: usize,
    /// Title of an article.
    pub title: Option<&'a str>,
    /// The most quoted speaker.
    pub speaker: Option<&'a str>,
    /// A quotation.
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
    if let Some(title) = part(examples.title, LONGEST_TITLE) {
        text.push_str(&format!("\n> **/ask** question: What does “{title}” say?"));
    }
    if let Some(speaker) = part(examples.speaker, LONGEST_NAME) {
        text.push_str(&format!("\n> **/quote** speaker: {speaker}"));
    }
    if let Some(quotation) = part(examples.quotation, LONGEST_QUOTATION) {
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
    fn every_example_is_made_from_what_is_there() {
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
