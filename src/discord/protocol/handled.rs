//! The result of a command: a reply with its outcome, or the reason why there is none.

use std::fmt;

use super::refusal::Refusal;
use super::reply::{Choice, Failure, Message, Reply};
use crate::index::{Edition, IndexError, Search};
use crate::state::StateError;

/// How an interaction ended, in a word for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InteractionOutcome {
    /// With what was asked for.
    Answered,
    /// The articles have nothing of the kind.
    NotFound,
    /// The request is unknown, malformed or not allowed.
    Refused,
    /// The person has to wait.
    Cooldown,
    /// Too many people ask at once.
    Overloaded,
    /// Something went wrong.
    Failed,
}

/// A reply, and what the log says of it.
#[derive(Debug)]
pub struct Handled {
    /// What to send.
    pub reply: Reply,
    /// How it ended.
    pub outcome: InteractionOutcome,
    /// Edition that the reply was made from.
    pub edition: Option<Edition>,
}

/// Why a command has no reply of its own.
#[derive(Debug)]
pub(crate) enum Rejection {
    /// The person reads why.
    Refused(Refusal),
    /// Something failed that the person can do nothing about.
    Failed(Failure),
}

impl InteractionOutcome {
    /// The word for it in the log and in metrics.
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
    /// A reply that names no edition.
    pub fn replied(reply: Reply) -> Self {
        Self {
            reply,
            outcome: InteractionOutcome::Answered,
            edition: None,
        }
    }

    /// A message made from what the snapshot holds.
    pub fn answered(message: Message, outcome: InteractionOutcome, snapshot: &dyn Search) -> Self {
        Self {
            reply: Reply::Message(message),
            outcome,
            edition: Some(snapshot.edition().clone()),
        }
    }

    /// A sentence for the person alone.
    pub fn refused(Refusal(sentence): Refusal) -> Self {
        Self {
            reply: Reply::Message(Message::private(sentence)),
            outcome: InteractionOutcome::Refused,
            edition: None,
        }
    }

    /// Suggestions for an option that is being typed.
    pub fn suggested(choices: Vec<Choice>, edition: Option<&Edition>) -> Self {
        Self {
            edition: edition.cloned(),
            ..Self::replied(Reply::Choices(choices))
        }
    }

    /// The same message in place of the one whose button was pressed, if it answers.
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
