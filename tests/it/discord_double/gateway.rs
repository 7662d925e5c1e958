//! The gateway: a WebSocket, sessions that can be resumed, and ways to lose them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::people::{self, GUILD};
use super::state::{Event, Session, Shared};
use super::{APPLICATION, minimal};

const UNKNOWN_OPCODE: u16 = 4001;
const DECODE_ERROR: u16 = 4002;
const NOT_AUTHENTICATED: u16 = 4003;
const AUTHENTICATION_FAILED: u16 = 4004;
const ALREADY_AUTHENTICATED: u16 = 4005;
const INVALID_SEQUENCE: u16 = 4007;
const DISALLOWED_INTENTS: u16 = 4014;

/// Privileged intents: members, presences and message content.
const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;

/// Action of the server on a connection.
#[derive(Debug)]
pub(crate) enum Act {
    /// Sends the events that were not sent yet.
    Flush,
    Send(Value),
    /// Invalidates the session, or asks the bot to resume it.
    Invalidate {
        resumable: bool,
    },
    /// Closes the connection with a close code.
    Close(u16),
    /// Drops the connection without a close frame.
    Cut,
}

struct Connection {
    shared: Arc<Shared>,
    /// Session of this connection.
    session: Option<String>,
    orders: UnboundedSender<Act>,
}

/// Serves one connection until it ends.
pub(super) async fn serve(shared: Arc<Shared>, mut socket: WebSocket) {
    let (orders, mut inbox) = unbounded_channel();
    let heartbeat = shared.with(|state| state.heartbeat.as_millis());
    let hello = json!({ "heartbeat_interval": u64::try_from(heartbeat).unwrap() });
    let hello = json!({ "op": 10, "d": hello, "s": null, "t": null });
    let _ = orders.send(Act::Send(hello));
    let mut connection = Connection {
        shared,
        session: None,
        orders,
    };
    loop {
        let acts = tokio::select! {
            act = inbox.recv() => Vec::from_iter(act),
            frame = socket.recv() => match frame {
                Some(Ok(Message::Text(text))) => connection.receive(&text),
                Some(Ok(Message::Binary(_))) => vec![Act::Close(DECODE_ERROR)],
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => Vec::new(),
                Some(Ok(Message::Close(frame))) => {
                    let code = frame.map(|frame| frame.code);
                    connection.shared.with(|state| state.closed.push(code));
                    break;
                }
                Some(Err(_)) | None => break,
            },
        };
        for act in acts {
            if connection.perform(&mut socket, act).await.is_err() {
                connection.detach();
                return;
            }
        }
    }
    connection.detach();
}

/// The connection has ended.
struct Over;

impl Connection {
    async fn perform(&mut self, socket: &mut WebSocket, act: Act) -> Result<(), Over> {
        match act {
            Act::Flush => self.flush(socket).await,
            Act::Send(value) => write(socket, value.to_string()).await,
            Act::Invalidate { resumable } => {
                self.flush(socket).await?;
                // A connection that failed to resume has no session to lose.
                if !resumable && self.session.take().is_some() {
                    self.shared.with(|state| {
                        let own = state.session.as_ref().filter(|session| self.has(session));
                        if let Some(written) = own.map(|session| session.written) {
                            state.end_session(written);
                        }
                    });
                }
                write(socket, json!({ "op": 9, "d": resumable }).to_string()).await
            }
            Act::Close(code) => {
                let reason = "".into();
                let frame = Message::Close(Some(CloseFrame { code, reason }));
                let _ = socket.send(frame).await;
                self.detach();
                // Wait for the client's close frame; without it the end would look like a fault.
                let rest = async { while let Some(Ok(_)) = socket.recv().await {} };
                let _ = tokio::time::timeout(Duration::from_secs(5), rest).await;
                Err(Over)
            }
            Act::Cut => Err(Over),
        }
    }

    async fn flush(&self, socket: &mut WebSocket) -> Result<(), Over> {
        let next = || {
            self.shared.with(|state| {
                let session = state.session.as_mut()?;
                // Another connection may have resumed the session.
                if !self.has(session) || session.written >= session.log.len() {
                    return None;
                }
                let frame = session.frame(session.written);
                let interaction = session.log[session.written].interaction;
                session.written += 1;
                if let Some(asked) = interaction.and_then(|id| state.interactions.get_mut(&id)) {
                    asked.sent.get_or_insert_with(Instant::now);
                }
                Some(frame)
            })
        };
        while let Some(frame) = next() {
            write(socket, frame).await?;
        }
        Ok(())
    }

