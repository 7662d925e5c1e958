//! Detects the character encoding of a page or text and decodes it.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Number of bytes at the start of a page that are searched for a declared encoding. Browsers
/// search 1,024; saved pages have long comments first.
const HEAD_BYTES: usize = 8 << 10;

/// Decodes a page. The encoding is determined by the byte order mark, the `Content-Type` that came
/// with the page, its own declaration, or detection, in this order. Valid UTF-8 is always decoded
/// as UTF-8: programs that save pages change the bytes but not always the declaration.
pub fn decode_html(bytes: &[u8], content_type: Option<&str>) -> String {
    let declared = content_type
        .and_then(charset)
        .or_else(|| declared_encoding(bytes));
    decode(bytes, declared)
}

/// Decodes text other than HTML. The encoding is determined by the byte order mark, the
/// `Content-Type` that came with the text, or detection, in this order.
pub fn decode_text(bytes: &[u8], content_type: Option<&str>) -> String {
    decode(bytes, content_type.and_then(charset))
}

fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> String {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let is_wide = declared.is_some_and(|encoding| encoding == UTF_16LE || encoding == UTF_16BE);
    let encoding = if marked.is_some() || is_wide {
        marked.or(declared)
    } else if std::str::from_utf8(bytes).is_ok() && !is_escaped(declared) {
        Some(UTF_8)
    } else {
        declared.filter(|&encoding| encoding != UTF_8 || is_mostly_utf8(bytes))
    };
    let encoding = encoding.unwrap_or_else(|| guess(bytes));
    let (text, _, _) = encoding.decode(bytes);
    text.into_owned()
}

/// Returns whether an encoding writes non-ASCII characters with ASCII bytes.
fn is_escaped(declared: Option<&'static Encoding>) -> bool {
    declared == Some(encoding_rs::ISO_2022_JP)
}

/// Returns whether at most a fifth of the non-ASCII characters are invalid UTF-8.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let (mut broken, mut other) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        if c == char::REPLACEMENT_CHARACTER {
            broken += 1;
        } else {
            other += 1;
        }
    }
    broken * 4 <= other
}

/// Detects the encoding by the bytes.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
    // Too few letters for detection: assume the legacy encoding of the web.
    if bytes.iter().filter(|byte| !byte.is_ascii()).count() < 3 {
        return WINDOWS_1252;
    }
    encoding
}

/// Returns the encoding declared in `<meta>` or in an XML declaration.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD_BYTES.min(bytes.len())).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| {
        let (declaration, _) = rest.split_once("?>")?;
        let (_, name) = declaration.split_once("encoding=")?;
        label(name)
    });
    let metas = head.split("<meta").skip(1);
    let mut metas = metas.filter_map(|meta| charset(meta.split('>').next()?));
    // A declaration that reads as ASCII cannot be in UTF-16, whatever it says.
    let encoding = metas.next().or(xml)?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    })
}

/// Returns the encoding named after `charset=`.
fn charset(text: &str) -> Option<&'static Encoding> {
    let text = text.to_lowercase();
    let (_, rest) = text.split_once("charset")?;
    label(rest.trim_start().strip_prefix('=')?)
}

/// Returns the encoding with the name at the start of `text`.
fn label(text: &str) -> Option<&'static Encoding> {
    let is_end = |c: char| c.is_whitespace() || "\"';/>?".contains(c);
    let label = text
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
            decode_html(bytes, Some(content_type)),
            expected,
            "{content_type}"
        );
    }

    #[test]
    fn a_page_is_read_in_its_own_encoding() {
        check("é".as_bytes(), "text/html", "é");
        check(b"\xe9", "text/html; charset=ISO-8859-1", "é");
        check(b"\xe9", "text/html; Charset = \"latin1\"", "é");
        check(b"\xe9", "text/html", "é");
        check(b"\xef\xbb\xbf\xc3\xa9", "text/html; charset=latin1", "é");
        check(b"\xff\xfeA\0", "text/html", "A");
        check(
            b"<meta charset='windows-1251'>\xcf",
            "text/html",
            "<meta charset='windows-1251'>П",
        );
        check(
            b"<META http-equiv=Content-Type content=\"text/html; charset=iso-8859-2\">\xb1",
            "text/html",
            "<META http-equiv=Content-Type content=\"text/html; charset=iso-8859-2\">ą",
        );
        check(
            b"<?xml version='1.0' encoding='windows-1253'?>\xe1",
            "text/html",
            "<?xml version='1.0' encoding='windows-1253'?>α",
        );
        check("é".as_bytes(), "text/html; charset=\"nonsense\"", "é");
        check("é".as_bytes(), "text/html; charset=latin1", "é");
    }

    #[test]
    fn an_undeclared_encoding_is_guessed() {
        let russian =
            "Переговоры закончились во вторник, и никто не знает, когда они начнутся снова.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(russian);
        check(&bytes, "text/html", russian);
        let (bytes, _, _) =
            encoding_rs::SHIFT_JIS.encode("会談は火曜日に終わり、次の会談の日程は決まっていない。");
        check(
            &bytes,
            "text/html",
            "会談は火曜日に終わり、次の会談の日程は決まっていない。",
        );
    }

    #[test]
    fn a_few_broken_letters_do_not_change_the_encoding() {
        check(
            b"<meta charset=utf-8>\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xe9",
            "text/html",
            "<meta charset=utf-8>éééé\u{fffd}",
        );
    }
}
