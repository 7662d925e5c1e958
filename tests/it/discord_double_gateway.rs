//! Tests that the gateway of the Discord double follows Discord's protocol.

use serde_json::json;
use serenity::model::application::Interaction as Known;

use crate::discord_double::people::Place;
use crate::discord_double::wire::Wire;
use crate::discord_double::{Act, Double, Interaction, Person, message, press, slash, submit};
use crate::discord_double::{TOKEN, menu};

/// Returns one interaction of each kind.
fn interactions() -> Vec<Interaction> {
    let written = message::written(&Person::other(), "“Yes.”");
    let asked = slash("ask").text("question", "Why?").flag("private", true);
    let file = slash("index")
        .sub("add")
        .file("file", "a.txt", 3, "http://127.0.0.1/a.txt");
    vec![
        asked.clone(),
        file,
        slash("index").sub("status"),
        slash("index").sub("show").number("page", 2),
        slash("ask").typing("article", "tru"),
        menu("Check quotes", &written),
        press(&written, "more"),
        submit("why", &[("reason", "because")], None),
        submit("why", &[("reason", "because")], Some(&written)),
    ]
}

#[test]
fn serenity_parses_the_interactions() {
    let discord = Double::start();
    let places = [Place::Guild, Place::OtherGuild, Place::BotDm, Place::Group];
    for interaction in interactions() {
        for place in places {
            let interaction = interaction.clone().at(place).by(&Person::moderator());
            let payload = discord.with(|state| interaction.payload(state, 7, "token"));
            let known: Known = serde_json::from_value(payload.clone())
                .unwrap_or_else(|error| panic!("{error}: {payload}"));
            assert_eq!(u8::from(known.kind()), interaction.kind.number());
            assert_eq!(known.guild_id().is_some(), payload["context"] == 0);
        }
    }
}

#[test]
fn identify_needs_the_token() {
    let discord = Double::start();
    let mut wire = Wire::open(&discord);
    wire.identify("wrong");
    assert_eq!(wire.end(), 4004);
    let (mut wire, _) = Wire::ready(&discord);
    wire.send(json!({ "op": 1, "d": 1 }));
    assert_eq!(wire.read()["op"], 11);
    wire.identify(TOKEN);
    assert_eq!(wire.end(), 4005);
}

#[test]
fn invalid_frames_close_the_connection() {
    let discord = Double::start();
    let privileged = json!({ "op": 2, "d": {
        "token": TOKEN, "intents": 1 << 15, "properties": {},
    } });
    let cases = [
        (json!({ "op": 3, "d": {} }), 4003),
        (json!({ "op": 77, "d": {} }), 4001),
        (json!({ "op": 2, "d": { "token": TOKEN } }), 4002),
        (privileged, 4014),
    ];
    for (frame, code) in cases {
        let mut wire = Wire::open(&discord);
        wire.send(frame);
        assert_eq!(wire.end(), code);
    }
}

#[test]
fn a_resumed_session_replays_missed_events() {
    let discord = Double::start();
    let (mut wire, session) = Wire::ready(&discord);
    let first = discord.send(&slash("ask"));
    assert_eq!(wire.read()["d"]["id"], first.to_string());
    discord.act(Act::Cut);
    assert!(wire.is_cut());
    let second = discord.send(&slash("ask"));

    let mut wire = Wire::open(&discord);
    wire.resume(&session, 2);
    let missed = wire.read();
    assert_eq!(
        (&missed["s"], &missed["d"]["id"]),
        (&json!(3), &json!(second.to_string()))
    );
    assert_eq!(wire.read()["t"], "RESUMED");

    let mut wire = Wire::open(&discord);
    wire.resume(&session, 77);
    assert_eq!(wire.end(), 4007);
}

#[test]
fn an_ended_session_cannot_be_resumed() {
    let discord = Double::start();
    let (mut wire, session) = Wire::ready(&discord);
    let seen = discord.send(&slash("ask"));
    assert_eq!(wire.read()["d"]["id"], seen.to_string());
    discord.act(Act::Send(json!({ "op": 7, "d": null })));
    assert_eq!(wire.read()["op"], 7);
    discord.act(Act::Close(4000));
    assert_eq!(wire.end(), 4000);
    let missed = discord.send(&slash("ask"));
    discord.with(|state| state.forget_sessions = 1);

    let mut wire = Wire::open(&discord);
    wire.resume(&session, 2);
    let over = wire.read();
    assert_eq!((&over["op"], &over["d"]), (&json!(9), &json!(false)));
    let lost = |id| discord.with(|state| state.interactions[&id].lost);
    assert!(!lost(seen) && lost(missed));

    // The same connection may start a new session.
    wire.identify(TOKEN);
    assert_eq!(wire.read()["t"], "READY");
    discord.act(Act::Invalidate { resumable: true });
    assert_eq!(wire.read(), json!({ "op": 9, "d": true }));
    discord.act(Act::Invalidate { resumable: false });
    assert_eq!(wire.read(), json!({ "op": 9, "d": false }));
    assert!(discord.with(|state| state.session.is_none()));
}

#[test]
fn heartbeats_can_go_unacknowledged() {
    let discord = Double::start();
    let (mut wire, _) = Wire::ready(&discord);
    discord.with(|state| state.deaf = true);
    wire.send(json!({ "op": 1, "d": 1 }));
    discord.wait("the heartbeat", |state| {
        (state.heartbeats == 1).then_some(())
    });
    discord.act(Act::Send(json!({ "op": 1, "d": null })));
    assert_eq!(wire.read()["op"], 1, "nothing came before");
}
