//! Discord on a bad day: whatever reaches the bot is answered, and answered once.

use std::env;
use std::time::Duration;

use serde_json::json;

use crate::discord_double::{Act, Double, Person, Trouble, rest, slash};
use crate::program::Home;

/// How many times `/ask` is sent; the figure in the documentation is that of 2000.
const ASKED: &str = "DISCORD_FAULTS_ASKED";

#[test]
#[allow(clippy::print_stdout, reason = "the figures are for `--nocapture`")]
fn every_interaction_that_arrives_is_answered_once() {
    let asked: usize = env::var(ASKED).map_or(200, |asked| asked.parse().unwrap());
    let faults = (asked / 20).max(1);
    let discord = Double::start();
    let home = Home::shipped();
    let settings = "cooldown_burst = 0\n[log]\nlevel = \"warn\"\n";
    let mut bot = discord.bot_with(&home, settings);
    let mut ids = Vec::new();
    let connections = || discord.with(|state| state.resumed + state.identified);
    let mut seen = connections();
    for n in 0..asked {
        if n % (asked / faults) == 0 {
            // Each fault bites: the one before was overcome.
            discord.wait("a connection", |state| {
                (state.resumed + state.identified >= seen && state.is_connected()).then_some(())
            });
            seen = connections() + 1;
            misfortune(&discord, n / (asked / faults));
        }
        let person = Person::numbered(n as u64 + 10);
        ids.push(discord.send(&slash("ask").text("question", "Why Alaska?").by(&person)));
    }
    discord.wait("all answers", |state| {
        let settled = |id| {
            let asked = &state.interactions[id];
            asked.callback.is_some() || asked.lost
        };
        (ids.iter().all(settled) || bot.has_ended()).then_some(())
    });
    assert!(!bot.has_ended(), "{}", bot.log());
    // Let it finish, so that a second answer on its way would be seen.
    bot.signal("TERM");
    assert_eq!(bot.end().code(), Some(0), "{}", bot.log());
    discord.with(|state| {
        let (mut answered, mut lost, mut repeated) = (0, 0, 0);
        for id in &ids {
            let asked = &state.interactions[id];
            answered += usize::from(asked.callback.is_some());
            lost += usize::from(asked.lost);
            repeated += usize::from(asked.hushed && asked.tries > 1);
            assert!(asked.callback.is_some() != asked.lost);
            assert!(!asked.lost || asked.tries == 0);
        }
        assert_eq!(answered + lost, asked);
        let (resumed, identified) = (state.resumed, state.identified);
        println!(
            "{asked} interactions, {faults} faults of the gateway ({resumed} resumed, {identified} \
             begun): {answered} answered once, {lost} lost with their session before they arrived, \
             {repeated} tried again though they were answered"
        );
        assert!(resumed + identified > faults && identified > 1);
    });
}

#[test]
fn a_connection_that_has_gone_quiet_is_given_up() {
    let discord = Double::start();
    let home = Home::shipped();
    let usual =
        discord.with(|state| std::mem::replace(&mut state.heartbeat, Duration::from_millis(100)));
    let _bot = discord.bot(&home);
    discord.wait("a heartbeat", |state| (state.heartbeats > 0).then_some(()));
    discord.with(|state| {
        state.deaf = true;
        // A busy machine may be late for so quick a heart; the next connection is to last.
        state.heartbeat = usual;
    });
    // Not the end of the first connection is waited for: the next one may follow too soon to be told
    // from it.
    discord.wait("another connection", |state| {
        (state.identified == 2).then(|| state.deaf = false)
    });
    let reply = discord.answer(&slash("ask").text("question", "Why Alaska?"));
    assert!(reply.text().contains("Alaska"), "{}", reply.text());
}

/// One fault of the gateway and some of the web interface.
fn misfortune(discord: &Double, n: usize) {
    match n % 10 {
        // serenity begins a session anew after five seconds only, so that these are rarer.
        5 if n % 20 == 5 => discord.act(Act::Invalidate { resumable: false }),
        5 => {
            discord.with(|state| state.forget_sessions = 1);
            discord.act(Act::Send(json!({ "op": 7, "d": null })));
        }
        0 | 4 | 8 => discord.act(Act::Send(json!({ "op": 7, "d": null }))),
        1 | 7 => discord.act(Act::Invalidate { resumable: true }),
        2 | 6 => discord.act(Act::Close(4000)),
        _ => discord.act(Act::Cut),
    }
    let troubles = [
        Trouble::TooMany(0.05),
        Trouble::Fails(500),
        Trouble::DoneButFails(502),
        Trouble::Cut,
    ];
    discord.trouble(rest::CALLBACK, troubles);
}
