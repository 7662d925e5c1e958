//! Tests of `/index add url`. Settings do not permit pages on this machine, so the bot is run
//! without its transport here.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use summit_bot::answer::{AnswerSettings, Asker};
use summit_bot::corpus::Corrections;
use summit_bot::curation::{Curator, Fetcher};
use summit_bot::discord::{
    Bot, GuildId, Message, ModeratedGuild, Moderation, Permissions, Reply, Settings,
};
use summit_bot::index::LiveIndex;
use summit_bot::lexicon::Aliases;
use summit_bot::quotations::Attributor;
use summit_bot::text::Language;

use super::index;
use crate::discord_double::{Double, GUILD, Interaction, Person, message, press, snowflake};
use crate::program::{Home, workspace};

/// Starts a server with one page.
fn server() -> SocketAddr {
    let page = "<html><head><title>Talks</title></head><body><article><p>The ministers signed the \
                harbour treaty on Friday, and left without a common statement of any kind.</p>\
                </article></body></html>";
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = String::new();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            while reader.read_line(&mut head).unwrap() > 2 {}
            let length = page.len();
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n\
                 Content-Length: {length}\r\n\r\n{page}"
            );
        }
    });
    address
}

/// Makes a bot for which a public host name resolves to `server`.
fn bot(home: &Home, server: SocketAddr) -> Bot {
    let place = workspace(&home.path(""));
    let live = Arc::new(LiveIndex::open(&place.index, place.language));
    let curator = Arc::new(Curator::new(place, Arc::clone(&live)));
    let fetcher = Fetcher::new([]).for_test(server, Duration::from_secs(60), move |_, _| {
        Ok(vec![server])
    });
    let asker = Asker::new(
        Language::ENGLISH,
        Aliases::built_in(),
        AnswerSettings::default(),
    );
    let attributor = Attributor {
        aliases: Aliases::built_in(),
        corrections: Corrections::default(),
        min_confidence: 0.6,
    };
    let guild = ModeratedGuild {
        id: GuildId::new(GUILD),
        permission: Some(Permissions::MANAGE_GUILD),
        roles: Vec::new(),
    };
    let moderation = Moderation {
        guilds: vec![guild],
        users: Vec::new(),
        channel: None,
    };
    Bot::new(live, asker, attributor, Settings::default())
        .with_moderators(moderation, curator, fetcher)
}

/// Returns the final reply.
fn last_word(discord: &Double, bot: &Bot, interaction: &Interaction) -> Message {
    let payload = discord.with(|state| interaction.payload(state, snowflake(), "token"));
    let handled = bot
        .handle(&serde_json::from_value(payload).unwrap())
        .unwrap();
    match handled.reply {
        Reply::Deferred(deferred) => (deferred.run)(&|_| ()).unwrap(),
        Reply::Message(message) | Reply::Update(message) => message,
        other => panic!("no message: {other:?}"),
    }
}

#[test]
fn a_page_is_previewed_and_published() {
    let discord = Double::start();
    let home = Home::new(&[]);
    let server = server();
    let bot = bot(&home, server);
    let address = format!("http://news.example:{}/talks", server.port());
    let add = index("add").text("url", &address);
    let preview = last_word(&discord, &bot, &add);
    assert!(preview.private);
    assert!(
        preview.content.starts_with("**[Talks]("),
        "{}",
        preview.content
    );
    assert!(
        preview.content.contains("> The ministers signed"),
        "{}",
        preview.content
    );

    let publish = &preview.rows[0][0];
    assert_eq!(publish.label, "Publish");
    let written = message::written(&Person::moderator(), &preview.content);
    let publish = press(&written, &publish.id).by(&Person::moderator());
    let done = last_word(&discord, &bot, &publish);
    assert!(
        done.content.starts_with("Published as talks.md"),
        "{}",
        done.content
    );
    let text = std::fs::read_to_string(home.path("data/talks.md")).unwrap();
    for line in [format!("url: {address}"), format!("source: {address}")] {
        assert!(text.contains(&line), "{line}: {text}");
    }
    let answer = home.ask("Who signed the harbour treaty?");
    assert_eq!(answer["passages"][0]["article"], "talks", "{answer}");
}
