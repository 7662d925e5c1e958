//! Tests with full disks, read-only folders, files that change while they are read, and damage.

#![allow(clippy::print_stdout, reason = "what was done is there to be printed")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::program::{Home, Run};

fn treaty(n: usize, paragraphs: usize) -> String {
    let mut text = format!("---\ntitle: Report {n}\n---\n");
    for paragraph in 0..paragraphs {
        text.push_str(&format!(
            "\nThe minister signed treaty {n}, article {paragraph}.\n"
        ));
    }
    text
}

fn home() -> Home {
    let home = Home::new(&[]);
    for n in 0..6 {
        home.write(&format!("data/{n}.md"), treaty(n, 3));
    }
    let run = home.run(&["index", "refresh"]);
    assert_eq!(run.code, 0, "{}", run.err);
    home
}

fn edition(home: &Home) -> String {
    let run = home.run(&["index", "status", "--json"]);
    let status: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    status["edition"].as_str().unwrap().to_owned()
}

/// Returns all file names below a folder, including hidden ones.
fn names(folder: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name();
    let names = entries
        .into_iter()
        .map(|entry| entry.unwrap().path().display().to_string());
    names.collect()
}

#[test]
fn a_full_disk_is_an_error_and_changes_nothing() {
    // A maximum file size in KiB makes writes fail at various points, as a full disk does.
    for room in [0, 2, 8, 32] {
        let home = home();
        let edition_before = edition(&home);
        let files = names(&home.path("data"));
        home.write("new.md", treaty(9, 1_500));
        let with_little_room = |arguments: &[&str]| {
            let command = home.command(arguments);
            let mut shell = Command::new("bash");
            let script = format!("trap '' XFSZ; ulimit -f {room}; exec \"$0\" \"$@\"");
            shell.current_dir(home.path("")).args(["-c", &script]);
            shell.arg(command.get_program()).args(command.get_args());
            Run::of(shell.output().unwrap())
        };
        let added = with_little_room(&["index", "add", "new.md", "--yes"]);
        assert_eq!(added.code, 1, "{room}: {}", added.out);
        assert_eq!(added.err.lines().count(), 1, "{room}: {}", added.err);
        let is_written = home.path("data/report-9.md").exists();
        if !is_written {
            assert_eq!(
                names(&home.path("data")),
                files,
                "{room}: nothing is left behind"
            );
        }
        home.write("data/9.md", treaty(9, 1_500));
        let refused = with_little_room(&["index", "refresh"]).refused();
        assert!(refused.contains("the index"), "{room}: {refused}");
        let answer = with_little_room(&["ask", "Who signed treaty 3?", "--json"]);
        assert_eq!(answer.code, 0, "{room}: {}", answer.err);
        assert!(
            answer.out.contains(&edition_before),
            "the old edition answers"
        );
        assert_eq!(edition(&home), edition_before);

        let run = home.run(&["index", "refresh"]);
        assert_eq!(run.code, 0, "{room}: {}", run.err);
        let new = 1 + usize::from(is_written);
        assert!(
            run.out.contains(&format!("{new} added")),
            "{room}: {}",
            run.out
        );
    }
}

/// Makes a folder read-only until dropped. Since root may write anywhere, the program is run as
/// `nobody` if the tests run as root.
struct ReadOnly<'a> {
    home: &'a Home,
    folder: &'a str,
    nobody: Option<u32>,
}

impl<'a> ReadOnly<'a> {
    fn new(home: &'a Home, folder: &'a str) -> Self {
        use std::os::unix::fs::MetadataExt;
        let is_administrator = fs::metadata(home.path("")).unwrap().uid() == 0;
        let read_only = Self {
            home,
            folder,
            nobody: is_administrator.then_some(65_534),
        };
        if is_administrator {
            read_only.allow("", 0o777);
        }
        read_only.allow(folder, 0o555);
        read_only
    }

    fn allow(&self, name: &str, mode: u32) {
        use std::os::unix::fs::PermissionsExt;
        let permissions = fs::Permissions::from_mode(mode);
        for entry in walkdir::WalkDir::new(self.home.path(name)) {
            let entry = entry.unwrap();
            if entry.file_type().is_dir() || mode != 0o555 {
                fs::set_permissions(entry.path(), permissions.clone()).unwrap();
            }
        }
    }

    /// Runs the program; `None` if it cannot be run as `nobody`.
    fn run(&self, arguments: &[&str]) -> Option<Run> {
        use std::os::unix::process::CommandExt;
        let mut command = self.home.command(arguments);
        if let Some(nobody) = self.nobody {
            command.uid(nobody).gid(nobody);
        }
        match command.output() {
            Ok(output) => Some(Run::of(output)),
            Err(error) => {
                println!("skipped: nobody cannot run the program here ({error})");
                None
            }
        }
    }
}

