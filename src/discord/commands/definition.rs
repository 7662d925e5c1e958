//! The registration of the commands with Discord, made from their table.

use serenity::all::{
    CommandOptionType, CommandType, CreateCommand, CreateCommandOption, GuildId,
    InstallationContext, InteractionContext, Permissions,
};

use super::COMMANDS;
use super::command::{Audience, Command, CommandOption, OptionKind};
use crate::discord::protocol::localisation::{Label, Locale, locales};
use crate::discord::protocol::register::Registration;
use crate::discord::settings::{ModeratedGuild, Moderation};

/// Returns the global commands and the commands of single guilds. The commands for everybody are
/// registered in `guilds`, or globally if there are none; those for moderators in the moderated
/// guilds.
pub(crate) fn registration(guilds: &[GuildId], moderation: Option<&Moderation>) -> Registration {
    let mut registration = Registration::default();
    if guilds.is_empty() {
        registration.everywhere = commands_for(Audience::Everybody).map(everywhere).collect();
    }
    if let Some(moderation) = moderation
        && moderation.guilds.is_empty()
        && !moderation.users.is_empty()
    {
        // No guild has moderators, so the users named in the settings get the commands in direct
        // messages with the bot.
        registration
            .everywhere
            .extend(commands_for(Audience::Moderators).map(in_direct_messages));
    }
    // Discord accepts contexts only for global commands.
    for guild in guilds {
        registration
            .guilds
            .insert(*guild, commands_for(Audience::Everybody).collect());
    }
    let moderated = moderation.map(|moderation| moderation.guilds.as_slice());
    for guild in moderated.unwrap_or_default() {
        let here = registration.guilds.entry(guild.id).or_default();
        here.extend(for_moderators(guild));
    }
    registration
}

fn commands_for(audience: Audience) -> impl Iterator<Item = CreateCommand> {
    let commands = COMMANDS.iter().copied();
    commands
        .filter(move |command| command.audience == audience)
        .map(create)
}

/// Returns the commands for the moderators of a guild. By default, members with the guild's
/// permission see them; administrators can change that. Discord takes no roles here: without a
/// permission, only administrators see the commands at first.
fn for_moderators(guild: &ModeratedGuild) -> impl Iterator<Item = CreateCommand> {
    let permission = guild.permission.unwrap_or_else(Permissions::empty);
    commands_for(Audience::Moderators)
        .map(move |command| command.default_member_permissions(permission))
}

/// Allows a command in guilds, in direct messages with the bot and in private channels, for guilds
/// and for people who installed the bot.
fn everywhere(command: CreateCommand) -> CreateCommand {
    command
        .integration_types(vec![InstallationContext::Guild, InstallationContext::User])
        .contexts(vec![
            InteractionContext::Guild,
            InteractionContext::BotDm,
            InteractionContext::PrivateChannel,
        ])
}

/// Allows a command in direct messages with the bot only.
fn in_direct_messages(command: CreateCommand) -> CreateCommand {
    command
        .integration_types(vec![InstallationContext::Guild, InstallationContext::User])
        .contexts(vec![InteractionContext::BotDm])
}

fn create(command: &Command) -> CreateCommand {
    let mut created = CreateCommand::new(command.name).kind(command.kind);
    if command.kind == CommandType::ChatInput {
        created = created.description(command.description);
    }
    for locale in locales() {
        let label = locale.command(command.name);
        if let Some(name) = label.and_then(|label| label.name.as_ref()) {
            created = created.name_localized(locale.code, name);
        }
        if let Some(description) = label.and_then(|label| label.description.as_ref()) {
            created = created.description_localized(locale.code, description);
        }
    }
    for subcommand in command.subcommands {
        created = created.add_option(create_subcommand(command.name, subcommand));
    }
    for option in command.options {
        created = created.add_option(create_option(command.name, option));
    }
    created
}

fn create_subcommand(command: &str, subcommand: &Command) -> CreateCommandOption {
    let Command {
        name, description, ..
    } = subcommand;
    let created = CreateCommandOption::new(CommandOptionType::SubCommand, *name, *description);
    let path = format!("{command} {name}");
    let mut created = localised(created, |locale| locale.command(&path));
    for option in subcommand.options {
        created = created.add_sub_option(create_option(command, option));
    }
    created
}

