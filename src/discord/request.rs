//! What somebody wants: an interaction as a typed request, or why it is none.

use serenity::model::application::{
    CommandDataOptionValue, CommandInteraction, CommandType, ComponentInteraction, Interaction,
    ModalInteraction,
};
use serenity::model::channel::MessageFlags;
use serenity::model::id::UserId;

use super::button::Press;
use super::escape::{clean, length};
use super::passages::LONGEST_QUESTION;

/// What somebody wants.
#[derive(Debug)]
pub enum Request<'a> {
    /// `/ask`
    Ask {
        /// On one line, neither empty nor too long.
        question: String,
        /// As it was typed or chosen.
        article: Option<String>,
        /// Whether the reply is for the person alone.
        private: bool,
    },
    /// `/articles`
    Articles,
    /// Suggestions for the option that is being typed.
    Complete {
        /// The name of the option.
        option: &'a str,
        /// What stands there so far.
        typed: &'a str,
    },
    /// A button.
    Press(Pressed<'a>),
}

/// A button that was pressed, and the message that it is on.
#[derive(Debug)]
pub struct Pressed<'a> {
    /// What the button carries.
    pub press: Press,
    /// Who pressed it.
    pub person: UserId,
    /// The message, which this bot wrote.
    pub message: &'a serenity::all::Message,
}

impl Pressed<'_> {
    /// Whether only one person sees the message.
    pub fn is_private(&self) -> bool {
        let flags = self.message.flags.unwrap_or_default();
        flags.contains(MessageFlags::EPHEMERAL)
    }

    /// Whether the message is another person's.
    pub fn is_of_another(&self) -> bool {
        self.person != self.press.asker
    }
}

/// Why something is not done, in a sentence for the person who wanted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl Refusal {
    fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// For what only an older or a newer version of this program knows.
    fn unknown(thing: &str) -> Self {
        Self::new(format!(
            "I do not know this {thing}: it is from another version of me. Please use the command \
             again; restarting Discord brings the current ones."
        ))
    }
}

impl<'a> Request<'a> {
    /// Reads an interaction.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] if it is nothing that is known, or its options make no sense.
    pub fn parse(interaction: &'a Interaction) -> Result<Self, Refusal> {
        match interaction {
            Interaction::Command(command) => Self::command(command),
            Interaction::Autocomplete(command) => Self::complete(command),
            Interaction::Component(component) => Self::press(component),
            Interaction::Modal(form) => Self::form(form),
            _ => Err(Refusal::unknown("request")),
        }
    }

    fn command(command: &'a CommandInteraction) -> Result<Self, Refusal> {
        let options = Options(command);
        match (command.data.kind, command.data.name.as_str()) {
            (CommandType::ChatInput, "ask") => Ok(Self::Ask {
                question: options.needed_text("question", LONGEST_QUESTION)?,
                article: options.text("article")?,
                private: options.flag("private")?,
            }),
            (CommandType::ChatInput, "articles") => Ok(Self::Articles),
            _ => Err(Refusal::unknown("command")),
        }
    }

    fn complete(command: &'a CommandInteraction) -> Result<Self, Refusal> {
        let focused = command.data.autocomplete();
        let focused = focused.ok_or_else(|| Refusal::unknown("option"))?;
        Ok(Self::Complete {
            option: focused.name,
            typed: focused.value,
        })
    }

    fn press(component: &'a ComponentInteraction) -> Result<Self, Refusal> {
        let press = Press::parse(&component.data.custom_id);
        Ok(Self::Press(Pressed {
            press: press.ok_or_else(|| Refusal::unknown("button"))?,
            person: component.user.id,
            message: &component.message,
        }))
    }

    fn form(_: &'a ModalInteraction) -> Result<Self, Refusal> {
        Err(Refusal::unknown("form"))
    }
}

/// The options of a command. None may be of another kind than Discord was told, whoever sent it.
struct Options<'a>(&'a CommandInteraction);

impl<'a> Options<'a> {
    fn get(&self, name: &str) -> Option<&'a CommandDataOptionValue> {
        let options = &self.0.data.options;
        let found = options.iter().find(|option| option.name == name)?;
        Some(&found.value)
    }

    /// A text on one line; `None` if it is not given or empty.
    fn text(&self, name: &str) -> Result<Option<String>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(CommandDataOptionValue::String(text)) => {
                Ok(Some(clean(text)).filter(|text| !text.is_empty()))
            }
            Some(_) => Err(Refusal::new(format!(
                "The option `{name}` has to be text. Please use the command again."
            ))),
        }
    }

    fn needed_text(&self, name: &str, longest: usize) -> Result<String, Refusal> {
        let text = self.text(name)?;
        let text = text.ok_or_else(|| {
            Refusal::new(format!(
                "The option `{name}` is empty. Please use the command again and fill it in."
            ))
        })?;
        match length(&text) > longest {
            true => Err(Refusal::new(format!(
                "The option `{name}` takes up to {longest} characters, and yours has {}. Please \
                 use the command again with fewer.",
                length(&text)
            ))),
            false => Ok(text),
        }
    }

    fn flag(&self, name: &str) -> Result<bool, Refusal> {
        match self.get(name) {
            None => Ok(false),
            Some(CommandDataOptionValue::Boolean(flag)) => Ok(*flag),
            Some(_) => Err(Refusal::new(format!(
                "The option `{name}` has to be yes or no. Please use the command again."
            ))),
        }
    }
}
