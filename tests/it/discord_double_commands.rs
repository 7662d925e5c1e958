//! Tests that the Discord double registers and validates commands as Discord does.

use serde_json::{Value, json};
use serenity::model::application::Command;

use crate::discord_double::wire::exchange;
use crate::discord_double::{APPLICATION, Double, GUILD};

fn path(guild: &str) -> String {
    format!("/applications/{APPLICATION}{guild}/commands")
}

fn ask() -> Value {
    let question = json!({
        "type": 3, "name": "question", "description": "What you want to know", "required": true,
        "autocomplete": false, "choices": [], "options": [], "channel_types": [],
        "max_length": 300,
    });
    let private = json!({
        "type": 5, "name": "private", "description": "For you alone", "required": false,
        "name_localizations": { "de": "privat" },
    });
    json!({
        "name": "ask", "description": "Asks the articles", "options": [question, private],
        "name_localizations": { "de": "frage" }, "description_localizations": {}, "nsfw": false,
        "contexts": [0, 1, 2], "integration_types": [0, 1], "default_member_permissions": "32",
    })
}

/// Changes a valid command, and asserts that it is refused at this path with this error code.
fn check(discord: &Double, change: impl FnOnce(&mut Value), at: &str, code: &str) {
    let mut command = ask();
    change(&mut command);
    let (status, said) = exchange(discord, "PUT", &path(""), &json!([command]));
    assert_eq!((status, &said["code"]), (400, &json!(50_035)), "{command}");
    let place = at.split('.').filter(|step| !step.is_empty());
    let place = place.fold(&said["errors"]["0"], |place, step| &place[step]);
    assert_eq!(place["_errors"][0]["code"], code, "{said}");
}

#[test]
fn commands_are_kept_with_their_defaults() {
    let discord = Double::start();
    let menu = json!({ "name": "Check quotes", "type": 3, "options": [] });
    let (status, kept) = exchange(&discord, "PUT", &path(""), &json!([ask(), menu]));
    assert_eq!(status, 200);
    let known: Vec<Command> = serde_json::from_value(kept.clone()).unwrap();
    assert_eq!(known.len(), 2);
    assert_eq!(kept[0]["name_localizations"], json!({ "de": "frage" }));
    assert_eq!(kept[0]["description_localizations"], Value::Null);
    assert_eq!(kept[0]["options"][0]["required"], true);
    assert_eq!(kept[0]["options"][1].get("required"), None);
    assert_eq!(kept[1].get("options"), None);
    let all = path("") + "?with_localizations=true";
    assert_eq!(exchange(&discord, "GET", &all, &Value::Null).1, kept);
    let (_, short) = exchange(&discord, "GET", &path(""), &Value::Null);
    assert_eq!(short[0].get("name_localizations"), None);

    // A command that is registered again keeps its id.
    let (_, again) = exchange(&discord, "PUT", &path(""), &json!([ask()]));
    assert_eq!(again[0]["id"], kept[0]["id"]);
    assert_ne!(again[0]["version"], kept[0]["version"]);
}

#[test]
fn guilds_have_commands_of_their_own() {
    let discord = Double::start().may_refuse();
    let guild = path(&format!("/guilds/{GUILD}"));
    let (_, kept) = exchange(&discord, "PUT", &guild, &json!([ask()]));
    assert_eq!(kept[0]["guild_id"], GUILD.to_string());
    assert!(serde_json::from_value::<Vec<Command>>(kept).is_ok());
    assert_eq!(
        exchange(&discord, "GET", &path(""), &Value::Null).1,
        json!([])
    );
    let (status, _) = exchange(&discord, "PUT", &path("/guilds/5"), &json!([ask()]));
    assert_eq!(status, 403);
    let elsewhere = exchange(&discord, "GET", "/applications/5/commands", &Value::Null);
    assert_eq!(elsewhere.0, 404);
}

