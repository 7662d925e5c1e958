//! State of the Discord double, behind one lock, and ways to wait for changes of it.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::UnboundedSender;

use super::channels::Channels;
use super::endpoint::Endpoint;
use super::gateway::Act;
use super::make::{Interaction, Kind};
use super::record::Request;
use super::rules::Refusal;
use super::{TOKEN, minimal, snowflake};

/// Maximum time to wait for anything.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Interval of checking a condition again without a signal, because it may depend on the bot's
/// files.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// State, and a signal of its changes.
pub(crate) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

pub(crate) struct State {
    /// Address of the server, such as `127.0.0.1:4000`.
    pub address: String,
    pub token: String,
    pub heartbeat: Duration,
    pub session: Option<Session>,
    /// Sender of interactions over HTTP, if they are not sent to a session.
    pub endpoint: Option<Endpoint>,
    /// Interactions endpoint in the application's settings.
    pub endpoint_url: Option<String>,
    /// Recommended number of shards, and the shards that connected.
    pub shards: u64,
    pub identified_shards: Vec<Value>,
    pub interactions: BTreeMap<u64, Asked>,
    pub messages: BTreeMap<u64, Value>,
    /// Registered commands by guild; global ones under 0.
    pub commands: BTreeMap<u64, Vec<Value>>,
    /// Uploaded files by name.
    pub files: BTreeMap<String, Vec<u8>>,
    pub requests: Vec<Request>,
    /// Violations of Discord's rules by the bot.
    pub refusals: Vec<String>,
    pub channels: Channels,
    pub troubles: BTreeMap<String, VecDeque<Trouble>>,
    /// Time limit for the first response to an interaction.
    pub patience: Duration,
    pub records: Option<std::fs::File>,
    /// Whether heartbeats are not acknowledged.
    pub deaf: bool,
    /// Whether only required fields are sent.
    pub is_minimal: bool,
    /// Number of further attempts to resume a session that are rejected.
    pub forget_sessions: usize,
    pub identified: usize,
    pub resumed: usize,
    pub heartbeats: usize,
    pub closed: Vec<Option<u16>>,
}

/// Session of the gateway.
pub(crate) struct Session {
    pub id: String,
    pub log: Vec<Event>,
    /// Number of events sent on the connection.
    pub written: usize,
    /// Connection, if connected.
    pub connection: Option<UnboundedSender<Act>>,
}

pub(crate) struct Event {
    pub name: &'static str,
    pub data: Value,
    pub interaction: Option<u64>,
}

/// Interaction and its responses.
pub(crate) struct Asked {
    pub interaction: Interaction,
    pub token: String,
    pub sent: Option<Instant>,
    pub answered: Option<Instant>,
    /// First accepted response.
    pub callback: Option<Value>,
    /// Whether it was accepted although the bot was told that it failed.
    pub unreported_success: bool,
    /// Number of attempts to respond.
    pub tries: usize,
    pub message: Option<u64>,
    pub follow_ups: Vec<u64>,
    /// Whether the session ended before the bot can have received it.
    pub lost: bool,
}

/// Fault of one request.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    /// The request fails with this status.
    Fails(u16),
    /// The request succeeds, but the response has this error status.
    DoneButFails(u16),
    /// The request is rate limited for this number of seconds.
    TooMany(f64),
    /// The connection is dropped.
    Cut,
    /// The request is held until a permit is added.
    Held(Arc<Semaphore>),
}

impl State {
    pub(crate) fn new(address: String) -> Self {
        Self {
            address,
            token: TOKEN.to_owned(),
            heartbeat: Duration::from_millis(41_250),
            session: None,
            endpoint: None,
            endpoint_url: None,
            shards: 1,
            identified_shards: Vec::new(),
            interactions: BTreeMap::new(),
            messages: BTreeMap::new(),
            commands: BTreeMap::new(),
            files: BTreeMap::new(),
            requests: Vec::new(),
            refusals: Vec::new(),
            channels: Channels::default(),
            troubles: BTreeMap::new(),
            patience: PATIENCE,
            records: None,
            deaf: false,
            is_minimal: false,
            forget_sessions: 0,
            identified: 0,
            resumed: 0,
            heartbeats: 0,
            closed: Vec::new(),
        }
    }
}

impl Shared {
    pub(crate) fn new(address: String) -> Arc<Self> {
        Arc::new(Self {
            state: Mutex::new(State::new(address)),
            changed: Condvar::new(),
        })
    }

