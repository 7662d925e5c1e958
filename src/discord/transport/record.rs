//! What the log says of an interaction: a span around all that is done for it, and one line at its
//! end.

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

/// Number of digits in the name of an incident.
const INCIDENT_DIGITS: usize = 6;

/// An interaction as the log knows it.
pub struct Record {
    /// Holds the fields of the interaction: every line about it is written inside.
    pub span: Span,
    /// Name of a failure, the same for the person and in the log.
    pub incident: String,
    /// When the interaction arrived.
    pub received: Instant,
    /// The command, as metrics name it.
    command: &'static str,
    /// What the person wrote, if the operator wants it in the log.
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
            words: log_questions.then(|| asked(interaction)),
        }
    }

    /// Writes down why the person reads an apology.
    pub fn failed(&self, failure: &(dyn Error + 'static)) {
        let _entered = self.span.enter();
        tracing::error!("cannot answer: {}", with_causes(failure));
    }

    /// Writes the line of an interaction, once it is known whether the reply was taken.
    pub fn ended(&self, ending: InteractionOutcome, edition: &str, sent: Result<(), Failure>) {
        let _entered = self.span.enter();
        let mut outcome = ending;
        if let Err(error) = sent {
            tracing::error!("cannot send the reply: {}", with_causes(error.as_ref()));
            outcome = InteractionOutcome::Failed;
        }
        let (command, whole) = (self.command, self.received.elapsed());
        counter!(INTERACTIONS, "command" => command, "outcome" => outcome.as_str()).increment(1);
        histogram!(WHOLE, "command" => command).record(whole);
        let ms = (whole.as_secs_f64() * 10_000.0).round() / 10.0;
        let words = self.words.as_deref();
        // The log says once a second how many were turned away.
        if outcome == InteractionOutcome::Overloaded {
            tracing::debug!(ms, %outcome, edition, words);
        } else {
            tracing::info!(ms, %outcome, edition, words);
        }
    }
}

/// The one sentence that a person reads of a failure.
pub(crate) fn apology(incident: &str) -> String {
    format!(
        "Something went wrong on my side: please try again, and if it happens again tell whoever \
         runs me that it was incident `{incident}`."
    )
}

fn incident(interaction: &Interaction) -> String {
    let id = interaction.id().get();
    let digits = blake3::hash(&id.to_le_bytes()).to_hex();
    digits.chars().take(INCIDENT_DIGITS).collect()
}

/// The command, or the beginning of the button's ID.
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

/// The texts in the options.
fn asked(interaction: &Interaction) -> String {
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
