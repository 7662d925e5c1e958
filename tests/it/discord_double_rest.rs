//! Tests that the REST API of the Discord double refuses what Discord refuses.

use serde_json::{Value, json};

use crate::discord_double::wire::{Wire, callback, callback_again, exchange, request, webhook};
use crate::discord_double::{APPLICATION, Double, Interaction, Person, Trouble, rest};
use crate::discord_double::{menu, message, press, slash, submit};

fn said(text: &str) -> Value {
    json!({ "type": 4, "data": { "content": text, "allowed_mentions": { "parse": [] } } })
}

/// Returns the paths and codes of the errors in an error response.
fn wrong(said: &Value) -> Vec<String> {
    fn walk(at: &str, value: &Value, found: &mut Vec<String>) {
        for error in value["_errors"].as_array().into_iter().flatten() {
            found.push(format!("{at} {}", error["code"].as_str().unwrap()));
        }
        for (name, below) in value.as_object().into_iter().flatten() {
            let at = if at.is_empty() {
                name.clone()
            } else {
                format!("{at}.{name}")
            };
            walk(&at, below, found);
        }
    }
    let mut found = Vec::new();
    walk("", &said["errors"], &mut found);
    found
}

/// Responds to an interaction with `body`, and asserts that it is refused for exactly these
/// reasons.
fn check(discord: &Double, interaction: &Interaction, body: &Value, reasons: &[&str]) {
    let (status, said) = callback(discord, interaction, body);
    assert_eq!(
        (status, &said["code"]),
        (400, &json!(50_035)),
        "{body}: {said}"
    );
    assert_eq!(wrong(&said), reasons, "{body}");
}

/// Does the same as [`check`] for a message with this data.
fn check_message(discord: &Double, data: Value, reasons: &[&str]) {
    let body = json!({ "type": 4, "data": data });
    check(discord, &slash("ask"), &body, reasons);
}

#[test]
fn an_interaction_is_answered_once_and_in_time() {
    let discord = Double::start().may_refuse();
    let (_wire, _) = Wire::ready(&discord);
    let id = discord.send(&slash("ask"));
    assert_eq!(
        callback_again(&discord, id, &said("one")),
        (204, Value::Null)
    );
    let (status, again) = callback_again(&discord, id, &said("two"));
    assert_eq!((status, &again["code"]), (400, &json!(40_060)));
    assert_eq!(discord.reply(id).text(), "one");
    let (status, unknown) = exchange(&discord, "POST", "/interactions/1/x/callback", &said("x"));
    assert_eq!((status, &unknown["code"]), (404, &json!(10_062)));
    discord.with(|state| state.patience = std::time::Duration::ZERO);
    let (status, late) = callback(&discord, &slash("ask"), &said("late"));
    assert_eq!((status, &late["code"]), (404, &json!(10_062)));
    assert_eq!(discord.with(|state| state.refusals.len()), 3);
}

