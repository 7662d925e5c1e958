//! Replies as a person sees them.

use serde_json::Value;

use super::make::{Interaction, press};
use super::state::State;

const SUPPRESS_EMBEDS: u64 = 1 << 2;
const EPHEMERAL: u64 = 1 << 6;
const LOADING: u64 = 1 << 7;

/// Response that Discord accepted.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// Id of the interaction.
    pub id: u64,
    /// Body that was sent.
    pub body: Value,
    /// Message after the response, if it made or changed one.
    pub message: Option<Value>,
}

impl Reply {
    /// Returns the response to an interaction, if there is one yet.
    pub(crate) fn of(state: &State, id: u64) -> Option<Self> {
        let asked = &state.interactions[&id];
        Some(Self {
            id,
            body: asked.callback.clone()?,
            message: asked
                .message
                .and_then(|id| state.messages.get(&id).cloned()),
        })
    }

    /// Returns the type of the response: 4 for a message, 7 for an update of the message, 8 for
    /// choices.
    pub(crate) fn kind(&self) -> u64 {
        self.body["type"].as_u64().unwrap()
    }

    pub(crate) fn text(&self) -> &str {
        self.message()["content"].as_str().unwrap()
    }

    pub(crate) fn message(&self) -> &Value {
        self.message.as_ref().expect("the answer is a message")
    }

    /// Returns whether the reply is only visible to the person.
    pub(crate) fn is_private(&self) -> bool {
        self.flags() & EPHEMERAL != 0
    }

    /// Returns whether the response is deferred.
    pub(crate) fn is_promise(&self) -> bool {
        self.flags() & LOADING != 0
    }

    /// Returns whether link previews are suppressed.
    pub(crate) fn is_plain(&self) -> bool {
        self.flags() & SUPPRESS_EMBEDS != 0
    }

    /// Returns the labels of the buttons, in order.
    pub(crate) fn labels(&self) -> Vec<&str> {
        let buttons = self.buttons();
        buttons
            .filter_map(|button| button["label"].as_str())
            .collect()
    }

    /// Returns the suggestions, as names and values.
    pub(crate) fn choices(&self) -> Vec<(&str, &str)> {
        let choices = self.body["data"]["choices"].as_array().unwrap();
        choices
            .iter()
            .map(|choice| {
                (
                    choice["name"].as_str().unwrap(),
                    choice["value"].as_str().unwrap(),
                )
            })
            .collect()
    }

    /// Makes an interaction for a press of the button with this label.
    pub(crate) fn press(&self, label: &str) -> Interaction {
        let button = self.buttons().find(|button| button["label"] == label);
        let button = button.unwrap_or_else(|| panic!("no button {label:?}: {:?}", self.labels()));
        assert_ne!(button["disabled"], true, "{label:?} cannot be pressed");
        press(self.message(), button["custom_id"].as_str().unwrap())
    }

    fn buttons(&self) -> impl Iterator<Item = &Value> {
        let rows = self.message()["components"].as_array().unwrap();
        rows.iter()
            .flat_map(|row| row["components"].as_array().unwrap())
    }

    fn flags(&self) -> u64 {
        self.message()["flags"].as_u64().unwrap()
    }
}
