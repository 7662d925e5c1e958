//! How it is said in Discord: an interaction becomes a reply.
//!
//! [`Bot::handle`] is a function from an interaction to a reply, with no connection in reach;
//! [`serve`] puts a deadline, a cooldown and a net for panics around it. Transports bring the one
//! and carry the other.

mod access;
mod answers;
mod api_url;
mod button;
mod citation;
mod commands;
mod directory;
mod escape;
mod events;
mod gateway;
mod handle;
#[cfg(test)]
mod hostile;
mod incomplete;
mod layout;
mod listing;
mod locales;
mod log;
mod moderators;
mod passages;
mod presses;
mod quotations;
mod quoting;
mod readers;
mod register;
mod remembered;
mod reply;
mod request;
mod send;
mod serve;
mod settings;
mod token;
mod verdicts;

pub use api_url::ApiUrl;
pub use gateway::{RunError, run};
pub use handle::{Bot, Handled, Outcome};
pub use log::{quiet, secrets};
pub use reply::{Button, Choice, Failure, Field, Form, Job, Message, Progress, Reply, Style, Work};
pub use serve::{Record, Served, serve};
pub use settings::{ModeratedGuild, Moderation, Settings};
pub use token::{Token, TokenError};
