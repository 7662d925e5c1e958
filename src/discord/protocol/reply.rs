//! Replies as plain values, the same for every transport.

use std::fmt;

use serenity::builder::{
    AutocompleteChoice, CreateActionRow, CreateAllowedMentions, CreateAutocompleteResponse,
    CreateButton, CreateInputText, CreateInteractionResponse, CreateInteractionResponseMessage,
    CreateMessage, CreateModal, EditInteractionResponse,
};
use serenity::model::application::{ButtonStyle, InputTextStyle, InteractionResponseFlags};
use serenity::model::channel::{MessageFlags, Nonce};

/// Why a reply could not be made. The chain of causes goes to the log only.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The reply to an interaction.
#[derive(Debug)]
pub enum Reply {
    /// A new message.
    Message(Message),
    /// Replaces the message whose button was pressed.
    Update(Message),
    /// Suggestions for the option being typed.
    Choices(Vec<Choice>),
    /// Opens a form.
    Form(Form),
    /// A message that may take longer than Discord's three seconds.
    Deferred(Deferred),
}

/// A message. It pings nobody and shows no link previews.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Text in Discord's Markdown, at most 2,000 UTF-16 units.
    pub content: String,
    /// At most five rows of at most five buttons below it.
    pub rows: Vec<Vec<Button>>,
    /// Whether only the person who asked sees it ("ephemeral").
    pub private: bool,
}

/// A button below a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// Custom ID, unique in its message, at most 100 characters.
    pub id: String,
    /// Label, at most 80 characters.
    pub label: String,
    /// Style.
    pub style: Style,
}

/// Style of a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Secondary: one of several actions.
    Plain,
    /// Primary: the usual action.
    Main,
    /// Danger: an action that cannot be undone at once.
    Danger,
}

/// One of at most 25 suggestions for an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Text shown, 1 to 100 characters.
    pub name: String,
    /// Value sent when it is chosen, at most 100 characters.
    pub value: String,
}

/// A form ("modal") with one to five fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Custom ID, at most 100 characters.
    pub id: String,
    /// Title, at most 45 characters.
    pub title: String,
    /// Text inputs.
    pub fields: Vec<Field>,
}

/// A text input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Custom ID, at most 100 characters.
    pub id: String,
    /// Label, at most 45 characters.
    pub label: String,
    /// Initial text.
    pub value: String,
    /// Maximum number of characters, up to 4,000.
    pub max_length: u16,
    /// Whether it is required.
    pub required: bool,
    /// Whether it has several lines.
    pub long: bool,
}

/// Reports the progress of a [`Deferred`] reply.
pub type OnProgress<'a> = &'a dyn Fn(Message);

/// Does the work, reports progress, and returns the last message.
pub type Job = dyn FnOnce(OnProgress<'_>) -> Result<Message, Failure> + Send;

/// A reply that starts as "thinking…" and is edited with progress and the result.
pub struct Deferred {
    /// Whether only the person who asked sees the messages.
    pub private: bool,
    /// Whether the messages replace the one whose button was pressed.
    pub in_place: bool,
    /// The work, run on a blocking thread. Progress is sent at most once a second, the latest
    /// message only.
    pub run: Box<Job>,
}

impl fmt::Debug for Deferred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deferred")
            .field("private", &self.private)
            .field("in_place", &self.in_place)
            .finish_non_exhaustive()
    }
}

impl Message {
    /// A public message.
    pub fn public(content: impl Into<String>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// A private message.
    pub fn private(content: impl Into<String>) -> Self {
        Self {
            content: content.into(),
            private: true,
            ..Self::default()
        }
    }

    fn to_serenity(&self) -> CreateInteractionResponseMessage {
        promise(self.private)
            .content(&self.content)
            .components(self.action_rows())
    }

    fn action_rows(&self) -> Vec<CreateActionRow> {
        let button = |button: &Button| {
            CreateButton::new(&button.id)
                .label(&button.label)
                .style(match button.style {
                    Style::Plain => ButtonStyle::Secondary,
                    Style::Main => ButtonStyle::Primary,
                    Style::Danger => ButtonStyle::Danger,
                })
        };
        self.rows
            .iter()
            .filter(|row| !row.is_empty())
            .map(|row| CreateActionRow::Buttons(row.iter().map(button).collect()))
            .collect()
    }

    /// The message as one that answers no interaction. Discord sends it once for each `nonce`.
    pub fn to_create(&self, nonce: &str) -> CreateMessage {
        CreateMessage::new()
            .content(&self.content)
            .flags(MessageFlags::SUPPRESS_EMBEDS)
            .allowed_mentions(CreateAllowedMentions::new())
            .components(self.action_rows())
            .nonce(Nonce::String(nonce.to_owned()))
            .enforce_nonce(true)
    }

    /// The body that edits the message sent first.
    pub fn to_edit(&self) -> EditInteractionResponse {
        EditInteractionResponse::new()
            .content(&self.content)
            .flags(MessageFlags::SUPPRESS_EMBEDS)
            .allowed_mentions(CreateAllowedMentions::new())
            .components(self.action_rows())
    }
}

impl Form {
    fn to_serenity(&self) -> CreateModal {
        let field = |field: &Field| {
            let style = if field.long {
                InputTextStyle::Paragraph
            } else {
                InputTextStyle::Short
            };
            CreateActionRow::InputText(
                CreateInputText::new(style, &field.label, &field.id)
                    .value(&field.value)
                    .max_length(field.max_length)
                    .required(field.required),
            )
        };
        CreateModal::new(&self.id, &self.title).components(self.fields.iter().map(field).collect())
    }
}

impl Reply {
    /// Whether there is more to come.
    pub(crate) fn is_promise(&self) -> bool {
        matches!(self, Self::Deferred(_))
    }

    /// The body of the first response, which is due within three seconds.
    pub fn to_response(&self) -> CreateInteractionResponse {
        match self {
            Self::Message(message) => CreateInteractionResponse::Message(message.to_serenity()),
            Self::Update(message) => {
                CreateInteractionResponse::UpdateMessage(message.to_serenity())
            }
            Self::Choices(choices) => CreateInteractionResponse::Autocomplete(
                CreateAutocompleteResponse::new().set_choices(
                    choices
                        .iter()
                        .map(|choice| AutocompleteChoice::new(&choice.name, choice.value.as_str()))
                        .collect(),
                ),
            ),
            Self::Form(form) => CreateInteractionResponse::Modal(form.to_serenity()),
            Self::Deferred(deferred) if deferred.in_place => CreateInteractionResponse::Acknowledge,
            // Of a promise Discord takes nothing but who sees it; the rest comes with the edit.
            Self::Deferred(deferred) => CreateInteractionResponse::Defer(
                CreateInteractionResponseMessage::new().ephemeral(deferred.private),
            ),
        }
    }
}

/// Fields that every message has.
fn promise(private: bool) -> CreateInteractionResponseMessage {
    let mut flags = InteractionResponseFlags::SUPPRESS_EMBEDS;
    if private {
        flags |= InteractionResponseFlags::EPHEMERAL;
    }
    CreateInteractionResponseMessage::new()
        .flags(flags)
        .allowed_mentions(CreateAllowedMentions::new())
}
