//! Checksum of `meta.json`.
//!
//! tantivy protects all files of a segment by checksums, but not `meta.json`, which names them and
//! holds the schema, the document counts and the payload. The checksum is stored as one more key at
//! the end of the object, which tantivy ignores.

const KEY: &[u8] = b",\"checksum\":\"";
const END: &[u8] = b"\"}\n";

/// Length of a checksum, in hexadecimal digits.
const CHECKSUM_DIGITS: usize = 64;

/// Returns a JSON object with a checksum added at its end.
pub(super) fn add(json: &[u8]) -> Vec<u8> {
    let Some(end) = json.iter().rposition(|byte| *byte == b'}') else {
        return json.to_vec();
    };
    let object = json.get(..end).unwrap_or_default();
    let checksum = blake3::hash(object).to_hex();
    [object, KEY, checksum.as_bytes(), END].concat()
}

/// Returns whether the checksum of a JSON object is valid. An object without a checksum, as older
/// versions wrote it, counts as valid.
pub(super) fn is_valid(json: &[u8]) -> bool {
    let object = json.strip_suffix(END).and_then(|rest| {
        let (rest, digits) = rest.split_at_checked(rest.len().checked_sub(CHECKSUM_DIGITS)?)?;
        Some((rest.strip_suffix(KEY)?, digits))
    });
    object.is_none_or(|(object, digits)| blake3::hash(object).to_hex().as_bytes() == digits)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_flipped_bit_is_found_or_leaves_the_object_alone() {
        let json = b"{\n  \"segments\": [],\n  \"opstamp\": 7\n}\n";
        let value: serde_json::Value = serde_json::from_slice(json).unwrap();
        let written = add(json);
        assert!(is_valid(json) && is_valid(&written));
        for bit in 0..written.len() * 8 {
            let mut damaged = written.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            let read = serde_json::from_slice::<serde_json::Value>(&damaged).ok();
            let read = read.filter(|_| is_valid(&damaged));
            if let Some(read) = read {
                assert_eq!(read["segments"], value["segments"], "bit {bit}");
                assert_eq!(read["opstamp"], value["opstamp"], "bit {bit}");
            }
        }
    }
}
