//! What every transport does with an interaction: it is answered in time and once, whatever
//! happens, and one line in the log says how.

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serenity::model::application::{CommandDataOptionValue, Interaction};
use tokio::task;
use tokio::time::timeout;

use super::cooldown::{Cooldown, too_often};
use crate::discord::bot::Bot;
use crate::discord::protocol::caller::Caller;
use crate::discord::protocol::handled::{Handled, Outcome};
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Failure, Message, Reply};
use crate::text::failures::{survive, with_causes};

/// Discord waits three seconds for the first reply; the rest is for the way there.
const DEADLINE: Duration = Duration::from_millis(2500);

/// An interaction with its reply, which is yet to be sent.
pub struct Served {
    /// What to send.
    pub reply: Reply,
    /// What there is to know of it besides.
    pub record: Record,
}

/// An interaction, and what the log says of it.
pub struct Record {
    /// What was asked.
    pub interaction: Arc<Interaction>,
    /// Names a failure to the person and in the log.
    pub incident: String,
    outcome: Outcome,
    edition: String,
    pub(crate) received: Instant,
    log_questions: bool,
}

/// A bot as a transport uses it: with a limit on how often each person may ask.
pub struct Service {
    bot: Arc<Bot>,
    cooldown: Cooldown,
}

impl Service {
    /// Serves what the bot replies.
    pub fn new(bot: Arc<Bot>) -> Self {
        let settings = bot.settings();
        let cooldown = Cooldown::new(settings.cooldown_burst, settings.cooldown_every);
        Self { bot, cooldown }
    }

    /// The bot itself.
    pub fn bot(&self) -> &Bot {
        &self.bot
    }

    /// Answers an interaction, off the threads that wait for the network.
    pub async fn serve(&self, interaction: Interaction) -> Served {
        let received = Instant::now();
        let interaction = Arc::new(interaction);
        let incident = incident(&interaction);
        let handled = match self.cool_down(&interaction) {
            Some(refused) => refused,
            None => match guarded(|| Ok(self.bot.recall(&interaction))) {
                Ok(Some(recalled)) => recalled,
                _ => self.handle(&interaction, &incident).await,
            },
        };
        let edition = handled.edition.map(|edition| edition.to_string());
        Served {
            reply: handled.reply,
            record: Record {
                interaction,
                incident,
                outcome: handled.outcome,
                edition: edition.unwrap_or_default(),
                received,
                log_questions: self.bot.settings().log_questions,
            },
        }
    }

    /// Does the work on a blocking thread, and gives up on what takes too long.
    async fn handle(&self, interaction: &Arc<Interaction>, incident: &str) -> Handled {
        let (bot, shared) = (Arc::clone(&self.bot), Arc::clone(interaction));
        let work = task::spawn_blocking(move || guarded(|| bot.handle(&shared)));
        let handled = match timeout(DEADLINE, work).await {
            Ok(Ok(handled)) => handled,
            Ok(Err(stopped)) => Err(stopped.into()),
            Err(_) => Err("it took too long".into()),
        };
        handled.unwrap_or_else(|failure| failed(interaction, incident, failure.as_ref()))
    }

    /// A refusal for those who ask too often. Suggestions while typing cost nothing.
    fn cool_down(&self, interaction: &Interaction) -> Option<Handled> {
        if matches!(interaction, Interaction::Autocomplete(_)) {
            return None;
        }
        let caller = Caller::of(interaction)?;
        let wait = self.cooldown.take(caller.id).err()?;
        Some(Handled {
            outcome: Outcome::Cooldown,
            ..Handled::refused(Refusal::new(too_often(wait)))
        })
    }
}

impl Record {
    /// Writes down why the person reads an apology.
    pub(crate) fn log_failure(&self, failure: &(dyn Error + 'static)) {
        log_failure(&self.interaction, &self.incident, failure);
    }

    /// Writes the one line that the log has of an interaction, once it is known whether the reply
    /// was taken.
    pub fn log(&self, sent: Result<(), Failure>) {
        let outcome = match &sent {
            Ok(()) => self.outcome,
            Err(error) => {
                tracing::error!(
                    incident = self.incident,
                    "cannot send the reply to {}: {}",
                    name(&self.interaction),
                    with_causes(error.as_ref())
                );
                Outcome::Failed
            }
        };
        let guild = self.interaction.guild_id().map_or(0, |guild| guild.get());
        tracing::info!(
            command = name(&self.interaction),
            guild,
            ms = (self.received.elapsed().as_secs_f64() * 10_000.0).round() / 10.0,
            %outcome,
            edition = self.edition,
            words = self.log_questions.then(|| asked(&self.interaction)),
        );
    }
}

/// Runs `work`; a panic becomes a failure like any other.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    survive(work).unwrap_or_else(|panicked| Err(panicked.into()))
}

/// What the person reads of a failure, whose chain of causes goes to the log.
fn failed(interaction: &Interaction, incident: &str, failure: &(dyn Error + 'static)) -> Handled {
    log_failure(interaction, incident, failure);
    let reply = match interaction {
        // There is no place for a sentence among suggestions.
        Interaction::Autocomplete(_) => Reply::Choices(Vec::new()),
        _ => Reply::Message(Message::private(apology(incident))),
    };
    Handled {
        reply,
        outcome: Outcome::Failed,
        edition: None,
    }
}

fn log_failure(interaction: &Interaction, incident: &str, failure: &(dyn Error + 'static)) {
    tracing::error!(
        incident,
        "cannot answer {}: {}",
        name(interaction),
        with_causes(failure)
    );
}

/// The one sentence that a person reads of a failure.
pub(crate) fn apology(incident: &str) -> String {
    format!(
        "Something went wrong on my side: please try again, and if it happens again tell whoever \
         runs me that it was incident `{incident}`."
    )
}

/// A short name for a failure, the same for the person and in the log.
fn incident(interaction: &Interaction) -> String {
    let id = interaction.id().get();
    blake3::hash(&id.to_le_bytes())
        .to_hex()
        .chars()
        .take(6)
        .collect()
}

/// The command or button, as the log names it.
fn name(interaction: &Interaction) -> &str {
    match interaction {
        Interaction::Command(command) => &command.data.name,
        Interaction::Autocomplete(_) => "autocomplete",
        Interaction::Component(component) => component
            .data
            .custom_id
            .split(':')
            .next()
            .unwrap_or("button"),
        Interaction::Modal(form) => form.data.custom_id.split(':').next().unwrap_or("form"),
        _ => "unknown",
    }
}

/// What the person wrote, for the log of those who chose to have it.
fn asked(interaction: &Interaction) -> String {
    let Interaction::Command(command) = interaction else {
        return String::new();
    };
    let texts = command
        .data
        .options
        .iter()
        .filter_map(|option| match &option.value {
            CommandDataOptionValue::String(text) => Some(format!("{}: {text:?}", option.name)),
            _ => None,
        });
    texts.collect::<Vec<_>>().join(", ")
}
