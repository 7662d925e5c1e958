//! Load generator for the interactions endpoint.
//!
//! ```text
//! load key                                     prints the public key for config.toml
//! load constant ADDRESS                        serves a constant reply, for comparison
//! load run ADDRESS SECONDS CONNECTIONS TEXT [PID]
//! ```
//!
//! `run` sends signed `/ask` interactions, each with a different question made of words in the file
//! TEXT. It prints the number of answers, their latency, the memory of the process PID before and
//! after, and its processor time per answer.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it prints its figures, and fails by a panic"
)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};
use std::{env, fs, thread};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::post;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::json;
use serenity::all::CommandInteraction;
use summit_bot::discord::{Gate, HttpServer};
use tokio_util::sync::CancellationToken;

/// Discord's epoch, in milliseconds since 1970.
const EPOCH: u128 = 1_420_070_400_000;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["key"] => println!("{}", public_key()),
        ["constant", address] => serve_constant(address.parse().unwrap()),
        ["run", address, seconds, connections, text] => {
            run(address, seconds, connections, text, "self");
        }
        ["run", address, seconds, connections, text, process] => {
            run(address, seconds, connections, text, process);
        }
        _ => println!("load key | constant ADDRESS | run ADDRESS SECONDS CONNECTIONS TEXT [PID]"),
    }
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn public_key() -> String {
    hex(key().verifying_key().as_bytes())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Serves the endpoint with a constant reply, doing the same work as the bot for the request.
fn serve_constant(address: SocketAddr) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let gate = Arc::new(Gate::new(public_key().parse().unwrap()));
        let router = Router::new()
            .route("/interactions", post(constant))
            .layer(DefaultBodyLimit::max(256 << 10))
            .with_state(gate);
        let server = HttpServer::bind(address).await.unwrap();
        println!("listening on {address}");
        server.serve(router, CancellationToken::new()).await;
    });
}

