//! The service behind every transport: it answers each interaction once and in time.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use lru::LruCache;
use metrics::{counter, histogram};
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
use crate::discord::metrics::{COOLED_DOWN, SHED, WAITING};
use crate::discord::protocol::caller::Caller;
use crate::discord::protocol::handled::{Handled, InteractionOutcome};
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Failure, Message, Reply};
use crate::discord::settings::Settings;
use crate::text::failures::survive;

/// Timeout for a reply, measured from the arrival of the interaction. Discord waits three seconds;
/// the rest is for the network.
const DEADLINE: Duration = Duration::from_millis(2500);

/// Maximum number of remembered interactions, so that each is answered once.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(8192).unwrap();

const TOO_MANY: &str = "Many people are asking right now: please try again in a few seconds.";

/// Service that a transport uses to answer interactions: the bot with a cooldown for each person,
/// load shedding and timeouts.
pub struct Service {
    bot: ArcSwap<Bot>,
    cooldown: ArcSwap<Cooldown>,
    load: Load,
    /// IDs of the last interactions; a resumed session may send some of them again.
    seen: Mutex<LruCache<InteractionId, ()>>,
}

/// Interaction with its reply, which has yet to be sent.
pub struct UnsentReply {
    /// Interaction.
    pub interaction: Arc<Interaction>,
    /// Reply with its outcome.
    pub handled: Handled,
    /// Log record of the interaction.
    pub record: Record,
}

impl Service {
    /// Makes a service for a bot.
    pub fn new(bot: Arc<Bot>) -> Self {
        let cooldown = cooldown(&bot);
        Self {
            bot: ArcSwap::new(bot),
            cooldown: ArcSwap::from_pointee(cooldown),
            load: Load::new(),
            seen: Mutex::new(LruCache::new(REMEMBERED)),
        }
    }

    /// Returns the current bot.
    pub fn bot(&self) -> Arc<Bot> {
        self.bot.load_full()
    }

    /// Replaces the bot from the next interaction on.
    pub fn replace(&self, bot: Arc<Bot>) {
        let (old, new) = (self.bot(), bot.settings());
        let limits = |settings: &Settings| (settings.cooldown_burst, settings.cooldown_every);
        if limits(old.settings()) != limits(new) {
            self.cooldown.store(Arc::new(cooldown(&bot)));
        }
        self.bot.store(bot);
    }

    /// Answers an interaction that arrived at `received`; `None` if it came before. The work is
    /// done on blocking threads.
    pub async fn serve(&self, interaction: Interaction, received: Instant) -> Option<UnsentReply> {
        let id = interaction.id();
        if self.seen.lock().put(id, ()).is_some() {
            tracing::debug!(id = id.get(), "an interaction came twice");
            return None;
        }
        let bot = self.bot();
        let record = Record::new(&interaction, received, bot.settings().log_questions);
        let interaction = Arc::new(interaction);
        let span = record.span.clone();
        let answering = self.answer(bot, &interaction, &record);
        let handled = answering.instrument(span).await;
        Some(UnsentReply {
            interaction,
            handled,
            record,
        })
    }

    async fn answer(
        &self,
        bot: Arc<Bot>,
        interaction: &Arc<Interaction>,
        record: &Record,
    ) -> Handled {
        if let Some(refused) = self.cool_down(interaction) {
            return refused;
        }
        if let Ok(Some(recalled)) = guarded(|| Ok(bot.recall(interaction))) {
            return recalled;
        }
        let waiting = Instant::now();
        let admitted = self.load.admit().await;
        histogram!(WAITING).record(waiting.elapsed());
        match admitted {
            Some(_slot) => handle(bot, interaction, record).await,
            None => overloaded(interaction),
        }
    }

    /// Returns a refusal if the person has to wait. Suggestions while typing do not count.
    fn cool_down(&self, interaction: &Interaction) -> Option<Handled> {
        if matches!(interaction, Interaction::Autocomplete(_)) {
            return None;
        }
        let caller = Caller::of(interaction)?;
        let wait = self.cooldown.load().take(caller.id).err()?;
        counter!(COOLED_DOWN).increment(1);
        Some(Handled {
            outcome: InteractionOutcome::Cooldown,
            ..Handled::refused(Refusal::new(too_often(wait)))
        })
    }
}

fn cooldown(bot: &Bot) -> Cooldown {
    let settings = bot.settings();
    Cooldown::new(settings.cooldown_burst, settings.cooldown_every)
}

/// Handles an interaction on a blocking thread, with a timeout.
async fn handle(bot: Arc<Bot>, interaction: &Arc<Interaction>, record: &Record) -> Handled {
    let shared = Arc::clone(interaction);
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

/// Runs `work`, and converts a panic to a failure.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    survive(work).unwrap_or_else(|panicked| Err(panicked.into()))
}

/// Returns the reply to a person who is turned away.
fn overloaded(interaction: &Interaction) -> Handled {
    counter!(SHED).increment(1);
    let reply = match interaction {
        Interaction::Autocomplete(_) => Reply::Choices(Vec::new()),
        _ => Reply::Message(Message::private(TOO_MANY)),
    };
    Handled {
        outcome: InteractionOutcome::Overloaded,
        ..Handled::replied(reply)
    }
}

/// Logs a failure with its causes. Returns the reply to the person.
fn failed(interaction: &Interaction, record: &Record, failure: &Failure) -> Handled {
    record.failed(failure.as_ref());
    let reply = match interaction {
        // Suggestions cannot show a sentence.
        Interaction::Autocomplete(_) => Reply::Choices(Vec::new()),
        _ => Reply::Message(Message::private(apology(&record.incident))),
    };
    Handled {
        outcome: InteractionOutcome::Failed,
        ..Handled::replied(reply)
    }
}
