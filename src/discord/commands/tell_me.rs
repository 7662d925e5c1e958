//! *Tell me when*: the button by which a person asks to be told when the articles answer a
//! question.

use serenity::model::id::UserId;

use super::buttons::{plain, unreadable};
use super::context::Context;
use crate::discord::protocol::custom_id::CustomId;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::pressed::Pressed;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Button, Message};
use crate::discord::render::escape::inline;
use crate::discord::render::passages::{MAX_QUESTION_LENGTH, question_of};
use crate::state::{AddedWish, State};

/// Returns the button, if wishes are stored and the bot can send messages.
pub(super) fn button(context: &Context<'_>, owner: UserId) -> Option<Button> {
    let storage = context.bot.storage.as_ref();
    storage.filter(|storage| storage.can_notify)?;
    Some(plain(owner, "Tell me when", &CustomId::TellMe))
}

/// Stores the wish of the person who pressed the button.
pub(super) fn press(context: &Context<'_>, pressed: &Pressed<'_>) -> Result<Handled, Rejection> {
    let question = question_of(&pressed.message.content).ok_or_else(unreadable)?;
    let storage = context
        .bot
        .storage
        .as_ref()
        .ok_or_else(|| Refusal::unknown("button"))?;
    let added = storage
        .state
        .add_wish(pressed.person.get(), &question, context.now)?;
    let message = Message::private(reply_text(added, &question));
    Ok(Handled::message(message))
}

fn reply_text(added: AddedWish, question: &str) -> String {
    let days = State::WISH_KEPT_DAYS;
    match added {
        AddedWish::Added => format!(
            "I will send you one private message if a new article answers “{}” within {days} days. \
             Until then I keep who you are, the question and the date; `/forget` deletes that.",
            inline(question, MAX_QUESTION_LENGTH)
        ),
        AddedWish::AlreadyExists => "I have that noted for you already.".to_owned(),
        AddedWish::PersonLimitReached => {
            "I have as many questions noted for you as I can: `/forget` deletes all of them."
                .to_owned()
        }
        AddedWish::TotalLimitReached => {
            "I have as many questions noted as I can: please try again in a few days.".to_owned()
        }
    }
}
