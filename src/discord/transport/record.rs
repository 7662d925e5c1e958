//! Logging an interaction: a span around all work for it, and one line at its end.

use std::error::Error;
use std::time::Instant;

use metrics::{counter, histogram};
use serenity::model::application::{CommandDataOptionValue, Interaction};
use tracing::Span;

use crate::discord::commands::dispatch::command_label;
use crate::discord::metrics::{INTERACTIONS, WHOLE};
use crate::discord::protocol::handled::InteractionOutcome;
use crate::discord::protocol::reply::Failure;
use crate::text::failures::with_causes;

/// Length of an incident's name, in hexadecimal digits.
const INCIDENT_DIGITS: usize = 6;

/// Log record of an interaction.
pub struct Record {
    /// Span with the fields of the interaction; every line about it is logged inside.
    pub span: Span,
    /// Name of a failure, which is shown to the person and logged.
    pub incident: String,
    /// Time when the interaction arrived.
    pub received: Instant,
    /// Label of the command in metrics.
    command: &'static str,
    /// Texts that the person entered, if the operator enabled logging them.
    words: Option<String>,
}

impl Record {
    /// Begins the record of an interaction that arrived at `received`.
    pub fn new(interaction: &Interaction, received: Instant, log_questions: bool) -> Self {
        let incident = incident(interaction);
        let guild = interaction.guild_id().map_or(0, |guild| guild.get());
        Self {
            span: tracing::error_span!("interaction", command = name(interaction), guild, incident),
            incident,
            received,
            command: command_label(interaction),
            words: log_questions.then(|| text_options(interaction)),
        }
    }

    /// Logs the error for which the person gets an apology.
    pub fn failed(&self, failure: &(dyn Error + 'static)) {
        let _entered = self.span.enter();
        tracing::error!("cannot answer: {}", with_causes(failure));
    }

    /// Logs the outcome of an interaction after its reply was `sent`, and records its metrics.
    pub fn ended(&self, ending: InteractionOutcome, edition: &str, sent: Result<(), Failure>) {
        let _entered = self.span.enter();
        let mut outcome = ending;
        if let Err(error) = sent {
            let cause = with_causes(error.as_ref());
            // A line for each person who was turned away would add to the load.
            if ending == InteractionOutcome::Overloaded {
                tracing::debug!("cannot send the reply: {cause}");
            } else {
                tracing::error!("cannot send the reply: {cause}");
            }
            outcome = InteractionOutcome::Failed;
        }
        let (command, whole) = (self.command, self.received.elapsed());
        counter!(INTERACTIONS, "command" => command, "outcome" => outcome.as_str()).increment(1);
        histogram!(WHOLE, "command" => command).record(whole);
        let ms = (whole.as_secs_f64() * 10_000.0).round() / 10.0;
        let words = self.words.as_deref();
        // People turned away are logged as a count once a second.
        if outcome == InteractionOutcome::Overloaded {
            tracing::debug!(ms, %outcome, edition, words);
        } else {
            tracing::info!(ms, %outcome, edition, words);
        }
    }
}

/// Returns the reply to a person after a failure.
pub(crate) fn apology(incident: &str) -> String {
    format!(
        "Something went wrong on my side. Please try again. If it happens again, tell my operator \
         that it was incident `{incident}`."
    )
}

fn incident(interaction: &Interaction) -> String {
    let id = interaction.id().get();
    let digits = blake3::hash(&id.to_le_bytes()).to_hex();
    digits.chars().take(INCIDENT_DIGITS).collect()
}

/// Returns the name of the command, or the first part of the custom ID.
fn name(interaction: &Interaction) -> &str {
    match interaction {
        Interaction::Command(command) => &command.data.name,
        Interaction::Autocomplete(_) => "autocomplete",
        Interaction::Component(component) => first_part(&component.data.custom_id),
        Interaction::Modal(form) => first_part(&form.data.custom_id),
        _ => "unknown",
    }
}

fn first_part(id: &str) -> &str {
    id.split(':').next().unwrap_or_default()
}

/// Returns the names and values of the text options.
fn text_options(interaction: &Interaction) -> String {
    let Interaction::Command(command) = interaction else {
        return String::new();
    };
    let options = command.data.options.iter();
    let texts = options.filter_map(|option| match &option.value {
        CommandDataOptionValue::String(text) => Some(format!("{}: {text:?}", option.name)),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(", ")
}
