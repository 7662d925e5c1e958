//! `/index`: moderators keep the articles from within Discord.
//!
//! Everything here is checked again on our side, whatever Discord let through: who it is, where,
//! and whether a button was made for them. All replies are for the moderator alone.

mod access;
mod button;
mod command;
mod labels;
mod request;
mod status;
mod words;

use std::sync::Arc;

use jiff::Timestamp;
use serenity::model::application::Interaction;

use super::Bot;
use super::handle::{Handled, Outcome};
use super::reply::{Failure, Message, Progress, Reply, Work};
use super::request::Refusal;
use super::serve::chain;
use crate::curation::{CurationError, Curator, Fetcher};
use crate::index::IndexError;
use access::Caller;
use request::{Errand, INDEX, Verb};

pub(super) use command::command;
pub(super) use request::is_errand;

const NOT_A_MODERATOR: &str = "`/index` is for moderators: whoever runs me can make you one.";

const NOT_YOURS: &str = "This is for the moderator who asked for it: please use `/index` yourself.";

/// What moderators work with.
#[derive(Clone)]
pub(super) struct Desk {
    curator: Arc<Curator>,
    fetcher: Fetcher,
}

impl Bot {
    /// The same, where moderators keep the articles with `curator` and add pages by `fetcher`.
    #[must_use]
    pub fn with_moderators(self, curator: Arc<Curator>, fetcher: Fetcher) -> Self {
        Self {
            desk: Some(Desk { curator, fetcher }),
            ..self
        }
    }

    /// Does what a moderator wants, once it is certain that they are one.
    pub(super) fn run_errand(&self, interaction: &Interaction) -> Result<Handled, Failure> {
        let (Some(desk), Some(caller)) = (&self.desk, Caller::of(interaction)) else {
            return Ok(refused(interaction, Refusal::unknown("command").0));
        };
        if !self.settings.moderation.admits(&caller) {
            warn(&caller, interaction, "is no moderator here");
            return Ok(refused(interaction, NOT_A_MODERATOR));
        }
        let errand = match Errand::parse(interaction) {
            Ok(errand) => errand,
            Err(Refusal(sentence)) => return Ok(refused(interaction, sentence)),
        };
        if let Errand::Press(owned) | Errand::Form { form: owned, .. } = &errand
            && owned.owner != caller.id
        {
            warn(&caller, interaction, "pressed what was made for another");
            return Ok(refused(interaction, NOT_YOURS));
        }
        match errand {
            Errand::Verb(Verb::Status) => Ok(desk.status()),
            Errand::Verb(Verb::History) => Ok(desk.history()),
            _ => Ok(refused(interaction, Refusal::unknown("command").0)),
        }
    }
}

impl Desk {
    fn status(&self) -> Handled {
        let curator = Arc::clone(&self.curator);
        work(false, move |_| {
            let status = curator.status()?;
            Ok(Message::private(status::status(&status, Timestamp::now())))
        })
    }

    fn history(&self) -> Handled {
        let curator = Arc::clone(&self.curator);
        work(false, move |_| {
            let changes = curator.history(status::MOST_CHANGES)?;
            Ok(Message::private(status::history(&changes)))
        })
    }
}

/// Work whose failure is told in a sentence. `in_place` says that it was asked for by a button,
/// whose message it replaces.
fn work(
    in_place: bool,
    run: impl FnOnce(Progress<'_>) -> Result<Message, CurationError> + Send + 'static,
) -> Handled {
    let run = move |progress: Progress<'_>| {
        Ok(run(progress).unwrap_or_else(|error| {
            if is_for_the_operator(&error) {
                tracing::error!("cannot do what a moderator wants: {}", chain(&error));
            }
            Message::private(words::failure(&error))
        }))
    };
    let work = Work {
        private: true,
        in_place,
        run: Box::new(run),
    };
    replied(Reply::Work(work))
}

fn replied(reply: Reply) -> Handled {
    Handled {
        reply,
        outcome: Outcome::Answered,
        edition: None,
    }
}

/// Whether somebody at the machine has to do something.
fn is_for_the_operator(error: &CurationError) -> bool {
    match error {
        CurationError::File { .. } => true,
        CurationError::Index(error) | CurationError::NotIndexed { source: error, .. } => !matches!(
            error,
            IndexError::Busy { .. } | IndexError::WouldRemove { .. }
        ),
        _ => false,
    }
}

/// A sentence for the person alone, or no suggestions.
fn refused(interaction: &Interaction, sentence: impl Into<String>) -> Handled {
    match interaction {
        Interaction::Autocomplete(_) => Handled {
            outcome: Outcome::Refused,
            ..replied(Reply::Choices(Vec::new()))
        },
        _ => Handled::refused(sentence),
    }
}

/// Tells the operator of somebody who tried what is not for them.
fn warn(caller: &Caller<'_>, interaction: &Interaction, why: &str) {
    let what = match interaction {
        Interaction::Command(command) | Interaction::Autocomplete(command) => {
            let verb = command.data.options.first();
            verb.map_or(INDEX, |verb| &verb.name)
        }
        Interaction::Component(component) => &component.data.custom_id,
        Interaction::Modal(form) => &form.data.custom_id,
        _ => "",
    };
    let guild = caller.guild.map_or(0, |guild| guild.get());
    tracing::warn!(person = ?caller.actor(), guild, ?what, "refused /index: this person {why}");
}
