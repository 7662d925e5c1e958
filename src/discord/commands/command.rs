//! What makes up a command: what Discord is told of it, and what it does.

use serenity::model::application::CommandType;

use super::context::Context;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::pressed::{Pressed, Submitted};
use crate::discord::protocol::refusal::Refusal;

/// A command or a subcommand. A new one is a constant of this type and a line in the table of
/// commands.
pub(super) struct Command {
    /// English name, by which its interactions are known.
    pub name: &'static str,
    /// English description, of at most 100 characters; commands on messages have none.
    pub description: &'static str,
    /// Where Discord offers it: typed after a slash, or in the menu of a message.
    pub kind: CommandType,
    /// Who may use it.
    pub audience: Audience,
    /// `CallOptions` in the order in which Discord shows them, the required ones first.
    pub options: &'static [CommandOption],
    /// Subcommands, of which a call names one; a command that has some does nothing by itself.
    pub subcommands: &'static [&'static Command],
    /// Replies to a call.
    pub run: Run,
    /// Replies at once if the answer is remembered.
    pub recall: fn(&Context<'_>, &CallOptions<'_>) -> Option<Handled>,
    /// Suggests values for an option, by the other ones, its name and what is typed so far.
    pub suggest: Suggest,
    /// Replies to a press on one of its buttons.
    pub press: fn(&Context<'_>, &Pressed<'_>) -> Result<Handled, Rejection>,
    /// Replies to one of its forms.
    pub submit: fn(&Context<'_>, &Submitted<'_>) -> Result<Handled, Rejection>,
}

/// Replies to a call of a command.
pub(super) type Run = fn(&Context<'_>, &CallOptions<'_>) -> Result<Handled, Rejection>;

/// Suggests values for an option.
pub(super) type Suggest =
    fn(&Context<'_>, &CallOptions<'_>, &str, &str) -> Result<Handled, Rejection>;

/// Who may use a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// Everybody, everywhere.
    Everybody,
    /// Moderators, in the guilds that have some. Its buttons and forms are for one moderator each.
    Moderators,
}

/// An option of a command.
#[derive(Clone, Copy, Debug)]
pub(super) struct CommandOption {
    /// English name.
    pub name: &'static str,
    /// English description, of at most 100 characters.
    pub description: &'static str,
    /// What it takes.
    pub kind: OptionKind,
    /// Whether Discord insists on it.
    pub is_required: bool,
}

/// What an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OptionKind {
    /// Text of 1 to so many characters.
    Text(usize),
    /// Text for which values are suggested while it is typed.
    Suggested,
    /// Yes or no.
    Flag,
    /// A file.
    File,
}

/// Restricts a command to one article.
pub(super) const ARTICLE: CommandOption =
    CommandOption::new("article", "Only in this article", OptionKind::Suggested);

/// Restricts a command to articles of a day and later.
pub(super) const AFTER: CommandOption = CommandOption::new(
    "after",
    "Only articles of this day and later: 2025-08-15, 15 Aug, yesterday, last week",
    OptionKind::Text(40),
);

/// Restricts a command to articles of a day and earlier.
pub(super) const BEFORE: CommandOption = CommandOption::new(
    "before",
    "Only articles of this day and earlier: 2025-08-15, 15 Aug, yesterday, last week",
    OptionKind::Text(40),
);

/// Whose words are looked for.
pub(super) const SPEAKER: CommandOption = CommandOption::new(
    "speaker",
    "Who said it, by any of their names",
    OptionKind::Suggested,
);

/// Whether the reply is for the person alone.
pub(super) const PRIVATE: CommandOption =
    CommandOption::new("private", "Show the reply to you alone", OptionKind::Flag);

impl Command {
    /// A command that is typed, for everybody, without options or buttons.
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
    /// An option that may be left out.
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

    /// The same option, without which Discord does not send the command.
    pub(super) const fn required(self) -> Self {
        Self {
            is_required: true,
            ..self
        }
    }
}

/// Suggests articles and speakers where an option asks for one.
pub(super) fn suggest_known(
    context: &Context<'_>,
    _: &CallOptions<'_>,
    option: &str,
    typed: &str,
) -> Result<Handled, Rejection> {
    let Some(directory) = context.directory_at_once()? else {
        return Ok(Handled::suggested(Vec::new(), None));
    };
    let choices = match option {
        "article" => directory.suggest_article(typed),
        "speaker" => directory.suggest_speaker(typed),
        _ => Vec::new(),
    };
    Ok(Handled::suggested(choices, Some(&directory.edition)))
}
