//! Endpoints for responses to interactions: callbacks, edits of the reply, and follow-up messages.

use serde_json::Value;

use super::message;
use super::rest::{Answer, CALLBACK, Call, ORIGINAL};
use super::rules::{self, Refusal};
use super::state::{Asked, State};

const UNKNOWN_INTERACTION: Refusal = Refusal::new(404, 10_062, "Unknown interaction");
const ACKNOWLEDGED: Refusal =
    Refusal::new(400, 40_060, "Interaction has already been acknowledged.");
const UNKNOWN_WEBHOOK: Refusal = Refusal::new(404, 10_015, "Unknown Webhook");
const UNKNOWN_MESSAGE: Refusal = Refusal::new(404, 10_008, "Unknown Message");

/// Takes the first response to an interaction.
pub(super) fn callback(state: &mut State, call: &Call) -> Answer {
    let id = call.params["interaction_id"].parse().unwrap_or(0);
    let patience = state.patience;
    let asked = state.interactions.get_mut(&id);
    let asked = asked.filter(|asked| asked.token == call.params["interaction_token"]);
    let asked = asked.ok_or(UNKNOWN_INTERACTION)?;
    asked.tries += 1;
    if asked.callback.is_some() {
        return Err(ACKNOWLEDGED);
    }
    // An interaction that was never sent cannot be answered in time.
    if asked.sent.is_none_or(|sent| call.arrived - sent > patience) {
        return Err(UNKNOWN_INTERACTION);
    }
    let stands_on = asked.interaction.on_message();
    rules::callback(&call.body, asked.kind(), stands_on.is_some())?;
    asked.callback = Some(call.body.clone());
    asked.answered = Some(call.arrived);
    let (interaction, data) = (&asked.interaction, &call.body["data"]);
    match call.body["type"].as_u64() {
        Some(4) => {
            let message = message::answer(interaction, id, data);
            store_message(state, id, message);
        }
        Some(5) => {
            let message = message::promise(interaction, id, data);
            store_message(state, id, message);
        }
        Some(kind @ (6 | 7)) => {
            asked.message = stands_on;
            let message = stands_on.and_then(|id| state.messages.get_mut(&id));
            if let Some(message) = message.filter(|_| kind == 7) {
                message::change(message, data);
            }
        }
        _ => {}
    }
    Ok(None)
}

/// Takes a follow-up message.
pub(super) fn follow_up(state: &mut State, call: &Call) -> Answer {
    let (id, asked) = answered(state, call)?;
    rules::follow_up(&call.body)?;
    let message = message::answer(&asked.interaction, id, &call.body);
    asked.follow_ups.push(message::id(&message));
    state
        .messages
        .insert(message::id(&message), message.clone());
    Ok(Some(message))
}

/// Returns, edits or deletes a message that responded to an interaction.
pub(super) fn message(state: &mut State, call: &Call) -> Answer {
    let (_, asked) = answered(state, call)?;
    let id = match call.route.as_str() {
        ORIGINAL => asked.message,
        _ => {
            let id = call.params["message_id"].parse().ok();
            id.filter(|id| asked.message == Some(*id) || asked.follow_ups.contains(id))
        }
    };
    let id = id
        .filter(|id| state.messages.contains_key(id))
        .ok_or(UNKNOWN_MESSAGE)?;
    match call.method.as_str() {
        "PATCH" => {
            let mut after = state.messages[&id].clone();
            message::change(&mut after, &call.body);
            rules::edit(&call.body, &after)?;
            state.messages.insert(id, after);
        }
        "DELETE" => {
            state.messages.remove(&id);
            return Ok(None);
        }
        _ => {}
    }
    Ok(state.messages.get(&id).cloned())
}

/// Returns whether a refused request is not the bot's fault: it responds again because the bot was
/// told that its first response failed, or edits a reply that is still in the HTTP response.
pub(super) fn is_excused(state: &mut State, call: &Call) -> bool {
    let token = call.params.get("webhook_token");
    let edited = token.filter(|_| state.endpoint.is_some());
    if let Some((_, asked)) = edited.and_then(|token| state.asked(token)) {
        return asked.callback.is_none();
    }
    let asked = interaction_of_callback(call).and_then(|id| state.interactions.get(&id));
    asked.is_some_and(|asked| asked.unreported_success)
}

/// Records that a request succeeded although the bot is told that it failed.
pub(super) fn record_unreported_success(state: &mut State, call: &Call) {
    let asked = interaction_of_callback(call).and_then(|id| state.interactions.get_mut(&id));
    if let Some(asked) = asked {
        asked.unreported_success = true;
    }
}

fn interaction_of_callback(call: &Call) -> Option<u64> {
    let is_callback = call.route == CALLBACK;
    call.params
        .get("interaction_id")
        .filter(|_| is_callback)?
        .parse()
        .ok()
}

fn store_message(state: &mut State, interaction: u64, message: Value) {
    let id = message::id(&message);
    state.messages.insert(id, message);
    if let Some(asked) = state.interactions.get_mut(&interaction) {
        asked.message = Some(id);
    }
}

/// Returns the interaction of a webhook token. It must have been responded to.
fn answered<'a>(state: &'a mut State, call: &Call) -> Result<(u64, &'a mut Asked), Refusal> {
    let is_own = call.params["webhook_id"] == super::APPLICATION.to_string();
    let asked = state.asked(&call.params["webhook_token"]);
    let asked = asked.filter(|(_, asked)| is_own && asked.callback.is_some());
    asked.ok_or(UNKNOWN_WEBHOOK)
}