#[test]
fn each_kind_of_interaction_permits_certain_responses() {
    let discord = Double::start().may_refuse();
    let (_wire, _) = Wire::ready(&discord);
    let written = message::written(&Person::other(), "Yes.");
    let update =
        json!({ "type": 7, "data": { "content": "x", "allowed_mentions": { "parse": [] } } });
    let choices = json!({ "type": 8, "data": { "choices": [] } });
    let typing = slash("ask").typing("article", "a");
    let no_kind = ["type BASE_TYPE_CHOICES"];
    check(&discord, &slash("ask"), &update, &no_kind);
    check(&discord, &slash("ask"), &choices, &no_kind);
    check(
        &discord,
        &menu("Check quotes", &written),
        &json!({ "type": 1 }),
        &no_kind,
    );
    check(&discord, &typing, &said("x"), &no_kind);
    check(&discord, &submit("a", &[], None), &update, &no_kind);
    check(&discord, &press(&written, "a"), &choices, &no_kind);
    assert_eq!(callback(&discord, &typing, &choices).0, 204);
    assert_eq!(callback(&discord, &press(&written, "a"), &update).0, 204);
    assert_eq!(
        callback(&discord, &submit("a", &[], Some(&written)), &update).0,
        204
    );
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

#[test]
fn follow_ups_need_a_first_response() {
    let discord = Double::start().may_refuse();
    let (_wire, _) = Wire::ready(&discord);
    let id = discord.send(&slash("ask"));
    let more = json!({ "content": "more", "flags": 64, "allowed_mentions": { "parse": [] } });
    let (status, early) = exchange(&discord, "POST", &webhook(&discord, id, ""), &more);
    assert_eq!((status, &early["code"]), (404, &json!(10_015)));
    assert_eq!(
        callback_again(&discord, id, &json!({ "type": 5, "data": { "flags": 64 } })).0,
        204
    );
    assert_eq!(discord.reply(id).message()["flags"], 64 | 128);

    let original = webhook(&discord, id, "/messages/@original");
    let done = json!({ "content": "done", "flags": 4 });
    let (status, edited) = exchange(&discord, "PATCH", &original, &done);
    assert_eq!(
        (status, &edited["content"], &edited["flags"]),
        (200, &json!("done"), &json!(68))
    );
    assert_eq!(
        exchange(&discord, "PATCH", &original, &json!({ "content": "" })).0,
        400
    );
    let (_, further) = exchange(&discord, "POST", &webhook(&discord, id, ""), &more);
    let further = format!("/messages/{}", further["id"].as_str().unwrap());
    let further = webhook(&discord, id, &further);
    assert_eq!(
        exchange(&discord, "GET", &further, &Value::Null).1["content"],
        "more"
    );
    assert_eq!(exchange(&discord, "DELETE", &original, &Value::Null).0, 204);
    let (status, gone) = exchange(&discord, "GET", &original, &Value::Null);
    assert_eq!((status, &gone["code"]), (404, &json!(10_008)));
}

#[test]
fn faults_can_be_caused() {
    let discord = Double::start();
    let (_wire, _) = Wire::ready(&discord);
    let troubles = [
        Trouble::TooMany(0.25),
        Trouble::Fails(503),
        Trouble::Cut,
        Trouble::DoneButFails(500),
    ];
    discord.trouble(rest::CALLBACK, troubles);
    let id = discord.send(&slash("ask"));
    let (status, many) = callback_again(&discord, id, &said("a"));
    assert_eq!((status, &many["retry_after"]), (429, &json!(0.25)));
    assert_eq!(callback_again(&discord, id, &said("b")).0, 503);
    let token = discord.with(|state| state.interactions[&id].token.clone());
    let path = format!("/interactions/{id}/{token}/callback");
    assert!(request(&discord, "POST", &path).send().is_err());
    assert_eq!(callback_again(&discord, id, &said("c")).0, 500);
    assert_eq!(discord.reply(id).text(), "c");
    // The bot could not know, so the test does not fail for it.
    assert_eq!(callback_again(&discord, id, &said("d")).0, 400);
    let path = format!("/applications/{APPLICATION}/commands");
    assert_eq!(
        exchange(&discord, "GET", &path, &Value::Null),
        (200, json!([]))
    );
}

#[test]
fn requests_need_the_token() {
    let discord = Double::start().may_refuse();
    let url = format!("{}/api/v10/users/@me", discord.url());
    let nobody = reqwest::blocking::get(url).unwrap();
    assert_eq!(nobody.status().as_u16(), 401);
    assert_eq!(
        exchange(&discord, "GET", "/users/@me", &Value::Null).1["bot"],
        true
    );
    assert_eq!(exchange(&discord, "GET", "/nowhere", &Value::Null).0, 404);
    assert_eq!(
        exchange(&discord, "DELETE", "/gateway", &Value::Null).0,
        405
    );
}

#[test]
fn files_come_with_their_json() {
    let discord = Double::start();
    let (_wire, _) = Wire::ready(&discord);
    let id = discord.send(&slash("ask"));
    let token = discord.wait("the interaction to be sent", |state| {
        let asked = &state.interactions[&id];
        asked.sent.map(|_| asked.token.clone())
    });
    let path = format!("/interactions/{id}/{token}/callback");
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a.txt\"\r\n\r\n{{}}\r\n\
         --b\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n{}\r\n--b--\r\n",
        said("with a file")
    );
    let request = request(&discord, "POST", &path);
    let request = request.header("content-type", "multipart/form-data; boundary=b");
    assert_eq!(request.body(body).send().unwrap().status().as_u16(), 204);
    assert_eq!(discord.reply(id).text(), "with a file");
}
