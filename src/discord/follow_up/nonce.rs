//! Nonces of messages outside interactions.

/// Length of a nonce, in characters: the maximum that Discord allows.
const LENGTH: usize = 25;

/// Returns a nonce from a hash of what a message is about, so that Discord drops a repeated
/// message.
pub(super) fn nonce(hasher: &blake3::Hasher) -> String {
    hasher.finalize().to_hex().chars().take(LENGTH).collect()
}
