//! Errors of the encoder, worded for the operator.

#[cfg(feature = "encoder")]
use std::path::Path;

/// Error of the encoder.
#[derive(Debug, thiserror::Error)]
pub enum EncoderError {
    /// The folder does not contain an encoder that this program can use.
    #[error(
        "cannot use the encoder in {folder}: {reason}: the folder needs config.json of a BERT model, \
         tokenizer.json and model.safetensors, see docs/encoder.md"
    )]
    Folder {
        /// Path of the folder.
        folder: String,
        /// The file's defect, with the expected value.
        reason: String,
    },
    /// The program was built without encoders.
    #[error(
        "cannot use an encoder: this program was built without them: build it with `--features \
         encoder`, or delete \"path\" in [encoder]"
    )]
    NotBuilt,
    /// The network failed.
    #[error(
        "cannot encode a text: {0}: check that the files of the encoder belong together, see \
         docs/encoder.md"
    )]
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

/// Defect of a file in an encoder's folder, in words for a message.
#[cfg(feature = "encoder")]
#[derive(Debug)]
pub(super) struct Unfit(pub(super) String);
