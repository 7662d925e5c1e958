//! Maximum sizes of source files.

use crate::corpus::formats::Format;

/// Maximum sizes of source files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Maximum size of a file with one article, in bytes. The default, 10 MiB, is far above the
    /// length of any article.
    pub max_file_bytes: u64,
    /// Maximum size of a `.jsonl` file, which contains many articles, in bytes. The default is 1
    /// GiB. The file and its articles are in memory together while it is read.
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
    /// Returns the limit for the file at `path`, in bytes.
    pub(super) fn of(self, path: &str) -> u64 {
        match Format::of(path) {
            Some(Format::JsonLines) => self.max_json_lines_bytes,
            _ => self.max_file_bytes,
        }
    }
}