async fn constant(
    State(gate): State<Arc<Gate>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<impl IntoResponse, StatusCode> {
    let refuse = |_| StatusCode::UNAUTHORIZED;
    let signed = gate.headers(&headers).map_err(refuse)?;
    gate.verify(signed, &body).map_err(refuse)?;
    let interaction: CommandInteraction = serde_json::from_slice(&body).unwrap();
    gate.note(signed, interaction.id.get()).map_err(refuse)?;
    let content = "> A constant passage, as long as those that the bot shows. ".repeat(20);
    let reply = json!({ "type": 4, "data": { "content": content, "flags": 4 } });
    Ok((
        [(header::CONTENT_TYPE, "application/json")],
        reply.to_string(),
    ))
}

/// Results of one connection.
#[derive(Default)]
struct Seen {
    micros: Vec<u32>,
    /// Number of people who were told to come back.
    shed: usize,
    errors: usize,
}

/// Outcome of a request.
enum Outcome {
    Answered,
    Shed,
    Failed,
}

fn run(address: &str, seconds: &str, connections: &str, text: &str, process: &str) {
    let address: SocketAddr = address.parse().unwrap();
    let time = Duration::from_secs(seconds.parse().unwrap());
    let words = words(&fs::read_to_string(text).unwrap());
    let number = AtomicU64::new(0);
    let (before, processor) = (memory(process), processor_time(process));
    let started = Instant::now();
    let seen: Vec<Seen> = thread::scope(|scope| {
        let connect = |_| scope.spawn(|| connection(address, started + time, &number, &words));
        let running: Vec<_> = (0..connections.parse().unwrap()).map(connect).collect();
        running.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let elapsed = started.elapsed().as_secs_f64();
    let processor = processor_time(process) - processor;
    let shed: usize = seen.iter().map(|seen| seen.shed).sum();
    let errors: usize = seen.iter().map(|seen| seen.errors).sum();
    let mut micros: Vec<u32> = seen.into_iter().flat_map(|seen| seen.micros).collect();
    micros.sort_unstable();
    let at = |share: f64| {
        let last = micros.len().saturating_sub(1);
        let place = (last as f64 * share) as usize;
        micros
            .get(place)
            .map_or(0.0, |&micros| f64::from(micros) / 1000.0)
    };
    println!(
        "{} answered in {elapsed:.1} s: {:.0} a second, p50 {:.2} ms, p99 {:.2} ms, max {:.2} ms, \
         {shed} told to come back, {errors} errors; memory {before} before, {} after; {:.3} ms of a \
         processor each",
        micros.len(),
        micros.len() as f64 / elapsed,
        at(0.5),
        at(0.99),
        at(1.0),
        memory(process),
        processor * 1000.0 / (micros.len() + shed) as f64,
    );
}

/// Returns the distinct words of a text that are useful in questions.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let mut words: Vec<String> = words
        .filter(|word| word.len() > 3)
        .map(str::to_owned)
        .collect();
    words.sort();
    words.dedup();
    words
}

fn memory(process: &str) -> String {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.unwrap_or("unknown").trim().to_owned()
}

/// Returns the processor time of a process, in seconds.
fn processor_time(process: &str) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name of the program, which may have spaces, ends with the last parenthesis.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(11).take(2);
    let ticks: f64 = ticks.filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / 100.0
}

/// Sends requests one after the other until `end`.
fn connection(address: SocketAddr, end: Instant, number: &AtomicU64, words: &[String]) -> Seen {
    let key = key();
    let mut seen = Seen::default();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    let mut response = Vec::new();
    while Instant::now() < end {
        let request = request(&key, number.fetch_add(1, Ordering::Relaxed), words);
        let sent = Instant::now();
        stream.write_all(&request).unwrap();
        match receive(&mut stream, &mut response) {
            Outcome::Answered => seen.micros.push(sent.elapsed().as_micros() as u32),
            Outcome::Shed => seen.shed += 1,
            Outcome::Failed => {
                seen.errors += 1;
                stream = TcpStream::connect(address).unwrap();
            }
        }
    }
    seen
}

/// Makes a signed request with a question that was not asked before.
fn request(key: &SigningKey, number: u64, words: &[String]) -> Vec<u8> {
    let word = |step: u64| &words[(number.wrapping_mul(step) % words.len() as u64) as usize];
    let question = format!(
        "What about {}, {} and {} {number}?",
        word(1),
        word(7),
        word(13)
    );
    let since = SystemTime::UNIX_EPOCH.elapsed().unwrap();
    let id = ((since.as_millis() - EPOCH) << 22) as u64 | (number & 0x3f_ff_ff);
    let person = json!({
        "id": (1_000_000 + number % 100_000).to_string(), "username": "someone",
        "global_name": "Someone", "discriminator": "0", "avatar": null, "public_flags": 0,
    });
    let body = json!({
        "id": id.to_string(), "application_id": "1098765432109876543", "type": 2,
        "token": format!("aW50ZXJhY3Rpb246{id}"), "version": 1, "locale": "en-US",
        "guild_locale": "en-US", "guild_id": "1100000000000000001",
        "channel_id": "1100000000000000011", "entitlements": [], "context": 0,
        "app_permissions": "2147560448", "attachment_size_limit": 10_485_760,
        "authorizing_integration_owners": { "0": "1100000000000000001" },
        "member": {
            "user": person, "nick": null, "avatar": null, "roles": [], "deaf": false,
            "joined_at": "2024-02-03T04:05:06.789000+00:00", "mute": false, "flags": 0,
            "premium_since": null, "pending": false, "permissions": "2147560448",
            "communication_disabled_until": null,
        },
        "data": {
            "id": "1100000000000000099", "name": "ask", "type": 1,
            "options": [{ "name": "question", "type": 3, "value": question }],
        },
    });
    let body = body.to_string();
    let timestamp = since.as_secs().to_string();
    let signature = key.sign(format!("{timestamp}{body}").as_bytes());
    let signature = hex(&signature.to_bytes());
    format!(
        "POST /interactions HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n\
         X-Signature-Timestamp: {timestamp}\r\nX-Signature-Ed25519: {signature}\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// Reads one response.
fn receive(stream: &mut TcpStream, response: &mut Vec<u8>) -> Outcome {
    response.clear();
    let mut part = [0; 16 << 10];
    loop {
        let Some(read) = stream.read(&mut part).ok().filter(|read| *read > 0) else {
            return Outcome::Failed;
        };
        response.extend_from_slice(&part[..read]);
        let text = String::from_utf8_lossy(response);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let head = head.to_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.unwrap().parse().unwrap();
        if body.len() >= length {
            return if !head.starts_with("http/1.1 200") {
                Outcome::Failed
            } else if body.contains("Many people are asking") {
                Outcome::Shed
            } else {
                Outcome::Answered
            };
        }
    }
}
