//! Kills a process at random moments while it polls ten feeds.
//!
//! `SUMMIT_BOT_FEED_POLLS=1000 cargo test --test it feeds::polls -- --nocapture` runs the long
//! test.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use summit_bot::curation::feeds::{poll_due, preview_items};
use summit_bot::state::ItemStatus;

use super::server::{FAULTS, Fault, Server, Site, page, rss};
use super::{World, fetcher, open};
use crate::random::Random;

const FEEDS: usize = 10;

/// Number of the first round, in units of two days since 1970. It is in the future.
const FIRST: i64 = 15_000;

/// Environment variable for the killed process: its folder, the server's port and the first round.
const CHILD: &str = "SUMMIT_BOT_FEED_CHILD";

/// Polls in the process that is killed, with two days between rounds.
#[test]
fn killed_process() {
    let Ok(told) = std::env::var(CHILD) else {
        return;
    };
    let parts: Vec<&str> = told.split('|').collect();
    let [folder, port, day, rounds] = parts.as_slice() else {
        panic!("{told}");
    };
    let (state, curator) = open(&PathBuf::from(folder));
    let server = format!("127.0.0.1:{port}").parse().unwrap();
    let fetcher = fetcher(server, []);
    let (day, rounds): (i64, i64) = (day.parse().unwrap(), rounds.parse().unwrap());
    for round in 0..rounds {
        // Late enough that every feed is due, even after failures.
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(48 * (FIRST + day + round));
        poll_due(&state, &fetcher, now).unwrap();
        preview_items(&curator, &state, &fetcher, now).unwrap();
    }
}

fn child(world: &World, server: &Server, day: i64, rounds: i64) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "feeds::polls::killed_process", "--nocapture"]);
    let folder = world.home.path("");
    let folder = folder.display();
    command.env(
        CHILD,
        format!("{folder}|{}|{day}|{rounds}", server.address.port()),
    );
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn path(feed: usize) -> String {
    format!("/feed/{feed}")
}

/// Plans a fault for one request in five, and a new item after one in five.
fn plan(mut random: Random) -> impl FnMut(&mut Site, &str, usize) -> Option<Fault> {
    let mut listed: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    move |site, feed, _| {
        let items = listed.entry(feed.to_owned()).or_default();
        if random.below(5) == 0 {
            let n = items.len();
            let item = format!("{}/item/{n}", feed.replace("/feed", "/of"));
            let title = format!("Report {n} of {feed}");
            let text = format!("The clerk of {feed} signed paper number {n} in the harbour.");
            site.pages.insert(item.clone(), page(&title, &text, ""));
            items.push((item, title));
            let items: Vec<_> = items
                .iter()
                .map(|(path, title)| (&**path, &**title))
                .collect();
            site.feeds.insert(feed.to_owned(), rss(&items));
        }
        let fault = FAULTS[random.below(FAULTS.len() as u64) as usize];
        (random.below(5) == 0).then_some(fault)
    }
}

#[test]
fn no_item_is_lost_or_duplicated_by_a_kill() {
    let polls = std::env::var("SUMMIT_BOT_FEED_POLLS");
    let polls: usize = polls.map_or(60, |polls| polls.parse().unwrap());
    let seed = Timestamp::now().as_nanosecond() as u64 | 1;
    println!("seed {seed}");
    let mut random = Random(seed);

    let private = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/secret", private.local_addr().unwrap());
    let reached = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&reached);
    thread::spawn(move || {
        for _ in private.incoming() {
            counted.fetch_add(1, Ordering::Relaxed);
        }
    });

    let server = Server::start();
    let world = World::new();
    for n in 0..FEEDS {
        server.feed(&path(n), &[]);
        world.follow(&server, &path(n), "");
    }
    server.with(|site| {
        site.private = address;
        site.asked.clear();
        site.plan = Some(Box::new(plan(Random(seed ^ 0x9e37_79b9))));
    });
    let (mut kills, mut day) = (0, 0);
    // Wait for at least the start-up time, so that the process is killed while polling.
    let mut longest = Duration::from_millis(400);
    while server.with(|site| site.polls()) < polls || kills < polls / 10 {
        let before = server.with(|site| site.polls());
        let mut child = child(&world, &server, day, 1_000).spawn().unwrap();
        let begun = Instant::now();
        while server.with(|site| site.polls()) == before {
            thread::sleep(Duration::from_millis(2));
        }
        longest = longest.max(2 * begun.elapsed()).min(Duration::from_secs(2));
        thread::sleep(Duration::from_millis(
            random.below(longest.as_millis() as u64),
        ));
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        day += 2 * FEEDS as i64 + (server.with(|site| site.polls()) - before) as i64;
    }
    // Without further faults, every item arrives.
    let mut faults = BTreeMap::new();
    let (unchanged, total) = server.with(|site| {
        site.plan = None;
        std::mem::swap(&mut faults, &mut site.faults);
        (site.unchanged, site.polls())
    });
    let status = child(&world, &server, day + 100, 3).status().unwrap();
    assert!(status.success());

    let expected: Vec<String> =
        server.with(|site| site.pages.keys().map(|path| server.url(path)).collect());
    let items = world.state.all_items().unwrap();
    let mut taken: Vec<&str> = items.iter().map(|item| item.url.as_str()).collect();
    taken.sort_unstable();
    let mut sorted: Vec<&str> = expected.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    assert_eq!(taken, sorted, "seed {seed}");
    let waiting = items
        .iter()
        .filter(|item| item.status == ItemStatus::Waiting);
    assert_eq!(waiting.count(), expected.len(), "seed {seed}");
    assert_eq!(reached.load(Ordering::Relaxed), 0, "seed {seed}");
    println!(
        "{total} polls, {kills} kills, {unchanged} times nothing had changed, faults {faults:?}: {} \
         items, each waits once; private addresses reached: 0",
        expected.len()
    );
}
