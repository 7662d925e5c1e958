//! The bot: from an interaction to a reply, whatever brought the one and carries the other.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serenity::model::application::Interaction;

use super::answer_cache::AnswerCache;
use super::autocomplete::Directories;
use super::commands::context::{Context, Curation, Kept};
use super::commands::definition::registration;
use super::commands::dispatch;
use super::protocol::caller::Caller;
use super::protocol::handled::{Handled, InteractionOutcome, Rejection};
use super::protocol::refusal::Refusal;
use super::protocol::register::Registration;
use super::protocol::reply::{Failure, Reply};
use super::readers::Readers;
use super::refused_forms::RefusedForms;
use super::settings::{Moderation, Settings};
use super::shared_replies::SharedReplies;
use crate::answer::Asker;
use crate::curation::feeds::FeedRules;
use crate::curation::{Curator, Fetcher};
use crate::index::LiveIndex;
use crate::quotations::Attributor;
use crate::state::State;

/// The bot, with the lower layers and the settings as its only surroundings.
pub struct Bot {
    live: Arc<LiveIndex>,
    readers: Arc<Readers>,
    directories: Arc<Directories>,
    answers: AnswerCache,
    shared: Arc<SharedReplies>,
    settings: Settings,
    /// Largest number of passages or quotations in one message.
    passages: usize,
    curation: Option<Curation>,
    kept: Option<Kept>,
    marked: Arc<SharedReplies>,
    feed_rules: FeedRules,
    clock: Box<Clock>,
}

/// Tells the time.
type Clock = dyn Fn() -> Timestamp + Send + Sync;

/// Largest number of passages in one message, whatever the setting is for the terminal.
const MAX_PASSAGES: usize = 3;

impl Bot {
    /// A bot that answers from what `live` holds, and reads the quotations of messages as those
    /// of articles are read.
    pub fn new(
        live: Arc<LiveIndex>,
        asker: Asker,
        attributor: Attributor,
        settings: Settings,
    ) -> Self {
        let readers = Arc::new(Readers::new(asker, attributor));
        Self {
            live,
            directories: Arc::new(Directories::new(Arc::clone(&readers))),
            readers,
            answers: AnswerCache::new(),
            shared: Arc::new(SharedReplies::new()),
            settings,
            passages: MAX_PASSAGES,
            curation: None,
            kept: None,
            marked: Arc::new(SharedReplies::new()),
            feed_rules: FeedRules::default(),
            clock: Box::new(Timestamp::now),
        }
    }

    /// The same bot with another clock, for tests.
    #[must_use]
    pub fn with_clock(self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self {
            clock: Box::new(clock),
            ..self
        }
    }

    /// The same bot, with at most so many passages or quotations in one message, from 1 to 3.
    #[must_use]
    pub fn with_passages(self, most: usize) -> Self {
        Self {
            passages: most.clamp(1, MAX_PASSAGES),
            ..self
        }
    }

    /// The same bot, whose moderators keep the articles with `curator` and add pages by `fetcher`.
    #[must_use]
    pub fn with_moderators(
        self,
        moderation: Moderation,
        curator: Arc<Curator>,
        fetcher: Fetcher,
    ) -> Self {
        self.readers.follow(&curator.workspace().data);
        Self {
            curation: Some(Curation {
                moderation,
                curator,
                fetcher,
                refused: Arc::new(RefusedForms::new()),
            }),
            ..self
        }
    }

    /// The same bot, which keeps wishes in `state` and, with `log_gaps`, questions that nothing
    /// answers.
    #[must_use]
    pub fn with_state(self, state: Arc<State>, log_gaps: bool) -> Self {
        Self {
            kept: Some(Kept {
                state,
                log_gaps,
                can_tell: true,
            }),
            ..self
        }
    }

    /// The same bot, which has no means to send messages of its own accord.
    #[must_use]
    pub fn without_messages(self) -> Self {
        let kept = self.kept.map(|kept| Kept {
            can_tell: false,
            ..kept
        });
        Self { kept, ..self }
    }

