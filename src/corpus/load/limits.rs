//! Maximum sizes of source files.

use crate::corpus::formats::Format;

/// Maximum sizes of source files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Size of a file that holds one article, in bytes. The default is 10 MiB, far above the length
    /// of any article.
    pub max_file_bytes: u64,
    /// Size of a `.jsonl` file, which holds many articles, in bytes. The default is 1 GiB. Such a
    /// file and its articles are in memory at once while it is read.
    pub max_json_lines_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_file_bytes: 10 << 20,
            max_json_lines_bytes: 1 << 30,
        }
    }
}

impl Limits {
    /// The limit for the file at `path`.
    pub(super) fn of(self, path: &str) -> u64 {
        match Format::of(path) {
            Some(Format::JsonLines) => self.max_json_lines_bytes,
            _ => self.max_file_bytes,
        }
    }
}
