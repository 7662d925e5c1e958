//! What somebody wants: an interaction as a typed request, or why it is none.

use serenity::model::application::{
    CommandDataOption, CommandDataOptionValue, CommandInteraction, CommandType,
    ComponentInteraction, Interaction, ModalInteraction, ResolvedTarget,
};
use serenity::model::channel::MessageFlags;
use serenity::model::id::UserId;

use super::button::Press;
use super::escape::{clean, length};
use super::locales::CHECK_QUOTES;
use super::passages::LONGEST_QUESTION;
use super::quotations::{LONGEST_SPEAKER, LONGEST_WORDS};
use super::verdicts::LONGEST_TEXT;

/// The longest name of an article that is taken, in characters.
const LONGEST_ARTICLE: usize = 300;

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
    /// `/quote`
    Quote {
        /// Words of the quotation; empty for any.
        words: String,
        /// Who said it; empty for anybody. One of the two is not.
        speaker: String,
        /// As it was typed or chosen.
        article: Option<String>,
        /// Whether the reply is for the person alone.
        private: bool,
    },
    /// `/verify`
    Verify {
        /// The text to check.
        text: String,
        /// Who is said to have said it.
        speaker: Option<String>,
        /// Whether the reply is for the person alone.
        private: bool,
    },
    /// "Check quotes" on a message.
    CheckQuotes {
        /// The message.
        text: &'a str,
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
    pub(super) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// For what only an older or a newer version of this program knows.
    pub(super) fn unknown(thing: &str) -> Self {
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
        let options = Options(&command.data.options);
        match (command.data.kind, command.data.name.as_str()) {
            (CommandType::ChatInput, "ask") => Ok(Self::Ask {
                question: options.needed_text("question", LONGEST_QUESTION)?,
                article: options.text("article", LONGEST_ARTICLE)?,
                private: options.flag("private")?,
            }),
            (CommandType::ChatInput, "quote") => {
                let words = options.text("words", LONGEST_WORDS)?.unwrap_or_default();
                let speaker = options
                    .text("speaker", LONGEST_SPEAKER)?
                    .unwrap_or_default();
                if words.is_empty() && speaker.is_empty() {
                    return Err(Refusal::new(
                        "Please say what to look for: use the command again with `words`, \
                         `speaker`, or both.",
                    ));
                }
                Ok(Self::Quote {
                    words,
                    speaker,
                    article: options.text("article", LONGEST_ARTICLE)?,
                    private: options.flag("private")?,
                })
            }
            (CommandType::ChatInput, "verify") => Ok(Self::Verify {
                text: options.needed_text("text", LONGEST_TEXT)?,
                speaker: options.text("speaker", LONGEST_SPEAKER)?,
                private: options.flag("private")?,
            }),
            (CommandType::Message, CHECK_QUOTES) => match command.data.target() {
                Some(ResolvedTarget::Message(message)) if !message.content.trim().is_empty() => {
                    Ok(Self::CheckQuotes {
                        text: &message.content,
                    })
                }
                _ => Err(Refusal::new(
                    "There is no text in this message that I could check.",
                )),
            },
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
pub(super) struct Options<'a>(pub &'a [CommandDataOption]);

impl<'a> Options<'a> {
    pub fn get(&self, name: &str) -> Option<&'a CommandDataOptionValue> {
        let found = self.0.iter().find(|option| option.name == name)?;
        Some(&found.value)
    }

    /// A text on one line; `None` if it is not given or empty.
    pub fn text(&self, name: &str, longest: usize) -> Result<Option<String>, Refusal> {
        let text = match self.get(name) {
            None => return Ok(None),
            Some(CommandDataOptionValue::String(text)) => clean(text),
            Some(_) => {
                return Err(Refusal::new(format!(
                    "The option `{name}` has to be text. Please use the command again."
                )));
            }
        };
        match length(&text) {
            0 => Ok(None),
            length if length > longest => Err(Refusal::new(format!(
                "The option `{name}` takes up to {longest} characters, and yours has {length}. \
                 Please use the command again with fewer."
            ))),
            _ => Ok(Some(text)),
        }
    }

    pub fn needed_text(&self, name: &str, longest: usize) -> Result<String, Refusal> {
        self.text(name, longest)?.ok_or_else(|| {
            Refusal::new(format!(
                "The option `{name}` is empty. Please use the command again and fill it in."
            ))
        })
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
