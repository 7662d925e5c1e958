//! Helpers for the snapshots of the terminal and of Discord.
//!
//! A snapshot may change only where the program's output is meant to change. To accept a change,
//! run `INSTA_UPDATE=always cargo test --test it frozen` and read the difference.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;
use walkdir::WalkDir;

use crate::discord_double::{Bot, Double, GUILD, Interaction, Person, Reply, rest, slash};
use crate::program::Home;

/// Role whose members are moderators.
pub(crate) const ROLE: u64 = 1_200_000_000_000_000_001;

/// A bot with moderators and without a cooldown, and a transcript of what it was sent and replied.
pub(crate) struct Stage {
    pub discord: Double,
    pub home: Home,
    _bot: Bot,
    pub script: String,
}

impl Stage {
    /// Starts with the invented folder and the shipped article.
    pub(crate) fn new() -> Self {
        let home = folder();
        let shipped = include_str!("../../data/alaska-summit.txt");
        home.write("data/alaska-summit.txt", shipped);
        Self::over(home)
    }

    /// Starts with the articles of `home`.
    pub(crate) fn over(home: Home) -> Self {
        let discord = Double::start();
        let settings = format!(
            "cooldown_burst = 0\n[moderation]\nguilds = [{{ id = \"{GUILD}\", \
             permission = \"MANAGE_GUILD\", roles = [\"{ROLE}\"] }}]\n"
        );
        let mut command = discord.command(&home, &settings);
        command.env("USER", "tester");
        let bot = discord.connect(&home, command);
        discord.wait("the commands to be registered", |state| {
            (state.commands.len() == 2).then_some(())
        });
        Self {
            discord,
            home,
            _bot: bot,
            script: String::new(),
        }
    }

    /// Sends an interaction and appends the final reply to the transcript.
    pub(crate) fn send(&mut self, interaction: &Interaction) -> Reply {
        let before = self.discord.with(|state| state.requests.len());
        let id = self.discord.send(interaction);
        let reply = self.discord.reply(id);
        let payload = self
            .discord
            .with(|state| interaction.payload(state, 1, "token"));
        let heading = heading(&payload["data"]);
        writeln!(self.script, "## {heading}\n\n{}\n", shown(&reply.body)).unwrap();
        if ![5, 6].contains(&reply.kind()) {
            return reply;
        }
        let last = self.discord.wait("the end of the work", |state| {
            let mut edits = state.requests[before..].iter();
            let edit = edits.rfind(|request| request.route == rest::ORIGINAL);
            edit.map(|edit| edit.body.clone()).filter(is_last)
        });
        writeln!(self.script, "then:\n{}\n", shown(&last)).unwrap();
        self.discord.reply(id)
    }

    /// Presses a button of a reply as the person for whom it was made.
    pub(crate) fn press(&mut self, reply: &Reply, label: &str) -> Reply {
        self.send(&reply.press(label))
    }

    /// Presses a button of a reply as a moderator.
    pub(crate) fn press_as_moderator(&mut self, reply: &Reply, label: &str) -> Reply {
        self.send(&reply.press(label).by(&Person::moderator()))
    }

    /// Refreshes the index, as the terminal does.
    pub(crate) fn refresh(&self) {
        assert_eq!(self.home.run(&["index", "refresh", "--yes"]).code, 0);
    }

    /// Returns the transcript without values that differ between runs.
    pub(crate) fn script(&self) -> String {
        redacted(self.script.trim_end())
    }

    /// Sends `/index add` with an attached file.
    pub(crate) fn add_file(&mut self, name: &str, text: &str) -> Reply {
        let url = self.discord.store_upload(name, text.into());
        self.send(&index("add").file("file", name, text.len(), &url))
    }
}

/// Makes an interaction with a subcommand of `/index`, by a moderator.
pub(crate) fn index(verb: &str) -> Interaction {
    slash("index").sub(verb).by(&Person::moderator())
}

/// Returns whether an edit of a reply is the final one and not a progress report.
fn is_last(edit: &Value) -> bool {
    let text = edit["content"].as_str().unwrap();
    !text.ends_with(" …") && !text.ends_with(" so far")
}

