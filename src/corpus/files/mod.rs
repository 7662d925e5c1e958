//! Safe reading and writing of files: handles pipes, devices, links, size limits and crashes.

mod atomic;
mod open;
mod remedy;

use std::path::Path;

use crate::text::characters::escaped;

pub use atomic::{is_unfinished, leftovers, link_new, put, remove, rename, replace, write_new};
pub use open::{open_below, open_regular, read_below, read_regular};
pub use remedy::{remedy, shortage};

/// Formats a path for messages, with control characters escaped.
pub fn shown(path: &Path) -> String {
    escaped(&path.display().to_string())
}
