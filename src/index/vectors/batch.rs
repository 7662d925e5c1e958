//! Binary format of a batch of vectors: a header with a checksum, the keys of the passages, the
//! vectors of the passages, and those of their sentences.
//!
//! Numbers are little-endian. The vectors of passages are contiguous, because every question is
//! compared with all of them.

use std::ops::Range;

const MAGIC: [u8; 4] = *b"SBV1";
const CHECKSUM_BYTES: usize = 16;

/// Magic, number of passages, number of sentences, dimensions, checksum.
const HEADER_BYTES: usize = 4 + 4 + 4 + 4 + CHECKSUM_BYTES;

/// Key and number of sentences of a passage.
const ENTRY_BYTES: usize = 8 + 4;

/// Vectors of a passage and its sentences.
pub(super) struct Encoded {
    pub(super) key: u64,
    pub(super) passage: Vec<u8>,
    /// Vectors of the sentences; empty for a passage of a single sentence.
    pub(super) sentences: Vec<Vec<u8>>,
}

/// Location of a passage's vectors in a file, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::index) struct Place {
    /// Start of the passage's vector.
    pub(in crate::index) passage: usize,
    /// Range of the vectors of its sentences.
    pub(in crate::index) sentences: Range<usize>,
}

/// Hashes everything that a passage's vectors depend on, except the encoder.
pub(in crate::index) fn key(text: &str, sentences: &[(usize, usize)]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(text.as_bytes());
    for (start, end) in sentences {
        hasher.update(&(*start as u64).to_le_bytes());
        hasher.update(&(*end as u64).to_le_bytes());
    }
    let hash = hasher.finalize();
    u64::from_le_bytes(hash.as_bytes().first_chunk().copied().unwrap_or_default())
}

/// Serialises a batch.
pub(super) fn write(batch: &[Encoded], dimensions: usize) -> Vec<u8> {
    let mut body = Vec::new();
    for encoded in batch {
        body.extend(encoded.key.to_le_bytes());
        body.extend((encoded.sentences.len() as u32).to_le_bytes());
    }
    for encoded in batch {
        body.extend(&encoded.passage);
    }
    let sentences = batch.iter().flat_map(|encoded| &encoded.sentences);
    let mut count = 0;
    for sentence in sentences {
        body.extend(sentence);
        count += 1_u32;
    }
    let mut written = Vec::with_capacity(HEADER_BYTES + body.len());
    written.extend(MAGIC);
    written.extend((batch.len() as u32).to_le_bytes());
    written.extend(count.to_le_bytes());
    written.extend((dimensions as u32).to_le_bytes());
    let checksum = checksum(&written, &body);
    written.extend(checksum);
    written.extend(body);
    written
}

/// Parses the batch that begins at `start`. Returns its end and the location of each key's vectors;
/// `None` if the batch is incomplete or damaged.
pub(super) fn read(
    file: &[u8],
    start: usize,
    dimensions: usize,
) -> Option<(usize, Vec<(u64, Place)>)> {
    let rest = file.get(start..)?;
    let (header, rest) = rest.split_at_checked(HEADER_BYTES)?;
    let number = |at: usize| {
        let bytes = header.get(at..)?.first_chunk()?;
        Some(u32::from_le_bytes(*bytes) as usize)
    };
    let (passages, sentences, width) = (number(4)?, number(8)?, number(12)?);
    let vectors = passages.checked_add(sentences)?.checked_mul(width)?;
    let length = passages.checked_mul(ENTRY_BYTES)?.checked_add(vectors)?;
    let body = rest.get(..length)?;
    let (begin, claimed) = header.split_at_checked(HEADER_BYTES - CHECKSUM_BYTES)?;
    let is_whole = begin.starts_with(&MAGIC)
        && width == dimensions
        && checksum(begin, body).as_slice() == claimed;
    if !is_whole {
        return None;
    }
    let first = start + HEADER_BYTES + passages * ENTRY_BYTES;
    let mut sentence = first + passages * width;
    let end = start + HEADER_BYTES + length;
    let mut places = Vec::with_capacity(passages);
    for (n, entry) in body.chunks_exact(ENTRY_BYTES).take(passages).enumerate() {
        let key = u64::from_le_bytes(*entry.first_chunk()?);
        let count = u32::from_le_bytes(*entry.get(8..)?.first_chunk()?) as usize;
        let behind = sentence.checked_add(count.checked_mul(width)?)?;
        if behind > end {
            return None;
        }
        let passage = first + n * width;
        let sentences = sentence..behind;
        places.push((key, Place { passage, sentences }));
        sentence = behind;
    }
    Some((end, places))
}

fn checksum(begin: &[u8], body: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(begin);
    hasher.update(body);
    let hash = hasher.finalize();
    hash.as_bytes().first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn batch() -> Vec<Encoded> {
        let encoded = |key: u64, sentences: &[u8]| Encoded {
            key,
            passage: vec![key as u8; 3],
            sentences: sentences.iter().map(|it| vec![*it; 3]).collect(),
        };
        vec![encoded(7, &[1, 2]), encoded(8, &[]), encoded(9, &[254])]
    }

    #[test]
    fn what_was_written_is_found() {
        let file = [b"before".to_vec(), write(&batch(), 3)].concat();
        let (end, places) = read(&file, 6, 3).unwrap();
        assert_eq!(end, file.len());
        for (encoded, (key, place)) in batch().iter().zip(places) {
            assert_eq!(encoded.key, key);
            assert_eq!(file[place.passage..place.passage + 3], encoded.passage);
            assert_eq!(file[place.sentences], encoded.sentences.concat());
        }
    }

    #[test]
    fn nothing_is_read_of_a_damaged_batch() {
        let file = write(&batch(), 3);
        assert!(read(&file, 0, 4).is_none());
        for length in 0..file.len() {
            assert!(read(&file[..length], 0, 3).is_none(), "cut to {length}");
        }
        for bit in 0..file.len() * 8 {
            let mut damaged = file.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(read(&damaged, 0, 3).is_none(), "bit {bit}");
        }
    }
}
