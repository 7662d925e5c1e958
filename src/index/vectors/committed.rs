//! Record of the vectors in a commit payload.

use serde::{Deserialize, Serialize};

/// Vectors that belong to a commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::index) struct CommittedVectors {
    /// [`crate::encoder::Encoder::identity`] of the encoder.
    pub encoder: String,
    /// Name of the file.
    pub file: String,
    /// Number of dimensions of a vector.
    pub dimensions: usize,
    /// Length of the part of the file that belongs to the commit, in bytes.
    pub length: u64,
    /// Whether some passages have no vectors, because they were indexed with another encoder or
    /// none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_partial: bool,
}
