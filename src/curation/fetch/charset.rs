//! The bytes of a page -> its text.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::corpus::formats::Format;

/// Browsers look for a page's own word on its encoding in so many of its first bytes.
const HEAD: usize = 1024;

/// Decodes a page as browsers do: by its byte order mark, by what the server says, by what the
/// page says of itself, and else as UTF-8 or, if it is not that, as the old encoding of the web.
pub(super) fn decode(bytes: &[u8], content_type: &str, format: Format) -> String {
    let own_word = || {
        let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
        let head = String::from_utf8_lossy(head).to_lowercase();
        charset(&head).filter(|_| format == Format::Html)
    };
    let encoding = charset(content_type).or_else(own_word);
    let encoding = encoding.unwrap_or_else(|| match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        Err(_) => WINDOWS_1252,
    });
    let (text, _, _) = encoding.decode(bytes);
    text.into_owned()
}

fn charset(text: &str) -> Option<&'static Encoding> {
    let (_, rest) = text.split_once("charset=")?;
    let is_end = |c: char| c.is_whitespace() || "\"';/>".contains(c);
    let label = rest
        .trim_start_matches(['"', '\'', ' '])
        .split(is_end)
        .next()?;
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], content_type: &str, expected: &str) {
        assert_eq!(
            decode(bytes, content_type, Format::Html),
            expected,
            "{content_type}"
        );
    }

    #[test]
    fn a_page_is_read_in_its_own_encoding() {
        check("é".as_bytes(), "text/html", "é");
        check(b"\xe9", "text/html; charset=ISO-8859-1", "é");
        check(b"\xe9", "text/html", "é");
        check(b"\xef\xbb\xbf\xc3\xa9", "text/html; charset=latin1", "é");
        check(b"\xff\xfeA\0", "text/html", "A");
        check(
            b"<meta charset='windows-1251'>\xcf",
            "text/html",
            "<meta charset='windows-1251'>П",
        );
        check("é".as_bytes(), "text/html; charset=\"nonsense\"", "é");
    }
}