    /// Reads or changes the state.
    pub(crate) fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        // After a failure with the lock held, further errors would only be noise.
        let mut state = self
            .state
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        let result = change(&mut state);
        self.changed.notify_all();
        result
    }

    /// Waits until `look` returns a value, for [`PATIENCE`] at most.
    pub(crate) fn wait<T>(&self, what: &str, look: impl FnMut(&mut State) -> Option<T>) -> T {
        let found = self.wait_for(PATIENCE, look);
        found.unwrap_or_else(|| panic!("waited for {what} for {PATIENCE:?}"))
    }

    /// Waits until `look` returns a value.
    pub(crate) fn wait_for<T>(
        &self,
        patience: Duration,
        mut look: impl FnMut(&mut State) -> Option<T>,
    ) -> Option<T> {
        let deadline = Instant::now() + patience;
        let mut state = self
            .state
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        loop {
            if let Some(found) = look(&mut state) {
                return Some(found);
            }
            let left = deadline.checked_duration_since(Instant::now())?;
            let waited = self.changed.wait_timeout(state, left.min(LOOK_AGAIN));
            (state, _) = waited.unwrap_or_else(|poisoned| poisoned.into_inner());
        }
    }
}

impl State {
    /// Sends an interaction; `None` if there is no session to send it to.
    pub(crate) fn send(&mut self, interaction: &Interaction) -> Option<u64> {
        if self.endpoint.is_none() {
            self.session.as_ref()?;
        }
        let id = snowflake();
        let mut asked = Asked::new(interaction, id);
        let mut data = interaction.payload(self, id, &asked.token);
        if self.is_minimal {
            data = minimal::interaction(&data);
        }
        if let Some(endpoint) = &self.endpoint {
            asked.sent = Some(Instant::now());
            self.interactions.insert(id, asked);
            endpoint.send(id, data.to_string());
            return Some(id);
        }
        self.interactions.insert(id, asked);
        let session = self.session.as_mut()?;
        session.log.push(Event {
            name: "INTERACTION_CREATE",
            data,
            interaction: Some(id),
        });
        session.order(Act::Flush);
        Some(id)
    }

    /// Ends the session. Events from number `unseen` on are lost.
    pub(crate) fn end_session(&mut self, unseen: usize) {
        let Some(session) = self.session.take() else {
            return;
        };
        for id in session
            .log
            .iter()
            .skip(unseen)
            .filter_map(|event| event.interaction)
        {
            self.interactions.get_mut(&id).unwrap().lost = true;
        }
    }

    pub(crate) fn is_connected(&self) -> bool {
        let session = self.session.as_ref();
        session.is_some_and(|session| session.connection.is_some())
    }

    /// Returns the interaction with this token.
    pub(crate) fn asked(&mut self, token: &str) -> Option<(u64, &mut Asked)> {
        let mut all = self.interactions.iter_mut();
        let (id, asked) = all.find(|(_, asked)| asked.token == token)?;
        Some((*id, asked))
    }

    /// Returns the id of a registered command, or an unused id.
    pub(crate) fn command_id(&self, data: &Value) -> u64 {
        let mut all = self.commands.values().flatten();
        let command =
            all.find(|command| command["name"] == data["name"] && command["type"] == data["type"]);
        let id = command.and_then(|command| command["id"].as_str()?.parse().ok());
        id.unwrap_or_else(snowflake)
    }

    pub(crate) fn refuse(&mut self, what: &str, refusal: &Refusal) {
        self.refusals.push(format!("{what}: {}", refusal.body()));
    }
}

impl Session {
    pub(crate) fn new(connection: UnboundedSender<Act>) -> Self {
        Self {
            id: format!("{:032x}", snowflake()),
            log: Vec::new(),
            written: 0,
            connection: Some(connection),
        }
    }

    pub(crate) fn order(&self, act: Act) {
        if let Some(connection) = &self.connection {
            // The connection may have just ended.
            let _ = connection.send(act);
        }
    }

    /// Returns event `n` as a frame, with its sequence number.
    pub(crate) fn frame(&self, n: usize) -> String {
        let event = &self.log[n];
        json!({ "op": 0, "s": n + 1, "t": event.name, "d": event.data }).to_string()
    }
}

impl Asked {
    /// Records an interaction that was not sent yet.
    pub(crate) fn new(interaction: &Interaction, id: u64) -> Self {
        Self {
            interaction: interaction.clone(),
            token: format!("aW50ZXJhY3Rpb246{id}"),
            sent: None,
            answered: None,
            callback: None,
            unreported_success: false,
            tries: 0,
            message: None,
            follow_ups: Vec::new(),
            lost: false,
        }
    }

    pub(crate) fn kind(&self) -> Kind {
        self.interaction.kind
    }
}