    fn receive(&mut self, text: &str) -> Vec<Act> {
        let Ok(frame) = serde_json::from_str::<Value>(text) else {
            return vec![Act::Close(DECODE_ERROR)];
        };
        match frame["op"].as_u64() {
            Some(1) => self.heartbeat(),
            Some(2) => self.identify(&frame["d"]),
            Some(6) => self.resume(&frame["d"]),
            Some(3 | 4 | 8) if self.session.is_none() => vec![Act::Close(NOT_AUTHENTICATED)],
            Some(3 | 4 | 8) => Vec::new(),
            _ => vec![Act::Close(UNKNOWN_OPCODE)],
        }
    }

    fn heartbeat(&self) -> Vec<Act> {
        let deaf = self.shared.with(|state| {
            state.heartbeats += 1;
            state.deaf
        });
        if deaf {
            Vec::new()
        } else {
            vec![Act::Send(json!({ "op": 11 }))]
        }
    }

    fn identify(&mut self, data: &Value) -> Vec<Act> {
        if self.session.is_some() {
            return vec![Act::Close(ALREADY_AUTHENTICATED)];
        }
        if data["intents"].as_u64().is_none() || !data["properties"].is_object() {
            return vec![Act::Close(DECODE_ERROR)];
        }
        if data["intents"]
            .as_u64()
            .is_some_and(|intents| intents & PRIVILEGED != 0)
        {
            return vec![Act::Close(DISALLOWED_INTENTS)];
        }
        self.shared.with(|state| {
            if !is_token(data, &state.token) {
                return vec![Act::Close(AUTHENTICATION_FAILED)];
            }
            let seen = state.session.as_ref().map_or(0, |session| session.written);
            state.end_session(seen);
            let mut session = Session::new(self.orders.clone());
            let shard = data.get("shard").cloned().unwrap_or(json!([0, 1]));
            state.identified_shards.push(shard.clone());
            let ready = json!({
                "v": 10, "user": people::bot(), "session_id": session.id, "shard": shard,
                "guilds": [{ "id": GUILD.to_string(), "unavailable": true }],
                "resume_gateway_url": format!("ws://{}", state.address),
                "application": { "id": APPLICATION.to_string(), "flags": 565_248 },
                "private_channels": [], "user_settings": {}, "presences": [],
                "relationships": [], "session_type": "normal", "_trace": [],
            });
            let mut events = vec![("READY", ready)];
            if state.is_minimal {
                events[0].1 = minimal::ready(&events[0].1);
                events.extend(minimal::unasked());
            }
            session
                .log
                .extend(events.into_iter().map(|(name, data)| Event {
                    name,
                    data,
                    interaction: None,
                }));
            self.session = Some(session.id.clone());
            state.session = Some(session);
            state.identified += 1;
            vec![Act::Flush]
        })
    }

    fn resume(&mut self, data: &Value) -> Vec<Act> {
        if self.session.is_some() {
            return vec![Act::Close(ALREADY_AUTHENTICATED)];
        }
        let seen = data["seq"].as_u64().unwrap_or(0);
        let seen = usize::try_from(seen).unwrap();
        self.shared.with(|state| {
            if !is_token(data, &state.token) {
                return vec![Act::Close(AUTHENTICATION_FAILED)];
            }
            let forget = state.forget_sessions > 0;
            let wanted = data["session_id"].as_str();
            let session = state.session.as_mut();
            let Some(session) = session.filter(|session| Some(session.id.as_str()) == wanted)
            else {
                return vec![Act::Invalidate { resumable: false }];
            };
            if seen > session.log.len() {
                return vec![Act::Close(INVALID_SEQUENCE)];
            }
            if forget {
                state.forget_sessions -= 1;
                state.end_session(seen);
                return vec![Act::Invalidate { resumable: false }];
            }
            session.written = seen;
            session.connection = Some(self.orders.clone());
            session.log.push(Event {
                name: "RESUMED",
                data: json!({ "_trace": [] }),
                interaction: None,
            });
            self.session = Some(session.id.clone());
            state.resumed += 1;
            vec![Act::Flush]
        })
    }

    /// Detaches the session, so that another connection can resume it.
    fn detach(&mut self) {
        self.shared.with(|state| {
            if let Some(session) = state.session.as_mut().filter(|session| self.has(session)) {
                session.connection = None;
            }
        });
    }

    fn has(&self, session: &Session) -> bool {
        let connection = session.connection.as_ref();
        connection.is_some_and(|connection| connection.same_channel(&self.orders))
    }
}

fn is_token(data: &Value, token: &str) -> bool {
    let given = data["token"].as_str().unwrap_or_default();
    given.trim_start_matches("Bot ") == token
}

async fn write(socket: &mut WebSocket, text: String) -> Result<(), Over> {
    socket
        .send(Message::Text(text.into()))
        .await
        .map_err(|_| Over)
}
