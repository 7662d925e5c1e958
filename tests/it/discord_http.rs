//! Tests of the interactions endpoint: signatures, invalid requests, slow clients and settings.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};

use ed25519_dalek::SigningKey;
use reqwest::blocking::{Body, Client, Response};
use serde_json::json;

use crate::discord_double::endpoint::{Signature, key, now, sign};
use crate::discord_double::{Bot, Double, Person, slash, snowflake};
use crate::program::Home;

/// A bot that listens for interactions over HTTP.
pub(crate) struct Waiting {
    pub discord: Double,
    pub address: SocketAddr,
    client: Client,
    pub bot: Bot,
    pub home: Home,
}

impl Waiting {
    pub(crate) fn new(settings: &str) -> Self {
        let (discord, home) = (Double::http(), Home::shipped());
        let bot = discord.bot_with(&home, settings);
        Self {
            address: discord.endpoint().unwrap(),
            client: client(),
            discord,
            home,
            bot,
        }
    }

    fn ask(&self, person: u64) -> String {
        let ask = slash("ask").text("question", &format!("Why Alaska, number {person}?"));
        self.discord.payload(&ask.by(&Person::numbered(person)))
    }

    /// Sends a body with a signature.
    fn send(&self, signed: &Signature, body: impl Into<Body>) -> Response {
        let request = post(&self.client, self.address, signed);
        request.body(body).send().unwrap()
    }

    /// Sends a correctly signed body. Returns the status of the response.
    fn status(&self, body: &str) -> u16 {
        let signed = sign(&key(), now(), body);
        self.send(&signed, body.to_owned()).status().as_u16()
    }
}

fn client() -> Client {
    Client::builder().no_proxy().build().unwrap()
}

pub(crate) fn post(
    client: &Client,
    address: SocketAddr,
    signed: &Signature,
) -> reqwest::blocking::RequestBuilder {
    client
        .post(format!("http://{address}/interactions"))
        .header("content-type", "application/json")
        .header("x-signature-timestamp", &signed.timestamp)
        .header("x-signature-ed25519", &signed.signature)
}

fn ping() -> String {
    let id = snowflake().to_string();
    json!({ "id": id, "type": 1, "application_id": "1", "token": "t", "version": 1 }).to_string()
}

