//! The result of a command: a reply with its outcome, or the reason why there is none.

use std::fmt;

use super::refusal::Refusal;
use super::reply::{Choice, Failure, Message, Reply};
use crate::index::{Edition, IndexError, Search};
use crate::state::StateError;

/// Outcome of an interaction, for the log and metrics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InteractionOutcome {
    /// The request was carried out.
    Answered,
    /// Nothing was found in the articles.
    NotFound,
    /// The request is unknown, malformed or not allowed.
    Refused,
    /// The person has used too many commands and has to wait.
    Cooldown,
    /// Too many interactions came at once.
    Overloaded,
    /// An error occurred.
    Failed,
}

/// Reply with its outcome.
#[derive(Debug)]
pub struct Handled {
    /// Reply to send.
    pub reply: Reply,
    /// Outcome.
    pub outcome: InteractionOutcome,
    /// Edition that the reply was made from.
    pub edition: Option<Edition>,
}

/// Reason why a command has no reply of its own.
#[derive(Debug)]
pub(crate) enum Rejection {
    /// The request is refused; the person is told the reason.
    Refused(Refusal),
    /// An error occurred that the person cannot resolve.
    Failed(Failure),
}

impl InteractionOutcome {
    /// Returns the outcome in a word, for the log and metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::NotFound => "not found",
            Self::Refused => "refused",
            Self::Cooldown => "cooldown",
            Self::Overloaded => "overloaded",
            Self::Failed => "failed",
        }
    }
}

impl fmt::Display for InteractionOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Handled {
    /// Makes an answered interaction without an edition.
    pub fn replied(reply: Reply) -> Self {
        Self {
            reply,
            outcome: InteractionOutcome::Answered,
            edition: None,
        }
    }

    /// Makes a reply with a message that is not made from a snapshot.
    pub fn message(message: Message) -> Self {
        Self::replied(Reply::Message(message))
    }

    /// Makes a reply with a message made from a snapshot.
    pub fn answered(message: Message, outcome: InteractionOutcome, snapshot: &dyn Search) -> Self {
        Self {
            reply: Reply::Message(message),
            outcome,
            edition: Some(snapshot.edition().clone()),
        }
    }

    /// Makes a private reply with a refusal.
    pub fn refused(Refusal(sentence): Refusal) -> Self {
        Self {
            reply: Reply::Message(Message::private(sentence)),
            outcome: InteractionOutcome::Refused,
            edition: None,
        }
    }

    /// Makes a reply with suggestions for an option that is being typed.
    pub fn suggested(choices: Vec<Choice>, edition: Option<&Edition>) -> Self {
        Self {
            edition: edition.cloned(),
            ..Self::replied(Reply::Choices(choices))
        }
    }

    /// Turns an answering message into an update of the message whose button was pressed.
    pub fn in_place(self) -> Self {
        let reply = match (self.reply, self.outcome) {
            (Reply::Message(message), InteractionOutcome::Answered) => Reply::Update(message),
            (reply, _) => reply,
        };
        Self { reply, ..self }
    }
}

impl From<Refusal> for Rejection {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StateError> for Rejection {
    fn from(error: StateError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<IndexError> for Rejection {
    fn from(error: IndexError) -> Self {
        Self::Failed(error.into())
    }
}
