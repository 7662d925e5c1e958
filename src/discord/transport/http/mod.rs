//! The transport over HTTP: Discord sends each interaction to an address of ours, signed, and takes
//! the reply from the body of the response.

mod endpoint;
pub(in crate::discord) mod public_key;
mod replay;
mod signature;

pub use endpoint::run;
pub use public_key::PublicKey;
pub use signature::{Gate, Rejected, Signed};