#[test]
fn only_validly_signed_requests_are_answered() {
    let waiting = Waiting::new("");
    let body = ping();
    let signed = sign(&key(), now(), &body);
    let pong = waiting.send(&signed, body);
    assert_eq!(pong.status(), 200);
    assert_eq!(pong.headers()["content-type"], "application/json");
    assert_eq!(pong.text().unwrap(), r#"{"type":1}"#);

    let refused = |signed: &Signature, body: &str| {
        let response = waiting.send(signed, body.to_owned());
        let (status, said) = (response.status().as_u16(), response.text().unwrap());
        assert_eq!(status, 401, "{said}");
        said
    };
    let (body, seconds) = (waiting.ask(1), now());
    let signed = sign(&key(), seconds, &body);
    assert_eq!(
        refused(&signed, &body.replace("Alaska", "Moscow")),
        "forged"
    );
    assert_eq!(refused(&signed, "no JSON"), "forged");
    let other = SigningKey::from_bytes(&[8; 32]);
    assert_eq!(refused(&sign(&other, now(), &body), &body), "forged");
    let moved = Signature {
        timestamp: (seconds - 1).to_string(),
        ..signed.clone()
    };
    assert_eq!(refused(&moved, &body), "forged");
    for signature in [
        "",
        "00",
        &"g".repeat(128),
        &"0".repeat(128),
        &"é".repeat(64),
    ] {
        let signed = Signature {
            signature: signature.to_owned(),
            ..signed.clone()
        };
        refused(&signed, &body);
    }
    for seconds in [now() - 302, now() + 330, 0] {
        assert_eq!(refused(&sign(&key(), seconds, &body), &body), "stale");
    }
    for missing in ["x-signature-timestamp", "x-signature-ed25519"] {
        let mut request = post(&waiting.client, waiting.address, &signed)
            .body(body.clone())
            .build()
            .unwrap();
        request.headers_mut().remove(missing);
        let response = waiting.client.execute(request).unwrap();
        assert_eq!(response.status(), 401, "{missing}");
    }
    // After all that it is answered once, and not again when replayed.
    assert_eq!(waiting.send(&signed, body.clone()).status(), 200);
    assert_eq!(refused(&signed, &body), "repeated");
    assert_eq!(refused(&sign(&key(), now() - 1, &body), &body), "repeated");
}

#[test]
fn invalid_interactions_are_refused() {
    let mut waiting = Waiting::new("");
    assert_eq!(waiting.status("no JSON"), 400);
    assert_eq!(waiting.status("{}"), 400);
    assert_eq!(waiting.status(r#"{"id":"1","type":2,"token":"hush"}"#), 400);
    let log = waiting.bot.says("cannot read what Discord sent");
    assert!(!log.contains("hush"), "{log}");

    let large = format!(
        "{{\"id\":\"1\",\"type\":1,\"x\":\"{}\"}}",
        "x".repeat(300_000)
    );
    assert_eq!(waiting.status(&large), 413);
    // Without a declared length, the body may be rejected while it is being sent.
    let signed = sign(&key(), now(), &large);
    let chunked = Body::new(std::io::Cursor::new(large));
    let request = post(&waiting.client, waiting.address, &signed);
    if let Ok(response) = request.body(chunked).send() {
        assert_eq!(response.status(), 413);
    }

    let url = |path: &str| format!("http://{}{path}", waiting.address);
    let get = |path: &str| waiting.client.get(url(path)).send().unwrap().status();
    assert_eq!(get("/interactions"), 405);
    for path in ["/", "/metrics", "/healthz", "/interactions/"] {
        assert_eq!(get(path), 404, "{path}");
    }
    // The bot keeps running.
    assert_eq!(waiting.status(&waiting.ask(1)), 200);
}

#[test]
fn slow_clients_time_out() {
    let waiting = Waiting::new("");
    let connect = || TcpStream::connect(waiting.address).unwrap();
    let mut headers = connect();
    headers
        .write_all(b"POST /interactions HTTP/1.1\r\nHost")
        .unwrap();
    let mut body = connect();
    let signed = sign(&key(), now(), "{}");
    let (timestamp, signature) = (signed.timestamp, signed.signature);
    let head = format!(
        "POST /interactions HTTP/1.1\r\nHost: bot\r\nX-Signature-Timestamp: {timestamp}\r\n\
         X-Signature-Ed25519: {signature}\r\nContent-Length: 2\r\n\r\n{{"
    );
    body.write_all(head.as_bytes()).unwrap();
    // Other clients are served meanwhile.
    assert_eq!(waiting.status(&waiting.ask(1)), 200);
    let answer = |stream: &mut TcpStream| {
        let mut answer = String::new();
        match stream.read_to_string(&mut answer) {
            Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("{error}"),
            _ => answer,
        }
    };
    assert!(answer(&mut body).starts_with("HTTP/1.1 408"));
    assert!(!answer(&mut headers).contains("200"));
}

#[test]
fn a_missing_key_is_an_error_with_a_remedy() {
    let home = Home::shipped();
    home.write("config.toml", "[discord]\ntransport = \"http\"\n");
    let sentence = home.run(&["run"]).last_word();
    assert!(sentence.contains("\"General Information\""), "{sentence}");
    home.write("config.toml", "[discord]\npublic_key = \"12ab\"\n");
    let sentence = home.run(&["run"]).refused();
    assert!(sentence.contains("config.toml:2"), "{sentence}");
}

#[test]
fn an_address_in_use_is_an_error() {
    let waiting = Waiting::new("");
    let run = waiting.home.run(&["run"]).last_word();
    let cannot = format!("cannot listen on {}", waiting.address);
    assert!(run.contains(&cannot), "{run}");
}
