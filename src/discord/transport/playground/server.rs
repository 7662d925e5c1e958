//! The server of the playground: the page, its API, and the part of Discord's API that the bot uses
//! to reply.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use parking_lot::Mutex;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::time::timeout;

use super::channel::{Act, Channel, File, StartedInteraction};
use super::people::{GUILD, MAX_FILE_BYTES, PEOPLE, Person, bot};
use super::refused::Refused;
use super::token::random_token;
use crate::discord::transport::send::deliver;
use crate::discord::transport::sender::Sender;
use crate::discord::transport::serve::Service;

/// Maximum duration of a long poll of the page.
const LONG_POLL_TIMEOUT: Duration = Duration::from_secs(25);

/// Maximum length of a person's message, in UTF-16 units, as in Discord.
const MAX_MESSAGE_LENGTH: usize = 2000;

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const PICTURE: &str = "image/svg+xml";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// Files of the page: path, content type, contents.
const FILES: [(&str, &str, &str); 10] = [
    ("", HTML, include_str!("page/index.html")),
    ("page.css", CSS, include_str!("page/page.css")),
    ("icon.svg", PICTURE, include_str!("page/icon.svg")),
    ("app.js", SCRIPT, include_str!("page/app.js")),
    ("composer.js", SCRIPT, include_str!("page/composer.js")),
    ("form.js", SCRIPT, include_str!("page/form.js")),
    ("discord.js", SCRIPT, include_str!("page/discord.js")),
    ("listbox.js", SCRIPT, include_str!("page/listbox.js")),
    ("markdown.js", SCRIPT, include_str!("page/markdown.js")),
    ("messages.js", SCRIPT, include_str!("page/messages.js")),
];

/// Server that takes the place of Discord.
pub(super) struct Server {
    service: Arc<Service>,
    sender: Sender,
    channel: Mutex<Channel>,
    /// Version of the channel, which ends the long polls when it changes.
    version: watch::Sender<u64>,
}

type Shared = State<Arc<Server>>;

/// Message written by a person on the page.
#[derive(Deserialize)]
struct WrittenMessage {
    person: String,
    content: String,
}

impl Server {
    /// Makes a server for a bot that sends its replies to `url`.
    ///
    /// # Errors
    ///
    /// reqwest's error if the client for replies cannot be made.
    pub(super) fn new(service: Arc<Service>, url: String) -> reqwest::Result<Self> {
        Ok(Self {
            service,
            sender: Sender::new(Some(url.clone()))?,
            channel: Mutex::new(Channel::new(url)),
            version: watch::Sender::new(0),
        })
    }

    /// Changes the channel and ends the long polls.
    pub(super) fn with<T>(&self, change: impl FnOnce(&mut Channel) -> T) -> T {
        let mut channel = self.channel.lock();
        let changed = change(&mut channel);
        self.version.send_replace(channel.version());
        changed
    }
}

/// Returns the routes below `/{token}/`, and the ticket that redirects there once.
pub(super) fn router(server: Arc<Server>, token: &str, ticket: &str) -> Router {
    let at = |path: &str| format!("/{token}/{path}");
    let api = |path: &str| at(&format!("api/v10/{path}"));
    let page = at("");
    let is_used = Arc::new(AtomicBool::new(false));
    let enter = get(move || async move {
        if is_used.swap(true, Ordering::AcqRel) {
            return StatusCode::NOT_FOUND.into_response();
        }
        Redirect::to(&page).into_response()
    });
    let mut router = Router::new()
        .route(&format!("/{ticket}"), enter)
        .route(&at("channel"), get(describe))
        .route(&at("messages/{after}"), get(news))
        .route(&at("messages"), post(write))
        .route(&at("interactions"), post(interact))
        .route(&at("attachments/{name}"), post(attach).get(download))
        .route(&api("interactions/{id}/{token}/callback"), post(reply))
        .route(
            &api("webhooks/{application}/{token}/messages/{message}"),
            patch(edit),
        );
    for (name, kind, text) in FILES {
        router = router.route(&at(name), get(([(CONTENT_TYPE, kind)], text)));
    }
    router
        .layer(DefaultBodyLimit::max(MAX_FILE_BYTES))
        .with_state(server)
}

/// Returns the people, the bot, and the registered commands.
async fn describe(State(server): Shared) -> Json<Value> {
    let registration = server.service.bot().registration();
    let people: Vec<Value> = PEOPLE.iter().map(Person::summary).collect();
    Json(json!({
        "people": people,
        "bot": bot(),
        "commands": {
            "everybody": registration.everywhere,
            "moderators": registration.guilds.get(&GUILD.into()),
        },
    }))
}

/// Returns the messages that changed after a version, as soon as there are any.
async fn news(State(server): Shared, Path(after): Path<u64>) -> Json<Value> {
    let mut version = server.version.subscribe();
    // After the timeout the response is empty, and the page polls again.
    let _ = timeout(
        LONG_POLL_TIMEOUT,
        version.wait_for(|version| *version > after),
    )
    .await;
    Json(server.channel.lock().since(after))
}

async fn write(State(server): Shared, Json(written): Json<WrittenMessage>) -> Result<(), Refused> {
    let person = Person::with_key(&written.person).ok_or(Refused::UnknownPerson)?;
    let content = written.content.trim();
    if content.is_empty() || content.encode_utf16().count() > MAX_MESSAGE_LENGTH {
        return Err(Refused::Malformed);
    }
    server.with(|channel| channel.write(person, content));
    Ok(())
}

/// Stores a file for a command that is sent later.
async fn attach(State(server): Shared, Path(name): Path<String>, bytes: Bytes) -> Json<Value> {
    let id = server.with(|channel| channel.store_file(File { name, bytes }));
    Json(json!({ "id": id }))
}

async fn download(State(server): Shared, Path(id): Path<String>) -> Result<Response, StatusCode> {
    let file = server.with(|channel| channel.file(&id));
    let file = file.ok_or(StatusCode::NOT_FOUND)?;
    Ok(([(CONTENT_TYPE, "application/octet-stream")], file.bytes).into_response())
}

/// Passes an interaction to the bot. Returns its first reply as Discord would get it.
async fn interact(State(server): Shared, Json(act): Json<Act>) -> Result<Json<Value>, Response> {
    let token = random_token().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())?;
    let begun = server.with(|channel| channel.begin(act, token));
    let StartedInteraction {
        payload,
        token,
        callback,
    } = begun.map_err(IntoResponse::into_response)?;
    let interaction = serde_json::from_value(payload)
        .map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()).into_response())?;
    let (answering, received) = (Arc::clone(&server), Instant::now());
    tokio::spawn(async move {
        if let Some(unsent) = answering.service.serve(interaction, received).await {
            deliver(&answering.sender, unsent).await;
        }
        answering.with(|channel| channel.give_up(&token));
    });
    let callback = callback.await;
    callback
        .map(Json)
        .map_err(|_| StatusCode::BAD_GATEWAY.into_response())
}

/// Discord's route for the first reply to an interaction.
async fn reply(
    State(server): Shared,
    Path((_, token)): Path<(String, String)>,
    Json(body): Json<Value>,
) -> Result<StatusCode, Refused> {
    server.with(|channel| channel.reply(&token, &body))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Discord's route for edits of the first reply.
async fn edit(
    State(server): Shared,
    Path((_, token, _)): Path<(String, String, String)>,
    Json(body): Json<Value>,
) -> Result<Json<Value>, Refused> {
    server.with(|channel| channel.edit(&token, &body))?;
    Ok(Json(json!({})))
}
