//! The channel of the playground: its messages, and its pending interactions.

use std::collections::VecDeque;
use std::num::NonZeroUsize;

use jiff::Timestamp;
use lru::LruCache;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::sync::oneshot;

use super::message::{COMMAND, attached, fill, message, metadata};
use super::people::{APPLICATION, Person, bot, snowflake};
use super::refused::Refused;

/// Maximum number of messages kept.
const MAX_MESSAGES: usize = 500;

/// Maximum number of interactions, and of files, kept.
const MAX_STORED: NonZeroUsize = NonZeroUsize::new(200).unwrap();

/// Flag of a message that only one person sees.
const EPHEMERAL: u64 = 1 << 6;

/// Flag of the placeholder of a deferred reply.
const LOADING: u64 = 1 << 7;

/// Action of a person on the page.
#[derive(Debug, Deserialize)]
pub(super) struct Act {
    /// Key of the person.
    pub person: String,
    /// Discord's number of the interaction type.
    #[serde(rename = "type")]
    pub kind: u8,
    /// Field `data` of the interaction.
    pub data: Map<String, Value>,
    /// ID of the message whose button was pressed.
    pub message_id: Option<String>,
}

/// Attached file.
#[derive(Clone, Debug)]
pub(super) struct File {
    /// File name.
    pub name: String,
    /// Contents.
    pub bytes: axum::body::Bytes,
}

/// New interaction as Discord would send it, with a receiver of its first reply.
pub(super) struct StartedInteraction {
    /// JSON in Discord's format.
    pub payload: Value,
    /// Token by which the bot replies.
    pub token: String,
    /// Receiver of the first reply.
    pub callback: oneshot::Receiver<Value>,
}

/// Message with its viewer.
struct VisibleMessage {
    /// Version of the channel at the last change of the message.
    version: u64,
    /// Key of the only person who sees it; `None` for everybody.
    viewer: Option<&'static str>,
    id: String,
    message: Value,
}

/// Interaction that was sent to the bot.
struct SentInteraction {
    person: &'static Person,
    /// Discord's number of the type of the replying message.
    reply_kind: u8,
    /// Field `interaction_metadata` of the replying message.
    metadata: Value,
    /// ID of the message whose button was pressed.
    on_message: Option<String>,
    /// ID of the message that is the first reply, which edits change.
    reply: Option<String>,
    callback: Option<oneshot::Sender<Value>>,
}

/// Channel with its messages, interactions and files.
pub(super) struct Channel {
    /// Base address of the files.
    address: String,
    version: u64,
    messages: VecDeque<VisibleMessage>,
    asked: LruCache<String, SentInteraction>,
    files: LruCache<String, File>,
}

impl Channel {
    /// Makes an empty channel whose files are served below `address`.
    pub(super) fn new(address: String) -> Self {
        Self {
            address,
            version: 0,
            messages: VecDeque::new(),
            asked: LruCache::new(MAX_STORED),
            files: LruCache::new(MAX_STORED),
        }
    }

    /// Returns the version, which grows with every change.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// Returns the messages that changed after a version, as JSON for the page.
    pub(super) fn since(&self, version: u64) -> Value {
        let mut changed: Vec<&VisibleMessage> = self.messages.iter().collect();
        changed.retain(|shown| shown.version > version);
        let changed = changed
            .iter()
            .map(|shown| json!({ "viewer": shown.viewer, "message": shown.message }));
        json!({ "version": self.version, "messages": changed.collect::<Vec<_>>() })
    }

    /// Stores a file. Returns its ID.
    pub(super) fn store_file(&mut self, file: File) -> String {
        let id = snowflake().to_string();
        self.files.put(id.clone(), file);
        id
    }

    /// Returns a stored file.
    pub(super) fn file(&mut self, id: &str) -> Option<File> {
        self.files.get(id).cloned()
    }

    /// Adds a message written by a person.
    pub(super) fn write(&mut self, person: &Person, content: &str) {
        let message = message(person.user(), 0, content);
        self.add(None, message);
    }

    /// Adds a message, unless there is one with the same nonce.
    pub(super) fn add_once(&mut self, viewer: Option<&'static str>, message: Value) {
        let nonce = &message["nonce"];
        let mut messages = self.messages.iter();
        if messages.all(|shown| shown.message["nonce"] != *nonce) {
            self.add(viewer, message);
        }
    }

    /// Makes the interaction that Discord would send for an action.
    ///
    /// # Errors
    ///
    /// [`Refused`] if the person, the message or a file does not exist.
    pub(super) fn begin(&mut self, act: Act, token: String) -> Result<StartedInteraction, Refused> {
        let person = Person::with_key(&act.person).ok_or(Refused::UnknownPerson)?;
        let id = snowflake();
        let mut data = act.data;
        self.resolve(person, &mut data)?;
        let metadata = metadata(person, id, act.kind, &data, act.message_id.as_deref());
        let reply_kind = match (act.kind, data.get("type").and_then(Value::as_u64)) {
            (COMMAND, Some(1)) => 20,
            (COMMAND, _) => 23,
            _ => 19,
        };
        let mut payload = person.interaction(id, &token, act.kind, data.into());
        if let Some(on) = &act.message_id {
            let message = self.visible(person, on).ok_or(Refused::UnknownMessage)?;
            payload["message"] = message.clone();
        }
        let (callback, first_reply) = oneshot::channel();
        let asked = SentInteraction {
            person,
            reply_kind,
            metadata,
            on_message: act.message_id,
            reply: None,
            callback: Some(callback),
        };
        self.asked.put(token.clone(), asked);
        Ok(StartedInteraction {
            payload,
            token,
            callback: first_reply,
        })
    }

