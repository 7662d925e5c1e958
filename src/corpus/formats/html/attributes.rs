//! Counts the attributes of a tag before the tokenizer compares each of them with all others.

/// Counter of attributes over pieces of HTML that each end at a `>`.
///
/// A piece begins in text or, if a quoted value contains a `>`, inside that value. The counter
/// follows every possibility and never counts too few.
#[derive(Debug, Default)]
pub(super) struct AttributeCounter {
    /// Number of attributes so far of a tag that may still be open inside a value in double quotes.
    in_double_quotes: Option<usize>,
    /// The same for single quotes.
    in_single_quotes: Option<usize>,
}

/// Tokenizer state within a tag.
#[derive(Clone, Copy)]
enum Place {
    /// Before an attribute name.
    Between,
    TagName,
    Name,
    /// After a name and white space, where `=` belongs to that name.
    AfterName,
    BeforeValue,
    Unquoted,
    Quoted(u8),
}

impl AttributeCounter {
    /// Returns the maximum number of attributes of the tag at the end of `piece`. In raw text, such
    /// as a script, only the end tag of the element `raw_text` is a tag.
    pub(super) fn count(&mut self, piece: &str, raw_text: Option<&str>) -> usize {
        let starts = [
            tag_start(piece, raw_text).map(|start| (start, 0, Place::TagName)),
            self.in_double_quotes
                .take()
                .map(|so_far| (0, so_far, Place::Quoted(b'"'))),
            self.in_single_quotes
                .take()
                .map(|so_far| (0, so_far, Place::Quoted(b'\''))),
        ];
        let mut most = 0;
        for (start, so_far, place) in starts.into_iter().flatten() {
            let bytes = piece.as_bytes().get(start..).unwrap_or_default();
            let (count, place) = advance(bytes, so_far, place);
            most = most.max(count);
            let still_open = match place {
                Place::Quoted(b'"') => &mut self.in_double_quotes,
                Place::Quoted(_) => &mut self.in_single_quotes,
                _ => continue,
            };
            *still_open = Some(still_open.map_or(count, |other| other.max(count)));
        }
        most
    }

    /// Records that the last piece completed a tag or comment, so that no value is open.
    pub(super) fn complete(&mut self) {
        *self = Self::default();
    }
}

/// Returns where the name of the first possible tag in `piece` begins.
fn tag_start(piece: &str, raw_text: Option<&str>) -> Option<usize> {
    let is_tag = |rest: &[u8]| match (raw_text, rest) {
        (Some(name), [b'/', rest @ ..]) => rest
            .get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes())),
        (Some(_), _) => false,
        (None, [b'/', c, ..] | [c, ..]) => c.is_ascii_alphabetic(),
        (None, []) => false,
    };
    let mut opened = piece.match_indices('<').map(|(at, _)| at + 1);
    opened
        .find(|&at| is_tag(piece.as_bytes().get(at..).unwrap_or_default()))
        .map(|at| at + 1)
}

/// Advances through a tag like a tokenizer, to the end of `bytes`.
fn advance(bytes: &[u8], mut count: usize, mut place: Place) -> (usize, Place) {
    for &byte in bytes {
        place = match (place, byte) {
            (Place::Quoted(quote), _) if byte == quote => Place::Between,
            (Place::Quoted(_), _) => place,
            (_, b'>') => Place::TagName,
            (Place::BeforeValue, b'"' | b'\'') => Place::Quoted(byte),
            (Place::BeforeValue, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c') => place,
            (Place::BeforeValue, _) => Place::Unquoted,
            (Place::Name | Place::AfterName, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c') => {
                Place::AfterName
            }
            (_, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c') => Place::Between,
            (Place::Unquoted, _) => place,
            (_, b'/') => Place::Between,
            (Place::Name | Place::AfterName, b'=') => Place::BeforeValue,
            (Place::Between | Place::AfterName, _) => {
                count += 1;
                Place::Name
            }
            (Place::TagName | Place::Name, _) => place,
        };
    }
    (count, place)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the counts of the pieces of `html`, none of which completes a tag.
    fn counts(html: &str, raw_text: Option<&str>) -> Vec<usize> {
        let mut counter = AttributeCounter::default();
        let pieces = html.split_inclusive('>');
        pieces.map(|piece| counter.count(piece, raw_text)).collect()
    }

    #[test]
    fn attributes_are_counted_as_a_tokenizer_reads_them() {
        let check = |html: &str, expected: &[usize]| {
            assert_eq!(counts(html, None), expected, "{html}");
        };
        check("text <p>", &[0]);
        check("a < b <p a b=1 c = 'x y' d=\"x y\"e/f/g>", &[7]);
        check("</p a b>", &[2]);
        check("<p a=1 =\" b c>", &[4]);
        check("<p a=1/2/3 b>", &[2]);
        check("<p a0/a1/a2>", &[3]);
        check("<!-- a b c -->", &[0]);
        // The value continues after its `>`, and so may the count.
        check("<p a='x>y' b c>z", &[1, 3, 0]);
        check("<p a='x>\" b c>y' d>", &[1, 1, 2]);
    }

    #[test]
    fn only_the_end_tag_counts_in_a_script() {
        assert_eq!(counts("if (a <b && c) x ='</p a b>", Some("script")), [0]);
        assert_eq!(counts("x </SCRIPT a b>", Some("script")), [2]);
    }
}
