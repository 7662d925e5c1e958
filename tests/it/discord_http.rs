//! Tests of the interactions endpoint: signatures, invalid requests, slow clients and settings.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use ed25519_dalek::SigningKey;
use reqwest::blocking::{Body, Client, Response};
use serde_json::json;

use crate::balancer::Balancer;
use crate::discord_double::endpoint::{Signature, free_address, key, now, sign};
use crate::discord_double::{Bot, Double, Person, slash, snowflake};
use crate::program::Home;

/// A bot that listens for interactions over HTTP.
struct Waiting {
    discord: Double,
    address: SocketAddr,
    client: Client,
    bot: Bot,
    home: Home,
}

impl Waiting {
    fn new(settings: &str) -> Self {
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

fn post(
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

/// Outcomes of requests that several threads send one after the other.
#[derive(Default)]
struct Load {
    ended: AtomicBool,
    answered: AtomicUsize,
    failed: AtomicUsize,
}

impl Load {
    /// Sends requests until told to stop, or until nothing listens any more.
    fn send(&self, discord: &Double, address: SocketAddr, people: std::ops::Range<u64>) {
        // A new connection each time, because a kept one may be closed as idle while in use.
        let client = Client::builder().no_proxy().pool_max_idle_per_host(0);
        let client = client.build().unwrap();
        for person in people.cycle() {
            if self.ended.load(Ordering::Relaxed) {
                return;
            }
            let ask = slash("ask").text("question", "Why Alaska?");
            let body = discord.payload(&ask.by(&Person::numbered(person)));
            let signed = sign(&key(), now(), &body);
            let sent = post(&client, address, &signed).body(body).send();
            let answer = sent.and_then(|response| Ok((response.status(), response.text()?)));
            match answer {
                Ok((status, _)) if status == 200 => {
                    self.answered.fetch_add(1, Ordering::Relaxed);
                }
                Err(error) if error.is_connect() => return,
                failure => {
                    println!("failed: {failure:?}");
                    self.failed.fetch_add(1, Ordering::Relaxed);
                }
            }
        }
    }

    /// Waits until `more` further requests were answered.
    fn wait(&self, more: usize) {
        let goal = self.answered.load(Ordering::Relaxed) + more;
        let deadline = Instant::now() + Duration::from_secs(60);
        while self.answered.load(Ordering::Relaxed) < goal {
            assert!(Instant::now() < deadline, "no more are answered");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

#[test]
fn requests_that_arrived_before_the_stop_are_answered() {
    let mut waiting = Waiting::new("cooldown_burst = 0\n");
    let load = Load::default();
    thread::scope(|scope| {
        for n in 0..8 {
            let (load, waiting) = (&load, (&waiting.discord, waiting.address));
            scope.spawn(move || load.send(waiting.0, waiting.1, n * 100..n * 100 + 100));
        }
        load.wait(100);
        waiting.bot.signal("TERM");
        let started = Instant::now();
        assert_eq!(waiting.bot.end().code(), Some(0), "{}", waiting.bot.log());
        println!(
            "ended {:.1} s after the signal",
            started.elapsed().as_secs_f64()
        );
    });
    let answered = load.answered.load(Ordering::Relaxed);
    println!("{answered} answered");
    assert_eq!(load.failed.load(Ordering::Relaxed), 0);
}

#[test]
fn settings_are_reloaded_while_requests_are_answered() {
    let mut waiting = Waiting::new("cooldown_burst = 0\n");
    let load = Load::default();
    let settings = std::fs::read_to_string(waiting.home.path("config.toml")).unwrap();
    thread::scope(|scope| {
        for n in 0..4 {
            let (load, waiting) = (&load, (&waiting.discord, waiting.address));
            scope.spawn(move || load.send(waiting.0, waiting.1, n * 100..n * 100 + 100));
        }
        for n in 1..=5 {
            load.wait(20);
            let more = format!("{settings}[answer]\nlimit = {n}\n");
            waiting.home.write("config.toml", more);
            waiting.bot.signal("HUP");
            load.wait(20);
        }
        waiting.bot.says("changed answer.limit");
        load.ended.store(true, Ordering::Relaxed);
    });
    assert_eq!(load.failed.load(Ordering::Relaxed), 0);
}

#[test]
fn a_replica_restarts_without_a_failed_request() {
    let ops = || {
        format!(
            "cooldown_burst = 0\n[ops]\naddress = \"{}\"\n",
            free_address()
        )
    };
    let mut replicas = [Waiting::new(&ops()), Waiting::new(&ops())];
    let balancer = Balancer::over(replicas.each_ref().map(|replica| {
        let config = std::fs::read_to_string(replica.home.path("config.toml")).unwrap();
        let ops = config.rsplit("address = \"").next().unwrap();
        let ops = ops.split('"').next().unwrap().parse().unwrap();
        (replica.address, ops)
    }));
    let load = Load::default();
    let discord = Double::http();
    thread::scope(|scope| {
        for n in 0..4 {
            let (load, discord, address) = (&load, &discord, balancer.address);
            scope.spawn(move || load.send(discord, address, n * 100..n * 100 + 100));
        }
        load.wait(50);
        let replica = &mut replicas[0];
        replica.bot.signal("TERM");
        assert_eq!(replica.bot.end().code(), Some(0), "{}", replica.bot.log());
        load.wait(50);
        let command = replica.home.command(&["run"]);
        replica.bot = replica.discord.connect(&replica.home, command);
        load.wait(50);
        balancer.wait_for_all();
        load.wait(50);
        load.ended.store(true, Ordering::Relaxed);
    });
    let answered = load.answered.load(Ordering::Relaxed);
    println!("{answered} answered by {:?}", balancer.served());
    assert_eq!(load.failed.load(Ordering::Relaxed), 0);
    assert!(balancer.served().iter().all(|served| *served > 0));
}
