//! Making interactions as Discord sends them.
//!
//! They have all fields that Discord sends, whether the bot reads them or not.

use serde_json::{Value, json};

use super::message;
use super::people::{Person, Place};
use super::state::State;
use super::{APPLICATION, snowflake};

/// Kind of an interaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Command,
    Component,
    Autocomplete,
    Modal,
}

/// Interaction to be sent to the bot.
#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub kind: Kind,
    data: Value,
    message: Option<Value>,
    person: Person,
    place: Place,
    locale: String,
}

const TEXT: u8 = 3;
const NUMBER: u8 = 4;
const FLAG: u8 = 5;
const FILE: u8 = 11;

impl Kind {
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Command => 2,
            Self::Component => 3,
            Self::Autocomplete => 4,
            Self::Modal => 5,
        }
    }
}

/// Makes an interaction for a slash command.
pub(crate) fn slash(name: &str) -> Interaction {
    Interaction::new(
        Kind::Command,
        json!({ "name": name, "type": 1, "options": [] }),
    )
}

/// Makes an interaction for a command in the menu of a message.
pub(crate) fn menu(name: &str, target: &Value) -> Interaction {
    let id = target["id"].as_str().unwrap();
    Interaction::new(
        Kind::Command,
        json!({
            "name": name, "type": 3, "target_id": id, "resolved": { "messages": { id: target } },
        }),
    )
}

/// Makes an interaction for a press of a button of a message.
pub(crate) fn press(message: &Value, custom_id: &str) -> Interaction {
    let mut pressed = Interaction::new(
        Kind::Component,
        json!({ "custom_id": custom_id, "component_type": 2, "id": 2 }),
    );
    pressed.message = Some(message.clone());
    pressed
}

/// Makes an interaction for a submitted form, which was opened from this message or from a command.
pub(crate) fn submit(
    custom_id: &str,
    fields: &[(&str, &str)],
    message: Option<&Value>,
) -> Interaction {
    let row = |(n, (name, value)): (usize, &(&str, &str))| {
        let field = json!({ "type": 4, "id": 2 * n + 2, "custom_id": name, "value": value });
        json!({ "type": 1, "id": 2 * n + 1, "components": [field] })
    };
    let rows: Vec<_> = fields.iter().enumerate().map(row).collect();
    let mut submitted = Interaction::new(
        Kind::Modal,
        json!({ "custom_id": custom_id, "components": rows }),
    );
    submitted.message = message.cloned();
    submitted
}

impl Interaction {
    fn new(kind: Kind, data: Value) -> Self {
        Self {
            kind,
            data,
            message: None,
            person: Person::member(),
            place: Place::Guild,
            locale: "en-US".to_owned(),
        }
    }

    /// Returns the custom ID of the button or form.
    pub(crate) fn custom_id(&self) -> &str {
        self.data["custom_id"].as_str().unwrap()
    }

    pub(crate) fn by(mut self, person: &Person) -> Self {
        self.person = person.clone();
        self
    }

    pub(crate) fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// Sets the language of the person's client.
    pub(crate) fn locale(mut self, locale: &str) -> Self {
        locale.clone_into(&mut self.locale);
        self
    }

    /// Adds a subcommand. Options added afterwards belong to it.
    pub(crate) fn sub(mut self, name: &str) -> Self {
        self.options()
            .push(json!({ "name": name, "type": 1, "options": [] }));
        self
    }

    pub(crate) fn text(self, name: &str, value: &str) -> Self {
        self.option(json!({ "name": name, "type": TEXT, "value": value }))
    }

    pub(crate) fn number(self, name: &str, value: i64) -> Self {
        self.option(json!({ "name": name, "type": NUMBER, "value": value }))
    }

    pub(crate) fn flag(self, name: &str, value: bool) -> Self {
        self.option(json!({ "name": name, "type": FLAG, "value": value }))
    }

    /// Adds an attached file with the address to download it from.
    pub(crate) fn file(mut self, name: &str, filename: &str, size: usize, url: &str) -> Self {
        let id = snowflake().to_string();
        let file = json!({
            "id": id, "filename": filename, "size": size, "url": url, "proxy_url": url,
            "content_type": "text/plain; charset=utf-8", "ephemeral": true,
        });
        self.data["resolved"]["attachments"][&id] = file;
        self.option(json!({ "name": name, "type": FILE, "value": id }))
    }

    /// Turns the interaction into a request for suggestions after this text was typed.
    pub(crate) fn typing(mut self, name: &str, value: &str) -> Self {
        self.kind = Kind::Autocomplete;
        self.option(json!({ "name": name, "type": TEXT, "value": value, "focused": true }))
    }

    /// Adds an option without validation.
    pub(crate) fn option(mut self, option: Value) -> Self {
        self.options().push(option);
        self
    }

    fn options(&mut self) -> &mut Vec<Value> {
        let top = self.data["options"].as_array_mut().unwrap();
        let has_sub = top.last().is_some_and(|last| last["options"].is_array());
        if has_sub {
            return top.last_mut().unwrap()["options"].as_array_mut().unwrap();
        }
        top
    }

    /// Returns the metadata that the responding message has about the interaction.
    pub(crate) fn metadata(&self, id: u64) -> Value {
        let mut metadata = json!({
            "id": id.to_string(), "type": self.kind.number(), "user": self.person.user(),
            "authorizing_integration_owners": self.place.owners(&self.person),
        });
        if self.kind == Kind::Command {
            metadata["name"] = self.data["name"].clone();
            metadata["command_type"] = self.data["type"].clone();
        }
        if self.kind == Kind::Modal {
            let mut opener = metadata.clone();
            opener["type"] = Kind::Command.number().into();
            metadata["triggering_interaction_metadata"] = opener;
        }
        if let Some(message) = &self.message {
            metadata["interacted_message_id"] = message["id"].clone();
        }
        metadata
    }

    /// Returns the type number of the message that responds to it.
    pub(crate) fn answer_type(&self) -> u8 {
        match (self.kind, self.data["type"].as_u64()) {
            (Kind::Command, Some(1)) => 20,
            (Kind::Command, _) => 23,
            _ => 19,
        }
    }

    pub(crate) fn channel(&self) -> String {
        self.place.channel(&self.person)["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// Returns the id of the message with the button.
    pub(crate) fn on_message(&self) -> Option<u64> {
        self.message.as_ref().map(message::id)
    }

    /// Returns the payload for the gateway.
    pub(crate) fn payload(&self, state: &State, id: u64, token: &str) -> Value {
        let mut data = self.data.clone();
        if data["name"].is_string() {
            data["id"] = state.command_id(&data).to_string().into();
            data["guild_id"] = self.place.guild_id().into();
        }
        if let Some(fields) = data.as_object_mut() {
            fields.retain(|_, value| !value.is_null());
        }
        let mut payload = json!({
            "id": id.to_string(),
            "application_id": APPLICATION.to_string(),
            "type": self.kind.number(),
            "token": token,
            "version": 1,
            "data": data,
            "locale": self.locale,
            "entitlements": [],
            "attachment_size_limit": 10_485_760,
        });
        self.place.describe(&self.person, &mut payload);
        if let Some(message) = &self.message {
            // The current message, which may have changed since the reply was returned.
            let now = state.messages.get(&message::id(message));
            payload["message"] = now.unwrap_or(message).clone();
        }
        payload
    }
}
