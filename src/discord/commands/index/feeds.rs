//! `/index feeds`, `/index follow` and `/index unfollow`: feeds and their waiting articles.

use serenity::model::id::UserId;

use super::verb::{
    MAX_OPTION_LENGTH, buttons, curation, curator, deferred, failure_message, state,
};
use crate::curation::feeds::{Published, changed_paragraphs, follow, item_preview, publish_item};
use crate::curation::{CurationError, Curator};
use crate::discord::autocomplete::{MAX_CHOICE_LENGTH, MAX_CHOICES};
use crate::discord::commands::buttons::plain;
use crate::discord::commands::command::{Command, CommandOption, OptionKind, Typing};
use crate::discord::commands::context::Context;
use crate::discord::protocol::custom_id::{CustomId, article_key};
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Button, Choice, Message, Reply, Style};
use crate::discord::render::escape::{clean, inline, shorten};
use crate::discord::render::feeds;
use crate::discord::render::moderation::{self, MAX_TITLE_LENGTH};
use crate::state::{Item, State};
use crate::text::english::counted;

/// Maximum length of the option `words`, in UTF-16 units.
const MAX_WORDS_LENGTH: usize = 200;

const SETTLED: &str = "This was published or discarded already.";

/// Owner of buttons that any moderator may press.
const ANY_MODERATOR: UserId = UserId::new(1);

/// Maximum number of buttons that show one article each.
const MAX_SHOWN: usize = 5;

pub(super) const FEEDS: Command = Command {
    name: "feeds",
    description: "The feeds that are followed, and their articles that wait",
    run: run_feeds,
    ..Command::SLASH
};

pub(super) const FOLLOW: Command = Command {
    name: "follow",
    description: "Follow a feed: its articles wait for you",
    options: &[
        CommandOption::new(
            "url",
            "The address of a feed, or of a page that names one",
            OptionKind::Text(MAX_OPTION_LENGTH),
        )
        .required(),
        CommandOption::new(
            "words",
            "Only what holds all of these words",
            OptionKind::Text(MAX_WORDS_LENGTH),
        ),
    ],
    run: run_follow,
    ..Command::SLASH
};

pub(super) const UNFOLLOW: Command = Command {
    name: "unfollow",
    description: "Follow a feed no more",
    options: &[CommandOption::new("feed", "Which feed", OptionKind::Suggested).required()],
    run: run_unfollow,
    suggest: suggest_feed,
    ..Command::SLASH
};

fn run_feeds(context: &Context<'_>, _: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let state = state(context)?;
    let waiting = state.waiting_items()?;
    let message = Message {
        rows: choices(&waiting),
        ..Message::private(feeds::feeds(&state.feeds()?, &waiting, context.now))
    };
    Ok(Handled::message(message))
}

fn run_follow(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let address = options.required_text("url", MAX_OPTION_LENGTH)?;
    let words = options.text("words", MAX_WORDS_LENGTH)?.unwrap_or_default();
    let (state, fetcher) = (state(context)?, curation(context)?.fetcher.clone());
    let (actor, now) = (context.caller.actor(), context.now);
    Ok(deferred(false, move |_| {
        let followed = follow(&state, &fetcher, &address, &words, &actor, now)?;
        let what = match followed.words.as_slice() {
            [] => "Its articles".to_owned(),
            words => format!(
                "Its articles with “{}”",
                inline(&words.join(" "), MAX_WORDS_LENGTH)
            ),
        };
        Ok(Message::private(format!(
            "Following **{}**. {what} wait for a moderator, in `/index feeds`.",
            inline(&followed.title, MAX_TITLE_LENGTH)
        )))
    }))
}

fn run_unfollow(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let chosen = options.required_text("feed", MAX_OPTION_LENGTH)?;
    let state = state(context)?;
    let feeds = state.feeds()?;
    let mut feeds = feeds.iter();
    let feed = feeds.find(|feed| feed.url == chosen || article_key(&feed.url) == chosen);
    let Some(feed) = feed else {
        let sentence = "This feed is not followed: please pick one from the list that appears as \
                        you type.";
        return Err(Refusal::new(sentence).into());
    };
    state.unfollow(&feed.url)?;
    let title = inline(&feed.title, MAX_TITLE_LENGTH);
    let message = Message::private(format!("Following **{title}** no more."));
    Ok(Handled::message(message))
}

fn suggest_feed(context: &Context<'_>, typing: &Typing<'_>) -> Result<Handled, Rejection> {
    let typed = clean(typing.text).to_lowercase();
    let feeds = state(context)?.feeds()?.into_iter();
    let choices = feeds
        .filter(|feed| {
            format!("{}\n{}", feed.title, feed.url)
                .to_lowercase()
                .contains(&typed)
        })
        .take(MAX_CHOICES)
        .map(|feed| Choice {
            name: shorten(&clean(&feed.title), MAX_CHOICE_LENGTH).into_owned(),
            value: article_key(&feed.url),
        });
    Ok(Handled::suggested(choices.collect(), None))
}

