//! Tests of the playground's server without a browser: access, replies and cleanup.

use std::fs;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use reqwest::blocking::{Client, Response};
use serde_json::{Value, json};

use super::{Served, TEMPORARY};
use crate::program::Home;

/// Maximum time to wait for anything.
const PATIENCE: Duration = Duration::from_secs(60);

impl Served {
    fn get(&self, path: &str) -> Response {
        client().get(format!("{}{path}", self.url)).send().unwrap()
    }

    /// Sends an interaction of the page. Returns the first reply.
    fn interact(&self, act: &Value) -> Value {
        let url = format!("{}interactions", self.url);
        let request = client().post(url).body(act.to_string());
        let response = request.header("Content-Type", "application/json").send();
        serde_json::from_str(&response.unwrap().text().unwrap()).unwrap()
    }

    /// Waits until the channel has a message with this text, and returns it.
    fn see(&self, text: &str) -> Value {
        let deadline = Instant::now() + PATIENCE;
        let mut version = 0;
        loop {
            assert!(Instant::now() < deadline, "nobody says {text:?}");
            // The request is answered as soon as there is something new.
            let news: Value =
                serde_json::from_str(&self.get(&format!("messages/{version}")).text().unwrap())
                    .unwrap();
            version = news["version"].as_u64().unwrap();
            let messages = news["messages"].as_array().unwrap();
            let has_text = |shown: &&Value| {
                let content = shown["message"]["content"].as_str();
                content.is_some_and(|content| content.contains(text))
            };
            if let Some(shown) = messages.iter().find(has_text) {
                return shown["message"].clone();
            }
        }
    }
}

fn client() -> Client {
    Client::builder()
        .no_proxy()
        .timeout(PATIENCE)
        .build()
        .unwrap()
}

