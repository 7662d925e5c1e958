//! *Not an answer*: the button by which readers mark an answer as wrong. It is counted as a gap for
//! the moderators, and changes no ranking.

use serenity::model::id::UserId;

use super::buttons::{plain, unreadable};
use super::context::Context;
use crate::answer::{best_passage, passage_mark};
use crate::discord::protocol::custom_id::CustomId;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::pressed::Pressed;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Button, Message};
use crate::discord::render::passages::question_of;
use crate::state::{GapKind, State};

const NOTED: &str = "Noted: the moderators see that nothing answers this, and not who said so.";

const NOTED_ALREADY: &str = "This was noted already.";

/// Returns the button, if gaps are stored.
pub(super) fn button(context: &Context<'_>, owner: UserId) -> Option<Button> {
    context.gaps()?;
    Some(plain(owner, "Not an answer", &CustomId::NotAnAnswer))
}

/// Counts a declined question as a gap, if gaps are stored.
pub(super) fn record_decline(context: &Context<'_>, question: &str) {
    if let Some(state) = context.gaps() {
        record(context, state, question, GapKind::Declined);
    }
}

/// Counts the answer of a message as wrong, once for each message.
pub(super) fn press(context: &Context<'_>, pressed: &Pressed<'_>) -> Result<Handled, Rejection> {
    let question = question_of(&pressed.message.content).ok_or_else(unreadable)?;
    let state = context.gaps().ok_or_else(|| Refusal::unknown("button"))?;
    let said = |text| Ok(Handled::message(Message::private(text)));
    if !context.bot.marked.insert(pressed.message.id) {
        return said(NOTED_ALREADY);
    }
    let snapshot = context.snapshot()?;
    let reader = context.reader(&*snapshot);
    if let Some(refused) = best_passage(&reader.asker, &*snapshot, &question)? {
        record(
            context,
            state,
            &question,
            GapKind::Marked(passage_mark(&refused)),
        );
    }
    said(NOTED)
}

/// Stores a gap. A failure is only logged, because the person has their reply anyway.
fn record(context: &Context<'_>, state: &State, question: &str, kind: GapKind) {
    let question = without_mentions(question);
    if let Err(error) = state.record_gap(&question, kind, context.now) {
        tracing::warn!("cannot keep a question that nothing answers: {error}");
    }
}

/// Removes mentions of people, roles and channels, which Discord writes as IDs.
fn without_mentions(question: &str) -> String {
    let mut text = String::new();
    let mut rest = question;
    while let Some((before, mention)) = rest.split_once('<') {
        text.push_str(before);
        rest = match mention.split_once('>') {
            Some((inside, after)) if is_mention(inside) => after,
            _ => {
                text.push('<');
                mention
            }
        };
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_mention(inside: &str) -> bool {
    let id = inside.trim_start_matches(['@', '#', '!', '&']);
    id.len() < inside.len() && id.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_removed() {
        let check = |question: &str, expected: &str| {
            assert_eq!(without_mentions(question), expected);
        };
        check("Did <@81384788765712384> sign?", "Did sign?");
        check("<@!1><@&2> why <#3>?", "why ?");
        check(
            "Is 3 < 4 and <b> bold> than <@x>?",
            "Is 3 < 4 and <b> bold> than <@x>?",
        );
    }
}
