//! What a transport is to send, as plain values: the same for every transport.

use std::fmt;

use serenity::builder::{
    AutocompleteChoice, CreateActionRow, CreateAllowedMentions, CreateAutocompleteResponse,
    CreateButton, CreateInputText, CreateInteractionResponse, CreateInteractionResponseMessage,
    CreateModal, EditInteractionResponse,
};
use serenity::model::application::{ButtonStyle, InputTextStyle, InteractionResponseFlags};
use serenity::model::channel::MessageFlags;

/// Why a reply could not be made; its chain of causes is for the log alone.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The one reply to an interaction.
#[derive(Debug)]
pub enum Reply {
    /// A new message.
    Message(Message),
    /// Another content for the message whose button was pressed.
    Update(Message),
    /// What could be meant by the letters typed so far.
    Choices(Vec<Choice>),
    /// A form to be filled in.
    Form(Form),
    /// A message that takes longer than Discord waits.
    Deferred(Deferred),
}

/// A message that pings nobody and shows no previews.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The text, in Discord's Markdown, of at most 2,000 characters.
    pub content: String,
    /// At most five rows of at most five buttons below it.
    pub rows: Vec<Vec<Button>>,
    /// Whether only the person who asked sees it.
    pub private: bool,
}

/// A button below a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What comes back when it is pressed, unique in its message, at most 100 characters.
    pub id: String,
    /// What stands on it, at most 80 characters.
    pub label: String,
    /// How it looks.
    pub style: Style,
}

/// How a button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// One of several things to do.
    Plain,
    /// What most people will want.
    Main,
    /// What cannot be undone at once.
    Danger,
}

/// One of at most 25 suggestions for an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is shown, 1 to 100 characters.
    pub name: String,
    /// What comes back when it is chosen, at most 100 characters.
    pub value: String,
}

/// A form in a window of its own, with one to five fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What comes back when it is sent, at most 100 characters.
    pub id: String,
    /// Its name, at most 45 characters.
    pub title: String,
    /// What can be filled in.
    pub fields: Vec<Field>,
}

/// A line, or several, to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in what comes back, at most 100 characters.
    pub id: String,
    /// What stands above it, at most 45 characters.
    pub label: String,
    /// What stands in it at first.
    pub value: String,
    /// At most so many characters, up to 4,000.
    pub max_length: u16,
    /// Whether it must be filled in.
    pub required: bool,
    /// Whether it takes several lines.
    pub long: bool,
}

/// Shows how far the work of a [`Deferred`] reply is.
pub type OnProgress<'a> = &'a dyn Fn(Message);

/// Does the work, shows how far it is as often as it likes, and returns the last message.
pub type Job = dyn FnOnce(OnProgress<'_>) -> Result<Message, Failure> + Send;

/// A reply behind a "thinking…", which its messages replace one after the other.
pub struct Deferred {
    /// Whether only the person who asked sees the messages.
    pub private: bool,
    /// Whether they take the place of the message whose button was pressed.
    pub in_place: bool,
    /// The work, done on a thread of its own. Of the messages that it shows meanwhile only the
    /// latest is sent, and at most one a second.
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
    /// A message that everybody sees.
    pub fn public(content: impl Into<String>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// A message that only the person who asked sees.
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

    /// The message in place of the one that was sent first.
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
    /// What is sent within Discord's three seconds.
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

/// What has to be said of every message before anything else.
fn promise(private: bool) -> CreateInteractionResponseMessage {
    let mut flags = InteractionResponseFlags::SUPPRESS_EMBEDS;
    if private {
        flags |= InteractionResponseFlags::EPHEMERAL;
    }
    CreateInteractionResponseMessage::new()
        .flags(flags)
        .allowed_mentions(CreateAllowedMentions::new())
}
