//! What somebody sees of an answer.

use serde_json::Value;

use super::make::{Interaction, press};
use super::state::State;

const SUPPRESS_EMBEDS: u64 = 1 << 2;
const EPHEMERAL: u64 = 1 << 6;
const LOADING: u64 = 1 << 7;

/// An answer that Discord took.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// The interaction that it answers.
    pub id: u64,
    /// The body that was sent.
    pub body: Value,
    /// The message as it stood then, if it is one.
    pub message: Option<Value>,
}

impl Reply {
    /// The answer to an interaction, if there is one by now.
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

    /// The number of the kind of answer: 4 a message, 7 a change of the message, 8 choices.
    pub(crate) fn kind(&self) -> u64 {
        self.body["type"].as_u64().unwrap()
    }

    pub(crate) fn text(&self) -> &str {
        self.message()["content"].as_str().unwrap()
    }

    pub(crate) fn message(&self) -> &Value {
        self.message.as_ref().expect("the answer is a message")
    }

    /// Whether only the person alone sees it.
    pub(crate) fn is_private(&self) -> bool {
        self.flags() & EPHEMERAL != 0
    }

    /// Whether it says only that there will be something.
    pub(crate) fn is_promise(&self) -> bool {
        self.flags() & LOADING != 0
    }

    /// Whether links in it show no previews.
    pub(crate) fn is_plain(&self) -> bool {
        self.flags() & SUPPRESS_EMBEDS != 0
    }

    /// The labels of its buttons, in order.
    pub(crate) fn labels(&self) -> Vec<&str> {
        let buttons = self.buttons();
        buttons
            .filter_map(|button| button["label"].as_str())
            .collect()
    }

    /// What is offered to somebody who types: names and values.
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

    /// Somebody presses the button with this label.
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
