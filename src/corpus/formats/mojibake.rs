//! Detects text that was decoded in the wrong encoding (mojibake).

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};

/// Minimum number of replacement characters (U+FFFD) in a damaged text.
const MIN_REPLACED: usize = 3;

/// Describes the damage to a text's encoding, in words for a message; `None` if there is none.
pub(super) fn damage(text: &str) -> Option<&'static str> {
    let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
    if replaced >= MIN_REPLACED {
        return Some("letters of the text were lost before it came here (\u{fffd})");
    }
    // Sequences such as `â€œ` and `Ã¼`, or `РџСЂ` in Cyrillic.
    let mut found = 0;
    for piece in pieces(text).filter(|piece| piece.chars().nth(1).is_some()) {
        let letters = piece.chars().count();
        if reads_as_utf8(piece, WINDOWS_1252) {
            found += letters.min(3) - 1;
        } else if letters >= 6 && reads_as_utf8(piece, WINDOWS_1251) {
            found += 2;
        }
        if found >= 2 {
            return Some(
                "the text looks like UTF-8 that was read as an old encoding (\"â€œ\", \"Ã¼\")",
            );
        }
    }
    None
}

/// Iterates over the runs of non-ASCII characters in a text.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = Encoding::ascii_valid_up_to(rest.as_bytes());
        let from = rest.get(start..).filter(|from| !from.is_empty())?;
        let end = from.find(|c: char| c.is_ascii()).unwrap_or(from.len());
        let (piece, behind) = from.split_at_checked(end)?;
        rest = behind;
        Some(piece)
    })
}

/// Returns whether the characters, encoded in a legacy encoding, are valid UTF-8. The last
/// character may be incomplete, because some of its bytes have no character in that encoding.
fn reads_as_utf8(piece: &str, encoding: &'static Encoding) -> bool {
    let (bytes, _, has_others) = encoding.encode(piece);
    if has_others || bytes.iter().any(u8::is_ascii) {
        return false;
    }
    match std::str::from_utf8(&bytes) {
        Ok(read) => read.chars().all(is_usual) && read.chars().count() < piece.chars().count(),
        Err(error) => {
            error.error_len().is_none()
                && (error.valid_up_to() > 0 || bytes.starts_with(b"\xe2\x80"))
        }
    }
}

/// Returns whether a character is common in texts of legacy encodings: Latin, Greek, Cyrillic or
/// punctuation.
fn is_usual(c: char) -> bool {
    c < '\u{530}' || ('\u{2000}'..'\u{2300}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_the_wrong_encoding_is_told() {
        let check = |text: &str, expected: bool| {
            assert_eq!(damage(text).is_some(), expected, "{text}");
        };
        check("He said: â€œWe will sign.â€", true);
        check("Die BrÃ¼cke bleibt fÃ¼r Wochen zu.", true);
        check("РџСЂРёРІРµС‚", true);
        check("caf\u{fffd} and caf\u{fffd} and caf\u{fffd}", true);
        check(
            "“Die Brücke bleibt zu”, said Éric Ångström – “às vezes”.",
            false,
        );
        check("Переговоры закончились. Переговори завершилися.", false);
        check("会談は火曜日に終わり 회담이 끝났다 Ü“ Â© …", false);
        check("Αθήνα, «ναι», ΆΈ", false);
    }
}