    /// The same bot, which publishes articles of feeds without asking as `rules` say.
    #[must_use]
    pub fn with_feed_rules(self, rules: FeedRules) -> Self {
        Self {
            feed_rules: rules,
            ..self
        }
    }

    /// The same bot, which goes on where another one stops: it knows what was shared and refused.
    #[must_use]
    pub fn in_place_of(mut self, other: &Self) -> Self {
        self.shared = Arc::clone(&other.shared);
        self.marked = Arc::clone(&other.marked);
        if let (Some(own), Some(other)) = (&mut self.curation, &other.curation) {
            own.refused = Arc::clone(&other.refused);
        }
        self
    }

    /// The commands that Discord is to know.
    pub(super) fn registration(&self) -> Registration {
        let moderation = self.curation.as_ref().map(|curation| &curation.moderation);
        registration(&self.settings.guilds, moderation)
    }

    /// Where feeds, gaps and wishes are kept, if anywhere.
    pub fn state(&self) -> Option<Arc<State>> {
        let kept = self.kept.as_ref()?;
        Some(Arc::clone(&kept.state))
    }

    /// The settings of the bot.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Prepares what the first person would otherwise wait for.
    ///
    /// # Errors
    ///
    /// [`Failure`] if the index cannot be read.
    pub fn warm_up(&self) -> Result<(), Failure> {
        if let Some(snapshot) = self.live.snapshot() {
            self.directories.of(&*snapshot)?;
        }
        Ok(())
    }

    /// The reply to a question that was answered lately, about articles that have not changed
    /// since: it is there in less time than another thread takes to begin with it. `None` for
    /// everything else.
    pub fn recall(&self, interaction: &Interaction) -> Option<Handled> {
        let Interaction::Command(call) = interaction else {
            return None;
        };
        dispatch::recall(&self.context(interaction)?, call)
    }

    /// The reply to an interaction. It takes the time that the work takes: see
    /// [`Service`](super::Service) for what a transport calls.
    ///
    /// # Errors
    ///
    /// [`Failure`] if something went wrong that the person can do nothing about.
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
            // There is no place for a sentence among suggestions.
            (Err(Rejection::Refused(_)), Interaction::Autocomplete(_)) => Ok(Handled {
                outcome: InteractionOutcome::Refused,
                ..Handled::replied(Reply::Choices(Vec::new()))
            }),
            (Err(Rejection::Refused(refusal)), _) => Ok(Handled::refused(refusal)),
        }
    }

    /// What the bot keeps beside the articles, where it does.
    pub(super) fn kept(&self) -> Option<&Kept> {
        self.kept.as_ref()
    }

    /// The index that the bot answers from.
    pub(super) fn live(&self) -> &LiveIndex {
        &self.live
    }

    /// Who reads and answers.
    pub(super) fn readers(&self) -> &Readers {
        &self.readers
    }

    /// What moderators work with, where there are some.
    pub(super) fn curation(&self) -> Option<&Curation> {
        self.curation.as_ref()
    }

    /// Largest number of passages in one message.
    pub(super) fn passages(&self) -> usize {
        self.passages
    }

    /// Which articles of feeds are published without asking.
    pub(super) fn feed_rules(&self) -> FeedRules {
        self.feed_rules
    }

    /// The time by the bot's clock.
    pub(super) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    fn context<'a>(&'a self, interaction: &'a Interaction) -> Option<Context<'a>> {
        let now = self.now();
        Some(Context {
            caller: Caller::of(interaction)?,
            settings: &self.settings,
            passages: self.passages,
            now,
            today: TimeZone::UTC.to_datetime(now).date(),
            live: &self.live,
            readers: &self.readers,
            directories: &self.directories,
            answers: &self.answers,
            shared: &self.shared,
            curation: self.curation.as_ref(),
            kept: self.kept.as_ref(),
            marked: &self.marked,
        })
    }
}
