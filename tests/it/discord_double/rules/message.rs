//! Validation of messages.

use serde_json::Value;

use super::{Check, Refusal, components, embeds, mentions};

const SUPPRESS_EMBEDS: u64 = 1 << 2;
const EPHEMERAL: u64 = 1 << 6;
const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;

const FIELDS: [&str; 8] = [
    "tts",
    "content",
    "embeds",
    "allowed_mentions",
    "flags",
    "components",
    "attachments",
    "poll",
];

const EMPTY: Refusal = Refusal::new(400, 50_006, "Cannot send an empty message");

/// Validates the message in a first response, or the update of a message by a button.
pub(super) fn callback(mut check: Check, data: &Value, update: bool) -> Result<(), Refusal> {
    message(&mut check, "data", data);
    flags(
        &mut check,
        "data.flags",
        data,
        SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS,
    );
    check.verdict()?;
    if !update && is_empty(data) {
        return Err(EMPTY);
    }
    Ok(())
}

/// Validates a deferred response. It may only have the flag for a private reply: Discord silently
/// ignores other flags, so sending them would be a mistake.
pub(super) fn deferred(check: &mut Check, data: &Value) {
    if !data.is_null() {
        message(check, "data", data);
        flags(check, "data.flags", data, EPHEMERAL);
    }
}

/// Validates a follow-up message.
pub(crate) fn follow_up(body: &Value) -> Result<(), Refusal> {
    let mut check = Check::default();
    message(&mut check, "", body);
    flags(
        &mut check,
        "flags",
        body,
        SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS,
    );
    check.verdict()?;
    if is_empty(body) {
        return Err(EMPTY);
    }
    Ok(())
}

/// Validates a message in a channel.
pub(crate) fn create(body: &Value) -> Result<(), Refusal> {
    let mut check = Check::default();
    check.text("nonce", &body["nonce"], 0..=25);
    check.truth("enforce_nonce", &body["enforce_nonce"]);
    let mut rest = body.clone();
    if let Some(fields) = rest.as_object_mut() {
        for own in ["nonce", "enforce_nonce", "sticker_ids", "message_reference"] {
            fields.remove(own);
        }
    }
    message(&mut check, "", &rest);
    flags(
        &mut check,
        "flags",
        body,
        SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS,
    );
    check.verdict()?;
    if is_empty(body) {
        return Err(EMPTY);
    }
    Ok(())
}

/// Validates an edit of a message. Fields that are not in `body` are unchanged.
pub(crate) fn edit(body: &Value, after: &Value) -> Result<(), Refusal> {
    let mut check = Check::default();
    message(&mut check, "", body);
    flags(&mut check, "flags", body, SUPPRESS_EMBEDS);
    check.verdict()?;
    if is_empty(after) {
        return Err(EMPTY);
    }
    Ok(())
}

fn message(check: &mut Check, at: &str, body: &Value) {
    let at_field = |name: &str| super::below(at, name);
    check.fields(at, body, &FIELDS);
    check.truth(&at_field("tts"), &body["tts"]);
    check.text(&at_field("content"), &body["content"], 0..=2000);
    embeds::embeds(check, &at_field("embeds"), &body["embeds"]);
    components::rows(check, &at_field("components"), &body["components"]);
    mentions::mentions(check, at, body);
    for (at, attachment) in check.list(&at_field("attachments"), &body["attachments"], 10) {
        let known = ["id", "filename", "description", "title"];
        check.fields(&at, attachment, &known);
        check.text(
            &super::below(&at, "description"),
            &attachment["description"],
            0..=1024,
        );
    }
}

fn flags(check: &mut Check, at: &str, body: &Value, allowed: u64) {
    let flags = match &body["flags"] {
        Value::Null => return,
        flags => flags.as_u64().unwrap_or(u64::MAX),
    };
    if flags & !allowed != 0 {
        check.wrong(
            at,
            "MESSAGE_FLAGS_INVALID",
            "These flags cannot be set here.",
        );
    }
}

fn is_empty(body: &Value) -> bool {
    let lists = ["embeds", "attachments", "components"];
    let text = body["content"].as_str().unwrap_or_default();
    text.trim().is_empty()
        && body["poll"].is_null()
        && lists
            .iter()
            .all(|list| body[*list].as_array().is_none_or(Vec::is_empty))
}
