//! `/index`: the commands of moderators, with one file for each subcommand. All replies are
//! private.

mod add;
mod attachment;
mod edit;
mod feeds;
mod gaps;
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

pub(in crate::discord) use feeds::announcement;

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
        &gaps::COMMAND,
        &feeds::FEEDS,
        &feeds::FOLLOW,
        &feeds::UNFOLLOW,
    ],
    press,
    submit,
    ..Command::SLASH
};

fn press(context: &Context<'_>, pressed: &Pressed<'_>) -> Result<Handled, Rejection> {
    match &pressed.id {
        CustomId::Agree { .. } => refresh::refresh_with_consent(context, Some(pressed.id.clone())),
        CustomId::Publish { draft } => add::publish(context, draft),
        CustomId::Discard { draft } => add::discard(context, draft),
        CustomId::Correct { article } => edit::correct(context, article),
        CustomId::Remove { article } => remove::remove(context, article),
        CustomId::ShowItem { item } => feeds::show(context, *item),
        CustomId::PublishItem { item } => feeds::publish(context, *item),
        CustomId::DiscardItem { item } => feeds::discard(context, *item),
        CustomId::PublishItems { last } => feeds::publish_all(context, *last),
        CustomId::Gaps { page } => gaps::turn(context, *page),
        CustomId::OtherName { word } => Ok(gaps::ask_for_name(context, word)),
        CustomId::AskForPage => Ok(gaps::ask_for_page(context)),
        CustomId::Cancel => Ok(Handled::replied(Reply::Update(Message::private(
            "Nothing was changed.",
        )))),
        _ => Err(Refusal::unknown("button").into()),
    }
}

fn submit(context: &Context<'_>, form: &Submitted<'_>) -> Result<Handled, Rejection> {
    match &form.id {
        CustomId::Edit { article } => edit::edit(context, article, form),
        CustomId::AddName => gaps::add_name(context, form),
        CustomId::AddPage => gaps::add_page(context, form),
        _ => Err(Refusal::unknown("form").into()),
    }
}