/// Returns the message about new waiting articles: a preview of a single one, or a list of several.
///
/// # Errors
///
/// [`CurationError`] if the preview cannot be made.
pub(in crate::discord) fn announcement(
    curator: &Curator,
    items: &[Item],
) -> Result<Message, CurationError> {
    match items {
        [item] => item_message(curator, item),
        _ => Ok(Message {
            rows: choices(items),
            ..Message::public(feeds::waiting(items))
        }),
    }
}

fn item_message(curator: &Curator, item: &Item) -> Result<Message, CurationError> {
    let content = if item.replaces.is_some() {
        feeds::changed(item, &changed_paragraphs(curator, item)?)
    } else if let Some(preview) = item_preview(curator, item)? {
        moderation::preview(&preview, None)
    } else {
        return Ok(Message::public(SETTLED));
    };
    Ok(Message {
        rows: publish_or_discard(item.id),
        ..Message::public(content)
    })
}

fn publish_or_discard(item: i64) -> Vec<Vec<Button>> {
    let publish = CustomId::PublishItem { item };
    let discard = CustomId::DiscardItem { item };
    vec![buttons(
        ANY_MODERATOR,
        [
            ("Publish", Style::Main, publish),
            ("Discard", Style::Plain, discard),
        ],
    )]
}

/// Returns the buttons below a list of waiting articles.
fn choices(items: &[Item]) -> Vec<Vec<Button>> {
    let Some(last) = items.last() else {
        return Vec::new();
    };
    let shown = (1..).zip(items).take(MAX_SHOWN).map(|(n, item)| {
        let id = CustomId::ShowItem { item: item.id };
        plain(ANY_MODERATOR, &format!("Show {n}"), &id)
    });
    let all = CustomId::PublishItems { last: last.id };
    vec![
        shown.collect(),
        buttons(ANY_MODERATOR, [("Publish all", Style::Main, all)]),
    ]
}

/// Shows the article of an item.
pub(super) fn show(context: &Context<'_>, item: i64) -> Result<Handled, Rejection> {
    let (state, curator) = (state(context)?, curator(context)?);
    Ok(deferred(false, move |_| match state.item(item)? {
        Some(item) => Ok(Message {
            private: true,
            ..item_message(&curator, &item)?
        }),
        None => Ok(Message::private(SETTLED)),
    }))
}

/// Publishes the article of an item.
pub(super) fn publish(context: &Context<'_>, item: i64) -> Result<Handled, Rejection> {
    let (state, curator) = (state(context)?, curator(context)?);
    let actor = context.caller.actor();
    Ok(deferred(true, move |_| {
        match publish_item(&curator, &state, &actor, item) {
            Ok(Published::Added(added)) => Ok(Message::private(moderation::published(&added))),
            Ok(Published::Settled) => Ok(Message::private(SETTLED)),
            // The article still waits, so the buttons are shown again.
            Err(error) => Ok(Message {
                rows: publish_or_discard(item),
                ..failure_message(&error)
            }),
        }
    }))
}

/// Publishes all waiting articles up to the item `last`, so that none is published that was not
/// shown.
pub(super) fn publish_all(context: &Context<'_>, last: i64) -> Result<Handled, Rejection> {
    let (state, curator) = (state(context)?, curator(context)?);
    let actor = context.caller.actor();
    Ok(deferred(true, move |progress| {
        progress(Message::private("Publishing …"));
        let mut published = 0;
        for item in state.waiting_items()? {
            if item.id > last {
                break;
            }
            match publish_item(&curator, &state, &actor, item.id) {
                Ok(Published::Added(_)) => published += 1,
                Ok(Published::Settled) => {}
                Err(error) => return partly_published(&state, published, &error),
            }
        }
        Ok(Message::private(published_so_far(published)))
    }))
}

/// Returns the message after an error: the number of published articles, the error, and buttons for
/// the articles that still wait.
fn partly_published(
    state: &State,
    published: usize,
    error: &CurationError,
) -> Result<Message, CurationError> {
    let Message { content, .. } = failure_message(error);
    Ok(Message {
        rows: choices(&state.waiting_items()?),
        ..Message::private(format!("{} {content}", published_so_far(published)))
    })
}

fn published_so_far(published: usize) -> String {
    format!("Published {}.", counted(published, "article"))
}

/// Discards the article of an item.
pub(super) fn discard(context: &Context<'_>, item: i64) -> Result<Handled, Rejection> {
    state(context)?.settle_item(item)?;
    let message = Message::private("Nothing was published.");
    Ok(Handled::replied(Reply::Update(message)))
}
