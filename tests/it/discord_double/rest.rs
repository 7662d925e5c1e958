//! The REST API: routes, authorization and faults on demand.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{MatchedPath, Path, State as Held};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use serde_json::{Value, json};

use super::endpoint::Endpoint;
use super::people;
use super::record::{self, Request};
use super::rules::Refusal;
use super::state::{Shared, State, Trouble};
use super::{APPLICATION, answers, channels, gateway, minimal, registry};

pub(crate) const CALLBACK: &str = "/interactions/{interaction_id}/{interaction_token}/callback";
pub(crate) const FOLLOW_UP: &str = "/webhooks/{webhook_id}/{webhook_token}";
pub(crate) const ORIGINAL: &str = "/webhooks/{webhook_id}/{webhook_token}/messages/@original";
pub(crate) const MESSAGE: &str = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}";
pub(crate) const GLOBAL_COMMANDS: &str = "/applications/{application_id}/commands";
pub(crate) const GUILD_COMMANDS: &str = "/applications/{application_id}/guilds/{guild_id}/commands";

pub(crate) const PRIVATE_CHANNELS: &str = "/users/@me/channels";
pub(crate) const CHANNEL_MESSAGES: &str = "/channels/{channel_id}/messages";

const GATEWAY: &str = "/gateway";
const GATEWAY_BOT: &str = "/gateway/bot";
const USER: &str = "/users/@me";
const BOT_APPLICATION: &str = "/applications/@me";
const OAUTH_APPLICATION: &str = "/oauth2/applications/@me";

const ROUTES: [&str; 13] = [
    PRIVATE_CHANNELS,
    CHANNEL_MESSAGES,
    CALLBACK,
    FOLLOW_UP,
    ORIGINAL,
    MESSAGE,
    GLOBAL_COMMANDS,
    GUILD_COMMANDS,
    GATEWAY,
    GATEWAY_BOT,
    USER,
    BOT_APPLICATION,
    OAUTH_APPLICATION,
];

const PREFIX: &str = "/api/v10";

const UNAUTHORIZED: Refusal = Refusal::new(401, 0, "401: Unauthorized");
const NOT_FOUND: Refusal = Refusal::new(404, 0, "404: Not Found");
const NOT_ALLOWED: Refusal = Refusal::new(405, 0, "405: Method Not Allowed");
const NOT_JSON: Refusal = Refusal::new(400, 50_109, "The request body contains invalid JSON.");

/// Parsed request.
pub(crate) struct Call {
    pub method: Method,
    pub route: String,
    pub params: HashMap<String, String>,
    pub query: String,
    pub body: Value,
    pub arrived: Instant,
}

/// Body of a successful response, if any.
pub(crate) type Answer = Result<Option<Value>, Refusal>;

pub(crate) fn router(shared: Arc<Shared>) -> Router {
    let mut router = Router::new()
        .route("/", get(upgrade))
        .route("/attachments/{name}", get(attachment))
        .fallback(unknown);
    for route in ROUTES {
        router = router.route(&format!("{PREFIX}{route}"), any(handle));
    }
    router.with_state(shared)
}

async fn upgrade(Held(shared): Held<Arc<Shared>>, socket: WebSocketUpgrade) -> Response {
    socket.on_upgrade(|socket| gateway::serve(shared, socket))
}

/// Serves an uploaded file.
async fn attachment(Held(shared): Held<Arc<Shared>>, Path(name): Path<String>) -> Response {
    match shared.with(|state| state.files.get(&name).cloned()) {
        Some(bytes) => bytes.into_response(),
        None => reply(NOT_FOUND.status, None),
    }
}

async fn unknown(Held(shared): Held<Arc<Shared>>, method: Method, uri: Uri) -> Response {
    let what = format!("{method} {}", uri.path());
    shared.with(|state| state.refuse(&what, &NOT_FOUND));
    reply(NOT_FOUND.status, Some(NOT_FOUND.body()))
}

