//! A test double of Discord on loopback: the gateway, the REST API and their validation.
//!
//! It follows Discord's documentation, not the bot. A test sends interactions and checks the
//! replies. Any request that Discord would refuse fails the test when the [`Double`] is dropped.

mod answers;
mod bot;
pub(crate) mod channels;
mod direct;
pub(crate) mod endpoint;
mod gateway;
pub(crate) mod make;
pub(crate) mod message;
mod minimal;
pub(crate) mod people;
mod record;
mod registry;
pub(crate) mod reply;
pub(crate) mod rest;
mod rules;
pub(crate) mod state;
pub(crate) mod wire;

use std::net::{SocketAddr, TcpListener};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};

use tokio::runtime::Runtime;
use tokio::sync::Semaphore;

pub(crate) use bot::Bot;
pub(crate) use direct::Direct;
pub(crate) use endpoint::Endpoint;
pub(crate) use gateway::Act;
pub(crate) use make::{Interaction, menu, press, slash, submit};
pub(crate) use people::{GUILD, NAMED, OTHER_GUILD, Person, Place, ROLE};
pub(crate) use reply::Reply;
use state::PATIENCE;
pub(crate) use state::{Shared, State, Trouble};

use crate::program::{Home, Run};

/// Id of the application and of the bot's account.
pub(crate) const APPLICATION: u64 = 1_098_765_432_109_876_543;

/// Token in Discord's format; the first part encodes the application's id.
pub(crate) const TOKEN: &str =
    "MTA5ODc2NTQzMjEwOTg3NjU0Mw.GnoTit.a-token-of-no-value-as-long-as-real-ones";

/// A running Discord, at first without connections.
pub(crate) struct Double {
    shared: Arc<Shared>,
    runtime: Option<Runtime>,
    may_refuse: bool,
}

/// Returns a new id that contains the current time, as Discord's do.
pub(crate) fn snowflake() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    const EPOCH: Duration = Duration::from_millis(1_420_070_400_000);
    let now = SystemTime::UNIX_EPOCH.elapsed().unwrap() - EPOCH;
    let milliseconds = u64::try_from(now.as_millis()).unwrap();
    (milliseconds << 22) | (NEXT.fetch_add(1, Ordering::Relaxed) & 0x3f_ff_ff)
}

