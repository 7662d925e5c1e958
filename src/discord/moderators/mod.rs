//! `/index`: moderators keep the articles from within Discord.
//!
//! Everything here is checked again on our side, whatever Discord let through: who it is, where,
//! and whether a button was made for them. All replies are for the moderator alone.

mod access;
mod add;
mod attachment;
mod button;
mod command;
mod edit;
mod labels;
mod refresh;
mod removal;
mod request;
mod status;
mod words;

use std::sync::Arc;

use jiff::Timestamp;
use serenity::model::application::Interaction;
use serenity::model::id::UserId;

use super::Bot;
use super::handle::{Handled, Outcome};
use super::reply::{Button, Choice, Failure, Message, Progress, Reply, Style, Work};
use super::request::Refusal;
use crate::curation::{CurationError, Curator, Fetcher};
use crate::index::{IndexError, Listed};
use crate::text::failures::with_causes;
use access::Caller;
use attachment::Files;
use button::{Owned, Press};
use request::{Errand, INDEX, Verb};

pub(super) use command::command;
pub(super) use request::is_errand;

const NOT_A_MODERATOR: &str = "`/index` is for moderators: whoever runs me can make you one.";

const NOT_YOURS: &str = "This is for the moderator who asked for it: please use `/index` yourself.";

const GONE: &str = "This article is not there any more: nothing was changed.";

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
        self.readers.follow(&curator.place().data);
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
            Errand::Verb(verb) => self.carry_out(desk, &caller, verb),
            Errand::Complete { verb, typed } => Ok(replied(Reply::Choices(match verb {
                "restore" => desk.complete_removed(typed),
                _ => self.complete_article(typed)?,
            }))),
            Errand::Press(owned) => self.pressed(desk, &caller, owned.press),
            Errand::Form { form, fields } => match form.press {
                Press::Edit { article } => Ok(match self.listed(&article)? {
                    Some(article) => desk.edit(&caller, &article, &fields),
                    None => Handled::refused(GONE),
                }),
                _ => Ok(refused(interaction, Refusal::unknown("form").0)),
            },
        }
    }

    fn carry_out(
        &self,
        desk: &Desk,
        caller: &Caller<'_>,
        verb: Verb<'_>,
    ) -> Result<Handled, Failure> {
        let with_article = |chosen: String, act: &dyn Fn(&Listed) -> Handled| {
            Ok(match self.listed(&chosen)? {
                Some(article) => act(&article),
                None => no_article(&chosen),
            })
        };
        match verb {
            Verb::Refresh => Ok(desk.refresh(caller)),
            Verb::Status => Ok(desk.status()),
            Verb::AddFile(file) => {
                let files = Files {
                    api_url: self.settings.api_url.clone(),
                    most: desk.curator.place().reading.limits.max_file_bytes,
                };
                Ok(desk.add_file(caller, file, files))
            }
            Verb::AddPage(address) => Ok(desk.add_page(caller, address)),
            Verb::Remove(chosen) => {
                with_article(chosen, &|article| desk.ask_to_remove(caller, article))
            }
            Verb::Restore(chosen) => Ok(desk.restore(caller, chosen)),
            Verb::Edit(chosen) => with_article(chosen, &|article| desk.open_form(caller, article)),
            Verb::History => Ok(desk.history()),
        }
    }

    fn pressed(&self, desk: &Desk, caller: &Caller<'_>, press: Press) -> Result<Handled, Failure> {
        Ok(match press {
            Press::Agree { .. } => desk.agree(caller, press),
            Press::Publish { draft } => desk.publish(caller, draft),
            Press::Discard { draft } => desk.discard(caller, draft),
            Press::Remove { article } => match self.listed(&article)? {
                Some(article) => desk.remove(caller, &article),
                None => Handled::refused(GONE),
            },
            Press::Cancel => replied(Reply::Update(Message::private("Nothing was changed."))),
            Press::Edit { .. } => Handled::refused(Refusal::unknown("button").0),
        })
    }

    /// The article that was chosen or typed, in the index as it is now.
    fn listed(&self, chosen: &str) -> Result<Option<Listed>, Failure> {
        let Some(snapshot) = self.live.snapshot() else {
            return Ok(None);
        };
        Ok(self.directories.of(&snapshot)?.article(chosen).cloned())
    }

    fn complete_article(&self, typed: &str) -> Result<Vec<Choice>, Failure> {
        let Some(snapshot) = self.live.snapshot() else {
            return Ok(Vec::new());
        };
        Ok(self.directories.at_once(&snapshot)?.complete_article(typed))
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
        let message = run(progress);
        Ok(message.unwrap_or_else(|error| told(&error)))
    };
    let work = Work {
        private: true,
        in_place,
        run: Box::new(run),
    };
    replied(Reply::Work(work))
}

/// What a moderator reads of a failure, whose causes go to the log if they are not theirs to mend.
fn told(error: &CurationError) -> Message {
    if is_for_the_operator(error) {
        tracing::error!("cannot do what a moderator wants: {}", with_causes(error));
    }
    Message::private(words::failure(error))
}

fn replied(reply: Reply) -> Handled {
    Handled {
        reply,
        outcome: Outcome::Answered,
        edition: None,
    }
}

fn no_article(chosen: &str) -> Handled {
    Handled::refused(words::failure(&CurationError::NoArticle(chosen.to_owned())))
}

/// A row of buttons for their owner alone.
fn buttons<const N: usize>(owner: UserId, row: [(&str, Style, Press); N]) -> Vec<Vec<Button>> {
    let row = row.into_iter().map(|(label, style, press)| Button {
        id: Owned { press, owner }.to_id(),
        label: label.to_owned(),
        style,
    });
    vec![row.collect()]
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
