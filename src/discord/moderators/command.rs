//! What Discord is told about `/index`, and who sees it there.

use serenity::all::{CommandOptionType, CreateCommand, CreateCommandOption, Permissions};

use super::labels;
use crate::discord::ModeratedGuild;
use crate::discord::commands::{command as typed, option};
use crate::discord::locales::Label;

/// No address is longer.
const LONGEST_ADDRESS: u16 = 2000;

/// The command of moderators in this guild. Who sees it is for its administrators to say; until
/// they do, those who have the guild's permission. Roles cannot be told to Discord here: where
/// there is nothing but roles, only administrators see it at first.
pub fn command(guild: &ModeratedGuild) -> CreateCommand {
    typed(labels::INDEX)
        .default_member_permissions(permission(guild).unwrap_or_else(Permissions::empty))
        .add_option(verb(labels::REFRESH))
        .add_option(verb(labels::STATUS))
        .add_option(
            verb(labels::ADD)
                .add_sub_option(option(CommandOptionType::Attachment, labels::FILE))
                .add_sub_option(
                    option(CommandOptionType::String, labels::URL)
                        .min_length(1)
                        .max_length(LONGEST_ADDRESS),
                ),
        )
        .add_option(verb(labels::REMOVE).add_sub_option(article()))
        .add_option(verb(labels::RESTORE).add_sub_option(article()))
        .add_option(verb(labels::EDIT).add_sub_option(article()))
        .add_option(verb(labels::HISTORY))
}

/// The permission by which moderators of the guild are known, if they are by any.
pub fn permission(guild: &ModeratedGuild) -> Option<Permissions> {
    Permissions::from_name(guild.permission.as_deref()?)
}

fn verb(label: Label) -> CreateCommandOption {
    option(CommandOptionType::SubCommand, label)
}

fn article() -> CreateCommandOption {
    option(CommandOptionType::String, labels::ARTICLE)
        .required(true)
        .set_autocomplete(true)
}