async fn handle(
    Held(shared): Held<Arc<Shared>>,
    method: Method,
    route: MatchedPath,
    Path(params): Path<HashMap<String, String>>,
    uri: Uri,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let arrived = Instant::now();
    let header = |name| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let body = record::body(&header("content-type"), &bytes);
    let call = Call {
        method,
        route: route.as_str().trim_start_matches(PREFIX).to_owned(),
        params,
        query: uri.query().unwrap_or_default().to_owned(),
        body: body.clone().unwrap_or_default(),
        arrived,
    };
    let trouble = shared.with(|state| state.trouble(&call.route));
    let (status, said) = match trouble {
        Some(Trouble::Fails(status)) => (status, failure(status)),
        Some(Trouble::TooMany(seconds)) => return too_many(&shared, &call, seconds),
        Some(Trouble::Cut) => {
            // Ends the task of the connection without printing a panic message.
            std::panic::resume_unwind(Box::new("cut"));
        }
        trouble => {
            if let Some(Trouble::Held(gate)) = &trouble {
                let _ = gate.acquire().await;
            }
            let answer = shared.with(|state| {
                let authorised = header("authorization") == format!("Bot {}", state.token);
                let answer = if body.is_err() {
                    Err(NOT_JSON)
                } else {
                    dispatch(state, &call, authorised)
                };
                if let Err(refusal) = &answer
                    && !answers::is_excused(state, &call)
                {
                    state.refuse(
                        &format!("{} {}: {}", call.method, call.route, call.body),
                        refusal,
                    );
                }
                if matches!(trouble, Some(Trouble::DoneButFails(_))) {
                    answers::record_unreported_success(state, &call);
                }
                if state.is_minimal {
                    return answer
                        .map(|said| minimal::answer(call.method.as_str(), &call.route, said));
                }
                answer
            });
            match (trouble, answer) {
                (Some(Trouble::DoneButFails(status)), _) => (status, failure(status)),
                (_, Ok(None)) => (204, None),
                (_, Ok(said)) => (200, said),
                (_, Err(refusal)) => (refusal.status, Some(refusal.body())),
            }
        }
    };
    shared.with(|state| state.record(&call, status));
    reply(status, said)
}

fn dispatch(state: &mut State, call: &Call, authorised: bool) -> Answer {
    let of_interaction = [CALLBACK, FOLLOW_UP, ORIGINAL, MESSAGE].contains(&call.route.as_str());
    if !authorised && !of_interaction {
        return Err(UNAUTHORIZED);
    }
    let method = call.method.as_str();
    match (method, call.route.as_str()) {
        ("POST", CALLBACK) => answers::callback(state, call),
        ("POST", FOLLOW_UP) => answers::follow_up(state, call),
        ("GET" | "PATCH" | "DELETE", ORIGINAL | MESSAGE) => answers::message(state, call),
        ("GET" | "PUT", GLOBAL_COMMANDS | GUILD_COMMANDS) => registry::commands(state, call),
        ("POST", PRIVATE_CHANNELS) => channels::open(state, call),
        ("POST", CHANNEL_MESSAGES) => channels::create(state, call),
        ("GET", GATEWAY) => Ok(Some(json!({ "url": format!("ws://{}", state.address) }))),
        ("GET", GATEWAY_BOT) => Ok(Some(json!({
            "url": format!("ws://{}", state.address), "shards": state.shards,
            "session_start_limit":
                { "total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1 },
        }))),
        ("GET", USER) => Ok(Some(people::bot())),
        ("GET", BOT_APPLICATION | OAUTH_APPLICATION) => Ok(Some(application(state))),
        _ => Err(NOT_ALLOWED),
    }
}

fn application(state: &State) -> Value {
    let key = state.endpoint.as_ref().map(Endpoint::public_key);
    json!({
        "id": APPLICATION.to_string(), "name": "summit", "icon": null, "description": "",
        "summary": "", "type": null, "is_monetized": false, "bot": people::bot(),
        "bot_public": true, "bot_require_code_grant": false, "hook": true, "team": null,
        "verify_key": key.unwrap_or("0".repeat(64)), "flags": 565_248, "redirect_uris": [],
        "interactions_endpoint_url": state.endpoint_url, "role_connections_verification_url": null,
        "owner": people::Person::numbered(9).user(), "approximate_guild_count": 1,
        "approximate_user_install_count": 1, "integration_types_config": { "0": {}, "1": {} },
    })
}

/// Returns the body of a response with a server error.
fn failure(status: u16) -> Option<Value> {
    Some(json!({ "message": format!("{status}: Server Error"), "code": 0 }))
}

fn too_many(shared: &Shared, call: &Call, seconds: f64) -> Response {
    shared.with(|state| state.record(call, 429));
    let said = json!({
        "message": "You are being rate limited.", "retry_after": seconds, "global": false,
    });
    let mut response = reply(429, Some(said));
    let headers = [
        ("retry-after", seconds.ceil().to_string()),
        ("x-ratelimit-limit", "5".to_owned()),
        ("x-ratelimit-remaining", "0".to_owned()),
        ("x-ratelimit-reset-after", seconds.to_string()),
        ("x-ratelimit-bucket", "abcd1234".to_owned()),
        ("x-ratelimit-scope", "user".to_owned()),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, value.parse().unwrap());
    }
    response
}

fn reply(status: u16, said: Option<Value>) -> Response {
    let status = StatusCode::from_u16(status).unwrap();
    match said {
        Some(said) => (status, axum::Json(said)).into_response(),
        None => status.into_response(),
    }
}

impl State {
    fn trouble(&mut self, route: &str) -> Option<Trouble> {
        self.troubles.get_mut(route)?.pop_front()
    }

    pub(super) fn record(&mut self, call: &Call, status: u16) {
        let request = Request {
            method: call.method.to_string(),
            route: call.route.clone(),
            body: call.body.clone(),
            status,
        };
        if let Some(file) = &self.records {
            record::write(file, &request);
        }
        self.requests.push(request);
    }
}
