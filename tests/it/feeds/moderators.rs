//! Tests of feeds in Discord.

use std::sync::{Arc, Mutex};

use summit_bot::answer::{AnswerSettings, Asker};
use summit_bot::corpus::Corrections;
use summit_bot::discord::{
    Bot, ChannelId, GuildId, Message, ModeratedGuild, Moderation, Outbound, OutboundError,
    Permissions, Recipient, Reply, Settings,
};
use summit_bot::lexicon::Aliases;
use summit_bot::quotations::Attributor;
use summit_bot::text::Language;

use super::server::Server;
use super::{World, fetcher};
use crate::discord_double::{Double, GUILD, Interaction, Person, message, press};
use crate::discord_index::index;

const CHANNEL: ChannelId = ChannelId::new(1_100_000_000_000_000_021);

/// Messages that the bot sent outside interactions, with their nonces.
#[derive(Default)]
struct Sent(Mutex<Vec<(ChannelId, String, Message)>>);

impl Outbound for Sent {
    fn send(&self, to: Recipient, sent: &Message, nonce: &str) -> Result<(), OutboundError> {
        let Recipient::Channel(channel) = to else {
            return Err(OutboundError::Closed("nobody is told here".to_owned()));
        };
        let mut all = self.0.lock().unwrap();
        all.push((channel, nonce.to_owned(), sent.clone()));
        Ok(())
    }
}

struct Desk {
    world: World,
    server: Server,
    bot: Bot,
    discord: Double,
    sent: Sent,
}

impl Desk {
    fn new(channel: Option<ChannelId>) -> Self {
        let (world, server) = (World::new(), Server::start());
        let aliases = Aliases::built_in();
        let attributor = Attributor {
            aliases: aliases.clone(),
            corrections: Corrections::default(),
            min_confidence: 0.6,
        };
        let asker = Asker::new(Language::ENGLISH, aliases, AnswerSettings::default());
        let moderation = Moderation {
            guilds: vec![ModeratedGuild {
                id: GuildId::new(GUILD),
                permission: Some(Permissions::MANAGE_GUILD),
                roles: Vec::new(),
            }],
            users: Vec::new(),
            channel,
        };
        let live = Arc::clone(world.curator.live());
        let fetcher = fetcher(server.address, []);
        let bot = Bot::new(live, asker, attributor, Settings::default())
            .with_moderators(moderation, Arc::clone(&world.curator), fetcher)
            .with_state(Arc::clone(&world.state), false);
        for name in ["ferry", "tram"] {
            let text = format!("The {name} is open again since Monday.");
            server.page(&format!("/{name}"), &format!("The {name}"), &text);
        }
        Self {
            world,
            server,
            bot,
            discord: Double::start(),
            sent: Sent::default(),
        }
    }

    /// Returns the final reply.
    fn says(&self, interaction: &Interaction) -> Message {
        let payload = self
            .discord
            .with(|state| interaction.payload(state, 1, "token"));
        let handled = self
            .bot
            .handle(&serde_json::from_value(payload).unwrap())
            .unwrap();
        match handled.reply {
            Reply::Deferred(deferred) => (deferred.run)(&|_| ()).unwrap(),
            Reply::Message(message) | Reply::Update(message) => message,
            other => panic!("{other:?}"),
        }
    }

    fn press(&self, on: &Message, label: &str, person: &Person) -> Message {
        let buttons = on.rows.iter().flatten();
        let button = buttons
            .into_iter()
            .find(|button| button.label == label)
            .unwrap();
        let written = message::written(&Person::other(), &on.content);
        self.says(&press(&written, &button.id).by(person))
    }

    fn follow(&self, items: &[(&str, &str)]) {
        self.server.feed("/a.xml", items);
        let follow = index("follow").text("url", &self.server.url("/a.xml"));
        let said = self.says(&follow).content;
        assert!(
            said.starts_with("Following **Harbour News**. Its articles wait"),
            "{said}"
        );
    }
}

fn labels(message: &Message) -> Vec<&str> {
    let buttons = message.rows.iter().flatten();
    buttons
        .into_iter()
        .map(|button| button.label.as_str())
        .collect()
}

#[test]
fn the_moderators_channel_is_notified_and_any_moderator_publishes() {
    let desk = Desk::new(Some(CHANNEL));
    desk.follow(&[("/ferry", "The ferry")]);
    desk.bot.poll_feeds(&desk.sent).unwrap();
    desk.bot.poll_feeds(&desk.sent).unwrap();
    let sent = desk.sent.0.lock().unwrap().clone();
    let [(channel, nonce, preview)] = sent.as_slice() else {
        panic!("{sent:#?}");
    };
    assert_eq!((*channel, nonce.len()), (CHANNEL, 25));
    assert!(
        preview
            .content
            .contains("> The ferry is open again since Monday.")
    );
    assert_eq!(labels(preview), ["Publish", "Discard"]);
    let refused = desk.press(preview, "Publish", &Person::member());
    assert!(
        refused.content.contains("for moderators"),
        "{}",
        refused.content
    );
    let done = desk.press(preview, "Publish", &Person::moderator());
    assert!(
        done.content.starts_with("Published as the-ferry.md"),
        "{}",
        done.content
    );
    let again = desk.press(preview, "Publish", &Person::moderator());
    assert_eq!(again.content, "This was published or discarded already.");
}

#[test]
fn several_articles_are_announced_in_one_list() {
    let desk = Desk::new(Some(CHANNEL));
    desk.follow(&[("/ferry", "The ferry"), ("/tram", "The tram")]);
    desk.bot.poll_feeds(&desk.sent).unwrap();
    let (_, _, list) = desk.sent.0.lock().unwrap().remove(0);
    assert!(
        list.content.starts_with("**2 articles wait**"),
        "{}",
        list.content
    );
    assert_eq!(labels(&list), ["Show 1", "Show 2", "Publish all"]);
    let shown = desk.press(&list, "Show 2", &Person::moderator());
    assert!(shown.content.contains("The tram is open") && shown.private);
    let discarded = desk.press(&shown, "Discard", &Person::moderator());
    assert_eq!(discarded.content, "Nothing was published.");
    let done = desk.press(&list, "Publish all", &Person::moderator());
    assert_eq!(done.content, "Published 1 article.");
    assert_eq!(desk.world.state.waiting_items().unwrap(), []);
}

#[test]
fn without_a_channel_articles_are_listed_with_the_feeds() {
    let desk = Desk::new(None);
    assert!(
        desk.says(&index("feeds"))
            .content
            .contains("use `/index follow`")
    );
    desk.follow(&[("/ferry", "The ferry")]);
    desk.bot.poll_feeds(&desk.sent).unwrap();
    assert!(desk.sent.0.lock().unwrap().is_empty());
    let list = desk.says(&index("feeds"));
    assert!(
        list.content.contains("**1 article waits**"),
        "{}",
        list.content
    );
    let done = desk.press(&list, "Publish all", &Person::moderator());
    assert_eq!(done.content, "Published 1 article.");

    let chosen = desk.world.state.feeds().unwrap()[0].url.clone();
    let end = index("unfollow").text("feed", &chosen);
    assert_eq!(
        desk.says(&end).content,
        "Following **Harbour News** no more."
    );
    assert!(
        desk.says(&end)
            .content
            .starts_with("This feed is not followed")
    );
}
