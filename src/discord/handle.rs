//! From an interaction to a reply, whatever brought the one and carries the other.

use std::fmt;
use std::sync::Arc;

use serenity::model::application::Interaction;
use serenity::model::id::UserId;

use crate::answer::Asker;
use crate::index::{Edition, Live, Search, Snapshot};
use crate::quotations::Attributor;

use super::Settings;
use super::access::Cooldown;
use super::answers::Question;
use super::directory::{Directories, Directory};
use super::listing::Listing;
use super::moderators::{self, Desk};
use super::quoting::Quoting;
use super::readers::Readers;
use super::remembered::Remembered;
use super::reply::{Choice, Failure, Message, Reply};
use super::request::{Refusal, Request};

const NO_ARTICLES: &str = "I have no articles yet: ask a moderator to add some.";

/// The bot, with the lower layers and the settings as its only surroundings.
pub struct Bot {
    pub(super) live: Arc<Live>,
    pub(super) readers: Arc<Readers>,
    pub(super) directories: Arc<Directories>,
    pub(super) remembered: Remembered,
    pub(super) cooldown: Cooldown,
    pub(super) settings: Settings,
    pub(super) desk: Option<Desk>,
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
    /// A message made from what the snapshot holds.
    pub(super) fn answered(message: Message, outcome: Outcome, snapshot: &Snapshot) -> Self {
        Self {
            reply: Reply::Message(message),
            outcome,
            edition: Some(snapshot.edition().clone()),
        }
    }

    /// A sentence for the person alone.
    pub(super) fn refused(sentence: impl Into<String>) -> Self {
        Self {
            reply: Reply::Message(Message::private(sentence)),
            outcome: Outcome::Refused,
            edition: None,
        }
    }

    /// The same message in the place of the one whose button was pressed, if it was made at all.
    pub(super) fn in_place(self) -> Self {
        let reply = match (self.reply, self.outcome) {
            (Reply::Message(message), Outcome::Answered) => Reply::Update(message),
            (reply, _) => reply,
        };
        Self { reply, ..self }
    }
}

impl Bot {
    /// A bot that answers from what `live` holds, and reads the quotations of messages as those
    /// of articles are read.
    pub fn new(live: Arc<Live>, asker: Asker, attributor: Attributor, settings: Settings) -> Self {
        let readers = Arc::new(Readers::new(asker, attributor));
        Self {
            live,
            directories: Arc::new(Directories::new(Arc::clone(&readers))),
            readers,
            remembered: Remembered::new(),
            cooldown: Cooldown::new(settings.cooldown_burst, settings.cooldown_every),
            settings,
            desk: None,
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

    /// The reply to a question that was answered lately, about articles that have not changed
    /// since: it is there in less time than another thread takes to begin with it. `None` for
    /// everything else.
    pub fn recall(&self, interaction: &Interaction) -> Option<Handled> {
        let Ok(Request::Ask {
            question,
            article: None,
            private,
        }) = Request::parse(interaction)
        else {
            return None;
        };
        let snapshot = self.live.loaded()?;
        let question = Question {
            text: &question,
            article: None,
            asker: person(interaction),
            private,
            page: 0,
            note: None,
        };
        self.ask_again(&snapshot, &question)
    }

    /// The reply to an interaction. It takes the time that the work takes: see
    /// [`serve`](super::serve) for what a transport calls.
    ///
    /// # Errors
    ///
    /// [`Failure`] if something went wrong that the person can do nothing about.
    pub fn handle(&self, interaction: &Interaction) -> Result<Handled, Failure> {
        if moderators::is_errand(interaction) {
            return self.run_errand(interaction);
        }
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
                Request::Complete { .. } => suggested(Vec::new(), None),
                _ => Handled::refused(NO_ARTICLES),
            });
        };
        match request {
            Request::Ask {
                question,
                article,
                private,
            } => self.ask(
                &snapshot,
                &Question {
                    text: &question,
                    article: article.as_deref(),
                    asker,
                    private,
                    page: 0,
                    note: None,
                },
            ),
            Request::Quote {
                words,
                speaker,
                article,
                private,
            } => self.quote(
                &snapshot,
                &Quoting {
                    words: &words,
                    speaker: &speaker,
                    article: article.as_deref(),
                    asker,
                    private,
                    page: 0,
                    note: None,
                },
            ),
            Request::Verify {
                text,
                speaker,
                private,
            } => self.verify(&snapshot, asker, &text, speaker.as_deref(), private),
            Request::CheckQuotes { text } => self.check_quotes(&snapshot, text),
            Request::Articles => self.list(
                &snapshot,
                &Listing {
                    person: asker,
                    page: 0,
                    is_stale: false,
                },
            ),
            Request::Complete { option, typed } => {
                let directory = self.directories.at_once(&snapshot)?;
                let choices = complete(&directory, option, typed);
                Ok(suggested(choices, Some(&directory.edition)))
            }
            Request::Press(pressed) => self.press(&snapshot, &pressed),
        }
    }
}

fn suggested(choices: Vec<Choice>, edition: Option<&Edition>) -> Handled {
    Handled {
        reply: Reply::Choices(choices),
        outcome: Outcome::Answered,
        edition: edition.cloned(),
    }
}

fn complete(directory: &Directory, option: &str, typed: &str) -> Vec<Choice> {
    match option {
        "article" => directory.complete_article(typed),
        "speaker" => directory.complete_speaker(typed),
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
