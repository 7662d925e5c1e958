//! The bot: replies to interactions, independently of the transport.

use std::sync::Arc;

use jiff::Timestamp;
use serenity::model::application::Interaction;

use super::answer_cache::AnswerCache;
use super::autocomplete::Directories;
use super::commands::context::{BotParts, Context, Curation, Storage};
use super::commands::definition::registration;
use super::commands::dispatch;
use super::protocol::caller::Caller;
use super::protocol::handled::{Handled, InteractionOutcome, Rejection};
use super::protocol::refusal::Refusal;
use super::protocol::register::Registration;
use super::protocol::reply::{Failure, Reply};
use super::readers::Readers;
use super::recent_messages::RecentMessages;
use super::refused_forms::RefusedForms;
use super::settings::{Moderation, Settings};
use crate::answer::Asker;
use crate::curation::feeds::FeedRules;
use crate::curation::{Curator, Fetcher};
use crate::index::LiveIndex;
use crate::quotations::Attributor;
use crate::state::State;

/// The bot. It depends only on the lower layers and the settings.
pub struct Bot {
    pub(super) parts: BotParts,
    /// Rules for publishing articles of feeds automatically.
    pub(super) feed_rules: FeedRules,
    clock: Box<Clock>,
}

/// Source of the current time.
type Clock = dyn Fn() -> Timestamp + Send + Sync;

/// Maximum number of passages in one message, even if the setting allows more in the terminal.
const MAX_PASSAGES: usize = 3;

impl Bot {
    /// Makes a bot that answers from the index in `live` with `asker`. `attributor` finds the
    /// quotations of messages.
    pub fn new(
        live: Arc<LiveIndex>,
        asker: Asker,
        attributor: Attributor,
        settings: Settings,
    ) -> Self {
        let readers = Arc::new(Readers::new(asker, attributor));
        let parts = BotParts {
            settings,
            live,
            directories: Arc::new(Directories::new(Arc::clone(&readers))),
            readers,
            answers: AnswerCache::new(),
            passages: MAX_PASSAGES,
            shared: Arc::new(RecentMessages::new()),
            marked: Arc::new(RecentMessages::new()),
            curation: None,
            storage: None,
        };
        Self {
            parts,
            feed_rules: FeedRules::default(),
            clock: Box::new(Timestamp::now),
        }
    }

    /// Replaces the clock, for tests.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Sets the maximum number of passages or quotations in one message; it is clamped to 1 to 3.
    #[must_use]
    pub fn with_passages(mut self, most: usize) -> Self {
        self.parts.passages = most.clamp(1, MAX_PASSAGES);
        self
    }

    /// Enables the commands of moderators, who change the articles with `curator` and fetch pages
    /// with `fetcher`.
    #[must_use]
    pub fn with_moderators(
        mut self,
        moderation: Moderation,
        curator: Arc<Curator>,
        fetcher: Fetcher,
    ) -> Self {
        self.parts.readers.follow(&curator.workspace().data);
        self.parts.curation = Some(Curation {
            moderation,
            curator,
            fetcher,
            refused: Arc::new(RefusedForms::new()),
        });
        self
    }

    /// Sets the database, in which wishes are stored and, with `log_gaps`, unanswered questions.
    #[must_use]
    pub fn with_state(mut self, state: Arc<State>, log_gaps: bool) -> Self {
        self.parts.storage = Some(Storage {
            state,
            log_gaps,
            can_notify: true,
        });
        self
    }

    /// Declares that the bot cannot send messages of its own accord, so that it offers no wishes.
    #[must_use]
    pub fn without_messages(mut self) -> Self {
        if let Some(storage) = &mut self.parts.storage {
            storage.can_notify = false;
        }
        self
    }

    /// Sets the rules for publishing articles of feeds automatically.
    #[must_use]
    pub fn with_feed_rules(mut self, rules: FeedRules) -> Self {
        self.feed_rules = rules;
        self
    }

    /// Takes over the state of the bot that this one replaces: shared and marked replies, and
    /// refused forms.
    #[must_use]
    pub fn in_place_of(mut self, other: &Self) -> Self {
        self.parts.shared = Arc::clone(&other.parts.shared);
        self.parts.marked = Arc::clone(&other.parts.marked);
        if let (Some(own), Some(other)) = (&mut self.parts.curation, &other.parts.curation) {
            own.refused = Arc::clone(&other.refused);
        }
        self
    }

    /// Returns the commands to register with Discord.
    pub(super) fn registration(&self) -> Registration {
        let moderation = self
            .parts
            .curation
            .as_ref()
            .map(|curation| &curation.moderation);
        registration(&self.parts.settings.guilds, moderation)
    }

    /// Returns the database of feeds, gaps and wishes, if there is one.
    pub fn state(&self) -> Option<Arc<State>> {
        let storage = self.parts.storage.as_ref()?;
        Some(Arc::clone(&storage.state))
    }

    /// Returns the settings of the bot.
    pub fn settings(&self) -> &Settings {
        &self.parts.settings
    }

    /// Builds the directory of articles and speakers, for which the first person would have to wait
    /// otherwise.
    ///
    /// # Errors
    ///
    /// [`Failure`] if the index cannot be read.
    pub fn warm_up(&self) -> Result<(), Failure> {
        if let Some(snapshot) = self.parts.live.snapshot() {
            self.parts.directories.for_snapshot(&*snapshot)?;
        }
        Ok(())
    }

    /// Returns the reply to a question whose answer is cached; `None` for everything else. This is
    /// faster than handing the work to another thread.
    pub fn recall(&self, interaction: &Interaction) -> Option<Handled> {
        let Interaction::Command(call) = interaction else {
            return None;
        };
        dispatch::recall(&self.context(interaction)?, call)
    }

    /// Returns the reply to an interaction. Blocks until the work is done; transports call
    /// [`Service`](super::Service) instead.
    ///
    /// # Errors
    ///
    /// [`Failure`] if an error occurs that the person cannot resolve.
    pub fn handle(&self, interaction: &Interaction) -> Result<Handled, Failure> {
        let handled = match (self.context(interaction), interaction) {
            (Some(context), Interaction::Command(call)) => dispatch::run(&context, call),
            (Some(context), Interaction::Autocomplete(call)) => dispatch::suggest(&context, call),
            (Some(context), Interaction::Component(press)) => dispatch::press(&context, press),
            (Some(context), Interaction::Modal(form)) => dispatch::submit(&context, form),
            _ => Err(Refusal::unknown("request").into()),
        };
        match (handled, interaction) {
            (Ok(handled), _) => Ok(handled),
            (Err(Rejection::Failed(failure)), _) => Err(failure),
            // Suggestions cannot show a sentence.
            (Err(Rejection::Refused(_)), Interaction::Autocomplete(_)) => Ok(Handled {
                outcome: InteractionOutcome::Refused,
                ..Handled::replied(Reply::Choices(Vec::new()))
            }),
            (Err(Rejection::Refused(refusal)), _) => Ok(Handled::refused(refusal)),
        }
    }

    /// Returns the current time of the bot's clock.
    pub(super) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Returns the context of an interaction; `None` for a ping.
    fn context<'a>(&'a self, interaction: &'a Interaction) -> Option<Context<'a>> {
        Some(Context {
            caller: Caller::of(interaction)?,
            now: self.now(),
            bot: &self.parts,
        })
    }
}