impl Drop for ReadOnly<'_> {
    fn drop(&mut self) {
        self.allow(self.folder, 0o755);
    }
}

#[test]
fn a_read_only_index_still_answers() {
    let home = home();
    let edition = edition(&home);
    let read_only = ReadOnly::new(&home, "index");
    let Some(run) = read_only.run(&["ask", "Who signed treaty 3?", "--json"]) else {
        return;
    };
    assert_eq!(
        (run.code, run.err.as_str()),
        (0, ""),
        "nothing had to be written"
    );
    home.write("data/7.md", treaty(7, 1));
    let run = read_only
        .run(&["ask", "Who signed treaty 3?", "--json"])
        .unwrap();
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains(&edition), "{}", run.out);
    assert!(
        run.err.contains("make sure that the folder is writable"),
        "{}",
        run.err
    );
    let refused = read_only.run(&["index", "refresh"]).unwrap().refused();
    assert!(
        refused.contains("cannot use the index in index"),
        "{refused}"
    );
    drop(read_only);
    assert_eq!(home.run(&["index", "refresh"]).code, 0);
}

#[test]
fn read_only_articles_are_unchanged() {
    let home = home();
    home.write("new.md", treaty(9, 1));
    home.run(&["index", "remove", "5", "--yes"]);
    let files = names(&home.path("data"));
    let edition_before = edition(&home);
    let read_only = ReadOnly::new(&home, "data");
    for arguments in [
        &["index", "add", "new.md", "--yes"][..],
        &["index", "remove", "1", "--yes"],
        &["index", "restore", "5"],
        &["index", "edit", "1", "--title", "Another"],
    ] {
        let Some(run) = read_only.run(arguments) else {
            return;
        };
        assert_eq!(run.code, 1, "{arguments:?}: {}", run.out);
        assert!(
            run.err.contains("permission denied"),
            "{arguments:?}: {}",
            run.err
        );
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
        assert_eq!(names(&home.path("data")), files);
    }
    assert_eq!(
        read_only.run(&["ask", "Who signed treaty 3?"]).unwrap().err,
        ""
    );
    drop(read_only);
    assert_eq!(edition(&home), edition_before);
}

#[test]
fn a_file_that_changes_while_it_is_read_is_read_again() {
    let home = home();
    let path = home.path("data/0.md");
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 0;
            while !is_over.load(Ordering::Relaxed) {
                n += 1;
                // In place and in several writes, as editors and copying programs do.
                fs::write(&path, treaty(n, 500)).unwrap();
            }
            fs::write(&path, treaty(777, 3)).unwrap();
        });
        for _ in 0..10 {
            let run = home.run(&["ask", "Who signed treaty 3?", "--json"]);
            assert_eq!(run.code, 0, "{}", run.err);
        }
        is_over.store(true, Ordering::Relaxed);
    });
    let answer = home.ask("Who signed treaty 777?");
    assert_eq!(answer["passages"][0]["article"], "0");
    let run = home.run(&["index", "refresh"]);
    assert!(run.out.contains("0 changed"), "{}", run.out);
}

#[test]
fn a_damaged_index_is_rebuilt_and_answers_as_before() {
    let home = home();
    let question = ["ask", "Who signed treaty 3?", "--json"];
    let expected = home.run(&question).out;
    let mut kinds = Vec::new();
    for entry in fs::read_dir(home.path("index")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        // Lock files are empty.
        if !name.ends_with(".lock") {
            kinds.push(match name.split_once('.') {
                Some((stem, kind)) if stem.len() == 32 => format!(".{kind}"),
                _ => name,
            });
        }
    }
    assert!(kinds.len() > 6, "{kinds:?}");
    for kind in &kinds {
        for damage in ["flipped", "cut short", "deleted"] {
            let entries = fs::read_dir(home.path("index")).unwrap();
            let names = entries.map(|entry| entry.unwrap().path());
            let mut of_kind = names.filter(|path| path.to_str().unwrap().ends_with(kind.as_str()));
            let path = of_kind.next().unwrap();
            let mut bytes = fs::read(&path).unwrap();
            match damage {
                "deleted" => fs::remove_file(&path).unwrap(),
                "cut short" => fs::write(&path, &bytes[..bytes.len() / 2]).unwrap(),
                _ => {
                    let middle = bytes.len() / 2;
                    bytes[middle] ^= 0xff;
                    fs::write(&path, &bytes).unwrap();
                }
            }
            let run = home.run(&question);
            assert_eq!(
                (run.code, &run.out),
                (0, &expected),
                "{kind} {damage}: {}",
                run.err
            );
            let again = home.run(&question);
            assert_eq!(
                (again.code, again.err.as_str()),
                (0, ""),
                "{kind} {damage}: once"
            );
        }
    }
}
