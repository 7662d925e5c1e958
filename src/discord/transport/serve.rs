//! What every transport does with an interaction: it is answered in time and once, whatever
//! happens.

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

/// Timeout for a reply, since the interaction arrived. Discord waits three seconds for it; the rest is for the way there.
const DEADLINE: Duration = Duration::from_millis(2500);

/// Number of interactions that are remembered, so that each is answered once.
const REMEMBERED: NonZeroUsize = NonZeroUsize::new(8192).unwrap();

const TOO_MANY: &str = "Many people are asking right now: please try again in a few seconds.";

/// A bot as a transport uses it: with limits on how often each person may ask, and on how many wait.
pub struct Service {
    bot: ArcSwap<Bot>,
    cooldown: ArcSwap<Cooldown>,
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
        let cooldown = cooldown(&bot);
        Self {
            bot: ArcSwap::new(bot),
            cooldown: ArcSwap::from_pointee(cooldown),
            load: Load::new(),
            seen: Mutex::new(LruCache::new(REMEMBERED)),
        }
    }

    /// The bot itself.
    pub fn bot(&self) -> Arc<Bot> {
        self.bot.load_full()
    }

    /// Serves what another bot replies, from the next interaction on.
    pub fn replace(&self, bot: Arc<Bot>) {
        let (old, new) = (self.bot(), bot.settings());
        let limits = |settings: &Settings| (settings.cooldown_burst, settings.cooldown_every);
        if limits(old.settings()) != limits(new) {
            self.cooldown.store(Arc::new(cooldown(&bot)));
        }
        self.bot.store(bot);
    }

    /// Answers an interaction that arrived at `received`, off the threads that wait for the network;
    /// `None` if it came before.
    pub async fn serve(&self, interaction: Interaction, received: Instant) -> Option<Served> {
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
        Some(Served {
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

    /// A refusal for those who ask too often. Suggestions while typing cost nothing.
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

/// Does the work on a blocking thread, and gives up on what takes too long.
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

/// Runs `work`; a panic becomes a failure like any other.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    survive(work).unwrap_or_else(|panicked| Err(panicked.into()))
}

/// What the person reads who could not be answered in time.
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
