//! Which encoder is used, and how.

use std::path::PathBuf;

/// Where an encoder is, and how it is used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EncoderSettings {
    /// The folder with `config.json`, `tokenizer.json` and `model.safetensors`.
    pub path: PathBuf,
    /// What is put before a question, as some models were trained.
    pub query_prefix: String,
    /// What is put before a passage or sentence.
    pub passage_prefix: String,
    /// Number of threads that encode passages; 0 for one a core.
    pub threads: usize,
}