#[test]
fn requests_need_the_secret_address() {
    let served = Served::start(Home::shipped(), &[]);
    let origin = url::Url::parse(&served.url)
        .unwrap()
        .origin()
        .ascii_serialization();
    let check = |url: &str, header: Option<(&str, &str)>, expected: StatusCode| {
        let mut request = client().get(url);
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        assert_eq!(
            request.send().unwrap().status(),
            expected,
            "{url} {header:?}"
        );
    };
    check(&served.url, None, StatusCode::OK);
    check(&served.url, Some(("Origin", &origin)), StatusCode::OK);
    check(
        &served.url,
        Some(("Origin", "https://example.org")),
        StatusCode::FORBIDDEN,
    );
    check(
        &served.url,
        Some(("Host", "example.org")),
        StatusCode::FORBIDDEN,
    );
    check(&format!("{origin}/"), None, StatusCode::NOT_FOUND);
    check(
        &format!("{origin}/{:032x}/", 0),
        None,
        StatusCode::NOT_FOUND,
    );
    check(
        &format!("{origin}/{:032x}/channel", 0),
        None,
        StatusCode::NOT_FOUND,
    );
    let response = served.get("");
    let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
    assert!(header("content-security-policy").starts_with("default-src 'self';"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "no-store");
}

#[test]
fn interactions_and_replies_are_those_of_discord() {
    let served = Served::start(Home::shipped(), &[]);
    let question = json!({ "name": "question", "type": 3, "value": "Where is the next meeting?" });
    let reply = served.interact(&json!({
        "person": "member", "type": 2,
        "data": { "name": "ask", "type": 1, "options": [question] },
    }));
    assert_eq!(reply["type"], 4);
    assert_eq!(reply["data"]["allowed_mentions"]["parse"], json!([]));
    let message = served.see("Next time in Moscow");
    assert_eq!(message["content"], reply["data"]["content"]);
    assert_eq!(message["type"], 20);
    let focused = json!({ "name": "speaker", "type": 3, "value": "put", "focused": true });
    let choices = served.interact(&json!({
        "person": "member", "type": 4,
        "data": { "name": "quote", "type": 1, "options": [focused] },
    }));
    assert_eq!(choices["data"]["choices"][0]["value"], "Vladimir Putin");
}

#[test]
fn temporary_files_are_deleted() {
    let mut served = Served::start(Home::shipped(), &[]);
    let temporary = served.home.path(TEMPORARY);
    assert_eq!(fs::read_dir(&temporary).unwrap().count(), 1);
    assert!(!served.home.path("index").exists());
    assert_eq!(served.interrupt(), 0);
    assert_eq!(fs::read_dir(&temporary).unwrap().count(), 0);
}

#[test]
fn articles_are_changed_in_place_if_requested() {
    let served = Served::start(Home::shipped(), &["--data"]);
    let url = format!("{}attachments/zebra.md", served.url);
    let text = "# The zebra report\n\nThe zebra council met on Sunday.\n";
    let kept: Value = serde_json::from_str(
        &client()
            .post(url)
            .body(text)
            .send()
            .unwrap()
            .text()
            .unwrap(),
    )
    .unwrap();
    let file = json!({ "name": "file", "type": 11, "value": kept["id"] });
    let reply = served.interact(&json!({
        "person": "moderator", "type": 2,
        "data": { "name": "index", "type": 1, "options": [
            { "name": "add", "type": 1, "options": [file] },
        ] },
    }));
    assert_eq!(reply["type"], 5);
    let preview = served.see("The zebra report");
    let publish = &preview["components"][0]["components"][0]["custom_id"];
    let reply = served.interact(&json!({
        "person": "moderator", "type": 3, "message_id": preview["id"],
        "data": { "custom_id": publish, "component_type": 2 },
    }));
    assert_eq!(reply["type"], 6);
    served.see("Published as the-zebra-report.md");
    assert!(served.home.path("data/the-zebra-report.md").exists());
}

#[test]
fn a_port_in_use_is_an_error() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let refused = Home::shipped()
        .run(&["playground", "--port", &port])
        .refused();
    assert!(refused.starts_with(&format!("cannot listen on port {port} of this machine: ")));
    assert!(
        refused.ends_with(": choose another with --port"),
        "{refused}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_with_a_one_time_address() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;

    let home = Home::shipped();
    let opened = home.path("opened");
    assert!(
        Command::new("mkfifo")
            .arg(&opened)
            .status()
            .unwrap()
            .success()
    );
    fs::create_dir(home.path("bin")).unwrap();
    let opener = home.path("bin/xdg-open");
    let script = format!("#!/bin/sh\necho \"$1\" > {}\n", opened.display());
    fs::write(&opener, script).unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", home.path("bin").display(), env!("PATH"));
    let variables = [("DISPLAY", ":99"), ("PATH", path.as_str())];
    let served = Served::start_with(home, &[], &variables);
    // Wait until the browser is started.
    let address = fs::read_to_string(opened).unwrap();
    let address = address.trim();
    let token = served.url.rsplit('/').nth(1).unwrap();
    assert!(!address.contains(token), "{address}");
    let first = client().get(address).send().unwrap();
    assert_eq!(
        (first.status(), first.url().as_str()),
        (StatusCode::OK, served.url.as_str())
    );
    assert_eq!(
        client().get(address).send().unwrap().status(),
        StatusCode::NOT_FOUND
    );
}

#[test]
fn a_wish_is_fulfilled_in_the_channel() {
    let home = Home::new(&[("data/bread.md", "The baker sells rye bread to everybody.\n")]);
    let served = Served::start(home, &["--data"]);
    let question = json!({
        "name": "question", "type": 3, "value": "Who signed the harbour treaty?",
    });
    served.interact(&json!({
        "person": "member", "type": 2,
        "data": { "name": "ask", "type": 1, "options": [question] },
    }));
    let declined = served.see("The articles do not say.");
    let button = &declined["components"][0]["components"][0];
    assert_eq!(button["label"], "Tell me when");
    served.interact(&json!({
        "person": "member", "type": 3, "message_id": declined["id"],
        "data": { "custom_id": button["custom_id"], "component_type": 2 },
    }));
    served.see("I will send you one private message");
    let article = "The mayor signed the harbour treaty on Monday.\n";
    served.home.write("data/harbour.md", article);
    let refresh = json!({ "name": "refresh", "type": 1, "options": [] });
    served.interact(&json!({
        "person": "moderator", "type": 2,
        "data": { "name": "index", "type": 1, "options": [refresh] },
    }));
    let told = served.see("You wanted to be told when an article answers this.");
    let told = told["content"].as_str().unwrap();
    assert!(
        told.contains("The mayor signed the harbour treaty"),
        "{told}"
    );
}
