//! Recording the bot's requests, for tests and optionally for validation by Discord's schema.

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

/// Environment variable with the folder for records of all bodies, one file per Discord double.
const FOLDER: &str = "DISCORD_RECORDS";

/// Recorded request.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub method: String,
    /// Path with placeholders, as in Discord's documentation.
    pub route: String,
    pub body: Value,
    /// Status of the response.
    pub status: u16,
}

/// Creates the file for the records of one Discord double, if records are enabled.
pub(super) fn file() -> Option<File> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let folder = PathBuf::from(std::env::var_os(FOLDER)?);
    fs::create_dir_all(&folder).unwrap();
    let n = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("{}-{n}.jsonl", std::process::id());
    Some(File::create(folder.join(name)).unwrap())
}

/// Writes a request that has a body.
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

/// Returns the JSON of a body; if files are attached, of the part that has it.
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
