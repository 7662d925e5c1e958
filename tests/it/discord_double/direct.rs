//! The bot in this process, without a connection. Interactions are passed to it as Discord would
//! send them, and its replies are checked as Discord would.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use axum::http::Method;
use serde_json::Value;
use summit_bot::answer::{AnswerSettings, Asker};
use summit_bot::curation::{CurationError, Curator, Fetcher};
use summit_bot::discord::{
    Bot, GuildId, ModeratedGuild, Moderation, Permissions, Reply as BotReply, RoleId, Settings,
    UserId,
};
use summit_bot::index::{IndexError, LiveIndex};
use summit_bot::state::State as Kept;
use summit_bot::text::Language;

use super::make::Interaction;
use super::rest::{Answer, CALLBACK, Call, ORIGINAL};
use super::state::{Asked, State};
use super::{APPLICATION, GUILD, NAMED, Person, ROLE, Reply, answers, snowflake};
use crate::program::{Home, workspace};

/// Fixed time of all interactions.
const NOW: &str = "2025-03-05T23:30:00Z";

/// A bot, its folder, and the state of Discord.
pub(crate) struct Direct {
    pub home: Home,
    bot: Bot,
    curator: Arc<Curator>,
    /// Database of gaps and wishes, if any.
    pub kept: Option<Arc<Kept>>,
    state: Mutex<State>,
}

impl Direct {
    /// Makes a bot with moderators over the articles of `home`.
    pub(crate) fn new(home: Home) -> Self {
        Self::over(home, State::new("direct".to_owned()))
    }

    /// Restarts the bot, which refreshes the index.
    pub(crate) fn restarted(self) -> Self {
        let state = self.state.into_inner().unwrap();
        Self::over(self.home, state)
    }

    fn over(home: Home, state: State) -> Self {
        let workspace = workspace(&home.path(""));
        let attributor = workspace.reading.attributor(&workspace.data).attributor;
        let live = Arc::new(LiveIndex::open(&workspace.index, workspace.language));
        let curator = Arc::new(Curator::new(workspace, Arc::clone(&live)));
        // As at a start of the program, missing articles stay in the index until a moderator
        // confirms.
        match curator.refresh("test", false, &mut |_| ()) {
            Ok(_) | Err(CurationError::Index(IndexError::WouldRemove { .. })) => {}
            Err(error) => panic!("{error}"),
        }
        let aliases = attributor.aliases.clone();
        let asker = Asker::new(Language::ENGLISH, aliases, AnswerSettings::default());
        let bot = Bot::new(live, asker, attributor, Settings::default())
            .with_moderators(moderation(), Arc::clone(&curator), Fetcher::new([]))
            .with_clock(|| NOW.parse().unwrap());
        Self {
            home,
            bot,
            curator,
            kept: None,
            state: Mutex::new(state),
        }
    }

    /// Adds a database of wishes and gaps.
    pub(crate) fn keeping(mut self) -> Self {
        let kept = Arc::new(Kept::open(&self.home.path("state")).unwrap());
        self.bot = self.bot.with_state(Arc::clone(&kept), true);
        self.kept = Some(kept);
        self
    }

    pub(crate) fn bot(&self) -> &Bot {
        &self.bot
    }

    /// Refreshes the index.
    pub(crate) fn refresh(&self) {
        self.curator.refresh("test", true, &mut |_| ()).unwrap();
    }

    /// Returns the reply to an interaction; if it is deferred, the final message.
    pub(crate) fn answer(&self, interaction: &Interaction) -> Reply {
        let id = snowflake();
        let payload = self.with(|state| {
            let mut asked = Asked::new(interaction, id);
            asked.sent = Some(Instant::now());
            let payload = interaction.payload(state, id, &asked.token);
            state.interactions.insert(id, asked);
            payload
        });
        let sent = serde_json::from_value(payload).unwrap();
        let handled = self.bot.handle(&sent).unwrap();
        let body = serde_json::to_value(handled.reply.to_response()).unwrap();
        self.take(id, CALLBACK, Method::POST, body);
        if let BotReply::Deferred(deferred) = handled.reply {
            let edit = |message: summit_bot::discord::Message| {
                let body = serde_json::to_value(message.to_edit()).unwrap();
                self.take(id, ORIGINAL, Method::PATCH, body);
            };
            edit((deferred.run)(&edit).unwrap());
        }
        self.with(|state| Reply::of(state, id)).unwrap()
    }

    /// Returns the current state of a message.
    pub(crate) fn message(&self, id: u64) -> Value {
        self.with(|state| state.messages[&id].clone())
    }

    /// Passes a request to Discord. Fails the test if it is refused.
    fn take(&self, id: u64, route: &str, method: Method, body: Value) {
        self.with(|state| {
            let token = state.interactions[&id].token.clone();
            let params = [
                ("interaction_id", id.to_string()),
                ("interaction_token", token.clone()),
                ("webhook_id", APPLICATION.to_string()),
                ("webhook_token", token),
            ];
            let params = params.map(|(name, value)| (name.to_owned(), value));
            let call = Call {
                method,
                route: route.to_owned(),
                params: HashMap::from(params),
                query: String::new(),
                body,
                arrived: Instant::now(),
            };
            let answer: Answer = match route {
                CALLBACK => answers::callback(state, &call),
                _ => answers::message(state, &call),
            };
            if let Err(refusal) = answer {
                panic!("Discord refused {}: {}", call.body, refusal.body());
            }
        });
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap())
    }
}

/// Returns the same moderators as in the settings of a connected bot.
fn moderation() -> Moderation {
    Moderation {
        guilds: vec![ModeratedGuild {
            id: GuildId::new(GUILD),
            permission: Some(Permissions::MANAGE_GUILD),
            roles: vec![RoleId::new(ROLE)],
        }],
        users: vec![UserId::new(Person::numbered(NAMED).id)],
        channel: None,
    }
}
