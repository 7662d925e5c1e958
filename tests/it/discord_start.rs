//! Tests of starting and stopping the bot, and of its messages to the operator.

use serde_json::json;

use crate::discord_double::{Act, Bot, Double, GUILD, TOKEN, rest, slash};
use crate::program::{Home, Run};

/// Runs a bot that cannot connect. Returns its error message.
fn refused(discord: &Double, home: &Home, token: &str) -> String {
    let mut command = discord.command(home, "[log]\nlevel = \"off\"\n");
    let output = command.env("DISCORD_TOKEN", token).output().unwrap();
    Run::of(output).refused()
}

#[test]
fn a_missing_token_is_an_error_with_a_remedy() {
    let home = Home::shipped();
    insta::assert_snapshot!(
        home.run(&["run"]).refused(),
        @r#"cannot connect to Discord without a token: put the bot's token, from the page "Bot" of your application on https://discord.com/developers, into the environment variable DISCORD_TOKEN, or into a file that DISCORD_TOKEN_FILE names"#
    );
    // A malformed token is never sent anywhere.
    let refused = |token: &str| {
        let mut command = home.command(&["run"]);
        Run::of(command.env("DISCORD_TOKEN", token).output().unwrap()).refused()
    };
    assert_eq!(refused(" "), home.run(&["run"]).refused());
    for token in ["hunter2", "a.b", "a.b.c d"] {
        insta::allow_duplicates! {
            insta::assert_snapshot!(
                refused(token),
                @r#"cannot use DISCORD_TOKEN: a token is three parts of letters and digits with full stops between them; copy it again from the page "Bot" of your application"#
            );
        }
    }
}

#[test]
fn a_rejected_token_is_an_error() {
    let discord = Double::start().may_refuse();
    let home = Home::shipped();
    let other = TOKEN.replace("of-no-value", "of-no-worth");
    assert_ne!(other, TOKEN);
    let sentence = refused(&discord, &home, &other);
    assert!(sentence.contains("it refuses the token"), "{sentence}");
    assert!(!sentence.contains(&other), "{sentence}");
}

#[test]
fn a_revoked_token_stops_the_bot() {
    let discord = Double::start();
    let home = Home::shipped();
    let mut bot = discord.bot(&home);
    discord.act(Act::Close(4004));
    assert_eq!(bot.end().code(), Some(1));
    assert!(bot.log().contains("it refuses the token"), "{}", bot.log());
    assert!(!bot.log().contains(TOKEN));
}

#[test]
fn an_unreachable_discord_is_an_error() {
    let discord = Double::start();
    let home = Home::shipped();
    let mut command = discord.command(&home, "[log]\nlevel = \"off\"\n");
    // Nothing listens there any more.
    drop(discord);
    insta::assert_snapshot!(
        Run::of(command.output().unwrap()).refused(),
        @"cannot reach Discord: it refuses the connection: check the network and https://discordstatus.com, then try again"
    );
}

/// Starts a bot, lets it synchronize its commands, and stops it.
fn run_once(discord: &Double, home: &Home, settings: &str) -> Bot {
    let looks = discord.count("GET", rest::GLOBAL_COMMANDS);
    let mut bot = discord.bot_with(home, settings);
    discord.wait("a look at the commands", |state| {
        let requests = state.requests.iter();
        let seen = requests.filter(|request| {
            (request.method.as_str(), request.route.as_str()) == ("GET", rest::GLOBAL_COMMANDS)
        });
        (seen.count() > looks).then_some(())
    });
    // Replies in progress are finished first.
    bot.signal("TERM");
    assert_eq!(bot.end().code(), Some(0), "{}", bot.log());
    bot
}

#[test]
fn commands_are_registered_only_when_they_changed() {
    let discord = Double::start();
    let home = Home::shipped();
    let puts = || discord.count("PUT", rest::GLOBAL_COMMANDS);
    run_once(&discord, &home, "");
    assert_eq!(puts(), 1);
    run_once(&discord, &home, "");
    assert_eq!(puts(), 1);
    for change in ["description", "name_localizations", "options"] {
        let before = discord.with(|state| {
            let ask = &mut state.commands.get_mut(&0).unwrap()[0];
            ask[change].take()
        });
        let now = puts();
        run_once(&discord, &home, "");
        assert_eq!(puts(), now + 1, "{change}");
        assert_eq!(
            discord.with(|state| state.commands[&0][0][change].clone()),
            before
        );
    }
    assert_eq!(discord.count("PUT", rest::GUILD_COMMANDS), 0);
}