#[test]
fn names_and_descriptions_have_limits() {
    let discord = Double::start().may_refuse();
    let invalid = "APPLICATION_COMMAND_INVALID_NAME";
    check(&discord, |ask| ask["name"] = "Ask".into(), "name", invalid);
    check(
        &discord,
        |ask| ask["name"] = "ask me".into(),
        "name",
        invalid,
    );
    let long = "BASE_TYPE_MAX_LENGTH";
    check(
        &discord,
        |ask| ask["name"] = "x".repeat(33).into(),
        "name",
        long,
    );
    check(
        &discord,
        |ask| ask["description"] = "x".repeat(101).into(),
        "description",
        long,
    );
    check(
        &discord,
        |ask| ask["description"] = "".into(),
        "description",
        "BASE_TYPE_BAD_LENGTH",
    );
    let at = "name_localizations.de";
    check(
        &discord,
        |ask| ask["name_localizations"]["de"] = "Frage".into(),
        at,
        invalid,
    );
    let at = "name_localizations.xx";
    check(
        &discord,
        |ask| ask["name_localizations"]["xx"] = "x".into(),
        at,
        "ENUM_TYPE_COERCE",
    );
    check(
        &discord,
        |ask| ask["colour"] = 1.into(),
        "colour",
        "UNKNOWN_FIELD",
    );
    let at = "default_member_permissions";
    check(
        &discord,
        |ask| ask[at] = "many".into(),
        at,
        "NUMBER_TYPE_COERCE",
    );
    check(
        &discord,
        |ask| ask["contexts"] = json!([3]),
        "contexts.0",
        "NUMBER_TYPE_MAX",
    );
    let described = |ask: &mut Value| ask["type"] = 3.into();
    check(
        &discord,
        described,
        "description",
        "APPLICATION_COMMAND_DESCRIPTION",
    );
}

#[test]
fn options_have_limits() {
    let discord = Double::start().may_refuse();
    let check_second = |change: fn(&mut Value), at: &str, code: &str| {
        let change = |ask: &mut Value| change(&mut ask["options"][1]);
        check(&discord, change, &format!("options.1{at}"), code);
    };
    let long = "BASE_TYPE_MAX_LENGTH";
    check_second(
        |option| option["name"] = "Name".into(),
        ".name",
        "APPLICATION_COMMAND_INVALID_NAME",
    );
    check_second(
        |option| option["description"] = "x".repeat(101).into(),
        ".description",
        long,
    );
    check_second(
        |option| option["type"] = 12.into(),
        ".type",
        "BASE_TYPE_CHOICES",
    );
    check_second(
        |option| option["max_length"] = 6001.into(),
        ".max_length",
        "NUMBER_TYPE_MAX",
    );
    check_second(
        |option| option["name"] = "question".into(),
        "",
        "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE",
    );
    check_second(
        |option| option["choices"] = vec![json!({ "name": "a", "value": "a" }); 26].into(),
        ".choices",
        long,
    );
    check_second(
        |option| option["choices"] = json!([{ "name": "a", "value": "x".repeat(101) }]),
        ".choices.0.value",
        long,
    );
    check(
        &discord,
        |ask| ask["options"].as_array_mut().unwrap().reverse(),
        "options.1",
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    );
    check(
        &discord,
        |ask| ask["options"][0]["type"] = 1.into(),
        "options",
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    );
    check(
        &discord,
        |ask| ask["options"] = vec![ask["options"][1].clone(); 26].into(),
        "options",
        long,
    );
    let large = |ask: &mut Value| {
        let choice = json!({ "name": "n".repeat(100), "value": "v".repeat(100) });
        let option = |n| json!({ "type": 3, "name": format!("o{n}"), "description": "x", "choices": vec![&choice; 20] });
        ask["options"] = (0..3).map(option).collect();
    };
    check(&discord, large, "", "APPLICATION_COMMAND_TOO_LARGE");
}

#[test]
fn names_are_unique() {
    let discord = Double::start().may_refuse();
    let (status, said) = exchange(&discord, "PUT", &path(""), &json!([ask(), ask()]));
    assert_eq!(status, 400);
    let code = &said["errors"]["1"]["_errors"][0]["code"];
    assert_eq!(code, "APPLICATION_COMMANDS_DUPLICATE_NAME");
}
