//! Validation of embeds: limits of each part and of their total length.

use serde_json::Value;

use super::{Check, below};

/// Maximum total length of the titles, descriptions, names, values, footers and authors of all
/// embeds of a message.
const MOST_TOGETHER: usize = 6000;

const FIELDS: [&str; 13] = [
    "type",
    "url",
    "title",
    "color",
    "timestamp",
    "description",
    "author",
    "image",
    "thumbnail",
    "footer",
    "fields",
    "provider",
    "video",
];

pub(super) fn embeds(check: &mut Check, at: &str, value: &Value) {
    let mut together = 0;
    for (at, embed) in check.list(at, value, 10) {
        check.fields(&at, embed, &FIELDS);
        let mut part = |at: String, text: &Value, least: usize, most: usize| {
            check.text(&at, text, least..=most);
            together += text.as_str().unwrap_or_default().chars().count();
        };
        part(below(&at, "title"), &embed["title"], 0, 256);
        part(below(&at, "description"), &embed["description"], 0, 4096);
        part(below(&at, "footer.text"), &embed["footer"]["text"], 0, 2048);
        part(below(&at, "author.name"), &embed["author"]["name"], 0, 256);
        for (n, field) in embed["fields"].as_array().into_iter().flatten().enumerate() {
            part(format!("{at}.fields.{n}.name"), &field["name"], 1, 256);
            part(format!("{at}.fields.{n}.value"), &field["value"], 1, 1024);
        }
        check.list(&below(&at, "fields"), &embed["fields"], 25);
        check.number(&below(&at, "color"), &embed["color"], 0..=0xff_ff_ff);
    }
    if together > MOST_TOGETHER {
        check.wrong(
            at,
            "MAX_EMBED_SIZE_EXCEEDED",
            "Embed size exceeds maximum size of 6000",
        );
    }
}
