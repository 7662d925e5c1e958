//! Finds the unsaid parts of a chat message: struck-out text, tags, link addresses.

use crate::text::Span;

/// Part of a text that is not said.
pub(super) struct Unsaid {
    pub(super) span: Span,
    /// Name of a server's emoji, which is compared like a word.
    pub(super) emoji: Option<String>,
}

/// HTML tags that strike out their content.
const STRIKING: [&str; 3] = ["s", "del", "strike"];

/// Returns the unsaid parts of a text, ordered by their start; they may overlap.
pub(super) fn unsaid(text: &str) -> Vec<Unsaid> {
    let mut parts = Vec::new();
    let mut struck_from: Option<usize> = None;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        let length = match c {
            '~' if rest.starts_with("~~") => {
                let close = rest.get(2..).and_then(|inner| inner.find("~~"));
                close.map(|close| part(&mut parts, at, close + 4))
            }
            '<' => angle(rest).map(|(length, emoji)| {
                let tag = rest.get(1..length - 1).unwrap_or_default();
                let name = tag.trim_matches('/').to_ascii_lowercase();
                if STRIKING.contains(&name.as_str()) {
                    if !tag.starts_with('/') {
                        struck_from.get_or_insert(at);
                    } else if let Some(from) = struck_from.take() {
                        part(&mut parts, from, at - from);
                    }
                }
                parts.push(Unsaid {
                    span: at..at + length,
                    emoji,
                });
                length
            }),
            '[' | '(' => sic(rest).map(|length| part(&mut parts, at, length)),
            ']' if rest.starts_with("](http") => {
                let close = rest.find(')').map_or(rest.len(), |close| close + 1);
                // The bracket that opened the link is markup, not the writer's.
                let open = text.get(..at).and_then(|before| before.rfind('['));
                if let Some(open) = open {
                    part(&mut parts, open, 1);
                }
                Some(part(&mut parts, at, close))
            }
            _ => None,
        };
        at += length.unwrap_or(c.len_utf8());
    }
    parts.sort_by_key(|part| part.span.start);
    parts
}

fn part(parts: &mut Vec<Unsaid>, at: usize, length: usize) -> usize {
    parts.push(Unsaid {
        span: at..at + length,
        emoji: None,
    });
    length
}

/// Returns the length, in bytes, of a tag, a mention or an emoji at the start of `rest`, and the
/// emoji's name.
fn angle(rest: &str) -> Option<(usize, Option<String>)> {
    let length = rest.find('>')? + 1;
    let inner = rest.get(1..length - 1)?;
    let fields: Vec<&str> = inner.split(':').collect();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let emoji = match fields.as_slice() {
        ["" | "a", name, id] if is_number(id) => Some(format!(":{name}:")),
        _ => None,
    };
    let is_mention = inner
        .strip_prefix(['@', '#'])
        .is_some_and(|id| is_number(id.trim_start_matches(['!', '&'])));
    let is_time = matches!(fields.as_slice(), ["t", time, ..] if is_number(time));
    let name = inner.trim_start_matches('/').split([' ', '/']).next()?;
    let is_tag = !name.is_empty()
        && name.len() <= 10
        && name.bytes().all(|b| b.is_ascii_alphanumeric())
        && name.starts_with(|c: char| c.is_ascii_alphabetic());
    (emoji.is_some() || is_mention || is_time || is_tag).then_some((length, emoji))
}

/// Returns the length, in bytes, of `[sic]` at the start of `rest`.
fn sic(rest: &str) -> Option<usize> {
    let word = rest.get(..5)?;
    ["[sic]", "(sic)"]
        .iter()
        .any(|sic| word.eq_ignore_ascii_case(sic))
        .then_some(5)
}

#[cfg(test)]
mod tests {
    use super::super::ComparedText;

    #[test]
    fn what_is_not_said_is_no_word() {
        let check = |text: &str, expected: &str| {
            assert_eq!(
                ComparedText::pasted(text).forms().join(" "),
                expected,
                "{text}"
            );
        };
        check("we will ~~not~~ go", "we will go");
        check("we will ~~not go", "we will not go");
        check("we will ||not|| **go**", "we will not go");
        check("we <b>will</b> <s>not</s> go<br>now", "we will go now");
        check("we will n̶o̶t̶ go", "we will go");
        check("it would of [sic] been", "it would of been");
        check("[they](https://e.org/a_b) will go", "they will go");
        check("we <:heart:123> you <@42> <t:17:R>", "we :heart: you");
        check("a < b and c > d", "a b and c d");
        assert_eq!(
            ComparedText::pasted("[they](https://e.org) [all] go").in_brackets,
            [false, true, false]
        );
    }
}
