//! Interactions over HTTP: signed requests to the bot, which replies in its responses.

use std::collections::HashMap;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Instant, SystemTime};

use axum::http::Method;
use ed25519_dalek::{Signer, SigningKey};
use reqwest::{Client, RequestBuilder};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::answers;
use super::rest::{CALLBACK, Call};
use super::state::Shared;

/// Address where the bot listens, and the queue of interactions to send to it.
pub(crate) struct Endpoint {
    pub address: SocketAddr,
    outbox: UnboundedSender<Delivery>,
}

/// Interaction to be sent.
pub(crate) struct Delivery {
    id: u64,
    body: String,
    address: SocketAddr,
}

/// Headers of a signed request.
#[derive(Clone, Debug)]
pub(crate) struct Signature {
    pub timestamp: String,
    pub signature: String,
}

impl Endpoint {
    pub(crate) fn new() -> (Self, UnboundedReceiver<Delivery>) {
        let (outbox, inbox) = unbounded_channel();
        let address = free_address();
        (Self { address, outbox }, inbox)
    }

    pub(crate) fn public_key(&self) -> String {
        hex(key().verifying_key().as_bytes())
    }

    /// Returns the settings below `[discord]` that make the bot listen.
    pub(crate) fn settings(&self) -> String {
        let (address, key) = (self.address, self.public_key());
        format!("transport = \"http\"\naddress = \"{address}\"\npublic_key = \"{key}\"\n")
    }

    pub(super) fn send(&self, id: u64, body: String) {
        let address = self.address;
        self.outbox.send(Delivery { id, body, address }).unwrap();
    }
}

/// Returns an unused loopback address outside the range of ephemeral ports.
pub(crate) fn free_address() -> SocketAddr {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    const PORTS: u16 = 12_000;
    let start = (std::process::id() % u32::from(PORTS)) as u16;
    loop {
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        let port = 20_000 + (start + step) % PORTS;
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        if TcpListener::bind(address).is_ok() {
            return address;
        }
    }
}

/// Returns the application's signing key.
pub(crate) fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

/// Returns the current Unix time in seconds.
pub(crate) fn now() -> u64 {
    SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs()
}

/// Signs a body with this timestamp, in seconds since 1970.
pub(crate) fn sign(key: &SigningKey, seconds: u64, body: &str) -> Signature {
    let timestamp = seconds.to_string();
    let signature = key.sign(format!("{timestamp}{body}").as_bytes());
    Signature {
        timestamp,
        signature: hex(&signature.to_bytes()),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Makes a signed request with the current time.
pub(crate) fn request(client: &Client, address: SocketAddr, body: String) -> RequestBuilder {
    let signed = sign(&key(), now(), &body);
    client
        .post(format!("http://{address}/interactions"))
        .header("content-type", "application/json")
        .header("x-signature-timestamp", signed.timestamp)
        .header("x-signature-ed25519", signed.signature)
        .body(body)
}

/// Sends interactions concurrently, and takes the replies.
pub(super) async fn deliver(shared: Arc<Shared>, mut inbox: UnboundedReceiver<Delivery>) {
    let client = Client::builder().no_proxy().build().unwrap();
    while let Some(delivery) = inbox.recv().await {
        tokio::spawn(exchange(Arc::clone(&shared), client.clone(), delivery));
    }
}

async fn exchange(shared: Arc<Shared>, client: Client, delivery: Delivery) {
    let Delivery { id, body, address } = delivery;
    let response = match request(&client, address, body).send().await {
        Ok(response) => response,
        Err(error) => return complain(&shared, format!("no answer to {id}: {error:?}")),
    };
    let status = response.status();
    let body = response.text().await.unwrap_or_default();
    let Ok(body) = serde_json::from_str(&body) else {
        return complain(&shared, format!("{status} to {id}: {body}"));
    };
    shared.with(|state| {
        let token = state.interactions[&id].token.clone();
        let params = [
            ("interaction_id", id.to_string()),
            ("interaction_token", token),
        ];
        let params = params.map(|(name, value)| (name.to_owned(), value));
        let call = Call {
            method: Method::POST,
            route: CALLBACK.to_owned(),
            params: HashMap::from(params),
            query: String::new(),
            body,
            arrived: Instant::now(),
        };
        match answers::callback(state, &call) {
            Ok(_) => state.record(&call, 204),
            Err(refusal) => {
                state.refuse(&format!("reply to {id}: {}", call.body), &refusal);
                state.record(&call, 400);
            }
        }
    });
}

fn complain(shared: &Shared, complaint: String) {
    shared.with(|state| state.refusals.push(complaint));
}