fn create_option(command: &str, option: &CommandOption) -> CreateCommandOption {
    let kind = match option.kind {
        OptionKind::Text(_) | OptionKind::Suggested => CommandOptionType::String,
        OptionKind::Flag => CommandOptionType::Boolean,
        OptionKind::File => CommandOptionType::Attachment,
    };
    let created = CreateCommandOption::new(kind, option.name, option.description);
    let mut created = localised(created, |locale| locale.option(command, option.name));
    match option.kind {
        OptionKind::Text(longest) => {
            let longest = u16::try_from(longest).unwrap_or(u16::MAX);
            created = created.min_length(1).max_length(longest);
        }
        OptionKind::Suggested => created = created.set_autocomplete(true),
        OptionKind::Flag | OptionKind::File => {}
    }
    if option.is_required {
        created = created.required(true);
    }
    created
}

/// Adds the label of an option or subcommand in every language.
fn localised(
    mut created: CreateCommandOption,
    label: impl Fn(&'static Locale) -> Option<&'static Label>,
) -> CreateCommandOption {
    for locale in locales() {
        let label = label(locale);
        if let Some(name) = label.and_then(|label| label.name.as_ref()) {
            created = created.name_localized(locale.code, name);
        }
        if let Some(description) = label.and_then(|label| label.description.as_ref()) {
            created = created.description_localized(locale.code, description);
        }
    }
    created
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use serde_json::Value;

    use super::*;

    /// Returns the name and description of a command or an option in every language, English last.
    fn labels(thing: &Value) -> Vec<(String, Option<String>)> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let translated = locales().iter().map(|locale| {
            let name = text(&thing["name_localizations"][locale.code]);
            let about = text(&thing["description_localizations"][locale.code]);
            (name.expect("every name is translated"), about)
        });
        let english = (text(&thing["name"]).unwrap(), text(&thing["description"]));
        translated.chain([english]).collect()
    }

    fn check(thing: &Value, is_typed: bool) {
        for (name, about) in labels(thing) {
            assert!((1..=32).contains(&name.chars().count()), "{name}");
            let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'');
            assert!(!is_typed || name.chars().all(is_letter), "{name}");
            assert!(!is_typed || name == name.to_lowercase(), "{name}");
            let length = about.as_ref().map(|about| about.chars().count());
            if is_typed {
                assert!((1..=100).contains(&length.unwrap()), "{about:?}");
            } else {
                assert_eq!(length, None);
            }
        }
    }

    /// Checks a list of options or subcommands, and their options.
    fn check_options(options: &Value) {
        let mut names = HashSet::new();
        let mut is_optional = false;
        for option in options.as_array().into_iter().flatten() {
            check(option, true);
            for (locale, (name, _)) in labels(option).into_iter().enumerate() {
                assert!(names.insert((locale, name.clone())), "{name} twice");
            }
            let is_required = option["required"] == true;
            assert!(!is_optional || !is_required, "{option}");
            is_optional = !is_required;
            check_options(&option["options"]);
        }
    }

    #[test]
    fn without_guilds_the_command_is_registered_globally() {
        let index = |moderation: &Moderation| {
            let everywhere = registration(&[], Some(moderation)).everywhere;
            let mut commands = everywhere
                .into_iter()
                .map(|command| serde_json::to_value(command).unwrap());
            commands.find(|command| command["name"] == "index")
        };
        let mut moderation = Moderation {
            guilds: Vec::new(),
            users: vec![serenity::all::UserId::new(1)],
            channel: None,
        };
        let command = index(&moderation).unwrap();
        assert_eq!(command["contexts"], serde_json::json!([1]));
        moderation.guilds.push(ModeratedGuild {
            id: GuildId::new(1),
            permission: None,
            roles: Vec::new(),
        });
        assert_eq!(index(&moderation), None);
        assert_eq!(index(&Moderation::default()), None);
    }

    #[test]
    fn discord_takes_every_name_in_every_language() {
        let guild = ModeratedGuild {
            id: GuildId::new(1),
            permission: None,
            roles: Vec::new(),
        };
        let commands = commands_for(Audience::Everybody).chain(for_moderators(&guild));
        let mut names = HashSet::new();
        for command in commands.map(|command| serde_json::to_value(command).unwrap()) {
            let kind = command["type"].as_u64().unwrap();
            check(&command, kind == 1);
            for (locale, (name, _)) in labels(&command).into_iter().enumerate() {
                assert!(names.insert((kind, locale, name.clone())), "{name} twice");
            }
            check_options(&command["options"]);
        }
    }
}
