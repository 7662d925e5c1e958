//! Settings of the encoder.

use std::path::PathBuf;

/// Settings of an encoder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EncoderSettings {
    /// Folder with `config.json`, `tokenizer.json` and `model.safetensors`.
    pub path: PathBuf,
    /// Prefix of every question, as some models require.
    pub query_prefix: String,
    /// Prefix of every passage and sentence.
    pub passage_prefix: String,
    /// Number of threads that encode passages; 0 means one for each core.
    pub threads: usize,
}
