//! Tests of what operators see: health, metrics, the log and the settings.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use prometheus_parse::{Scrape, Value};
use reqwest::blocking::Client;
use summit_bot::ops::{Kind, METRICS};

use crate::discord_double::endpoint::{free_address, key, now, sign};
use crate::discord_double::{Double, Person, TOKEN, rest, slash};
use crate::discord_index::{index, settings};
use crate::program::Home;

over_both!(every_metric_changes, the_bot_is_ready_until_it_stops);

fn client() -> Client {
    Client::builder().no_proxy().build().unwrap()
}

/// Requests a path. Returns the status and body.
fn get(ops: SocketAddr, path: &str) -> (u16, String) {
    let response = client().get(format!("http://{ops}{path}")).send().unwrap();
    (response.status().as_u16(), response.text().unwrap())
}

/// Reads the current metrics, summed over all labels; histograms by their counts.
fn scrape(ops: SocketAddr) -> BTreeMap<String, f64> {
    let (status, text) = get(ops, "/metrics");
    assert_eq!(status, 200);
    let lines = text.lines().map(|line| Ok(line.to_owned()));
    let scrape = Scrape::parse(lines).unwrap();
    let mut sums = BTreeMap::new();
    for sample in scrape.samples {
        let value = match sample.value {
            Value::Counter(value) | Value::Gauge(value) | Value::Untyped(value) => value,
            Value::Histogram(_) | Value::Summary(_) => continue,
        };
        *sums.entry(sample.metric).or_default() += value;
    }
    sums
}

/// Waits until the articles are read and the bot is connected.
fn wait_until_ready(ops: SocketAddr) {
    let patience = Instant::now() + Duration::from_secs(60);
    while get(ops, "/readyz").0 != 200 {
        assert!(Instant::now() < patience, "{:?}", get(ops, "/readyz"));
    }
}

/// Returns the name under which a metric is counted: for a histogram that of its count.
fn counted(name: &str, kind: Kind) -> String {
    if kind == Kind::Histogram {
        format!("{name}_count")
    } else {
        name.to_owned()
    }
}

