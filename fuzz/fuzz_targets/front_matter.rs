//! Markdown with front matter, and editing the front matter.

#![cfg_attr(fuzzing, no_main)]

use summit_bot::corpus::formats::{Edits, Format, edit};
use summit_bot_fuzz::{articles, fuzz_target};

fuzz_target!(|front_matter: &str| {
    let text = format!("---\n{front_matter}\n---\n\nThe treaty was signed.\n");
    articles::read(Format::Markdown, &text);
    let edits = Edits::default().set("title", "Another title".to_owned());
    if let Ok(edited) = edit(Format::Markdown, &text, &edits) {
        let articles = articles::read(Format::Markdown, &edited);
        assert_eq!(articles[0].metadata().title, "Another title");
    }
});
