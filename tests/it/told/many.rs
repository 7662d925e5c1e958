//! Measures how long replies take while many wishes are asked again after a new article.
//!
//! `SUMMIT_BOT_WISHES=5000 cargo test --release --test it told::many -- --nocapture` prints the
//! figures.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use summit_bot::discord::{Bot, Message, Outbound, OutboundError, Recipient, UserId};
use summit_bot::index::Cancellation;

use crate::discord_double::{Direct, State, slash};
use crate::discord_index::article;
use crate::program::Home;

/// Number of articles before the new one.
const ARTICLES: usize = 40;

/// Names in the articles.
const PEOPLE: [&str; 8] = [
    "baker",
    "builder",
    "carpenter",
    "painter",
    "plumber",
    "mason",
    "sailor",
    "tailor",
];

/// Counts the people who are notified.
#[derive(Default)]
struct Told(Mutex<Vec<UserId>>);

impl Outbound for Told {
    fn send(&self, to: Recipient, _: &Message, _: &str) -> Result<(), OutboundError> {
        if let Recipient::Person(person) = to {
            self.0.lock().unwrap().push(person);
        }
        Ok(())
    }
}

/// Asks different questions until `is_over`. Returns the 99th percentile of the durations.
fn p99(bot: &Bot, is_over: impl Fn(usize) -> bool) -> Duration {
    let state = State::new("direct".to_owned());
    let mut taken = Vec::new();
    while !is_over(taken.len()) {
        let n = taken.len();
        let question = format!(
            "Who signed the {} treaty of week {n}?",
            PEOPLE[n % PEOPLE.len()]
        );
        let asked = slash("ask")
            .text("question", &question)
            .payload(&state, 1, "token");
        let asked = serde_json::from_value(asked).unwrap();
        let begun = Instant::now();
        bot.handle(&asked).unwrap();
        taken.push(begun.elapsed());
        // Pause as people do.
        thread::sleep(Duration::from_millis(2));
    }
    taken.sort_unstable();
    let slowest = taken.len() * 99 / 100;
    taken
        .get(slowest)
        .or(taken.last())
        .copied()
        .unwrap_or_default()
}

#[test]
fn many_wishes_do_not_delay_replies() {
    let wishes = std::env::var("SUMMIT_BOT_WISHES");
    let wishes: u64 = wishes.map_or(20, |wishes| wishes.parse().unwrap());
    let asks = (wishes as usize / 10).max(10);
    let home = Home::new(&[]);
    for n in 0..ARTICLES {
        let who = PEOPLE[n % PEOPLE.len()];
        let text = article(&format!("Report {n}"), who);
        let more =
            format!("\nThe {who} spoke for an hour on subject {n}, and nobody left the hall.\n");
        home.write(&format!("data/{n}.md"), text + &more);
    }
    let desk = Direct::new(home).keeping();
    let told = Told::default();
    desk.bot()
        .follow_up(&told, &Cancellation::default())
        .unwrap();
    let kept = desk.kept.as_ref().unwrap();
    let asked: Timestamp = "2025-03-05T23:30:00Z".parse().unwrap();
    for n in 0..wishes {
        // One in ten is answered by the new article.
        let question = match n % 10 {
            0 => format!("Who signed the glazier treaty of week {n}?"),
            _ => format!("When does the ferry to island {n} sail?"),
        };
        kept.add_wish(1_000 + n / 20, &question, asked).unwrap();
    }
    let calm = p99(desk.bot(), |count| count >= asks);
    desk.home
        .write("data/new.md", article("The glazier", "glazier"));
    desk.refresh();
    let is_done = AtomicBool::new(false);
    let begun = Instant::now();
    let (busy, took) = thread::scope(|scope| {
        let asking = scope.spawn(|| p99(desk.bot(), |_| is_done.load(Ordering::Acquire)));
        desk.bot()
            .follow_up(&told, &Cancellation::default())
            .unwrap();
        let took = begun.elapsed();
        is_done.store(true, Ordering::Release);
        (asking.join().unwrap(), took)
    });
    let told = told.0.lock().unwrap().len();
    println!(
        "{wishes} wishes asked again in {took:.1?}, {told} granted; /ask p99 {calm:.1?} without, \
         {busy:.1?} meanwhile"
    );
    assert_eq!(told as u64, wishes.div_ceil(10));
    assert_eq!(
        kept.wishes(asked).unwrap().len() as u64,
        wishes - wishes.div_ceil(10)
    );
}
