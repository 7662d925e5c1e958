//! Replies as plain values, the same for every transport.

use std::fmt;

use serenity::builder::{
    AutocompleteChoice, CreateActionRow, CreateAllowedMentions, CreateAutocompleteResponse,
    CreateButton, CreateInputText, CreateInteractionResponse, CreateInteractionResponseMessage,
    CreateMessage, CreateModal, EditInteractionResponse,
};
use serenity::model::application::{ButtonStyle, InputTextStyle, InteractionResponseFlags};
use serenity::model::channel::{MessageFlags, Nonce};

/// Error of making a reply. Its causes are logged, and never shown in Discord.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Reply to an interaction.
#[derive(Debug)]
pub enum Reply {
    /// Sends a new message.
    Message(Message),
    /// Replaces the message whose button was pressed.
    Update(Message),
    /// Suggests values for the option that is being typed.
    Choices(Vec<Choice>),
    /// Opens a form.
    Form(Form),
    /// Sends a message that may take longer than Discord's three seconds.
    Deferred(Deferred),
}

/// Message, which pings nobody and shows no link previews.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Text in Discord's Markdown, at most 2,000 UTF-16 units.
    pub content: String,
    /// Rows of buttons: at most five rows with at most five buttons each.
    pub rows: Vec<Vec<Button>>,
    /// Whether only the person who asked sees it ("ephemeral").
    pub private: bool,
}

/// Button below a message.
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

/// Suggestion for an option; Discord shows at most 25.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Text shown, 1 to 100 characters.
    pub name: String,
    /// Value sent when it is chosen, at most 100 characters.
    pub value: String,
}

/// Form ("modal") with one to five fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Custom ID, at most 100 characters.
    pub id: String,
    /// Title, at most 45 characters.
    pub title: String,
    /// Text inputs.
    pub fields: Vec<Field>,
}

/// Text input of a form, on one line.
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
}

/// Callback that reports the progress of a [`Deferred`] reply.
pub type OnProgress<'a> = &'a dyn Fn(Message);

/// Work that reports its progress and returns the final message.
pub type Job = dyn FnOnce(OnProgress<'_>) -> Result<Message, Failure> + Send;

/// Reply that starts as "thinking…" and is edited with progress and the result.
pub struct Deferred {
    /// Whether only the person who asked sees the messages.
    pub private: bool,
    /// Whether the messages replace the one whose button was pressed.
    pub in_place: bool,
    /// Work, which runs on a blocking thread. Progress is sent at most once a second, and only the
    /// latest message.
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
    /// Makes a public message.
    pub fn public(content: impl Into<String>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// Makes a private message.
    pub fn private(content: impl Into<String>) -> Self {
        Self {
            content: content.into(),
            private: true,
            ..Self::default()
        }
    }

    fn to_serenity(&self) -> CreateInteractionResponseMessage {
        let mut flags = InteractionResponseFlags::SUPPRESS_EMBEDS;
        flags.set(InteractionResponseFlags::EPHEMERAL, self.private);
        CreateInteractionResponseMessage::new()
            .content(&self.content)
            .flags(flags)
            .allowed_mentions(CreateAllowedMentions::new())
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

    /// Returns the message in a form that is not a reply to an interaction. Discord sends it only
    /// once for each `nonce`.
    pub fn to_create(&self, nonce: &str) -> CreateMessage {
        CreateMessage::new()
            .content(&self.content)
            .flags(MessageFlags::SUPPRESS_EMBEDS)
            .allowed_mentions(CreateAllowedMentions::new())
            .components(self.action_rows())
            .nonce(Nonce::String(nonce.to_owned()))
            .enforce_nonce(true)
    }

    /// Returns the body of a request that edits the first response.
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
            CreateActionRow::InputText(
                CreateInputText::new(InputTextStyle::Short, &field.label, &field.id)
                    .value(&field.value)
                    .max_length(field.max_length)
                    .required(field.required),
            )
        };
        CreateModal::new(&self.id, &self.title).components(self.fields.iter().map(field).collect())
    }
}

impl Reply {
    /// Returns whether the reply is completed by later edits.
    pub(crate) fn is_promise(&self) -> bool {
        matches!(self, Self::Deferred(_))
    }

    /// Returns the body of the first response, which is due within three seconds.
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
            // The first response only determines who sees the message; its content comes with the
            // edit.
            Self::Deferred(deferred) => CreateInteractionResponse::Defer(
                CreateInteractionResponseMessage::new().ephemeral(deferred.private),
            ),
        }
    }
}
