//! Splits a text into lines at any kind of line break.

use crate::text::Span;

/// Iterates over the spans of the lines of `text` without their line breaks, which may be LF, CR
/// LF, a lone CR, or the line and paragraph separators of Unicode.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = text.get(start..)?;
        let Some(length) = line_end(rest) else {
            next = None;
            return Some(start..text.len());
        };
        let after = rest.get(length..).unwrap_or_default();
        let end = match after.strip_prefix("\r\n") {
            Some(_) => 2,
            None => after.chars().next().map_or(0, char::len_utf8),
        };
        next = Some(start + length + end);
        Some(start..start + length)
    })
}

/// Returns the end of the first line of a text. Most bytes show by themselves that they end no
/// line.
fn line_end(text: &str) -> Option<usize> {
    let bytes = text.bytes().enumerate();
    let mut ends = bytes.filter(|(_, byte)| matches!(byte, b'\n' | b'\r' | 0xc2 | 0xe2));
    let (at, _) = ends.find(|(at, _)| {
        let rest = text.get(*at..).unwrap_or_default();
        rest.starts_with(is_line_end)
    })?;
    Some(at)
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<_> = lines(text).filter_map(|span| text.get(span)).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("", &[""]);
        check("a", &["a"]);
        check("a\n", &["a", ""]);
        check("a\r\nb\rc\n\nd\n\r", &["a", "b", "c", "", "d", "", ""]);
        check("é\u{2029}ü\u{85}", &["é", "ü", ""]);
    }
}
