//! Validates metadata fields in the same way for every format.

/// Maximum length of a headline or name, in bytes.
const MAX_LINE_BYTES: usize = 300;
/// Maximum length of a web address, in bytes, as browsers and chat programs accept it.
const MAX_ADDRESS_BYTES: usize = 2_000;

/// Returns the words on one line, with single spaces and truncated to a displayable length; `None`
/// if there are none.
pub(super) fn one_line(text: &str) -> Option<String> {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().filter(|c| !c.is_control()));
        if line.len() > MAX_LINE_BYTES {
            let end = line.floor_char_boundary(MAX_LINE_BYTES);
            line.truncate(end);
            line.push('…');
            break;
        }
    }
    (!line.is_empty()).then_some(line)
}

/// Returns the address, if it is an absolute `http` or `https` URL that can be shown as a link.
pub(super) fn web_address(text: &str) -> Option<String> {
    let text = text.trim();
    let (scheme, rest) = text.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_web = ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let is_clean = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    (is_web && is_clean && !host.is_empty() && text.len() <= MAX_ADDRESS_BYTES)
        .then(|| text.to_owned())
}

/// Returns the language as a BCP 47 tag, if it looks like one: `en`, `de-AT`, `zh-Hant`, and also
/// `en_US`.
pub(super) fn language_tag(text: &str) -> Option<String> {
    let tag = text.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next()?;
    let is_language =
        (2..=3).contains(&language.len()) && language.chars().all(|c| c.is_ascii_alphabetic());
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    (is_language && parts.all(is_part) && tag.len() <= 35).then_some(tag)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        let check = |text: &str, expected: bool| {
            assert_eq!(web_address(text).is_some(), expected, "{text}");
        };
        check("https://example.org/a?b#c", true);
        check("HTTP://example.org", true);
        check("ftp://example.org/", false);
        check("javascript:alert(1)", false);
        check("javascript://example.org/%0aalert(1)", false);
        check("https://", false);
        check("https:///path", false);
        check("example.org", false);
        check("https://example.org/a b", false);
        check(&format!("https://example.org/{}", "a".repeat(3_000)), false);
    }

    #[test]
    fn a_language_is_a_tag() {
        assert_eq!(language_tag("en_US").unwrap(), "en-US");
        assert_eq!(language_tag("zh-Hant-TW").unwrap(), "zh-Hant-TW");
        assert_eq!(language_tag("English"), None);
        assert_eq!(language_tag(""), None);
        assert_eq!(language_tag("en-"), None);
    }

    #[test]
    fn a_line_is_bounded_and_has_no_breaks() {
        assert_eq!(one_line("  A\n\tB\u{a0}C\u{7} ").unwrap(), "A B C");
        assert_eq!(one_line(" \n"), None);
        assert!(one_line(&"é".repeat(10_000)).unwrap().len() < 310);
    }
}
