//! Opening and writing files with care: pipes, devices, links, sizes, crashes.

mod atomic;
mod open;
mod remedy;

pub use atomic::{is_unfinished, leftovers, put, remove, rename, replace, write_new};
pub use open::{open_below, open_regular, read_below, read_regular};
pub use remedy::remedy;
