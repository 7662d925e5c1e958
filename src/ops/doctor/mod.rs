//! The doctor: checks everything that the program needs, and reports a remedy for each problem.

mod finding;
mod folders;
mod machine;
mod online;

pub use finding::{Finding, Level};
pub use folders::{articles, index, is_readable_by_everybody, state, writable};
pub use machine::{clock, disk, file_handles};
pub use online::online;
