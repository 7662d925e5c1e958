//! What every transport does with an interaction: it is answered in time and once, whatever
//! happens.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use lru::LruCache;
use parking_lot::Mutex;
use serenity::model::application::Interaction;
use serenity::model::id::InteractionId;
use tokio::task;
use tokio::time::timeout;
use tracing::Instrument;

use super::cooldown::{Cooldown, too_often};
use super::load::Load;
use super::record::{Record, apology};
use crate::discord::bot::Bot;
use crate::discord::protocol::caller::Caller;
use crate::discord::protocol::handled::{Handled, InteractionOutcome};
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Failure, Message, Reply};
use crate::text::failures::survive;

/// Timeout for a reply, since the interaction arrived. Discord waits three seconds for it; the rest is for the way there.
const DEADLINE: Duration = Duration::from_millis(2500);

/// Number of interactions that are remembered, so that each is answered once.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(8192).unwrap();

const TOO_MANY: &str = "Many people are asking right now: please try again in a few seconds.";

/// A bot as a transport uses it: with limits on how often each person may ask, and on how many wait.
pub struct Service {
    bot: Arc<Bot>,
    cooldown: Cooldown,
    load: Load,
    /// The last interactions: a resumed session may bring some again.
    seen: Mutex<LruCache<InteractionId, ()>>,
}

/// An interaction with its reply, which is yet to be sent.
pub struct Served {
    /// The interaction.
    pub interaction: Arc<Interaction>,
    /// The reply, and what the log says of it.
    pub handled: Handled,
    /// The interaction as the log knows it.
    pub record: Record,
}

impl Service {
    /// Serves what the bot replies.
    pub fn new(bot: Arc<Bot>) -> Self {
        let settings = bot.settings();
        let cooldown = Cooldown::new(settings.cooldown_burst, settings.cooldown_every);
        Self {
            bot,
            cooldown,
            load: Load::new(),
            seen: Mutex::new(LruCache::new(REMEMBERED)),
        }
    }

    /// The bot itself.
    pub fn bot(&self) -> &Bot {
        &self.bot
    }

    /// Answers an interaction, off the threads that wait for the network; `None` if it came before.
    pub async fn serve(&self, interaction: Interaction) -> Option<Served> {
        let id = interaction.id();
        if self.seen.lock().put(id, ()).is_some() {
            tracing::debug!(id = id.get(), "an interaction came twice");
            return None;
        }
        let record = Record::new(&interaction, self.bot.settings().log_questions);
        let interaction = Arc::new(interaction);
        let span = record.span.clone();
        let handled = self.answer(&interaction, &record).instrument(span).await;
        Some(Served {
            interaction,
            handled,
            record,
        })
    }

    async fn answer(&self, interaction: &Arc<Interaction>, record: &Record) -> Handled {
        if let Some(refused) = self.cool_down(interaction) {
            return refused;
        }
        if let Ok(Some(recalled)) = guarded(|| Ok(self.bot.recall(interaction))) {
            return recalled;
        }
        match self.load.admit().await {
            Some(_slot) => self.handle(interaction, record).await,
            None => overloaded(interaction),
        }
    }

    /// Does the work on a blocking thread, and gives up on what takes too long.
    async fn handle(&self, interaction: &Arc<Interaction>, record: &Record) -> Handled {
        let (bot, shared) = (Arc::clone(&self.bot), Arc::clone(interaction));
        let span = record.span.clone();
        let work = task::spawn_blocking(move || span.in_scope(|| guarded(|| bot.handle(&shared))));
        let left = DEADLINE.saturating_sub(record.received.elapsed());
        let handled = match timeout(left, work).await {
            Ok(Ok(handled)) => handled,
            Ok(Err(stopped)) => Err(stopped.into()),
            Err(_) => Err("it took too long".into()),
        };
        handled.unwrap_or_else(|failure| failed(interaction, record, &failure))
    }

    /// A refusal for those who ask too often. Suggestions while typing cost nothing.
    fn cool_down(&self, interaction: &Interaction) -> Option<Handled> {
        if matches!(interaction, Interaction::Autocomplete(_)) {
            return None;
        }
        let caller = Caller::of(interaction)?;
        let wait = self.cooldown.take(caller.id).err()?;
        Some(Handled {
            outcome: InteractionOutcome::Cooldown,
            ..Handled::refused(Refusal::new(too_often(wait)))
        })
    }
}

/// Runs `work`; a panic becomes a failure like any other.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    survive(work).unwrap_or_else(|panicked| Err(panicked.into()))
}

/// What the person reads who could not be answered in time.
fn overloaded(interaction: &Interaction) -> Handled {
    let reply = match interaction {
        Interaction::Autocomplete(_) => Reply::Choices(Vec::new()),
        _ => Reply::Message(Message::private(TOO_MANY)),
    };
    Handled {
        outcome: InteractionOutcome::Overloaded,
        ..Handled::replied(reply)
    }
}

/// What the person reads of a failure, whose chain of causes goes to the log.
fn failed(interaction: &Interaction, record: &Record, failure: &Failure) -> Handled {
    record.failed(failure.as_ref());
    let reply = match interaction {
        // There is no place for a sentence among suggestions.
        Interaction::Autocomplete(_) => Reply::Choices(Vec::new()),
        _ => Reply::Message(Message::private(apology(&record.incident))),
    };
    Handled {
        outcome: InteractionOutcome::Failed,
        ..Handled::replied(reply)
    }
}
