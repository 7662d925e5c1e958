//! What this Discord knows, behind one lock, and ways to wait for it to change.

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

/// No test waits longer for anything. It is never waited out where all is well.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Interval after which what is waited for is looked at again without news of it: it may lie in the
/// bot's files.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// The state and the news of it.
pub(crate) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

pub(crate) struct State {
    /// Where everything is served, such as `127.0.0.1:4000`.
    pub address: String,
    pub token: String,
    pub heartbeat: Duration,
    pub session: Option<Session>,
    /// Where interactions are sent instead of to a session.
    pub endpoint: Option<Endpoint>,
    /// Where the application says that interactions go.
    pub endpoint_url: Option<String>,
    /// Number of shards that it recommends, and those that came.
    pub shards: u64,
    pub identified_shards: Vec<Value>,
    pub interactions: BTreeMap<u64, Asked>,
    pub messages: BTreeMap<u64, Value>,
    /// The registered commands, the global ones under 0.
    pub commands: BTreeMap<u64, Vec<Value>>,
    /// Files that were uploaded, by their names.
    pub files: BTreeMap<String, Vec<u8>>,
    pub requests: Vec<Request>,
    /// What the bot did that Discord takes exception to.
    pub refusals: Vec<String>,
    pub channels: Channels,
    pub troubles: BTreeMap<String, VecDeque<Trouble>>,
    /// How long an interaction may go unanswered.
    pub patience: Duration,
    pub records: Option<std::fs::File>,
    /// The gateway acknowledges no heartbeats.
    pub deaf: bool,
    /// It says no more than it must.
    pub is_minimal: bool,
    /// So many sessions will not be taken up again.
    pub forget_sessions: usize,
    pub identified: usize,
    pub resumed: usize,
    pub heartbeats: usize,
    pub closed: Vec<Option<u16>>,
}

/// One session of the gateway.
pub(crate) struct Session {
    pub id: String,
    pub log: Vec<Event>,
    /// So many events were written to the connection.
    pub written: usize,
    /// The connection, while there is one.
    pub connection: Option<UnboundedSender<Act>>,
}

pub(crate) struct Event {
    pub name: &'static str,
    pub data: Value,
    pub interaction: Option<u64>,
}

/// An interaction and what became of it.
pub(crate) struct Asked {
    pub interaction: Interaction,
    pub token: String,
    pub sent: Option<Instant>,
    pub answered: Option<Instant>,
    /// The first answer that was taken.
    pub callback: Option<Value>,
    /// It was taken, and the bot was told that something went wrong.
    pub hushed: bool,
    /// How often the bot tried to answer.
    pub tries: usize,
    pub message: Option<u64>,
    pub follow_ups: Vec<u64>,
    /// The session ended before the bot can have seen it.
    pub lost: bool,
}

/// What goes wrong with one request.
#[derive(Clone, Debug)]
pub(crate) enum Trouble {
    /// It comes to nothing.
    Fails(u16),
    /// It is done, and yet the answer says that it failed.
    DoneButFails(u16),
    /// Too many requests; again after so many seconds.
    TooMany(f64),
    /// The connection ends without a word.
    Cut,
    /// Nothing happens until this opens.
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

    /// Looks at the state, or changes it.
    pub(crate) fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        // A test that failed with the lock in hand has nothing more to say of it.
        let mut state = self
            .state
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        let result = change(&mut state);
        self.changed.notify_all();
        result
    }

    /// Waits until there is something to see, up to the patience of a test.
    pub(crate) fn wait<T>(&self, what: &str, look: impl FnMut(&mut State) -> Option<T>) -> T {
        let found = self.wait_for(PATIENCE, look);
        found.unwrap_or_else(|| panic!("waited for {what} for {PATIENCE:?}"))
    }

    /// Waits until there is something to see.
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
    /// Sends an interaction on its way; `None` while there is no session to send it to.
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

    /// Ends the session; what was not seen by then, from this event on, is lost.
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

    /// The interaction with this token.
    pub(crate) fn asked(&mut self, token: &str) -> Option<(u64, &mut Asked)> {
        let mut all = self.interactions.iter_mut();
        let (id, asked) = all.find(|(_, asked)| asked.token == token)?;
        Some((*id, asked))
    }

    /// The id under which a command is registered, or else one that no command has.
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
            // A connection that has just ended will not miss it.
            let _ = connection.send(act);
        }
    }

    /// An event as it is written, with the number it has in its session.
    pub(crate) fn frame(&self, n: usize) -> String {
        let event = &self.log[n];
        json!({ "op": 0, "s": n + 1, "t": event.name, "d": event.data }).to_string()
    }
}

impl Asked {
    /// An interaction that was not sent yet.
    pub(crate) fn new(interaction: &Interaction, id: u64) -> Self {
        Self {
            interaction: interaction.clone(),
            token: format!("aW50ZXJhY3Rpb246{id}"),
            sent: None,
            answered: None,
            callback: None,
            hushed: false,
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
