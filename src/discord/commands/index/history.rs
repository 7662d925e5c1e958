//! `/index history`: shows the latest changes of the index.

use super::verb::{curator, deferred};
use crate::discord::commands::command::Command;
use crate::discord::commands::context::Context;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::reply::Message;
use crate::discord::render::moderation;

/// Maximum number of changes shown.
const MAX_CHANGES: usize = 10;

pub(super) const COMMAND: Command = Command {
    name: "history",
    description: "The last changes: who, what and when",
    run,
    ..Command::SLASH
};

fn run(context: &Context<'_>, _: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let curator = curator(context)?;
    Ok(deferred(false, move |_| {
        let changes = curator.history(MAX_CHANGES)?;
        Ok(Message::private(moderation::history(&changes)))
    }))
}
