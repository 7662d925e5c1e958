//! The definition of a command: its registration with Discord, and its handlers.

use serenity::model::application::CommandType;

use super::context::Context;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::pressed::{Pressed, Submitted};
use crate::discord::protocol::refusal::Refusal;

/// Command or subcommand. To add one, define a constant of this type and add it to the table of
/// commands.
pub(super) struct Command {
    /// English name, which identifies its interactions.
    pub name: &'static str,
    /// English description of at most 100 characters; empty for commands in the menu of a message.
    pub description: &'static str,
    /// Kind: a slash command, or one in the menu of a message.
    pub kind: CommandType,
    /// People who may use it.
    pub audience: Audience,
    /// Options in the order in which Discord shows them, required ones first.
    pub options: &'static [CommandOption],
    /// Subcommands, one of which a call names. A command with subcommands cannot be used by itself.
    pub subcommands: &'static [&'static Command],
    /// Replies to a call.
    pub run: Run,
    /// Replies at once if the answer is cached.
    pub recall: fn(&Context<'_>, &CallOptions<'_>) -> Option<Handled>,
    /// Suggests values for an option while it is typed.
    pub suggest: Suggest,
    /// Replies to a press of one of its buttons.
    pub press: fn(&Context<'_>, &Pressed<'_>) -> Result<Handled, Rejection>,
    /// Replies to the submission of one of its forms.
    pub submit: fn(&Context<'_>, &Submitted<'_>) -> Result<Handled, Rejection>,
}

/// Handler of a call of a command.
pub(super) type Run = fn(&Context<'_>, &CallOptions<'_>) -> Result<Handled, Rejection>;

/// Handler that suggests values for the option that is being typed.
pub(super) type Suggest = fn(&Context<'_>, &Typing<'_>) -> Result<Handled, Rejection>;

/// Option that is being typed.
pub(super) struct Typing<'a> {
    /// English name of the option.
    pub option: &'a str,
    /// Text so far.
    pub text: &'a str,
    /// Options of the call.
    pub options: CallOptions<'a>,
}

/// People who may use a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// Everybody, everywhere.
    Everybody,
    /// Moderators, in the guilds that have some. Each button and form belongs to one moderator.
    Moderators,
}

/// Option of a command.
#[derive(Clone, Copy, Debug)]
pub(super) struct CommandOption {
    /// English name.
    pub name: &'static str,
    /// English description, of at most 100 characters.
    pub description: &'static str,
    /// Kind of value.
    pub kind: OptionKind,
    /// Whether Discord requires a value.
    pub is_required: bool,
}

/// Kind of value of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OptionKind {
    /// Text of at least 1 and at most this many characters.
    Text(usize),
    /// Text for which values are suggested while it is typed.
    Suggested,
    /// Yes or no.
    Flag,
    /// A file.
    File,
}

/// Option that restricts a command to one article.
pub(super) const ARTICLE: CommandOption =
    CommandOption::new("article", "Only in this article", OptionKind::Suggested);

/// Option that restricts a command to articles published on a day or later.
pub(super) const AFTER: CommandOption = CommandOption::new(
    "after",
    "Only articles of this day and later: 2025-08-15, 15 Aug, yesterday, last week",
    OptionKind::Text(40),
);

/// Option that restricts a command to articles published on a day or earlier.
pub(super) const BEFORE: CommandOption = CommandOption::new(
    "before",
    "Only articles of this day and earlier: 2025-08-15, 15 Aug, yesterday, last week",
    OptionKind::Text(40),
);

/// Option for the speaker of a quotation.
pub(super) const SPEAKER: CommandOption = CommandOption::new(
    "speaker",
    "Who said it, by any of their names",
    OptionKind::Suggested,
);

/// Option that makes the reply private.
pub(super) const PRIVATE: CommandOption =
    CommandOption::new("private", "Show the reply to you alone", OptionKind::Flag);

impl Command {
    /// Defaults: a slash command for everybody, without options, buttons and forms.
    pub(super) const SLASH: Self = Self {
        name: "",
        description: "",
        kind: CommandType::ChatInput,
        audience: Audience::Everybody,
        options: &[],
        subcommands: &[],
        run: |_, _| Err(Refusal::unknown("command").into()),
        recall: |_, _| None,
        suggest: suggest_known,
        press: |_, _| Err(Refusal::unknown("button").into()),
        submit: |_, _| Err(Refusal::unknown("form").into()),
    };
}

impl CommandOption {
    /// Makes an optional option.
    pub(super) const fn new(
        name: &'static str,
        description: &'static str,
        kind: OptionKind,
    ) -> Self {
        Self {
            name,
            description,
            kind,
            is_required: false,
        }
    }

    /// Makes the option required.
    pub(super) const fn required(self) -> Self {
        Self {
            is_required: true,
            ..self
        }
    }
}

/// Suggests articles for the option `article` and speakers for the option `speaker`.
pub(super) fn suggest_known(
    context: &Context<'_>,
    typing: &Typing<'_>,
) -> Result<Handled, Rejection> {
    let Some(directory) = context.directory_for_suggestions()? else {
        return Ok(Handled::suggested(Vec::new(), None));
    };
    let choices = match typing.option {
        "article" => directory.suggest_article(typing.text),
        "speaker" => directory.suggest_speaker(typing.text),
        _ => Vec::new(),
    };
    Ok(Handled::suggested(choices, Some(&directory.edition)))
}
