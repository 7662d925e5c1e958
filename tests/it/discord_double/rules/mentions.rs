//! Validation of mentions.
//!
//! Discord would accept these messages. They are refused here because the bot must never ping
//! anybody, whatever a question or an article says.

use serde_json::Value;

use super::{Check, below};

/// Discord's default for responses to interactions without `allowed_mentions`.
const DEFAULT: Allowed = Allowed {
    everyone: false,
    users: true,
    roles: false,
};

struct Allowed {
    everyone: bool,
    users: bool,
    roles: bool,
}

pub(super) fn mentions(check: &mut Check, at: &str, body: &Value) {
    let rules = &body["allowed_mentions"];
    let at_rules = below(at, "allowed_mentions");
    if !rules.is_null() {
        let known = ["parse", "users", "roles", "replied_user"];
        check.fields(&at_rules, rules, &known);
        for kind in ["users", "roles"] {
            let named = check.list(&below(&at_rules, kind), &rules[kind], 100);
            if !named.is_empty() && parses(rules, kind) {
                let message =
                    format!("parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.");
                check.wrong(
                    &at_rules,
                    "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                    message,
                );
            }
        }
    }
    for pinged in pings(body["content"].as_str().unwrap_or_default(), rules) {
        let message = format!("{pinged} would ping.");
        check.wrong(&below(at, "content"), "MENTION_ALLOWED_TO_PING", message);
    }
}

fn parses(rules: &Value, kind: &str) -> bool {
    let kinds = rules["parse"].as_array().into_iter().flatten();
    kinds.into_iter().any(|parsed| parsed == kind)
}

/// Returns the mentions in a text that `rules` permit.
fn pings(text: &str, rules: &Value) -> Vec<String> {
    let allowed = if rules.is_null() {
        DEFAULT
    } else {
        Allowed {
            everyone: parses(rules, "everyone"),
            users: parses(rules, "users"),
            roles: parses(rules, "roles"),
        }
    };
    let mut pings = Vec::new();
    for word in ["@everyone", "@here"] {
        if allowed.everyone && text.contains(word) {
            pings.push(word.to_owned());
        }
    }
    for rest in text.split("<@").skip(1) {
        let Some((inside, _)) = rest.split_once('>') else {
            continue;
        };
        let (kind, all, id) = match inside.strip_prefix('&') {
            Some(id) => ("roles", allowed.roles, id),
            None => ("users", allowed.users, inside.trim_start_matches('!')),
        };
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        let named = rules[kind].as_array().into_iter().flatten();
        if is_id && (all || named.into_iter().any(|named| named == id)) {
            pings.push(format!("<@{inside}>"));
        }
    }
    pings
}
