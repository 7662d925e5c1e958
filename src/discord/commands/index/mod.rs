//! `/index`: moderators keep the articles from within Discord, with a file for each subcommand. All
//! replies are for the moderator alone.

mod add;
mod attachment;
mod edit;
mod history;
mod refresh;
mod remove;
mod restore;
mod speaker;
mod status;
mod verb;

use super::command::{Audience, Command};
use super::context::Context;
use crate::discord::protocol::custom_id::CustomId;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::pressed::{Pressed, Submitted};
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Message, Reply};

pub(super) const COMMAND: Command = Command {
    name: "index",
    description: "For moderators: the articles and their index",
    audience: Audience::Moderators,
    subcommands: &[
        &refresh::COMMAND,
        &status::COMMAND,
        &add::COMMAND,
        &remove::COMMAND,
        &restore::COMMAND,
        &edit::COMMAND,
        &speaker::COMMAND,
        &history::COMMAND,
    ],
    press,
    submit,
    ..Command::SLASH
};

fn press(context: &Context<'_>, pressed: &Pressed<'_>) -> Result<Handled, Rejection> {
    match &pressed.id {
        CustomId::Agree { .. } => refresh::agree(context, &pressed.id),
        CustomId::Publish { draft } => add::publish(context, draft),
        CustomId::Discard { draft } => add::discard(context, draft),
        CustomId::Correct { article } => edit::correct(context, article),
        CustomId::Remove { article } => remove::remove(context, article),
        CustomId::Cancel => Ok(Handled::replied(Reply::Update(Message::private(
            "Nothing was changed.",
        )))),
        _ => Err(Refusal::unknown("button").into()),
    }
}

fn submit(context: &Context<'_>, form: &Submitted<'_>) -> Result<Handled, Rejection> {
    match &form.id {
        CustomId::Edit { article } => edit::edit(context, article, form),
        _ => Err(Refusal::unknown("form").into()),
    }
}
