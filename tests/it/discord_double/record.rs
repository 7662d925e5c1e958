//! What the bot asked for, kept for the tests and, if wanted, for Discord's own schema.

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

/// The folder for records of all bodies that the program ever sends, one file a Discord.
const FOLDER: &str = "DISCORD_RECORDS";

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub method: String,
    /// The path with names for what differs, as in the documentation.
    pub route: String,
    pub body: Value,
    /// The answer it got.
    pub status: u16,
}

/// The file for the records of one Discord, if they are wanted.
pub(super) fn file() -> Option<File> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let folder = PathBuf::from(std::env::var_os(FOLDER)?);
    fs::create_dir_all(&folder).unwrap();
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("{}-{n}.jsonl", std::process::id());
    Some(File::create(folder.join(name)).unwrap())
}

/// Keeps a request that has a body.
pub(super) fn write(mut file: &File, request: &Request) {
    if request.body.is_null() {
        return;
    }
    let Request {
        method,
        route,
        body,
        ..
    } = request;
    let line = json!({ "method": method, "route": route, "body": body });
    writeln!(file, "{line}").unwrap();
}

/// The JSON of a body, which stands in a part of its own where files come with it.
pub(super) fn body(content_type: &str, bytes: &[u8]) -> Result<Value, String> {
    let text = String::from_utf8_lossy(bytes);
    let json = match content_type.split_once("boundary=") {
        Some((_, boundary)) => payload_json(&text, boundary.trim_matches('"'))?,
        None if text.is_empty() => return Ok(Value::Null),
        None => &text,
    };
    serde_json::from_str(json).map_err(|error| error.to_string())
}

fn payload_json<'a>(text: &'a str, boundary: &str) -> Result<&'a str, String> {
    text.split(&format!("--{boundary}"))
        .filter_map(|part| part.split_once("\r\n\r\n"))
        .find(|(head, _)| head.contains("name=\"payload_json\""))
        .map(|(_, body)| body.trim_end())
        .ok_or_else(|| "no part payload_json".to_owned())
}
