//! Tests of replies that Discord rate limits, and of duplicate events.

use std::time::Duration;

use serde_json::json;

use crate::discord_double::{Act, Double, Trouble, rest, slash};
use crate::discord_index::{index, settings};
use crate::program::Home;

over_both!(a_rate_limited_edit_is_sent_again_at_the_given_time,);

#[test]
fn a_rate_limited_reply_is_sent_again_at_the_given_time() {
    let discord = Double::start();
    let home = Home::shipped();
    let _bot = discord.bot(&home);
    for seconds in [0.5, 1.5] {
        discord.trouble(rest::CALLBACK, [Trouble::TooMany(seconds)]);
        let reply = discord.answer(&slash("articles"));
        let (tries, waited) = discord.with(|state| {
            let asked = &state.interactions[&reply.id];
            (asked.tries, asked.answered.unwrap() - asked.sent.unwrap())
        });
        // One attempt was rate limited and not counted.
        assert_eq!(tries, 1);
        assert!(waited >= Duration::from_secs_f64(seconds), "{waited:?}");
    }
}

#[test]
fn a_reply_is_retried_until_it_would_be_too_late() {
    let discord = Double::start();
    let home = Home::shipped();
    let mut bot = discord.bot(&home);
    discord.trouble(rest::CALLBACK, vec![Trouble::Fails(503); 9]);
    assert!(discord.answer(&slash("articles")).is_private());
    // A further attempt would be too late.
    discord.trouble(rest::CALLBACK, [Trouble::TooMany(60.0)]);
    discord.send(&slash("articles"));
    bot.says("cannot send the reply: Discord answered 429");
}

fn a_rate_limited_edit_is_sent_again_at_the_given_time(discord: Double) {
    let home = Home::shipped();
    let _bot = discord.bot_with(&home, &settings());
    discord.trouble(rest::ORIGINAL, [Trouble::TooMany(0.5), Trouble::Fails(502)]);
    let status = discord.final_reply(&index("status"));
    assert!(status.text().contains("1 article"), "{}", status.text());
}

#[test]
fn a_duplicate_event_is_answered_once() {
    let discord = Double::start();
    let home = Home::shipped();
    let mut bot = discord.bot(&home);
    let reply = discord.answer(&slash("articles"));
    let event = discord.with(|state| {
        let session = state.session.as_ref().unwrap();
        let data = session.log.last().unwrap().data.clone();
        json!({ "op": 0, "s": session.log.len() + 1, "t": "INTERACTION_CREATE", "d": data })
    });
    discord.act(Act::Send(event));
    // Later events are answered.
    assert!(discord.answer(&slash("articles")).is_private());
    bot.signal("TERM");
    assert_eq!(bot.end().code(), Some(0), "{}", bot.log());
    assert_eq!(discord.with(|state| state.interactions[&reply.id].tries), 1);
    assert!(!bot.log().contains("ERROR"), "{}", bot.log());
}