fn every_metric_changes(discord: Double) {
    let home = Home::shipped();
    let ops = free_address();
    let settings = settings().replace("cooldown_burst = 0", "cooldown_burst = 2");
    let settings = format!("cooldown_seconds = 3600\n{settings}[ops]\naddress = \"{ops}\"\n");
    // Over HTTP, feeds and wishes are only followed up if there is a token.
    let mut command = discord.command(&home, &settings);
    command.env("DISCORD_TOKEN", TOKEN);
    let mut bot = discord.connect(&home, command);
    bot.says("the articles are ready");
    wait_until_ready(ops);
    let at = |name: &str| scrape(ops).get(name).copied().unwrap_or(0.0);
    let before = scrape(ops);
    let value = |name: &str| before.get(name).copied().unwrap_or(f64::NAN);
    assert_eq!(value("summit_bot_articles"), 1.0);
    assert!(value("summit_bot_paragraphs") > 5.0);
    assert!(value("summit_bot_quotations") > 5.0);
    assert_eq!(value("summit_bot_problems"), 0.0);
    assert_eq!(value("summit_bot_refreshes_total"), 1.0);
    assert_eq!(value("summit_bot_refresh_seconds_count"), 1.0);
    assert_eq!(value("summit_bot_connections"), 1.0);
    assert_eq!(value("summit_bot_connections_wanted"), 1.0);
    assert!(value("process_resident_memory_bytes") > 1e6);
    assert!(value("process_open_fds") > 3.0);

    // A person asks, asks too often, and a moderator refreshes.
    let ask = slash("ask").text("question", "Why Alaska?");
    let zebras = slash("ask").text("question", "Why zebras in Alaska?");
    discord.answer(&zebras.by(&Person::numbered(9)));
    for _ in 0..3 {
        discord.answer(&ask);
    }
    discord.answer(
        &slash("verify")
            .text("text", "Next time in Moscow.")
            .by(&Person::other()),
    );
    home.write("data/broken.jsonl", "{\n");
    discord.final_reply(&index("refresh"));
    // A reply is counted after it was sent.
    let wait_until_ended = |count: u64| {
        let patience = Instant::now() + Duration::from_secs(60);
        while at("summit_bot_interaction_seconds_count") < count as f64 {
            assert!(Instant::now() < patience, "{:?}", scrape(ops));
        }
    };
    wait_until_ended(6);
    if let Some(endpoint) = discord.endpoint() {
        let signed = sign(&key(), now(), "{}");
        let url = format!("http://{endpoint}/interactions");
        let forged = client()
            .post(url)
            .header("x-signature-timestamp", signed.timestamp);
        let response = forged.header("x-signature-ed25519", "00").send().unwrap();
        assert_eq!(response.status(), 401);
        assert_eq!(at("summit_bot_http_refused_total"), 1.0);
    }
    assert_eq!(at("summit_bot_interactions_total"), 6.0);
    assert_eq!(at("summit_bot_interaction_seconds_count"), 6.0);
    assert_eq!(at("summit_bot_cooldowns_total"), 1.0);
    // The second identical question is answered from the cache, without waiting or searching.
    assert_eq!(at("summit_bot_wait_seconds_count"), 4.0);
    assert_eq!(at("summit_bot_search_seconds_count"), 3.0);
    assert_eq!(at("summit_bot_render_seconds_count"), 3.0);
    assert!(at("summit_bot_send_seconds_count") >= 1.0);
    assert_eq!(at("summit_bot_refreshes_total"), 2.0);
    assert_eq!(at("summit_bot_problems"), 1.0);

    // More and more people ask at once, until some are refused.
    let (mut person, mut crowd) = (10, 200);
    while at("summit_bot_shed_total") == 0.0 {
        for _ in 0..crowd {
            person += 1;
            let ask = slash("ask").text("question", &format!("What did number {person} say?"));
            discord.send(&ask.by(&Person::numbered(person)));
        }
        // Each is counted when it ends, even if its reply was too late on a busy machine.
        wait_until_ended(6 + person - 10);
        crowd *= 2;
        assert!(person < 50_000, "nobody is ever sent away");
    }

    let (_, text) = get(ops, "/metrics");
    assert!(
        !text.contains("zebras") && !text.contains("number"),
        "{text}"
    );
    let after = scrape(ops);
    for metric in METRICS {
        let name = counted(metric.name, metric.kind);
        let is_refusal = metric.name == "summit_bot_http_refused_total";
        if is_refusal && discord.endpoint().is_none() {
            continue;
        }
        assert!(after.contains_key(&name), "{name} never moved: {text}");
        assert!(text.contains(&format!("# HELP {} ", metric.name)), "{name}");
    }
    let declared = |name: &str| {
        METRICS.iter().any(|metric| {
            let rest = name.strip_prefix(metric.name);
            rest.is_some_and(|rest| ["", "_sum", "_count"].contains(&rest))
        })
    };
    for name in after.keys() {
        assert!(declared(name), "{name} is not declared");
    }
    assert!(after["summit_bot_uptime_seconds"] > before["summit_bot_uptime_seconds"]);
    assert!(after["summit_bot_edition_age_seconds"] >= 0.0);
}

fn the_bot_is_ready_until_it_stops(discord: Double) {
    let home = Home::shipped();
    let ops = free_address();
    let settings = format!("{}[ops]\naddress = \"{ops}\"\n", settings());
    let mut bot = discord.bot_with(&home, &settings);
    bot.says("the articles are ready");
    wait_until_ready(ops);
    assert_eq!(get(ops, "/healthz"), (200, "ok\n".to_owned()));
    assert_eq!(home.run(&["health"]).code, 0);
    assert_eq!(get(ops, "/nothing").0, 404);
    // A reply is in progress, so that stopping takes long enough to observe.
    let gate = discord.hold(rest::ORIGINAL);
    discord.send(&index("status"));
    discord.wait("the reply to be on its way", |state| {
        state.troubles[rest::ORIGINAL].is_empty().then_some(())
    });
    bot.signal("TERM");
    bot.says("stopping");
    let (status, reason) = get(ops, "/readyz");
    assert_eq!(status, 503);
    assert_eq!(reason, "not ready: the bot is stopping\n");
    assert_eq!(get(ops, "/healthz").0, 200);
    gate.add_permits(1);
    assert_eq!(bot.end().code(), Some(0), "{}", bot.log());
    assert_eq!(home.run(&["health"]).code, 1);
}

