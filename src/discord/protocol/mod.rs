//! What Discord sends and takes: options, buttons, replies, the definitions of commands.

pub mod caller;
pub mod custom_id;
pub mod date_range;
pub mod handled;
pub mod localisation;
pub mod options;
pub mod pressed;
pub mod refusal;
pub mod register;
pub mod reply;
