//! The commands, a file each: what Discord is told of it, its options, its buttons and its replies.

mod articles;
mod ask;
mod buttons;
mod check_quotes;
mod command;
pub(super) mod context;
pub(super) mod definition;
pub(super) mod dispatch;
mod help;
mod index;
mod quote;
mod verify;

use command::Command;

/// Every command. Registration, dispatch and autocomplete read this table and nothing else.
static COMMANDS: [&Command; 7] = [
    &ask::COMMAND,
    &quote::COMMAND,
    &verify::COMMAND,
    &check_quotes::COMMAND,
    &articles::COMMAND,
    &help::COMMAND,
    &index::COMMAND,
];