#[test]
fn a_public_health_address_is_warned_about() {
    let discord = Double::start();
    let home = Home::shipped();
    let port = free_address().port();
    let mut bot = discord.bot_with(&home, &format!("[ops]\naddress = \"0.0.0.0:{port}\"\n"));
    bot.says("which is not loopback");
}

#[test]
fn the_log_can_be_json() {
    let discord = Double::start();
    let home = Home::shipped();
    let mut bot = discord.bot_with(&home, "[log]\nformat = \"json\"\n");
    discord.answer(&slash("ask").text("question", "Why zebras in Alaska?"));
    let log = bot.says("\"outcome\":");
    for line in log.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(
            line["timestamp"].is_string() && line["level"].is_string(),
            "{line}"
        );
    }
    let line = log.lines().find(|line| line.contains("outcome")).unwrap();
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!(line["span"]["command"], "ask");
    assert!(!log.contains("zebras"));
}

#[test]
fn the_token_may_be_in_a_file() {
    let discord = Double::start();
    let home = Home::shipped();
    home.write("token", format!("{TOKEN}\n"));
    let mut command = discord.command(&home, "");
    command
        .env_remove("DISCORD_TOKEN")
        .env("DISCORD_TOKEN_FILE", home.path("token"));
    command.env("RUST_LOG", "trace");
    let mut bot = discord.connect(&home, command);
    discord.answer(&slash("ask").text("question", "Why Alaska?"));
    bot.says("TRACE");
    bot.signal("TERM");
    bot.end();
    let secret = TOKEN.rsplit('.').next().unwrap();
    assert!(!bot.log().contains(secret));

    let refused = |name: &str, token: &str| {
        let mut command = home.command(&["run"]);
        command.env("DISCORD_TOKEN_FILE", name);
        command.env("DISCORD_TOKEN", token);
        crate::program::Run::of(command.output().unwrap()).refused()
    };
    insta::assert_snapshot!(
        refused("lost", ""),
        @"cannot read lost, which DISCORD_TOKEN_FILE names: there is no such file: correct the path in DISCORD_TOKEN_FILE, or write the bot's token into that file"
    );
    insta::assert_snapshot!(
        refused("data", ""),
        @"cannot read data, which DISCORD_TOKEN_FILE names: it is not a file: check the path and its permissions"
    );
    assert!(refused("token", TOKEN).contains("set only one of them"));
}

#[test]
fn reloading_applies_what_it_can_and_logs_the_rest() {
    let discord = Double::start();
    let home = Home::shipped();
    let mut bot = discord.bot_with(&home, "cooldown_burst = 1\ncooldown_seconds = 3600\n");
    let ask = slash("ask").text("question", "Why Alaska?");
    assert!(!discord.answer(&ask).is_private());
    assert!(discord.answer(&ask).text().contains("try again in"));

    let config = fs::read_to_string(home.path("config.toml")).unwrap();
    let other = config.replace("cooldown_burst = 1", "cooldown_burst = 0");
    home.write("config.toml", format!("{other}[index]\nwatch = true\n"));
    bot.signal("HUP");
    bot.says("changed discord.cooldown_burst");
    bot.says("start the program again to change index.watch");
    for _ in 0..3 {
        assert!(!discord.answer(&ask).is_private());
    }

    home.write("config.toml", "[answer]\nlimit = 0\n");
    bot.signal("HUP");
    bot.says("the settings stay as they were: config.toml:2");
    assert!(!discord.answer(&ask).is_private());
}
