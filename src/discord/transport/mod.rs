//! Brings interactions from Discord and carries replies to it.

pub mod answered;
pub mod api_url;
pub mod cooldown;
pub mod events;
pub mod gateway;
pub mod incomplete;
pub mod load;
pub mod log;
pub mod record;
pub mod send;
pub mod sender;
pub mod serve;
pub mod token;
