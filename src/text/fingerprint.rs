//! Short hashes for comparing texts.

/// Computes an 8-byte hash over a sequence of texts, which is the same on every machine.
#[derive(Default)]
pub struct Fingerprint(blake3::Hasher);

impl Fingerprint {
    /// Adds a text with its length, so that "ab", "c" differs from "a", "bc".
    pub fn part(&mut self, text: &str) {
        self.bytes(&(text.len() as u64).to_le_bytes());
        self.bytes(text.as_bytes());
    }

    /// Adds bytes without their length.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Returns the hash of everything added so far.
    pub fn finish(&self) -> u64 {
        let hash = self.0.finalize();
        let (first, _) = hash
            .as_bytes()
            .split_first_chunk()
            .unwrap_or((&[0; 8], &[]));
        u64::from_le_bytes(*first)
    }
}
