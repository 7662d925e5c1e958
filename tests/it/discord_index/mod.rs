//! `/index` as moderators use it, and as everybody else does not.

mod access;
mod add;
mod articles;
mod page;
mod refresh;

use std::fs;

use serde_json::Value;

use crate::discord_double::{Bot, Double, GUILD, Interaction, Person, Reply, slash};
use crate::program::Home;

/// A moderator by a role, and one by their id.
const ROLE: u64 = 1_200_000_000_000_000_001;
const NAMED: u64 = 9;

/// A bot with moderators, and the Discord that it is connected to.
pub struct Desk {
    pub discord: Double,
    pub home: Home,
    pub bot: Bot,
}

/// The settings that name the moderators.
pub fn settings() -> String {
    let named = Person::numbered(NAMED).id;
    format!(
        "cooldown_burst = 0\n[moderation]\nusers = [\"{named}\"]\nguilds = [{{ id = \"{GUILD}\", \
         permission = \"MANAGE_GUILD\", roles = [\"{ROLE}\"] }}]\n"
    )
}

/// A subcommand, by a moderator.
pub fn index(verb: &str) -> Interaction {
    slash("index").sub(verb).by(&Person::moderator())
}

/// An article of its own words.
pub fn article(title: &str, who: &str) -> String {
    format!("---\ntitle: {title}\n---\n\nThe {who} signed the {who} treaty on Monday.\n")
}

/// The question that [`article`] answers.
pub fn ask(who: &str) -> Interaction {
    slash("ask").text("question", &format!("Who signed the {who} treaty?"))
}

impl Desk {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let home = Home::new(files);
        let discord = Double::start();
        let bot = discord.bot_with(&home, &settings());
        Self { discord, home, bot }
    }

    /// A reply to the moderator alone that says this, at the latest when the work is done.
    pub fn says(&self, interaction: &Interaction, text: &str) -> Reply {
        let id = self.discord.send(interaction);
        let reply = self.discord.shows(id, text);
        assert!(
            reply.is_private() && reply.is_plain(),
            "{}",
            reply.message()
        );
        reply
    }

    /// The same, pressed by a moderator.
    pub fn pressed(&self, reply: &Reply, label: &str, text: &str) -> Reply {
        let press = reply.press(label).by(&Person::moderator());
        let after = self.says(&press, text);
        assert_eq!(after.labels(), [""; 0], "the message itself has changed");
        assert_eq!(after.message()["id"], reply.message()["id"]);
        after
    }

    /// Whether the articles answer.
    pub fn answers(&self, who: &str) -> bool {
        let reply = self.discord.answer(&ask(who));
        reply.text().contains(&format!("The {who} signed")) && !reply.is_private()
    }

    /// What stands in the index, told by another program.
    pub fn status(&self) -> Value {
        let run = self.home.run(&["index", "status", "--json"]);
        serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err))
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.home.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The names of the files among the articles, without those that are hidden.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.home.path("data")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
        names.sort();
        names
    }
}
