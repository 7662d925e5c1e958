//! `/forget`: deletes everything that is stored about the person.

use std::sync::Arc;

use super::command::Command;
use super::context::Context;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::reply::{Deferred, Message, Reply};
use crate::text::english::counted;

const NOTHING: &str = "I keep nothing of you.";

pub(super) const COMMAND: Command = Command {
    name: "forget",
    description: "Delete all that I keep of you",
    run,
    ..Command::SLASH
};

fn run(context: &Context<'_>, _: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let Some(storage) = &context.bot.storage else {
        let message = Message::private(NOTHING);
        return Ok(Handled::message(message));
    };
    let (state, person) = (Arc::clone(&storage.state), context.caller.id.get());
    Ok(Handled::replied(Reply::Deferred(Deferred {
        private: true,
        in_place: false,
        run: Box::new(move |_| Ok(Message::private(reply_text(state.forget(person)?)))),
    })))
}

fn reply_text(deleted: usize) -> String {
    match deleted {
        0 => NOTHING.to_owned(),
        _ => format!(
            "Deleted: {} that you wanted to be told about. I keep nothing else of you.",
            counted(deleted, "question")
        ),
    }
}
