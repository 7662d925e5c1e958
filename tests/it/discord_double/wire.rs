//! A minimal client, for testing the Discord double without a bot.

use std::net::TcpStream;
use std::time::Duration;

use reqwest::blocking::{Client, RequestBuilder};
use serde_json::{Value, json};
use tungstenite::Message;
use tungstenite::stream::MaybeTlsStream;

use super::{APPLICATION, Double, Interaction, TOKEN};

/// Connection to the gateway.
pub(crate) struct Wire(tungstenite::WebSocket<MaybeTlsStream<TcpStream>>);

impl Wire {
    /// Connects and reads the hello.
    pub(crate) fn open(discord: &Double) -> Self {
        let url = discord.url().replace("http", "ws");
        let (socket, _) = tungstenite::connect(format!("{url}/?v=10&encoding=json")).unwrap();
        if let MaybeTlsStream::Plain(stream) = socket.get_ref() {
            let patience = Some(Duration::from_secs(60));
            stream.set_read_timeout(patience).unwrap();
        }
        let mut wire = Self(socket);
        assert_eq!(wire.read()["op"], 10);
        wire
    }

    /// Connects and starts a session. Returns the session's id too.
    pub(crate) fn ready(discord: &Double) -> (Self, String) {
        let mut wire = Self::open(discord);
        wire.identify(TOKEN);
        let ready = wire.read();
        assert_eq!(ready["t"], "READY", "{ready}");
        let session = ready["d"]["session_id"].as_str().unwrap().to_owned();
        (wire, session)
    }

    pub(crate) fn identify(&mut self, token: &str) {
        self.send(json!({ "op": 2, "d": {
            "token": token, "intents": 0, "properties": { "os": "", "browser": "", "device": "" },
        } }));
    }

    pub(crate) fn resume(&mut self, session: &str, seq: u64) {
        let data = json!({ "token": TOKEN, "session_id": session, "seq": seq });
        self.send(json!({ "op": 6, "d": data }));
    }

    pub(crate) fn send(&mut self, frame: Value) {
        self.0.send(Message::text(frame.to_string())).unwrap();
    }

    /// Reads the next frame.
    pub(crate) fn read(&mut self) -> Value {
        match self.0.read().unwrap() {
            Message::Text(text) => serde_json::from_str(&text).unwrap(),
            other => panic!("not a frame of text: {other:?}"),
        }
    }

    /// Reads until the connection is closed. Returns the close code.
    pub(crate) fn end(&mut self) -> u16 {
        match self.0.read().unwrap() {
            Message::Close(Some(frame)) => frame.code.into(),
            other => panic!("not an end: {other:?}"),
        }
    }

    /// Returns whether the connection is dropped without a close frame.
    pub(crate) fn is_cut(&mut self) -> bool {
        self.0.read().is_err()
    }
}

/// Makes a request to the REST API with the bot's token.
pub(crate) fn request(discord: &Double, method: &str, path: &str) -> RequestBuilder {
    let url = format!("{}/api/v10{path}", discord.url());
    let client = Client::builder().no_proxy().build().unwrap();
    let request = client.request(method.parse().unwrap(), url);
    request.header("authorization", format!("Bot {TOKEN}"))
}

/// Sends a body. Returns the status and body of the response.
pub(crate) fn exchange(discord: &Double, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let request = request(discord, method, path);
    let request = request.header("content-type", "application/json");
    let response = request.body(body.to_string()).send().unwrap();
    let status = response.status().as_u16();
    let text = response.text().unwrap();
    (status, serde_json::from_str(&text).unwrap_or_default())
}

/// Has Discord send an interaction, and responds with this body.
pub(crate) fn callback(discord: &Double, interaction: &Interaction, body: &Value) -> (u16, Value) {
    let id = discord.send(interaction);
    callback_again(discord, id, body)
}

/// Responds to an interaction that was sent before, possibly again.
pub(crate) fn callback_again(discord: &Double, id: u64, body: &Value) -> (u16, Value) {
    // It counts as sent when it was written to the connection.
    let token = discord.wait("the interaction to be sent", |state| {
        let asked = &state.interactions[&id];
        asked.sent.map(|_| asked.token.clone())
    });
    exchange(
        discord,
        "POST",
        &format!("/interactions/{id}/{token}/callback"),
        body,
    )
}

/// Returns a webhook path of an interaction that was responded to.
pub(crate) fn webhook(discord: &Double, id: u64, below: &str) -> String {
    let token = discord.with(|state| state.interactions[&id].token.clone());
    format!("/webhooks/{APPLICATION}/{token}{below}")
}
