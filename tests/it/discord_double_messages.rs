//! Tests that the Discord double validates messages, buttons, mentions, suggestions and forms as
//! Discord does.

use serde_json::{Value, json};

use crate::discord_double::wire::{Wire, callback};
use crate::discord_double::{Double, slash};
use crate::discord_double_rest::{check, said};

/// Does the same as [`check`] for a message with this data.
fn check_message(discord: &Double, data: Value, reasons: &[&str]) {
    let body = json!({ "type": 4, "data": data });
    check(discord, &slash("ask"), &body, reasons);
}

#[test]
fn messages_have_limits() {
    let discord = Double::start().may_refuse();
    let (_wire, _) = Wire::ready(&discord);
    let long = "ä".repeat(2001);
    check_message(
        &discord,
        json!({ "content": long }),
        &["data.content BASE_TYPE_MAX_LENGTH"],
    );
    check_message(
        &discord,
        json!({ "content": "x", "colour": 1 }),
        &["data.colour UNKNOWN_FIELD"],
    );
    let flags = json!({ "content": "x", "flags": 128 });
    check_message(&discord, flags, &["data.flags MESSAGE_FLAGS_INVALID"]);
    let embed = json!({ "description": "x".repeat(3001) });
    check_message(
        &discord,
        json!({ "embeds": [embed, embed] }),
        &["data.embeds MAX_EMBED_SIZE_EXCEEDED"],
    );
    let embed = json!({ "title": "x".repeat(257), "fields": [{ "name": "", "value": "x" }] });
    check_message(
        &discord,
        json!({ "embeds": [embed] }),
        &[
            "data.embeds.0.title BASE_TYPE_MAX_LENGTH",
            "data.embeds.0.fields.0.name BASE_TYPE_BAD_LENGTH",
        ],
    );
    for empty in ["", " \n "] {
        let (status, refusal) = callback(&discord, &slash("ask"), &said(empty));
        assert_eq!((status, &refusal["code"]), (400, &json!(50_006)));
    }
    let (status, _) = callback(&discord, &slash("ask"), &said(&"ä".repeat(2000)));
    assert_eq!(status, 204);
}

#[test]
fn buttons_have_limits() {
    let discord = Double::start().may_refuse();
    let (_wire, _) = Wire::ready(&discord);
    let button = |id: &str| json!({ "type": 2, "style": 2, "label": "x", "custom_id": id });
    let row = |buttons: Vec<Value>| json!({ "type": 1, "components": buttons });
    let check_rows = |rows: Vec<Value>, reason: &str| {
        let data = json!({ "content": "x", "components": rows });
        check_message(&discord, data, &[&format!("data.components{reason}")]);
    };
    let rows = (0..6).map(|n| row(vec![button(&n.to_string())]));
    check_rows(rows.collect(), " BASE_TYPE_MAX_LENGTH");
    let six = (0..6).map(|n| button(&n.to_string()));
    check_rows(
        vec![row(six.collect())],
        ".0.components BASE_TYPE_MAX_LENGTH",
    );
    check_rows(vec![row(vec![])], ".0.components BASE_TYPE_BAD_LENGTH");
    check_rows(
        vec![row(vec![button("a"), button("a")])],
        ".0.components.1.custom_id COMPONENT_CUSTOM_ID_DUPLICATED",
    );
    check_rows(
        vec![row(vec![button(&"x".repeat(101))])],
        ".0.components.0.custom_id BASE_TYPE_MAX_LENGTH",
    );
    let mut long = button("a");
    long["label"] = "x".repeat(81).into();
    check_rows(
        vec![row(vec![long])],
        ".0.components.0.label BASE_TYPE_MAX_LENGTH",
    );
    let mut bare = button("a");
    bare["label"] = Value::Null;
    check_rows(
        vec![row(vec![bare])],
        ".0.components.0 BUTTON_LABEL_REQUIRED",
    );
    let link = json!({ "type": 2, "style": 5, "label": "x", "url": "javascript:alert()" });
    check_rows(
        vec![row(vec![link])],
        ".0.components.0.url URL_TYPE_INVALID_SCHEME",
    );
}

#[test]
fn pings_are_refused() {
    let discord = Double::start().may_refuse();
    let (_wire, _) = Wire::ready(&discord);
    let pings = ["data.content MENTION_ALLOWED_TO_PING"];
    let with = |text: &str, rules: Value| json!({ "content": text, "allowed_mentions": rules });
    check_message(&discord, json!({ "content": "hello <@1>" }), &pings);
    check_message(
        &discord,
        with("@everyone", json!({ "parse": ["everyone"] })),
        &pings,
    );
    check_message(
        &discord,
        with("@here", json!({ "parse": ["everyone"] })),
        &pings,
    );
    check_message(
        &discord,
        with("<@&12>", json!({ "parse": [], "roles": ["12"] })),
        &pings,
    );
    check_message(&discord, with("<@!12>", json!({ "users": ["12"] })), &pings);
    check_message(
        &discord,
        with("x", json!({ "parse": ["users"], "users": ["12"] })),
        &["data.allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"],
    );
    let silent = json!({ "type": 4, "data": with("@everyone <@1> <@&2>", json!({ "parse": [] })) });
    assert_eq!(callback(&discord, &slash("ask"), &silent).0, 204);
    let default = json!({ "type": 4, "data": { "content": "@everyone <@&2> <@> a@b.c" } });
    assert_eq!(callback(&discord, &slash("ask"), &default).0, 204);
}

#[test]
fn choices_and_forms_have_limits() {
    let discord = Double::start().may_refuse();
    let (_wire, _) = Wire::ready(&discord);
    let typing = slash("ask").typing("article", "a");
    let offer = |choices: Vec<Value>| json!({ "type": 8, "data": { "choices": choices } });
    let choice = |name: &str, value: &str| json!({ "name": name, "value": value });
    let many = vec![choice("a", "a"); 26];
    check(
        &discord,
        &typing,
        &offer(many),
        &["data.choices BASE_TYPE_MAX_LENGTH"],
    );
    let long = "x".repeat(101);
    check(
        &discord,
        &typing,
        &offer(vec![choice(&long, &long), choice("", "a")]),
        &[
            "data.choices.0.name BASE_TYPE_MAX_LENGTH",
            "data.choices.0.value BASE_TYPE_MAX_LENGTH",
            "data.choices.1.name BASE_TYPE_BAD_LENGTH",
        ],
    );
    let field = json!({ "type": 4, "custom_id": "a", "style": 1, "label": "a" });
    let row = json!({ "type": 1, "components": [field] });
    let window = |title: &str, rows: Vec<Value>| json!({ "type": 9, "data": { "custom_id": "w", "title": title, "components": rows } });
    let ask = slash("ask");
    let title = "x".repeat(46);
    let refused = ["data.title BASE_TYPE_MAX_LENGTH"];
    check(&discord, &ask, &window(&title, vec![row.clone()]), &refused);
    let refused = ["data.components BASE_TYPE_BAD_LENGTH"];
    check(&discord, &ask, &window("x", vec![]), &refused);
    assert_eq!(callback(&discord, &ask, &window("x", vec![row])).0, 204);
}
