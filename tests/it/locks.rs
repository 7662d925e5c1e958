//! Tests of two programs that write to the same index.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use summit_bot::index::{LockRequest, Store};
use summit_bot::text::Language;

use crate::program::Home;

/// Adds enough articles that indexing takes a while.
fn fill(home: &Home) {
    let paragraph = "The minister signed the grain treaty with the ambassador on Monday. ";
    for n in 0..200 {
        let text = format!("Report {n}\n\n{}", paragraph.repeat(200));
        home.write(&format!("data/{n}.txt"), text);
    }
}

/// Starts the program.
fn start(home: &Home, arguments: &[&str]) -> Child {
    let mut command = home.command(arguments);
    command.env("USER", "alice");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

/// Returns the names of the segment files that store texts.
fn segments(home: &Home) -> BTreeSet<String> {
    let entries = fs::read_dir(home.path("index")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".store")).collect()
}

/// Starts a refresh of many articles and stops it while it writes a segment.
fn stopped_writer(home: &Home) -> Child {
    fill(home);
    let before = segments(home);
    let mut writer = start(home, &["index", "refresh"]);
    let deadline = Instant::now() + Duration::from_secs(60);
    while segments(home) == before {
        assert!(Instant::now() < deadline, "nothing was written");
        assert!(
            writer.try_wait().unwrap().is_none(),
            "the refresh has ended"
        );
        std::thread::sleep(Duration::from_millis(1));
    }
    let stopped = Command::new("kill")
        .args(["-STOP", &writer.id().to_string()])
        .status();
    assert!(stopped.unwrap().success());
    writer
}

#[test]
fn the_second_writer_is_told_about_the_first() {
    let home = Home::new(&[("data/a.txt", "One.")]);
    home.run(&["index", "refresh"]);
    let mut store = Store::open(&home.path("index"), Language::ENGLISH).unwrap();
    let claim = LockRequest {
        actor: "alice".to_owned(),
        timeout: Duration::ZERO,
    };
    store.lock(&claim).unwrap();
    home.write("data/a.txt", "Two.");

    let refused = home.run(&["index", "refresh"]).refused();
    let expected = format!(
        "cannot write to the index: alice (process {}, since",
        std::process::id()
    );
    assert!(refused.starts_with(&expected), "{refused}");
    let run = home.run(&["ask", "What is number one?"]);
    assert!(run.err.contains("alice"), "{}", run.err);
    assert!(
        run.err.contains("this answer is from edition"),
        "{}",
        run.err
    );

    let mut waiting = start(&home, &["index", "refresh", "--wait"]);
    drop(store);
    assert!(waiting.wait().unwrap().success());
}

#[test]
fn a_killed_writer_releases_its_lock() {
    let home = Home::new(&[("data/first.txt", "One.")]);
    assert_eq!(home.run(&["index", "refresh"]).code, 0);
    let mut writer = stopped_writer(&home);
    let refused = home.run(&["index", "refresh"]).refused();
    assert!(refused.contains("terminal (alice)"), "{refused}");
    writer.kill().unwrap();
    writer.wait().unwrap();
    let run = home.run(&["index", "refresh"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("200 added"), "{}", run.out);
}

#[test]
fn waiting_for_the_opening_lock_ends() {
    let home = Home::new(&[("data/first.txt", "One.")]);
    assert_eq!(home.run(&["index", "refresh"]).code, 0);
    let opening = fs::File::create(home.path("index/.tantivy-meta.lock")).unwrap();
    opening.lock().unwrap();
    let refused = home.run(&["index", "refresh"]).refused();
    assert!(refused.contains("another program"), "{refused}");
    drop(opening);
    assert_eq!(home.run(&["index", "refresh"]).code, 0);
}

#[test]
fn files_left_by_a_killed_program_are_deleted_and_no_others() {
    let home = Home::new(&[]);
    home.write("data/1.md", "The minister signed treaty 1.");
    assert_eq!(home.run(&["index", "refresh"]).code, 0);
    let entries = fs::read_dir(home.path("index")).unwrap();
    let mut names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let segment = names.find_map(|name| Some(name.strip_suffix(".store")?.to_owned()));
    let segment = segment.unwrap();
    // Files of a segment in no commit, a temporary file, and deletion lists under names that the
    // next commits would use.
    let mut left = vec![
        "index/0123456789abcdef0123456789abcdef.store".to_owned(),
        "index/0123456789abcdef0123456789abcdef.7.del".to_owned(),
        "index/.tmpAbC123".to_owned(),
    ];
    left.extend((1..20).map(|stamp| format!("index/{segment}.{stamp}.del")));
    let others = [
        "index/notes.txt",
        "index/0123.store",
        "index/0123456789abcdef0123456789abcdef.jpg",
    ];
    for name in left.iter().map(String::as_str).chain(others) {
        home.write(name, "half");
    }
    home.write("data/1.md", "The minister signed treaty 2.");
    home.write("data/2.md", "The ambassador left.");
    let run = home.run(&["index", "refresh"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for name in &left {
        assert!(!home.path(name).exists(), "{name} is still there");
    }
    for name in others {
        assert!(home.path(name).exists(), "{name} is gone");
    }
}
