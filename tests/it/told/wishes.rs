//! Tests of *Tell me when*, which notifies a person once when a declined question is answered.

use std::fs;

use jiff::Timestamp;
use summit_bot::state::State;

use super::{FERRY, HARBOUR, home, is_on_disk};
use crate::discord_double::channels::Sent;
use crate::discord_double::rest::CHANNEL_MESSAGES;
use crate::discord_double::{Bot, Double, Person, TOKEN, Trouble, slash};
use crate::discord_index::settings;
use crate::program::Home;

const QUESTION: &str = HARBOUR.question;

over_both!(
    a_person_is_notified_once_when_an_article_answers,
    a_kill_after_sending_does_not_notify_twice,
    wishes_are_asked_again_with_the_current_settings,
    a_forgotten_person_leaves_no_data,
);

/// Starts the bot with its token, which over HTTP it only needs for messages outside interactions.
fn start(discord: &Double, home: &Home, more: &str) -> Bot {
    let mut command = discord.command(home, &(settings() + more));
    command.env("DISCORD_TOKEN", TOKEN);
    discord.connect(home, command)
}

struct Scene {
    discord: Double,
    home: Home,
    bot: Bot,
}

impl Scene {
    fn new(discord: Double) -> Self {
        Self::with(discord, "")
    }

    /// With more settings.
    fn with(discord: Double, more: &str) -> Self {
        let home = home();
        let bot = start(&discord, &home, more);
        Self { discord, home, bot }
    }

    /// Asks a question that is declined, and presses *Tell me when*.
    fn wish(&self, person: &Person) {
        let declined = self.discord.answer(&HARBOUR.asked().by(person));
        assert!(declined.text().contains("The articles do not say."));
        let press = declined.press("Tell me when").by(person);
        let noted = self.discord.answer(&press);
        assert!(noted.is_private(), "{}", noted.text());
        assert!(
            noted.text().contains(QUESTION) && noted.text().contains("/forget"),
            "{}",
            noted.text()
        );
        let again = self.discord.answer(&press);
        assert!(again.text().contains("already"), "{}", again.text());
    }

    /// Adds the answering article and refreshes, by another process.
    fn add_answer(&self) {
        HARBOUR.write_answer(&self.home, "harbour");
        let run = self.home.run(&["index", "refresh"]);
        assert_eq!(run.code, 0, "{}", run.err);
    }

    /// Waits until no wishes are left. Returns the messages sent by then.
    fn wait_until_fulfilled(&self) -> Vec<Sent> {
        let state = State::open(&self.home.path("state")).unwrap();
        self.discord.wait("the wishes to end", |discord| {
            let left = state.wishes(Timestamp::now()).unwrap();
            left.is_empty().then(|| discord.channels.sent.clone())
        })
    }
}

fn a_person_is_notified_once_when_an_article_answers(discord: Double) {
    let scene = Scene::new(discord);
    scene.wish(&Person::member());
    // An article that does not answer the question notifies nobody.
    FERRY.write_answer(&scene.home, "ferry");
    scene.home.run(&["index", "refresh"]);
    scene.add_answer();
    let sent = scene.wait_until_fulfilled();
    let [message] = sent.as_slice() else {
        panic!("{sent:#?}");
    };
    assert_eq!(message.person, Some(Person::member().id));
    let text = message.text();
    assert!(
        text.contains(QUESTION) && text.contains("> **The mayor signed"),
        "{text}"
    );
    scene.discord.wait("the question to leave the disk", |_| {
        (!is_on_disk(&scene.home, QUESTION.as_bytes())).then_some(())
    });
}

fn a_kill_after_sending_does_not_notify_twice(discord: Double) {
    let mut scene = Scene::new(discord);
    scene.wish(&Person::member());
    // Discord accepts the message, but the bot never receives the response.
    scene
        .discord
        .trouble(CHANNEL_MESSAGES, [Trouble::DoneButFails(500)]);
    scene.add_answer();
    scene.discord.wait("the message", |state| {
        (!state.channels.sent.is_empty()).then_some(())
    });
    scene.bot.kill();
    let state = State::open(&scene.home.path("state")).unwrap();
    assert_eq!(state.wishes(Timestamp::now()).unwrap().len(), 1);
    scene.bot = start(&scene.discord, &scene.home, "");
    assert_eq!(scene.wait_until_fulfilled().len(), 1);
    assert_eq!(scene.discord.count("POST", CHANNEL_MESSAGES), 2);
}

fn wishes_are_asked_again_with_the_current_settings(discord: Double) {
    // No answer has this confidence.
    let mut scene = Scene::with(discord, "[answer]\nthreshold = 1\n");
    scene.wish(&Person::member());
    let config = fs::read_to_string(scene.home.path("config.toml")).unwrap();
    let config = config.replace("threshold = 1\n", "");
    scene.home.write("config.toml", config);
    scene.bot.signal("HUP");
    scene.bot.says("changed answer.threshold");
    scene.add_answer();
    assert_eq!(scene.wait_until_fulfilled().len(), 1);
}

#[test]
fn a_wish_of_a_person_without_direct_messages_is_deleted() {
    let scene = Scene::new(Double::start().may_refuse());
    let (closed, open) = (Person::member(), Person::other());
    scene
        .discord
        .with(|state| state.channels.closed_inboxes.insert(closed.id));
    scene.wish(&closed);
    scene.wish(&open);
    scene.add_answer();
    let told: Vec<_> = scene
        .wait_until_fulfilled()
        .iter()
        .map(|sent| sent.person)
        .collect();
    assert_eq!(told, [Some(open.id)]);
}

fn a_forgotten_person_leaves_no_data(discord: Double) {
    let scene = Scene::new(discord);
    scene.wish(&Person::member());
    scene.wish(&Person::other());
    assert!(is_on_disk(&scene.home, QUESTION.as_bytes()));
    let forget = |person: &Person| scene.discord.final_reply(&slash("forget").by(person));
    let reply = forget(&Person::member());
    assert!(reply.is_private());
    assert_eq!(
        reply.text(),
        "Deleted: 1 question that you wanted to be told about. I keep nothing else of you."
    );
    assert!(
        is_on_disk(&scene.home, QUESTION.as_bytes()),
        "it is the other's, too"
    );
    forget(&Person::other());
    assert!(!is_on_disk(&scene.home, QUESTION.as_bytes()));
    assert!(!is_on_disk(&scene.home, &Person::member().id.to_be_bytes()));
    assert_eq!(forget(&Person::other()).text(), "I keep nothing of you.");
}

#[test]
fn without_a_token_wishes_are_not_offered() {
    let (discord, home) = (Double::http(), home());
    let _bot = discord.bot_with(&home, &settings());
    let declined = discord.answer(&HARBOUR.asked());
    assert!(declined.text().contains("The articles do not say."));
    assert_eq!(declined.labels(), [""; 0]);
}