impl Double {
    /// Starts a Discord that the bot connects to.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let shared = Shared::new(listener.local_addr().unwrap().to_string());
        let router = rest::router(Arc::clone(&shared));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
        Self {
            shared,
            runtime: Some(runtime),
            may_refuse: false,
        }
    }

    /// Starts a Discord that sends interactions to the bot over HTTP.
    pub(crate) fn http() -> Self {
        let discord = Self::start();
        let (endpoint, outbox) = Endpoint::new();
        discord.with(|state| state.endpoint = Some(endpoint));
        let shared = Arc::clone(&discord.shared);
        if let Some(runtime) = &discord.runtime {
            runtime.spawn(endpoint::deliver(shared, outbox));
        }
        discord
    }

    /// Returns the address where the bot must listen, if interactions are sent over HTTP.
    pub(crate) fn endpoint(&self) -> Option<SocketAddr> {
        self.with(|state| Some(state.endpoint.as_ref()?.address))
    }

    /// Returns the address of the REST API, without `/api`.
    pub(crate) fn url(&self) -> String {
        self.with(|state| format!("http://{}", state.address))
    }

    /// Sends only required fields.
    pub(crate) fn minimal(self) -> Self {
        self.with(|state| state.is_minimal = true);
        self
    }

    /// Permits refused requests, for tests about them.
    pub(crate) fn may_refuse(mut self) -> Self {
        self.may_refuse = true;
        self
    }

    /// Starts the bot, and waits until it is connected and its commands are registered.
    pub(crate) fn bot(&self, home: &Home) -> Bot {
        self.bot_with(home, "")
    }

    /// Does the same with further settings, first those of the section `[discord]`.
    pub(crate) fn bot_with(&self, home: &Home, settings: &str) -> Bot {
        let command = self.command(home, settings);
        if self.endpoint().is_some() {
            let mut command = home.command(&["register"]);
            let registered = Run::of(command.env("DISCORD_TOKEN", TOKEN).output().unwrap());
            assert_eq!(registered.code, 0, "{}", registered.err);
        }
        let bot = self.connect(home, command);
        self.wait("the commands to be registered", |state| {
            (!state.commands.is_empty()).then_some(())
        });
        bot
    }

    /// Starts a bot and waits until it is connected.
    pub(crate) fn connect(&self, home: &Home, command: Command) -> Bot {
        let before = self.with(|state| state.identified);
        let mut bot = Bot::start(home, command);
        if let Some(address) = self.endpoint() {
            bot.wait_until_listening(address);
            return bot;
        }
        let connected = self.wait("the bot to connect", |state| {
            let connected = state.identified > before && state.is_connected();
            if bot.has_ended() {
                Some(false)
            } else {
                connected.then_some(true)
            }
        });
        assert!(connected, "the bot ended: {}", bot.log());
        bot
    }

    /// Returns a command that runs the bot with this Discord.
    pub(crate) fn command(&self, home: &Home, settings: &str) -> Command {
        self.with(|state| {
            if state.records.is_none() {
                state.records = record::file();
            }
        });
        let url = self.url();
        let endpoint = self.with(|state| state.endpoint.as_ref().map(Endpoint::settings));
        let transport = endpoint.clone().unwrap_or_default();
        let settings = format!("[discord]\napi_url = \"{url}\"\n{transport}{settings}");
        home.write("config.toml", settings);
        let mut command = home.command(&["run"]);
        if endpoint.is_none() {
            command.env("DISCORD_TOKEN", TOKEN);
        }
        command
    }

    /// Returns the number of requests to a route.
    pub(crate) fn count(&self, method: &str, route: &str) -> usize {
        self.with(|state| {
            let requests = state.requests.iter();
            requests
                .filter(|request| request.method == method && request.route == route)
                .count()
        })
    }

    pub(crate) fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        self.shared.with(change)
    }

    pub(crate) fn wait<T>(&self, what: &str, look: impl FnMut(&mut State) -> Option<T>) -> T {
        self.shared.wait(what, look)
    }

    /// Returns the payload of an interaction, with a new id.
    pub(crate) fn payload(&self, interaction: &Interaction) -> String {
        let id = snowflake();
        let token = format!("aW50ZXJhY3Rpb246{id}");
        self.with(|state| interaction.payload(state, id, &token).to_string())
    }

    /// Sends an interaction to the bot. Returns its id.
    pub(crate) fn send(&self, interaction: &Interaction) -> u64 {
        self.wait("a session", |state| state.send(interaction))
    }

    /// Sends an interaction and waits for the first response.
    pub(crate) fn answer(&self, interaction: &Interaction) -> Reply {
        let id = self.send(interaction);
        self.reply(id)
    }

    /// Sends an interaction and waits for the response; if it is deferred, for the final message.
    pub(crate) fn final_reply(&self, interaction: &Interaction) -> Reply {
        let id = self.answer(interaction).id;
        self.wait("what was promised", |state| {
            Reply::of(state, id).filter(|reply| !reply.is_promise())
        })
    }

    /// Waits for the first response to an interaction.
    pub(crate) fn reply(&self, id: u64) -> Reply {
        self.wait("an answer", |state| {
            if let Some(refusal) = state.refusals.first().filter(|_| !self.may_refuse) {
                panic!("Discord refused: {refusal}");
            }
            Reply::of(state, id)
        })
    }

    /// Waits until the reply to an interaction, which may be edited until then, contains `text`.
    pub(crate) fn shows(&self, id: u64, text: &str) -> Reply {
        let mut last = String::new();
        let shown = self.shared.wait_for(PATIENCE, |state| {
            if let Some(refusal) = state.refusals.first().filter(|_| !self.may_refuse) {
                panic!("Discord refused: {refusal}");
            }
            let reply = Reply::of(state, id)?;
            last = reply.message.as_ref()?["content"].as_str()?.to_owned();
            last.contains(text).then_some(reply)
        });
        shown.unwrap_or_else(|| panic!("it never says {text:?}, but {last:?}"))
    }

    /// Stores an uploaded file. Returns its address.
    pub(crate) fn store_upload(&self, name: &str, bytes: Vec<u8>) -> String {
        self.with(|state| state.files.insert(name.to_owned(), bytes));
        format!("{}/attachments/{name}", self.url())
    }

    /// Causes these faults for the next requests to a route.
    pub(crate) fn trouble(&self, route: &str, troubles: impl IntoIterator<Item = Trouble>) {
        self.with(|state| {
            let waiting = state.troubles.entry(route.to_owned()).or_default();
            waiting.extend(troubles);
        });
    }

    /// Holds the next request to a route until permits are added to the semaphore.
    pub(crate) fn hold(&self, route: &str) -> Arc<Semaphore> {
        let gate = Arc::new(Semaphore::new(0));
        self.trouble(route, [Trouble::Held(Arc::clone(&gate))]);
        gate
    }

    /// Waits for a session, and performs an action on its connection.
    pub(crate) fn act(&self, act: Act) {
        let mut act = Some(act);
        self.wait("a connection", |state| {
            let session = state.session.as_ref()?;
            session.connection.as_ref()?;
            session.order(act.take()?);
            Some(())
        });
    }
}

impl Drop for Double {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
        let refusals = self.with(|state| std::mem::take(&mut state.refusals));
        if !self.may_refuse && !thread::panicking() {
            assert!(refusals.is_empty(), "Discord refused: {refusals:#?}");
        }
    }
}
