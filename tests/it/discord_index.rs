//! `/index` as moderators see it, and as everybody else does not.

use crate::discord_double::{Bot, Double, GUILD, Person, Place, slash};
use crate::program::Home;

/// A bot for a guild whose moderators are known by a permission.
fn moderated(discord: &Double, home: &Home) -> Bot {
    let guild = format!("{{ id = \"{GUILD}\", permission = \"MANAGE_GUILD\" }}");
    let bot = discord.bot_with(home, &format!("[moderation]\nguilds = [{guild}]\n"));
    discord.wait("the commands of moderators", |state| {
        let guild = state.commands.get(&GUILD)?;
        guild
            .iter()
            .find(|command| command["name"] == "index")
            .map(drop)
    });
    bot
}

#[test]
fn the_command_is_shown_to_moderators_alone() {
    let discord = Double::start();
    let home = Home::shipped();
    let _bot = moderated(&discord, &home);
    discord.with(|state| {
        let here = &state.commands[&GUILD];
        let index = here
            .iter()
            .find(|command| command["name"] == "index")
            .unwrap();
        assert_eq!(index["default_member_permissions"], "32");
        let everywhere = &state.commands[&0];
        assert!(everywhere.iter().all(|command| command["name"] != "index"));
    });
}

#[test]
fn nobody_else_may_use_it_whatever_discord_lets_through() {
    let discord = Double::start();
    let home = Home::shipped();
    let mut bot = moderated(&discord, &home);
    let verbs = [
        "refresh", "status", "add", "remove", "restore", "edit", "history",
    ];
    for verb in verbs {
        let reply = discord.answer(&slash("index").sub(verb));
        assert!(reply.is_private(), "{verb}: {}", reply.text());
        assert!(
            reply.text().contains("for moderators"),
            "{verb}: {}",
            reply.text()
        );
    }
    // A moderator of another guild, and one who is alone with the bot, are none here.
    for place in [Place::OtherGuild, Place::BotDm] {
        let status = slash("index").sub("status").by(&Person::moderator());
        let reply = discord.answer(&status.at(place));
        assert!(reply.is_private() && reply.text().contains("for moderators"));
    }
    let typed = discord.answer(&slash("index").sub("remove").typing("article", "a"));
    assert_eq!(typed.choices(), []);
    bot.says("is no moderator here");
}

#[test]
fn a_moderator_sees_how_the_index_stands() {
    let discord = Double::start();
    let home = Home::shipped();
    let _bot = moderated(&discord, &home);
    let ask = |verb: &str| discord.done(&slash("index").sub(verb).by(&Person::moderator()));
    let edition = home.ask("Why Alaska?")["edition"]
        .as_str()
        .unwrap()
        .to_owned();
    for verb in ["status", "history"] {
        let reply = ask(verb);
        assert!(reply.is_private() && reply.is_plain(), "{}", reply.text());
        assert_eq!(reply.kind(), 5, "promised at once, told when it is known");
        let text = reply.text().to_lowercase();
        assert!(
            text.contains(&format!("edition {edition}")),
            "{verb}: {text}"
        );
    }
    assert!(ask("status").text().contains("1 article · 10 paragraphs"));
}
