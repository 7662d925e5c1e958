//! Errors of the encoder, in the operator's words.

#[cfg(feature = "encoder")]
use std::path::Path;

/// Why there are no vectors.
#[derive(Debug, thiserror::Error)]
pub enum EncoderError {
    /// The folder does not hold an encoder that this program can use.
    #[error(
        "cannot use the encoder in {folder}: {reason}: the folder needs config.json of a BERT model, \
         tokenizer.json and model.safetensors, as docs/encoder.md says"
    )]
    Folder {
        /// The folder.
        folder: String,
        /// What was found, and what was expected.
        reason: String,
    },
    /// The program has no encoders in it.
    #[error(
        "cannot use an encoder: this program was built without them: build it with `--features \
         encoder`, or delete \"path\" in [encoder]"
    )]
    NotBuilt,
    /// The network failed.
    #[error("cannot encode a text: {0}")]
    Failed(String),
}

impl EncoderError {
    #[cfg(feature = "encoder")]
    pub(super) fn folder(folder: &Path, reason: impl Into<String>) -> Self {
        Self::Folder {
            folder: folder.display().to_string(),
            reason: reason.into(),
        }
    }

    pub(super) fn failed(error: impl std::fmt::Display) -> Self {
        Self::Failed(error.to_string())
    }
}

/// What is wrong with a file of an encoder's folder.
#[cfg(feature = "encoder")]
#[derive(Debug)]
pub(super) struct Unfit(pub(super) String);
