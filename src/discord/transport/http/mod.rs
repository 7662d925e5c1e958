//! The transport over HTTP: Discord sends each interaction as a signed request to the bot's
//! endpoint, and the reply is the body of the response.

mod endpoint;
pub(in crate::discord) mod public_key;
mod replay;
mod signature;

pub use endpoint::run;
pub use public_key::PublicKey;
pub use signature::{Gate, Rejected, Signed};
