//! From an interaction to a reply, whatever brought the one and carries the other.

use std::fmt;
use std::sync::Arc;

use serenity::model::application::Interaction;
use serenity::model::id::UserId;

use crate::answer::Asker;
use crate::index::{Edition, Live, Search, Snapshot};

use super::Settings;
use super::access::Cooldown;
use super::directory::{Directories, Directory};
use super::reply::{Choice, Failure, Message, Reply};
use super::request::{Refusal, Request};

const NO_ARTICLES: &str = "I have no articles yet: ask a moderator to add some.";

/// The bot, with the lower layers and the settings as its only surroundings.
pub struct Bot {
    pub(super) live: Arc<Live>,
    pub(super) asker: Asker,
    pub(super) directories: Arc<Directories>,
    pub(super) cooldown: Cooldown,
    pub(super) settings: Settings,
}

/// How an interaction ended, in a word for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// With what was asked for.
    Answered,
    /// The articles have nothing of the kind.
    NotFound,
    /// It is not to be done, or nobody knows what it is.
    Refused,
    /// The person has to wait.
    Cooldown,
    /// Something went wrong.
    Failed,
}

/// A reply, and what the log says of it.
#[derive(Debug)]
pub struct Handled {
    /// What to send.
    pub reply: Reply,
    /// How it ended.
    pub outcome: Outcome,
    /// What the reply was made from.
    pub edition: Option<Edition>,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Answered => "answered",
            Self::NotFound => "not found",
            Self::Refused => "refused",
            Self::Cooldown => "cooldown",
            Self::Failed => "failed",
        })
    }
}

impl Handled {
    pub(super) fn new(reply: Reply, outcome: Outcome, snapshot: Option<&Snapshot>) -> Self {
        Self {
            reply,
            outcome,
            edition: snapshot.map(|snapshot| snapshot.edition().clone()),
        }
    }

    /// A sentence for the person alone.
    pub(super) fn refused(sentence: impl Into<String>) -> Self {
        let reply = Reply::Message(Message::private(sentence));
        Self::new(reply, Outcome::Refused, None)
    }
}

impl Bot {
    /// A bot that answers from what `live` holds.
    pub fn new(live: Arc<Live>, asker: Asker, settings: Settings) -> Self {
        Self {
            live,
            asker,
            directories: Arc::default(),
            cooldown: Cooldown::new(settings.cooldown_burst, settings.cooldown_every),
            settings,
        }
    }

    /// Makes ready what the first person would otherwise wait for.
    ///
    /// # Errors
    ///
    /// [`Failure`] if the index cannot be read.
    pub fn warm_up(&self) -> Result<(), Failure> {
        if let Some(snapshot) = self.live.snapshot() {
            self.directories.of(&snapshot)?;
        }
        Ok(())
    }

    /// The reply to an interaction. It takes the time that the work takes: see
    /// [`serve`](super::serve) for what a transport calls.
    ///
    /// # Errors
    ///
    /// [`Failure`] if something went wrong that the person can do nothing about.
    pub fn handle(&self, interaction: &Interaction) -> Result<Handled, Failure> {
        let asker = person(interaction);
        let request = match Request::parse(interaction) {
            Ok(request) => request,
            Err(Refusal(sentence)) => return Ok(Handled::refused(sentence)),
        };
        // There is no snapshot as long as there was never an article.
        let snapshot = self.live.snapshot();
        let snapshot = snapshot.filter(|snapshot| snapshot.paragraphs() > 0);
        let Some(snapshot) = snapshot else {
            return Ok(match request {
                Request::Complete { .. } => {
                    Handled::new(Reply::Choices(Vec::new()), Outcome::NotFound, None)
                }
                _ => Handled::refused(NO_ARTICLES),
            });
        };
        match request {
            Request::Ask {
                question,
                article,
                private,
            } => self.ask(&snapshot, asker, &question, article.as_deref(), private),
            Request::Articles => self.list(&snapshot, None, asker, 0),
            Request::Complete { option, typed } => {
                let directory = self.directories.at_once(&snapshot)?;
                let reply = Reply::Choices(complete(&directory, option, typed));
                Ok(Handled::new(reply, Outcome::Answered, Some(&snapshot)))
            }
            Request::Press(pressed) => self.press(&snapshot, &pressed),
        }
    }
}

fn complete(directory: &Directory, option: &str, typed: &str) -> Vec<Choice> {
    match option {
        "article" => directory.complete_article(typed),
        _ => Vec::new(),
    }
}

/// Who is behind an interaction.
pub(super) fn person(interaction: &Interaction) -> UserId {
    match interaction {
        Interaction::Command(command) | Interaction::Autocomplete(command) => command.user.id,
        Interaction::Component(component) => component.user.id,
        Interaction::Modal(form) => form.user.id,
        _ => UserId::default(),
    }
}
