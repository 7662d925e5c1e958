//! What Discord is told about the commands.

use serenity::builder::{CreateCommand, CreateCommandOption};
use serenity::model::application::{
    CommandOptionType, CommandType, InstallationContext, InteractionContext,
};

use super::locales::{self, Label};
use super::passages::LONGEST_QUESTION;
use super::quotations::LONGEST_WORDS;
use super::verdicts::LONGEST_TEXT;

/// The commands that everybody may use. Those for a guild alone say nothing of where they can be
/// used: Discord takes that from commands for everywhere only.
pub fn commands(for_guild: bool) -> Vec<CreateCommand> {
    let commands = [
        command(locales::ASK)
            .add_option(text(locales::QUESTION, LONGEST_QUESTION).required(true))
            .add_option(article())
            .add_option(private()),
        command(locales::QUOTE)
            .add_option(text(locales::WORDS, LONGEST_WORDS))
            .add_option(speaker())
            .add_option(article())
            .add_option(private()),
        command(locales::VERIFY)
            .add_option(text(locales::TEXT, LONGEST_TEXT).required(true))
            .add_option(speaker())
            .add_option(private()),
        check_quotes(),
        command(locales::ARTICLES),
    ];
    commands
        .into_iter()
        .map(|command| match for_guild {
            true => command,
            false => everywhere(command),
        })
        .collect()
}

/// A command that is typed.
pub(super) fn command(label: Label) -> CreateCommand {
    let Label { name, about } = label;
    let mut command = CreateCommand::new(name.english)
        .kind(CommandType::ChatInput)
        .description(about.english);
    for (locale, name) in name.translations() {
        command = command.name_localized(locale, name);
    }
    for (locale, about) in about.translations() {
        command = command.description_localized(locale, about);
    }
    command
}

/// A command in the menu of a message.
fn check_quotes() -> CreateCommand {
    let name = locales::CHECK_QUOTES_NAME;
    let mut command = CreateCommand::new(name.english).kind(CommandType::Message);
    for (locale, name) in name.translations() {
        command = command.name_localized(locale, name);
    }
    command
}

pub(super) fn option(kind: CommandOptionType, label: Label) -> CreateCommandOption {
    let Label { name, about } = label;
    let mut option = CreateCommandOption::new(kind, name.english, about.english);
    for (locale, name) in name.translations() {
        option = option.name_localized(locale, name);
    }
    for (locale, about) in about.translations() {
        option = option.description_localized(locale, about);
    }
    option
}

/// An option for 1 to `longest` characters.
fn text(label: Label, longest: usize) -> CreateCommandOption {
    option(CommandOptionType::String, label)
        .min_length(1)
        .max_length(u16::try_from(longest).unwrap_or(u16::MAX))
}

fn speaker() -> CreateCommandOption {
    option(CommandOptionType::String, locales::SPEAKER).set_autocomplete(true)
}

fn article() -> CreateCommandOption {
    option(CommandOptionType::String, locales::ARTICLE).set_autocomplete(true)
}

fn private() -> CreateCommandOption {
    option(CommandOptionType::Boolean, locales::PRIVATE)
}

/// In guilds, in the bot's own messages and in those between people; for guilds that added the
/// bot and for people who did.
fn everywhere(command: CreateCommand) -> CreateCommand {
    command
        .integration_types(vec![InstallationContext::Guild, InstallationContext::User])
        .contexts(vec![
            InteractionContext::Guild,
            InteractionContext::BotDm,
            InteractionContext::PrivateChannel,
        ])
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use serde_json::Value;

    use super::super::locales::LOCALES;
    use super::*;

    /// The name and description of a command or an option in every language, English last.
    fn labels(thing: &Value) -> Vec<(String, Option<String>)> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let translated = LOCALES.iter().map(|locale| {
            let name = text(&thing["name_localizations"][locale]);
            let about = text(&thing["description_localizations"][locale]);
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
            match is_typed {
                true => assert!((1..=100).contains(&length.unwrap()), "{about:?}"),
                false => assert_eq!(length, None),
            }
        }
    }

    #[test]
    fn discord_takes_every_name_in_every_language() {
        let commands = serde_json::to_value(commands(false)).unwrap();
        let mut names = HashSet::new();
        for command in commands.as_array().unwrap() {
            let kind = command["type"].as_u64().unwrap();
            check(command, kind == 1);
            for (locale, (name, _)) in labels(command).into_iter().enumerate() {
                assert!(names.insert((kind, locale, name.clone())), "{name} twice");
            }
            let mut options = HashSet::new();
            let mut is_optional = false;
            for option in command["options"].as_array().unwrap() {
                check(option, true);
                for (locale, (name, _)) in labels(option).into_iter().enumerate() {
                    assert!(options.insert((locale, name.clone())), "{name} twice");
                }
                assert!(!is_optional || option["required"] == false, "{option}");
                is_optional = option["required"] == false;
            }
        }
    }
}
