//! What a commit says of its vectors.

use serde::{Deserialize, Serialize};

/// The vectors of a commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::index) struct CommittedVectors {
    /// [`crate::encoder::Encoder::identity`] of the encoder that made them.
    pub encoder: String,
    /// Name of the file.
    pub file: String,
    /// Length of a vector.
    pub dimensions: usize,
    /// Length of that part of the file that belongs to the commit, in bytes.
    pub length: u64,
    /// Whether passages were written that have none: the encoder was another one, or none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_partial: bool,
}