/// Formats an interaction as one line: its command and options, its form's fields, or its button.
fn heading(data: &Value) -> String {
    let mut heading = match (&data["name"], &data["custom_id"]) {
        (Value::String(name), _) => format!("/{name}"),
        (_, id) => format!("press {id}"),
    };
    let mut levels = vec![
        &data["options"],
        &data["components"],
        &data["resolved"]["messages"],
    ];
    while let Some(level) = levels.pop() {
        let options = level.as_array().into_iter().flatten();
        let messages = level.as_object().into_iter().flat_map(|map| map.values());
        for item in options.chain(messages) {
            let name = ["name", "custom_id"]
                .iter()
                .find_map(|key| item[key].as_str());
            let value = ["value", "content"].iter().find_map(|key| item.get(key));
            let value = value.filter(|_| item["type"] != 11).map(Value::to_string);
            for part in [name, value.as_deref()].into_iter().flatten() {
                let start: String = part.chars().take(100).collect();
                write!(heading, " {start}").unwrap();
            }
            levels.extend([&item["options"], &item["components"]]);
        }
    }
    heading
}

/// Formats a body: its text, then each button, field or suggestion on a line, then the rest.
pub(crate) fn shown(body: &Value) -> String {
    let mut body = body.clone();
    let data = match body.get_mut("data") {
        Some(data) => data,
        None => &mut body,
    };
    let mut take = |key: &str| data.as_object_mut().and_then(|data| data.shift_remove(key));
    let mut lines = Vec::new();
    if let Some(Value::String(text)) = take("content") {
        lines.push(text);
    }
    if let Some(Value::Array(rows)) = take("components") {
        for (n, row) in (1..).zip(rows) {
            let parts = row["components"].as_array().unwrap();
            lines.extend(parts.iter().map(|part| format!("row {n}: {part}")));
        }
    }
    if let Some(Value::Array(choices)) = take("choices") {
        lines.extend(choices.iter().map(|choice| format!("choice: {choice}")));
    }
    lines.push(body.to_string());
    lines.join("\n")
}

/// Copies the folder `tests/data/folder`: articles of every format, two of which are the same
/// report on two days, and three files with a problem.
pub(crate) fn folder() -> Home {
    let home = Home::new(&[]);
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/folder");
    for entry in WalkDir::new(&from).min_depth(1).sort_by_file_name() {
        let entry = entry.unwrap();
        let to = home
            .path("data")
            .join(entry.path().strip_prefix(&from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
    home.write("data/latin.txt", b"A caf\xe9 in the harbour.\n");
    home
}

/// Replaces values that differ between runs by names.
pub(crate) fn redacted(text: &str) -> String {
    static CHANGING: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
        let patterns = [
            (r"<t:\d+", "<t:[time]"),
            (
                r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z| UTC)",
                "[time]",
            ),
            (r"\d+ \w{3} \d{4} \d\d:\d\d(:\d\d)? UTC", "[time]"),
            (r"removed \d+ \w{3} \d{4} by", "removed [day] by"),
            (r"\b[0-9a-f]{32}\b", "[draft]"),
            (r"(^|[^.\w])[0-9a-f]{8}\b", "${1}[edition]"),
            (r" in \d+(\.\d+)? m?s\b", " in [duration]"),
            (r" +\d+\.\d+ ms\b", " [duration]"),
            (
                r#""(seconds|median_ms|p99_ms|bytes)": [\d.e-]+"#,
                r#""$1": "[changing]""#,
            ),
            (r#""(score|confidence)": (\d\.\d{4})\d+"#, r#""$1": $2"#),
            (r"\d+(\.\d+)? [KM]iB", "[size]"),
            (r"incident `[0-9a-f]{6}`", "incident `[incident]`"),
            (r"try again in \d+ seconds?", "try again in [duration]"),
            (r"127\.0\.0\.1:\d{4,5}", "127.0.0.1:[port]"),
        ];
        patterns
            .into_iter()
            .map(|(pattern, name)| (Regex::new(pattern).unwrap(), name))
            .collect()
    });
    let mut text = text.to_owned();
    for (pattern, name) in &*CHANGING {
        text = pattern.replace_all(&text, *name).into_owned();
    }
    text
}
