//! Renders errors of the layers below as sentences.

use super::escape::inline;

/// Turns an error message, whose parts are separated by colons, into sentences: what failed, the
/// cause, and the remedy. No sentence has more than two colons.
pub(crate) fn sentences(error: &str, longest: usize) -> String {
    let parts = parts(error);
    let mut sentences = String::new();
    for (n, part) in parts.iter().enumerate() {
        let is_remedy = n > 2 && n + 1 == parts.len();
        match (n, part.strip_prefix("cannot ")) {
            (0, Some(rest)) => sentences.extend(["I cannot ", rest]),
            (0, None) => sentences.push_str(&capitalised(part)),
            (1 | 2, _) if !is_remedy => sentences.extend([": ", part]),
            _ => sentences.extend([". ", &capitalised(part)]),
        }
    }
    format!("{}.", inline(&sentences, longest))
}

/// Splits an error message at its colons, except inside quotation marks.
fn parts(error: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut rest, mut from, mut is_quoted) = (error, 0, false);
    let mut letters = error.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' | '`' => is_quoted = !is_quoted,
            ':' if !is_quoted && letters.peek().is_some_and(|(_, next)| *next == ' ') => {
                if let Some((part, after)) = rest.split_at_checked(at - from) {
                    parts.push(part);
                    rest = after.strip_prefix(": ").unwrap_or(after);
                    from = error.len() - rest.len();
                }
            }
            _ => {}
        }
    }
    parts.push(rest);
    parts
}

/// Returns a text with its first letter in upper case.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_formatted_as_sentences() {
        let check = |error, expected| assert_eq!(sentences(error, 200), expected);
        check(
            "cannot write a.md: no space left: delete something",
            "I cannot write a.md: no space left: delete something.",
        );
        check(
            "cannot add this: a.md: there is nothing in it: give another",
            "I cannot add this: a.md: there is nothing in it. Give another.",
        );
        check(
            "cannot use \"A: b\" as a title: it is taken: give another",
            "I cannot use \"A: b\" as a title: it is taken: give another.",
        );
        check("a: b: c: d: e", "A: b: c. D. E.");
        check("gone", "Gone.");
    }
}
