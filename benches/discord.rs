//! Measures the time from sending an interaction to receiving the reply, compared to a bot that
//! always replies "pong", and the memory of a connected bot.
//!
//!     cargo bench --bench discord
//!     cargo bench --bench discord -- 2000
//!     cargo bench --bench discord -- overload
//!
//! `overload` sends 2,000 different questions at once over 5,000 articles, and counts those that
//! were answered or refused within three seconds.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and fails loudly"
)]

#[allow(dead_code, unused_imports, reason = "the tests need more of it")]
#[path = "../tests/it/discord_double/mod.rs"]
mod discord_double;
#[allow(dead_code, reason = "the tests need more of it")]
#[path = "../tests/it/program.rs"]
mod program;

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::process::Command;
use std::time::Duration;

use serenity::all::{
    ClientBuilder, Context, CreateInteractionResponse, CreateInteractionResponseMessage,
    EventHandler, GatewayIntents, HttpBuilder, Interaction,
};

use discord_double::{Bot, Double, Person, TOKEN, slash};
use program::Home;

/// Environment variable that makes this program the "pong" bot, with the address of its Discord.
const PONG: &str = "SUMMIT_BENCH_PONG";

/// Questions about the shipped article, asked in turn.
const QUESTIONS: [&str; 12] = [
    "What are Putin's conditions for peace?",
    "Where do Trump and Putin meet?",
    "Why Alaska?",
    "What does Ukraine want?",
    "Will Zelenskyy attend the summit?",
    "What do European leaders say?",
    "Which regions does Russia claim?",
    "What did Trump say about swapping territories?",
    "How long has the war lasted?",
    "What about sanctions?",
    "Who owned Alaska before the United States?",
    "What happens if there is no deal?",
];

struct Pong;

#[serenity::async_trait]
impl EventHandler for Pong {
    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        if let Interaction::Command(command) = interaction {
            let message = CreateInteractionResponseMessage::new().content("pong");
            let response = CreateInteractionResponse::Message(message);
            command
                .create_response(&context.http, response)
                .await
                .unwrap();
        }
    }
}

/// A bot and its measured times.
struct Runner {
    discord: Double,
    bot: Bot,
    _home: Home,
}

/// Durations until replies.
#[derive(Default)]
struct Waits(Vec<Duration>);

fn main() {
    if let Ok(url) = env::var(PONG) {
        return pong(&url);
    }
    if env::args().any(|argument| argument == "overload") {
        return overload();
    }
    let rounds = env::args()
        .filter_map(|argument| argument.parse().ok())
        .next();
    let rounds: usize = rounds.unwrap_or(1000);
    let mut own = Runner::start(|discord, home| discord.command(home, "cooldown_burst = 0\n"));
    let mut other = Runner::start(|discord, _| {
        let mut command = Command::new(env::current_exe().unwrap());
        command.env(PONG, discord.url());
        command
    });
    let idle = own.memory();
    let other_idle = other.memory();
    let mut new = Waits::default();
    let mut again = Waits::default();
    let mut pong = Waits::default();
    let words = words();
    // In turn, so that other load on the machine affects all bots alike.
    for round in 0..rounds + QUESTIONS.len() {
        let question = QUESTIONS[round % QUESTIONS.len()];
        let word = &words[round / QUESTIONS.len() % words.len()];
        new.add(own.ask(&format!("{question} And {word}?")));
        again.add(own.ask(question));
        pong.add(other.ask(question));
    }
    println!("{rounds} interactions each, sent -> reply received, on loopback:");
    let pong = pong.report("\"pong\"", None);
    again.report("/ask, asked before", Some(pong));
    new.report("/ask, a new question", Some(pong));
    println!("memory of the connected bot (VmRSS):");
    println!(
        "  summit-bot {idle:.1} MB idle, {:.1} MB after that",
        own.memory()
    );
    println!(
        "  \"pong\" {other_idle:.1} MB idle, {:.1} MB after that",
        other.memory()
    );
}

