//! Endpoints for messages outside interactions: direct messages and messages in channels.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::people::{self, Person};
use super::rest::{Answer, Call};
use super::rules::{self, Refusal};
use super::state::State;
use super::{message, snowflake};

const CLOSED: Refusal = Refusal::new(403, 50_007, "Cannot send messages to this user");
const UNKNOWN_CHANNEL: Refusal = Refusal::new(404, 10_003, "Unknown Channel");
const MISSING_ACCESS: Refusal = Refusal::new(403, 50_001, "Missing Access");

/// Channels, and the messages that the bot sent to them.
#[derive(Default)]
pub(crate) struct Channels {
    /// Channels of guilds that the bot may write to.
    pub open: BTreeSet<u64>,
    /// People who accept no direct messages.
    pub closed_inboxes: BTreeSet<u64>,
    /// Direct message channel of each person.
    private: BTreeMap<u64, u64>,
    /// Sent messages, in order.
    pub sent: Vec<Sent>,
}

/// Message that was sent to a channel.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    /// Person, if it is a direct message channel.
    pub person: Option<u64>,
    pub channel: u64,
    pub nonce: String,
    pub message: Value,
}

impl Sent {
    pub(crate) fn text(&self) -> &str {
        self.message["content"].as_str().unwrap()
    }
}

/// Opens the direct message channel of a person.
pub(super) fn open(state: &mut State, call: &Call) -> Answer {
    let person = call.body["recipient_id"].as_str();
    let person: u64 = person.and_then(|id| id.parse().ok()).unwrap_or_default();
    let channel = *state
        .channels
        .private
        .entry(person)
        .or_insert_with(snowflake);
    let recipient = Person::numbered(person - Person::numbered(0).id);
    Ok(Some(json!({
        "id": channel.to_string(), "type": 1, "flags": 0, "last_message_id": null,
        "recipients": [recipient.user()],
    })))
}

/// Takes a message, once for each nonce.
pub(super) fn create(state: &mut State, call: &Call) -> Answer {
    rules::create(&call.body)?;
    let channel: u64 = call.params["channel_id"].parse().unwrap_or_default();
    let mut private = state.channels.private.iter();
    let person = private.find(|(_, own)| **own == channel).map(|(id, _)| *id);
    match person {
        Some(person) if state.channels.closed_inboxes.contains(&person) => return Err(CLOSED),
        None if state.channels.open.is_empty() => return Err(UNKNOWN_CHANNEL),
        None if !state.channels.open.contains(&channel) => return Err(MISSING_ACCESS),
        _ => {}
    }
    let nonce = call.body["nonce"].as_str().unwrap_or_default().to_owned();
    let is_enforced = call.body["enforce_nonce"] == true;
    let mut sent = state.channels.sent.iter();
    if let Some(sent) = sent.find(|sent| is_enforced && sent.nonce == nonce) {
        return Ok(Some(sent.message.clone()));
    }
    let mut message = message::written(&Person::member(), "");
    message["author"] = people::bot();
    message["channel_id"] = channel.to_string().into();
    message["nonce"] = nonce.clone().into();
    message["flags"] = call.body["flags"].as_u64().unwrap_or(0).into();
    message::fill(&mut message, &call.body);
    state
        .messages
        .insert(message::id(&message), message.clone());
    state.channels.sent.push(Sent {
        person,
        channel,
        nonce,
        message: message.clone(),
    });
    Ok(Some(message))
}
