//! What a moderator wants: an interaction as a typed errand, or why it is none.

use serenity::all::{
    ActionRowComponent, Attachment, CommandDataOptionValue, CommandInteraction, Interaction,
    ModalInteraction,
};

use super::button::{Owned, Press};
use crate::discord::request::{Options, Refusal};

/// The name of the command, and how the ids of its buttons and forms begin.
pub const INDEX: &str = "index";

/// No id of an article, and no address, is longer.
const LONGEST_OPTION: usize = 2000;

/// What a moderator wants.
#[derive(Debug)]
pub enum Errand<'a> {
    /// A subcommand.
    Verb(Verb<'a>),
    /// Suggestions for the article of a verb.
    Complete {
        /// The name of the subcommand.
        verb: &'a str,
        /// What stands there so far.
        typed: &'a str,
    },
    /// A button.
    Press(Owned),
    /// A form that was filled in.
    Form {
        /// What its id says.
        form: Owned,
        /// What was filled in, by the names of the fields.
        fields: Vec<(&'a str, &'a str)>,
    },
}

/// A subcommand of `/index`.
#[derive(Debug)]
pub enum Verb<'a> {
    Refresh,
    Status,
    AddFile(&'a Attachment),
    AddPage(String),
    /// With the article as it was typed or chosen.
    Remove(String),
    /// The same.
    Restore(String),
    /// The same.
    Edit(String),
    History,
}

/// Whether an interaction is for this module, whatever else is wrong with it.
pub fn is_errand(interaction: &Interaction) -> bool {
    let is_ours = |id: &str| id.split(':').next() == Some(INDEX);
    match interaction {
        Interaction::Command(command) | Interaction::Autocomplete(command) => {
            command.data.name == INDEX
        }
        Interaction::Component(component) => is_ours(&component.data.custom_id),
        Interaction::Modal(form) => is_ours(&form.data.custom_id),
        _ => false,
    }
}

impl<'a> Errand<'a> {
    /// Reads an interaction.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] if it is nothing that is known, or its options make no sense.
    pub fn parse(interaction: &'a Interaction) -> Result<Self, Refusal> {
        match interaction {
            Interaction::Command(command) => Verb::parse(command).map(Self::Verb),
            Interaction::Autocomplete(command) => {
                let focused = command.data.autocomplete();
                let verb = command.data.options.first();
                match (focused, verb) {
                    (Some(focused), Some(verb)) => Ok(Self::Complete {
                        verb: &verb.name,
                        typed: focused.value,
                    }),
                    _ => Err(Refusal::unknown("option")),
                }
            }
            Interaction::Component(component) => Owned::parse(&component.data.custom_id)
                .map(Self::Press)
                .ok_or_else(|| Refusal::unknown("button")),
            Interaction::Modal(form) => Self::form(form),
            _ => Err(Refusal::unknown("request")),
        }
    }

    fn form(form: &'a ModalInteraction) -> Result<Self, Refusal> {
        let id = Owned::parse(&form.data.custom_id)
            .filter(|form| matches!(form.press, Press::Edit { .. }))
            .ok_or_else(|| Refusal::unknown("form"))?;
        let parts = form.data.components.iter().flat_map(|row| &row.components);
        let fields = parts.filter_map(|part| match part {
            ActionRowComponent::InputText(field) => Some((
                field.custom_id.as_str(),
                field.value.as_deref().unwrap_or_default(),
            )),
            _ => None,
        });
        Ok(Self::Form {
            form: id,
            fields: fields.collect(),
        })
    }
}

impl<'a> Verb<'a> {
    fn parse(command: &'a CommandInteraction) -> Result<Self, Refusal> {
        let verb = command.data.options.first();
        let verb = verb.ok_or_else(|| Refusal::unknown("command"))?;
        let CommandDataOptionValue::SubCommand(options) = &verb.value else {
            return Err(Refusal::unknown("command"));
        };
        let options = Options(options);
        let article = || options.needed_text("article", LONGEST_OPTION);
        match verb.name.as_str() {
            "refresh" => Ok(Self::Refresh),
            "status" => Ok(Self::Status),
            "add" => Self::add(command, &options),
            "remove" => article().map(Self::Remove),
            "restore" => article().map(Self::Restore),
            "edit" => article().map(Self::Edit),
            "history" => Ok(Self::History),
            _ => Err(Refusal::unknown("command")),
        }
    }

    fn add(command: &'a CommandInteraction, options: &Options<'a>) -> Result<Self, Refusal> {
        let file = match options.get("file") {
            Some(CommandDataOptionValue::Attachment(id)) => {
                command.data.resolved.attachments.get(id)
            }
            _ => None,
        };
        let url = match options.get("url") {
            Some(_) => Some(options.needed_text("url", LONGEST_OPTION)?),
            None => None,
        };
        match (file, url) {
            (Some(file), None) => Ok(Self::AddFile(file)),
            (None, Some(url)) => Ok(Self::AddPage(url)),
            _ => Err(Refusal::new(
                "Please use `/index add` again with either a `file` or a `url`.",
            )),
        }
    }
}