/// Measures many different questions at once.
fn overload() {
    const ARTICLES: usize = 5_000;
    const ASKED: usize = 2_000;
    let words = words();
    let word = |n: usize| &words[n % words.len()];
    let home = Home::new(&[]);
    for n in 0..ARTICLES {
        let text: Vec<&str> = (0..60)
            .map(|m| word(n * 7 + m * m + m * n).as_str())
            .collect();
        let text = text.join(" ");
        home.write(
            &format!("data/{n}.md"),
            format!("---\ntitle: Report {n}\n---\n\nThe {text}.\n"),
        );
    }
    let discord = Double::start();
    let settings = "cooldown_burst = 0\n[log]\nlevel = \"warn\"\n";
    let bot = discord.connect(&home, discord.command(&home, settings));
    discord.answer(&slash("ask").text("question", "What is reported first?"));
    let questions = (0..ASKED).map(|n| {
        let question = format!("What of {} and {} and {}?", word(n), word(n * 3 + 1), n);
        slash("ask")
            .text("question", &question)
            .by(&Person::numbered(n as u64 + 10))
    });
    let ids: Vec<u64> = questions.map(|asked| discord.send(&asked)).collect();
    let settled = |state: &mut discord_double::State| {
        let is_over = |id| {
            let asked = &state.interactions[id];
            let late = asked
                .sent
                .is_some_and(|sent| sent.elapsed() > Duration::from_secs(4));
            asked.callback.is_some() || late
        };
        ids.iter().all(is_over).then_some(())
    };
    discord.wait("the end of the rush", settled);
    let (mut answered, mut told, mut late) = (0, 0, 0);
    discord.with(|state| {
        for id in &ids {
            let asked = &state.interactions[id];
            let body = asked
                .callback
                .as_ref()
                .map(|body| body["data"]["content"].to_string());
            let in_time = asked
                .answered
                .is_some_and(|at| at - asked.sent.unwrap() <= Duration::from_secs(3));
            match body {
                Some(text) if in_time && text.contains("Many people are asking") => told += 1,
                Some(_) if in_time => answered += 1,
                _ => late += 1,
            }
        }
    });
    let log = bot.log();
    println!(
        "{ASKED} different questions at once over {ARTICLES} articles, within 3 s: {answered} answered, \
         {told} told to try again, {late} neither; {} error lines, {} warnings",
        log.matches("ERROR").count(),
        log.matches("WARN").count()
    );
}

impl Runner {
    fn start(command: impl FnOnce(&Double, &Home) -> Command) -> Self {
        let discord = Double::start();
        let home = Home::shipped();
        let command = command(&discord, &home);
        let bot = discord.connect(&home, command);
        Self {
            discord,
            bot,
            _home: home,
        }
    }

    fn ask(&mut self, question: &str) -> Duration {
        let id = self
            .discord
            .answer(&slash("ask").text("question", question))
            .id;
        self.discord.with(|state| {
            let asked = &state.interactions[&id];
            asked.answered.unwrap() - asked.sent.unwrap()
        })
    }

    /// Returns the resident memory in units of 10⁶ bytes.
    fn memory(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.bot.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes: f64 = line
            .unwrap()
            .trim()
            .trim_end_matches(" kB")
            .parse()
            .unwrap();
        kilobytes * 1024.0 / 1e6
    }
}

impl Waits {
    fn add(&mut self, wait: Duration) {
        self.0.push(wait);
    }

    /// Prints and returns the median and the 99th percentile in milliseconds, with ratios to
    /// `beside`.
    fn report(mut self, name: &str, beside: Option<(f64, f64)>) -> (f64, f64) {
        // The first round is for warming up.
        let mut waits = self.0.split_off(QUESTIONS.len());
        waits.sort_unstable();
        let at = |share: usize| waits[(waits.len() * share / 100).min(waits.len() - 1)];
        let milliseconds = |share| at(share).as_secs_f64() * 1000.0;
        let (median, last) = (milliseconds(50), milliseconds(99));
        print!("  {name}: p50 {median:.2} ms, p99 {last:.2} ms");
        match beside {
            Some((other_median, other_last)) => println!(
                ", {:.2} and {:.2} times as long",
                median / other_median,
                last / other_last
            ),
            None => println!(),
        }
        (median, last)
    }
}

/// Returns the distinct words of the shipped article, for making new questions.
fn words() -> Vec<String> {
    let text = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/alaska-summit.txt"
    ))
    .unwrap();
    let words = text.split(|c: char| !c.is_alphabetic());
    let words: BTreeSet<&str> = words.filter(|word| word.len() > 3).collect();
    words.into_iter().map(str::to_owned).collect()
}

/// Runs the "pong" bot.
fn pong(url: &str) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let http = HttpBuilder::new(TOKEN)
            .proxy(url)
            .ratelimiter_disabled(true)
            .build();
        let client = ClientBuilder::new_with_http(http, GatewayIntents::empty());
        let mut client = client.event_handler(Pong).await.unwrap();
        client.start().await.unwrap();
    });
}
