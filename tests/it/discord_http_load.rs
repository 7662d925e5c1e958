//! Tests of the interactions endpoint under load: stopping, reloading settings, and replicas.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use reqwest::blocking::Client;

use crate::balancer::Balancer;
use crate::discord_double::endpoint::{free_address, key, now, sign};
use crate::discord_double::{Double, Person, slash};
use crate::discord_http::{Waiting, post};

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
            let asked = self.answered.load(Ordering::Relaxed);
            let question = format!("Why Alaska, for the {asked}th time?");
            let ask = slash("ask").text("question", &question);
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
    let answered = load.answered.load(Ordering::Relaxed);
    println!("{answered} answered while the settings were read five times");
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
