//! `/index status`: shows the status of the index.

use jiff::Timestamp;

use super::verb::{curator, deferred};
use crate::discord::commands::command::Command;
use crate::discord::commands::context::Context;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::reply::Message;
use crate::discord::render::moderation;

pub(super) const COMMAND: Command = Command {
    name: "status",
    description: "What the index holds, since when, and what is wrong",
    run,
    ..Command::SLASH
};

fn run(context: &Context<'_>, _: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let curator = curator(context)?;
    Ok(deferred(false, move |_| {
        let status = curator.status()?;
        Ok(Message::private(moderation::status(
            &status,
            Timestamp::now(),
        )))
    }))
}
