//! The commands, one file for each: its definition, options, buttons and replies.

mod articles;
mod ask;
mod buttons;
mod check_quotes;
mod command;
pub(super) mod context;
mod context_and_share;
pub(super) mod definition;
pub(super) mod dispatch;
mod forget;
mod help;
mod index;
mod not_an_answer;
mod quote;
mod tell_me;
mod verify;

use command::Command;

pub(super) use index::announcement;

/// Table of all commands. Registration, dispatch and autocomplete use no other list.
static COMMANDS: [&Command; 8] = [
    &ask::COMMAND,
    &quote::COMMAND,
    &verify::COMMAND,
    &check_quotes::COMMAND,
    &articles::COMMAND,
    &help::COMMAND,
    &forget::COMMAND,
    &index::COMMAND,
];