#[test]
fn commands_can_be_registered_in_guilds_only() {
    let discord = Double::start();
    let home = Home::shipped();
    let guilds = format!("guilds = [\"{GUILD}\"]\n");
    let puts = |route| discord.count("PUT", route);
    run_once(&discord, &home, &guilds);
    assert_eq!(
        (puts(rest::GLOBAL_COMMANDS), puts(rest::GUILD_COMMANDS)),
        (0, 1)
    );
    run_once(&discord, &home, &guilds);
    assert_eq!(
        (puts(rest::GLOBAL_COMMANDS), puts(rest::GUILD_COMMANDS)),
        (0, 1)
    );
    discord.with(|state| {
        let guild = &state.commands[&GUILD];
        assert!(
            guild.iter().any(|command| command["name"] == "ask"),
            "{guild:?}"
        );
    });
    let mut bot = discord.bot(&home);
    bot.says("everywhere");
}

#[test]
fn the_recommended_number_of_shards_is_used() {
    let discord = Double::start();
    discord.with(|state| state.shards = 2);
    let home = Home::shipped();
    let _bot = discord.bot(&home);
    let shards = discord.wait("both shards", |state| {
        (state.identified_shards.len() == 2).then(|| state.identified_shards.clone())
    });
    assert_eq!(shards, [json!([0, 2]), json!([1, 2])]);
}

#[test]
fn a_guild_without_the_bot_does_not_stop_it() {
    let discord = Double::start().may_refuse();
    let home = Home::shipped();
    let command = discord.command(&home, "guilds = [\"5\"]\n");
    let mut bot = discord.connect(&home, command);
    let log = bot.says("cannot register the commands");
    assert!(log.contains("discord.guilds"), "{log}");
    let reply = discord.answer(&slash("ask").text("question", "Why Alaska?"));
    assert!(reply.text().contains("Alaska"));
}

#[test]
fn replies_in_progress_are_finished() {
    for signal in ["TERM", "INT"] {
        let discord = Double::start();
        let home = Home::shipped();
        let mut bot = discord.bot(&home);
        let gate = discord.hold(rest::CALLBACK);
        let id = discord.send(&slash("ask").text("question", "Why Alaska?"));
        discord.wait("the reply to be on its way", |state| {
            state.troubles[rest::CALLBACK].is_empty().then_some(())
        });
        bot.signal(signal);
        bot.says("stopping");
        gate.add_permits(1);
        assert!(discord.reply(id).text().contains("Alaska"));
        assert_eq!(bot.end().code(), Some(0), "{}", bot.log());
        // It closed its session, so that Discord shows it as offline at once.
        assert_eq!(discord.with(|state| state.closed.clone()), [Some(1000)]);
    }
}

#[test]
fn a_stuck_reply_does_not_prevent_stopping() {
    let discord = Double::start();
    let home = Home::shipped();
    let mut bot = discord.bot(&home);
    let _gate = discord.hold(rest::CALLBACK);
    discord.send(&slash("ask").text("question", "Why Alaska?"));
    discord.wait("the reply to be on its way", |state| {
        state.troubles[rest::CALLBACK].is_empty().then_some(())
    });
    bot.signal("TERM");
    assert_eq!(bot.end().code(), Some(0), "{}", bot.log());
}

#[test]
fn the_log_has_neither_token_nor_questions() {
    let discord = Double::start();
    let home = Home::shipped();
    let secret = TOKEN.rsplit('.').next().unwrap();
    let ask = slash("ask").text("question", "Why zebras in Alaska?");

    let mut bot = discord.bot(&home);
    discord.answer(&ask);
    let log = bot.says("command=\"ask\"");
    assert!(!log.contains("zebras") && !log.contains(secret), "{log}");
    assert!(log.contains(&format!("guild={GUILD}")), "{log}");
    bot.kill();

    let mut bot = discord.bot_with(&home, "log_questions = true\n");
    discord.answer(&ask);
    bot.says("zebras");
    bot.kill();

    let mut command = discord.command(&home, "");
    command.env("RUST_LOG", "trace");
    let mut bot = discord.connect(&home, command);
    discord.answer(&ask);
    bot.says("TRACE");
    bot.signal("TERM");
    bot.end();
    assert!(!bot.log().contains(secret));
}
