//! Tests of `/index`, for moderators and for others.

mod access;
mod add;
mod articles;
mod page;
mod refresh;
mod speaker;

use std::fs;

use serde_json::Value;

use crate::discord_double::{Bot, Direct, Double, GUILD, Interaction, Person, Reply, slash};
pub(crate) use crate::discord_double::{NAMED, ROLE};
use crate::program::Home;

/// A bot with moderators in this process.
pub(crate) struct Desk(pub Direct);

/// A bot with moderators that is connected to the Discord double.
pub(crate) struct ConnectedDesk {
    pub discord: Double,
    pub home: Home,
    pub bot: Bot,
}

/// Returns settings that name the moderators.
pub(crate) fn settings() -> String {
    let named = Person::numbered(NAMED).id;
    format!(
        "cooldown_burst = 0\n[moderation]\nusers = [\"{named}\"]\nguilds = [{{ id = \"{GUILD}\", \
         permission = \"MANAGE_GUILD\", roles = [\"{ROLE}\"] }}]\n"
    )
}

/// Makes an interaction with a subcommand, by a moderator.
pub(crate) fn index(verb: &str) -> Interaction {
    slash("index").sub(verb).by(&Person::moderator())
}

/// Returns the text of an article with unique words.
pub(crate) fn article(title: &str, who: &str) -> String {
    format!("---\ntitle: {title}\n---\n\nThe {who} signed the {who} treaty on Monday.\n")
}

/// Makes an interaction with a question that [`article`] answers.
pub(crate) fn ask(who: &str) -> Interaction {
    slash("ask").text("question", &format!("Who signed the {who} treaty?"))
}

impl Desk {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        Self(Direct::new(Home::new(files)))
    }
}

impl ConnectedDesk {
    pub(crate) fn over(discord: Double, files: &[(&str, &str)]) -> Self {
        let home = Home::new(files);
        let bot = discord.bot_with(&home, &settings());
        Self { discord, home, bot }
    }
}

/// Actions of moderators on a bot, connected or not.
pub(crate) trait Moderated {
    fn home(&self) -> &Home;

    /// Returns the first reply.
    fn answer(&self, interaction: &Interaction) -> Reply;

    /// Returns the reply with this text, waiting until the work is done if necessary.
    fn shows(&self, interaction: &Interaction, text: &str) -> Reply;

    /// Returns the reply with this text, which must be private.
    fn says(&self, interaction: &Interaction, text: &str) -> Reply {
        let reply = self.shows(interaction, text);
        assert!(
            reply.is_private() && reply.is_plain(),
            "{}",
            reply.message()
        );
        reply
    }

    /// Presses a button as a moderator and returns the private reply with this text.
    fn pressed(&self, reply: &Reply, label: &str, text: &str) -> Reply {
        let press = reply.press(label).by(&Person::moderator());
        let after = self.says(&press, text);
        assert_eq!(after.labels(), [""; 0], "the message itself has changed");
        assert_eq!(after.message()["id"], reply.message()["id"]);
        after
    }

    /// Returns whether the article about `who` is found.
    fn answers(&self, who: &str) -> bool {
        let reply = self.answer(&ask(who));
        // Differences between near duplicates are underlined.
        let text = reply.text().replace("__", "");
        text.contains(&format!("The {who} signed")) && !reply.is_private()
    }

    /// Returns the status of the index, read by another process.
    fn status(&self) -> Value {
        let run = self.home().run(&["index", "status", "--json"]);
        serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}", run.err))
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.home().path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Returns the names of the article files, without hidden ones.
    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.home().path("data")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
        names.sort();
        names
    }
}

impl Moderated for Desk {
    fn home(&self) -> &Home {
        &self.0.home
    }

    fn answer(&self, interaction: &Interaction) -> Reply {
        self.0.answer(interaction)
    }

    fn shows(&self, interaction: &Interaction, text: &str) -> Reply {
        let reply = self.0.answer(interaction);
        assert!(reply.text().contains(text), "{text}: {}", reply.text());
        reply
    }
}

impl Moderated for ConnectedDesk {
    fn home(&self) -> &Home {
        &self.home
    }

    fn answer(&self, interaction: &Interaction) -> Reply {
        self.discord.answer(interaction)
    }

    fn shows(&self, interaction: &Interaction, text: &str) -> Reply {
        self.discord.shows(self.discord.send(interaction), text)
    }
}
