//! Tests of access to `/index`, and of the guilds where it is registered.

use serde_json::Value;

use super::{ConnectedDesk, Desk, Moderated, NAMED, ROLE, article, index, settings};
use crate::discord_double::{
    Double, GUILD, Interaction, Person, Place, message, press, rest, slash, submit,
};
use crate::program::Home;

over_both!(
    the_command_is_only_in_the_guilds_of_moderators,
    the_command_is_added_to_the_other_commands_of_a_guild,
    other_people_are_refused,
);

/// Waits for the commands of the guild and returns them.
fn in_guild(discord: &Double) -> Vec<Value> {
    discord.wait("the commands of the guild", |state| {
        state.commands.get(&GUILD).cloned()
    })
}

fn the_command_is_only_in_the_guilds_of_moderators(discord: Double) {
    let home = Home::shipped();
    let mut bot = discord.bot_with(&home, &settings());
    let here = in_guild(&discord);
    let names: Vec<&Value> = here.iter().map(|command| &command["name"]).collect();
    assert_eq!(names, ["index"]);
    // "Manage Server" (MANAGE_GUILD).
    assert_eq!(here[0]["default_member_permissions"], "32");
    assert_eq!(here[0]["name_localizations"]["es-419"], "índice");
    let verbs = here[0]["options"].as_array().unwrap();
    assert_eq!(verbs.len(), 12);
    assert_eq!(verbs[3]["name_localizations"]["de"], "entfernen");
    discord.with(|state| {
        let everywhere = &state.commands[&0];
        assert!(everywhere.iter().all(|command| command["name"] != "index"));
    });
    bot.signal("TERM");
    bot.end();

    // Registered commands are not registered again, even by a new process.
    let looks = discord.count("GET", rest::GUILD_COMMANDS);
    let mut bot = discord.bot_with(&home, &settings());
    discord.wait("a look at the commands", |state| {
        let requests = state.requests.iter();
        let seen = requests
            .filter(|request| request.method == "GET" && request.route == rest::GUILD_COMMANDS);
        (seen.count() > looks).then_some(())
    });
    bot.signal("TERM");
    bot.end();
    assert_eq!(discord.count("PUT", rest::GUILD_COMMANDS), 1);
}

fn the_command_is_added_to_the_other_commands_of_a_guild(discord: Double) {
    let home = Home::shipped();
    // Without a permission nobody sees the command until an administrator allows it.
    let settings = format!(
        "guilds = [\"{GUILD}\"]\n[moderation]\nguilds = [{{ id = {GUILD}, roles = [{ROLE}] }}]\n"
    );
    let _bot = discord.bot_with(&home, &settings);
    let here = in_guild(&discord);
    let found = |name: &str| here.iter().find(|command| command["name"] == name);
    assert_eq!(found("index").unwrap()["default_member_permissions"], "0");
    assert_eq!(
        found("ask").unwrap()["default_member_permissions"],
        Value::Null
    );
}

/// Asserts that an interaction is refused privately and logged.
fn refused(desk: &ConnectedDesk, interaction: &Interaction, person: &Person) {
    let before = desk.bot.log().matches("refused /index").count();
    let reply = desk.discord.answer(&interaction.clone().by(person));
    if reply.kind() == 8 {
        assert_eq!(reply.choices(), []);
    } else {
        assert!(reply.is_private() && reply.kind() == 4);
        assert!(
            reply.text().contains("is for moderators"),
            "{}",
            reply.text()
        );
    }
    let log = desk.bot.log();
    assert_eq!(log.matches("refused /index").count(), before + 1, "{log}");
    let line = log
        .lines()
        .rfind(|line| line.contains("refused /index"))
        .unwrap();
    assert!(
        line.contains("WARN") && line.contains(&person.id.to_string()),
        "{line}"
    );
}

fn other_people_are_refused(discord: Double) {
    let text = article("A treaty", "baker");
    let desk = ConnectedDesk::over(discord, &[("data/a.md", &text)]);
    let moderator = Person::moderator();
    let written = message::written(&moderator, "Press here");
    let id = moderator.id;
    let everything = [
        slash("index").sub("refresh"),
        slash("index").sub("status"),
        slash("index")
            .sub("add")
            .text("url", "https://example.org/"),
        slash("index").sub("remove").text("article", "a"),
        slash("index").sub("restore").text("article", "a"),
        slash("index").sub("edit").text("article", "a"),
        slash("index").sub("history"),
        slash("index").sub("remove").typing("article", "a"),
        slash("index").sub("restore").typing("article", "a"),
        press(&written, &format!("index:{id}:agree:e:1:1")),
        press(&written, &format!("index:{id}:remove:a")),
        press(&written, "index:nonsense"),
        submit(&format!("index:{id}:edit:a"), &[("title", "Mine")], None),
    ];
    let foreigner = Person::moderator();
    for interaction in &everything {
        refused(&desk, interaction, &Person::member());
        // An administrator of another server, and the same person in a direct message.
        for place in [Place::OtherGuild, Place::BotDm, Place::Group] {
            refused(&desk, &interaction.clone().at(place), &foreigner);
        }
        let stranger = Person::member().with_role(ROLE);
        refused(&desk, &interaction.clone().at(Place::OtherGuild), &stranger);
    }
    assert_eq!(desk.read("data/a.md"), text);
    assert!(desk.answers("baker"));
}

#[test]
fn moderators_are_recognized_by_permission_role_or_name() {
    let desk = Desk::new(&[("data/a.md", &article("A treaty", "baker"))]);
    let status = |person: &Person, place| {
        desk.says(&index("status").by(person).at(place), "**Edition ");
    };
    status(&Person::moderator(), Place::Guild);
    status(&Person::member().with_role(ROLE), Place::Guild);
    for place in [Place::Guild, Place::OtherGuild, Place::BotDm, Place::Group] {
        status(&Person::numbered(NAMED), place);
    }
}

#[test]
fn forged_interactions_of_moderators_are_refused() {
    let desk = Desk::new(&[("data/a.md", &article("A treaty", "baker"))]);
    let written = message::written(&Person::other(), "Press here");
    let id = Person::moderator().id;
    for custom_id in [
        "index",
        "index:1",
        &format!("index:{id}:dance"),
        &format!("index:{id}:edit:a"),
    ] {
        let press = press(&written, custom_id).by(&Person::moderator());
        desk.says(&press, "I do not know this button");
    }
    for form in ["index:x", &format!("index:{id}:cancel")] {
        let form = submit(form, &[("title", "x")], None).by(&Person::moderator());
        desk.says(&form, "I do not know this form");
    }
    desk.says(
        &slash("index").by(&Person::moderator()),
        "I do not know this command",
    );
    desk.says(&index("dance"), "I do not know this command");
    desk.says(&index("remove"), "The option `article` is empty");
    desk.says(&index("remove").number("article", 7), "has to be text");

    // A button that was made for another person.
    let remove = desk.says(&index("remove").text("article", "a"), "Remove **A treaty**");
    let named = Person::numbered(NAMED);
    let reply = desk.answer(&remove.press("Remove").by(&named));
    assert!(reply.is_private() && reply.kind() == 4);
    assert!(
        reply.text().contains("for the moderator who asked"),
        "{}",
        reply.text()
    );
    assert_eq!(desk.files(), ["a.md"]);
}
