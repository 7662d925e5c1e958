//! Replies to the buttons *Context* and *Share*, which are below the replies of several commands.

use serenity::all::{ActionRowComponent, ButtonKind};

use super::buttons::{fingerprint, plain};
use super::context::Context;
use crate::discord::protocol::custom_id::{CustomId, ReplyKind};
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::pressed::Pressed;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::Message;
use crate::discord::render::passages::context as render_context;
use crate::discord::render::shared::{shared_by, with_note};
use crate::index::{Passage, Search};

const SHARED_ALREADY: &str = "You have shared this already: everybody can see it.";

const NOTHING_TO_SHARE: &str = "No article has these words, so there is nothing to share.";

/// Replies to the buttons *Context* and *Share*; `None` if their articles have changed.
///
/// # Errors
///
/// A [`Rejection`] if it is another button, or the reply was shared before.
pub(super) fn press(
    context: &Context<'_>,
    snapshot: &dyn Search,
    pressed: &Pressed<'_>,
) -> Result<Option<Handled>, Rejection> {
    match &pressed.id {
        CustomId::Context { .. } => show_context(context, snapshot, &pressed.id),
        CustomId::Share { below, state } => share(context, snapshot, pressed, *below, state),
        _ => Err(Refusal::unknown("button").into()),
    }
}

/// Replies with the paragraphs around the one of a *Context* button.
fn show_context(
    context: &Context<'_>,
    snapshot: &dyn Search,
    id: &CustomId,
) -> Result<Option<Handled>, Rejection> {
    let around = context_paragraphs(context, snapshot, id)?;
    Ok(around.map(|(paragraphs, number)| {
        let message = Message::private(render_context(&paragraphs, number));
        Handled::answered(message, InteractionOutcome::Answered, snapshot)
    }))
}

/// Returns the paragraph of a *Context* button with its neighbours, and its number; `None` if its
/// text has changed.
fn context_paragraphs(
    context: &Context<'_>,
    snapshot: &dyn Search,
    id: &CustomId,
) -> Result<Option<(Vec<Passage>, u32)>, Rejection> {
    let CustomId::Context {
        state,
        article,
        paragraph,
        ..
    } = id
    else {
        return Ok(None);
    };
    let directory = context.directory(snapshot)?;
    let Some(article) = directory.article(article) else {
        return Ok(None);
    };
    let around = paragraph.saturating_sub(1)..=paragraph.saturating_add(1);
    let paragraphs = snapshot.paragraphs_of(&article.id, around)?;
    let own = paragraphs.iter().find(|own| own.number == *paragraph);
    let is_same = own.is_some_and(|own| fingerprint([own]) == *state);
    Ok(is_same.then_some((paragraphs, *paragraph)))
}

/// Replies with a public copy of a private reply, with a line that names who shared it.
fn share(
    context: &Context<'_>,
    snapshot: &dyn Search,
    pressed: &Pressed<'_>,
    below: ReplyKind,
    state: &str,
) -> Result<Option<Handled>, Rejection> {
    let mut rows = Vec::new();
    let mut is_evident = false;
    for row in &pressed.message.components {
        let mut kept = Vec::new();
        for (id, label) in row.components.iter().filter_map(decode_button) {
            if matches!(id, CustomId::Share { .. }) {
                continue;
            }
            if matches!(id, CustomId::Context { .. }) {
                if context_paragraphs(context, snapshot, &id)?.is_none() {
                    return Ok(None);
                }
                is_evident = true;
            }
            kept.push(plain(pressed.owner, label, &id));
        }
        rows.push(kept);
    }
    if !is_evident && below == ReplyKind::Verdict {
        return Err(Refusal::new(NOTHING_TO_SHARE).into());
    }
    if !is_evident && state != snapshot.edition().to_string() {
        return Ok(None);
    }
    if !context.bot.shared.insert(pressed.message.id) {
        return Err(Refusal::new(SHARED_ALREADY).into());
    }
    let note = shared_by(context.caller.display_name);
    let message = Message {
        content: with_note(&pressed.message.content, &note),
        rows,
        private: false,
    };
    Ok(Some(Handled::answered(
        message,
        InteractionOutcome::Answered,
        snapshot,
    )))
}

/// Decodes the custom ID of one of the bot's buttons. Returns it with the label.
fn decode_button(component: &ActionRowComponent) -> Option<(CustomId, &str)> {
    let ActionRowComponent::Button(button) = component else {
        return None;
    };
    let ButtonKind::NonLink { custom_id, .. } = &button.data else {
        return None;
    };
    let (id, _) = CustomId::decode(custom_id)?;
    Some((id, button.label.as_deref().unwrap_or_default()))
}