    /// Adds the resolved data that Discord sends with a command: its ID, its target message, and
    /// its attached files.
    fn resolve(&mut self, person: &Person, data: &mut Map<String, Value>) -> Result<(), Refused> {
        let mut resolved = Map::new();
        if let Some(target) = data.get("target_id").and_then(Value::as_str) {
            let message = self
                .visible(person, target)
                .ok_or(Refused::UnknownMessage)?;
            resolved.insert("messages".to_owned(), json!({ target: message }));
        }
        let mut files = Map::new();
        for id in attached(data.get("options")) {
            let file = self.files.get(&id).ok_or(Refused::Malformed)?;
            let url = format!("{}attachments/{id}", self.address);
            let described = json!({
                "id": id, "filename": file.name, "size": file.bytes.len(), "url": url,
                "proxy_url": url, "ephemeral": true,
            });
            files.insert(id, described);
        }
        if !files.is_empty() {
            resolved.insert("attachments".to_owned(), files.into());
        }
        if data.contains_key("name") {
            data.insert("id".to_owned(), APPLICATION.to_string().into());
            data.insert("resolved".to_owned(), resolved.into());
        }
        Ok(())
    }

    /// Carries out the first reply to an interaction.
    ///
    /// # Errors
    ///
    /// [`Refused`] if Discord would refuse the reply.
    pub(super) fn reply(&mut self, token: &str, body: &Value) -> Result<(), Refused> {
        let asked = self
            .asked
            .get_mut(token)
            .ok_or(Refused::UnknownInteraction)?;
        let callback = asked.callback.take().ok_or(Refused::AlreadyAnswered)?;
        let (person, data) = (asked.person, &body["data"]);
        match body["type"].as_u64() {
            Some(kind @ (4 | 5)) => {
                let mut message = message(bot(), asked.reply_kind, "");
                message["interaction_metadata"] = asked.metadata.clone();
                message["application_id"] = APPLICATION.to_string().into();
                message["webhook_id"] = APPLICATION.to_string().into();
                let mut flags = data["flags"].as_u64().unwrap_or_default();
                if kind == 5 {
                    flags |= LOADING;
                }
                message["flags"] = flags.into();
                fill(&mut message, data);
                let viewer = (flags & EPHEMERAL != 0).then_some(person.key);
                let id = self.add(viewer, message);
                if let Some(asked) = self.asked.get_mut(token) {
                    asked.reply = Some(id);
                }
            }
            Some(kind @ (6 | 7)) => {
                let on = asked.on_message.clone().ok_or(Refused::Malformed)?;
                asked.reply = Some(on.clone());
                if kind == 7 {
                    self.change(&on, data)?;
                }
            }
            Some(8 | 9) => {}
            _ => return Err(Refused::Malformed),
        }
        // The receiver is gone if the page was closed in the meantime.
        let _ = callback.send(body.clone());
        Ok(())
    }

    /// Ends the wait for a first reply that was not sent.
    pub(super) fn give_up(&mut self, token: &str) {
        if let Some(asked) = self.asked.get_mut(token) {
            asked.callback = None;
        }
    }

    /// Edits the first reply to an interaction.
    ///
    /// # Errors
    ///
    /// [`Refused`] if there is no first reply.
    pub(super) fn edit(&mut self, token: &str, body: &Value) -> Result<(), Refused> {
        let asked = self.asked.get(token).ok_or(Refused::UnknownInteraction)?;
        let id = asked.reply.clone().ok_or(Refused::UnknownMessage)?;
        self.change(&id, body)
    }

    fn change(&mut self, id: &str, body: &Value) -> Result<(), Refused> {
        self.version += 1;
        let version = self.version;
        let mut messages = self.messages.iter_mut();
        let shown = messages.find(|shown| shown.id == id);
        let shown = shown.ok_or(Refused::UnknownMessage)?;
        shown.version = version;
        fill(&mut shown.message, body);
        let flags = shown.message["flags"].as_u64().unwrap_or_default();
        let is_promised = flags & LOADING != 0;
        shown.message["flags"] = (flags & !LOADING).into();
        if !is_promised {
            shown.message["edited_timestamp"] = Timestamp::now().to_string().into();
        }
        Ok(())
    }

    /// Returns a message if the person can see it.
    fn visible(&self, person: &Person, id: &str) -> Option<&Value> {
        let mut messages = self.messages.iter();
        let shown = messages.find(|shown| shown.id == id)?;
        let is_seen = shown.viewer.is_none_or(|viewer| viewer == person.key);
        is_seen.then_some(&shown.message)
    }

    fn add(&mut self, viewer: Option<&'static str>, message: Value) -> String {
        self.version += 1;
        if self.messages.len() >= MAX_MESSAGES {
            self.messages.pop_front();
        }
        let id = message["id"].as_str().unwrap_or_default().to_owned();
        self.messages.push_back(VisibleMessage {
            version: self.version,
            viewer,
            id: id.clone(),
            message,
        });
        id
    }
}
