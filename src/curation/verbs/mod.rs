//! The verbs of the curator, one file for each.

mod drafts;
mod edit;
mod name;
mod preview;
mod publish;
mod refresh;
mod remove;
mod restore;
mod speaker;
mod status;

pub use edit::Edited;
pub use preview::{Preview, Upload};
pub use publish::Added;
pub use restore::Restored;
pub use speaker::{CorrectedSpeaker, quotations_of};
pub use status::{CommitStatus, IndexStatus};
