//! Tests that the REST API of the Discord double refuses what Discord refuses.

use serde_json::{Value, json};

use crate::discord_double::wire::{Wire, callback, callback_again, exchange, request, webhook};
use crate::discord_double::{APPLICATION, Double, Interaction, Person, Trouble, rest};
use crate::discord_double::{menu, message, press, slash, submit};

pub(crate) fn said(text: &str) -> Value {
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
pub(crate) fn check(discord: &Double, interaction: &Interaction, body: &Value, reasons: &[&str]) {
    let (status, said) = callback(discord, interaction, body);
    assert_eq!(
        (status, &said["code"]),
        (400, &json!(50_035)),
        "{body}: {said}"
    );
    assert_eq!(wrong(&said), reasons, "{body}");
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
