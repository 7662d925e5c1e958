//! The doctor: looks at everything that the program needs, and says of each thing whether it is well
//! and what to do if it is not.

mod finding;
mod folders;
mod machine;
mod online;

pub use finding::{Finding, Level};
pub use folders::{articles, index, is_readable_by_everybody, state, writable};
pub use machine::{clock, disk, file_handles};
pub use online::online;
