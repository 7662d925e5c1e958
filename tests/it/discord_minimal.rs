//! Tests with a Discord that sends only required fields.

use serde_json::json;

use crate::discord_double::{Act, Double, Person, Trouble, menu, message, slash};
use crate::discord_index::{index, settings};
use crate::program::Home;

#[test]
fn optional_fields_are_not_needed() {
    let discord = Double::start().minimal();
    discord.trouble("/gateway", [Trouble::Fails(404)]);
    let home = Home::shipped();
    let mut bot = discord.bot(&home);
    let log = bot.says("connected to Discord as summit");
    assert!(!log.contains("cannot"), "{log}");

    let question = slash("ask").text("question", "What did Putin say about Donbas?");
    let answer = discord.answer(&question);
    assert!(answer.text().contains("Donbas"), "{}", answer.text());
    let context = discord.answer(&answer.press("Context 1"));
    assert!(context.is_private());

    let written = message::written(&Person::other(), "Trump said “there is no deal”.");
    let checked = discord.answer(&menu("Check quotes", &written));
    assert!(checked.text().contains("there is no deal"));

    let articles = discord.answer(&slash("articles"));
    assert!(articles.text().starts_with("**1 article**"));
    let typed = slash("quote").typing("speaker", "put");
    let choices = discord.answer(&typed);
    assert!(!choices.choices().is_empty());
    // Responding still requires the bot's token.
    let log = bot.says("command=\"autocomplete\"");
    assert!(!log.contains("aW50ZXJhY3Rpb24"), "{log}");
}

#[test]
fn a_session_that_cannot_be_resumed_is_replaced() {
    let discord = Double::start().minimal();
    let home = Home::shipped();
    let _bot = discord.bot(&home);
    discord.act(Act::Close(4000));
    discord.wait("another session", |state| {
        (state.identified == 2 && state.is_connected()).then_some(())
    });
    let articles = discord.answer(&slash("articles"));
    assert!(articles.text().starts_with("**1 article**"));
}

#[test]
fn unreadable_events_are_logged_without_their_contents() {
    let discord = Double::start();
    let home = Home::shipped();
    let mut bot = discord.bot(&home);
    // An event without a sequence number is malformed.
    let data = json!({ "token": "hush", "type": 2, "data": { "name": "ask" } });
    let event = json!({ "op": 0, "t": "INTERACTION_CREATE", "d": data });
    discord.act(Act::Send(event));
    // This one lacks a required field.
    let event = json!({ "op": 0, "s": 2, "t": "INTERACTION_CREATE", "d": data });
    discord.act(Act::Send(event));
    let log = bot.says("cannot read what Discord sent as INTERACTION_CREATE: missing field `id`");
    assert!(
        log.contains("missing field `s`") && !log.contains("hush"),
        "{log}"
    );
    let articles = discord.answer(&slash("articles"));
    assert!(articles.text().starts_with("**1 article**"));
}

#[test]
fn moderators_are_served_too() {
    let discord = Double::start().minimal();
    let home = Home::shipped();
    let _bot = discord.bot_with(&home, &settings());
    let status = discord.final_reply(&index("status"));
    assert!(status.text().contains("1 article"), "{}", status.text());
    let url = discord.store_upload("b.md", b"The harbour was closed on Friday.".to_vec());
    let added = discord.send(&index("add").file("file", "b.md", 33, &url));
    let preview = discord.shows(added, "The harbour");
    let publish = preview.press("Publish").by(&Person::moderator());
    discord.shows(discord.send(&publish), "Published as b.md");
    let question = slash("ask").text("question", "When was the harbour closed?");
    assert!(discord.answer(&question).text().contains("on Friday"));
}
