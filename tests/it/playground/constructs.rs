//! Tests that the page renders every Markdown construct in the snapshots as Discord does.

use std::fs;
use std::path::Path;

use regex::Regex;
use serde_json::{Value, json};

use super::browser::Page;
use crate::program::Home;

/// Constructs: name, regular expression in Markdown, and CSS selector of the rendered element.
const CONSTRUCTS: [(&str, &str, &str); 13] = [
    ("bold", r"(?s)\*\*.+?\*\*", "strong"),
    ("code", r"`[^`]+`", "code"),
    ("heading", r"(?m)^#{1,3} ", "h1, h2, h3"),
    ("italic", r"(?:^|[^*])\*[^*\s][^*]*\*(?:$|[^*])", "em"),
    ("link", r"\]\(https?:", "a"),
    ("list item", r"(?m)^- ", "li"),
    ("mention", r"<[@#:]", "mention"),
    ("quote", r"(?m)(?:\A|^[^>\n].*\n|^\n)> ", "blockquote"),
    ("spoiler", r"\|\|.+?\|\|", ".spoiler"),
    ("strike-through", r"~~.+?~~", "s"),
    ("subtext", r"(?m)^-# ", "small"),
    ("timestamp", r"<t:\d+:\w>", "time"),
    ("underline", r"__.+?__", "u"),
];

/// Constructs that the bot uses.
const USED: [&str; 9] = [
    "bold",
    "code",
    "link",
    "list item",
    "quote",
    "strike-through",
    "subtext",
    "timestamp",
    "underline",
];

/// A reply that is in no snapshot: near-duplicate reports with underlined differences.
const NEAR_TWINS: &str = "> **The harbour opens on __6__ May.**\n-# 1 · Ferries wait · ¶1";

/// Script that renders texts. Returns the visible lines of each, and the number of each element.
const RENDER: &str = r#"
    const [texts, elements, done] = arguments;
    import(new URL("markdown.js", location.href)).then(({ markdown }) => done(texts.map((text) => {
        const shown = markdown(text);
        const counts = elements.map((css) => shown.querySelectorAll(css).length);
        for (const time of shown.querySelectorAll("time")) time.textContent = "TIME";
        const lines = [...shown.querySelectorAll("p, small, li")].map((line) => line.textContent);
        return { counts, lines };
    })), (error) => done(String(error)));
"#;

/// Returns the texts of all replies in the snapshots of Discord.
fn replies() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots");
    let mut replies = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if !name.contains("frozen_discord__") && !name.contains("frozen_moderation__") {
            continue;
        }
        if name.contains("__commands") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        let (_, text) = text.split_once("\n---\n").unwrap();
        let mut reply: Vec<&str> = Vec::new();
        for line in text.lines() {
            let is_other = ["row ", "choice: ", "{\""]
                .iter()
                .any(|start| line.starts_with(start));
            let is_between = line.starts_with("## ") || line == "then:";
            if is_other || is_between {
                replies.push(reply.join("\n").trim().to_owned());
                reply.clear();
            } else {
                reply.push(line);
            }
        }
    }
    replies.push(NEAR_TWINS.to_owned());
    replies.retain(|reply| !reply.is_empty());
    replies.sort();
    replies.dedup();
    let replies = replies.into_iter();
    replies
        .map(|reply| reply.replace("<t:[time]", "<t:1786800000"))
        .collect()
}

/// Removes escaped characters from Markdown.
fn without_escaped(text: &str) -> String {
    Regex::new(r"\\.")
        .unwrap()
        .replace_all(text, "x")
        .into_owned()
}

/// Returns the visible lines of a message.
fn lines(text: &str) -> Vec<String> {
    let escaped = Regex::new(r"\\([[:punct:]])").unwrap();
    // Private-use characters replace escaped ones until the markup is removed.
    let hidden = escaped.replace_all(text, |found: &regex::Captures<'_>| {
        let letter = found[1].chars().next().unwrap();
        char::from_u32(0xe000 + letter as u32).unwrap().to_string()
    });
    let mut shown = hidden.into_owned();
    for (mark, plain) in [
        (r"(?m)^> ", ""),
        (r"(?m)^(?:-# |- )", ""),
        (r"\[([^\]]*)\]\(https?://[^)\s]+\)", "$1"),
        (r"<t:\d+:\w>", "TIME"),
        (r"\*\*|~~|__|`", ""),
    ] {
        shown = Regex::new(mark)
            .unwrap()
            .replace_all(&shown, plain)
            .into_owned();
    }
    let shown: String = shown
        .chars()
        .map(|letter| match letter as u32 {
            code @ 0xe000..=0xe07f => char::from_u32(code - 0xe000).unwrap(),
            _ => letter,
        })
        .collect();
    shown.lines().map(str::to_owned).collect()
}

fn count(pattern: &str, text: &str) -> u64 {
    Regex::new(pattern).unwrap().find_iter(text).count() as u64
}

#[test]
fn the_bot_uses_these_constructs() {
    let replies = replies();
    assert!(replies.len() > 50, "{}", replies.len());
    let found = CONSTRUCTS.iter().filter(|(_, pattern, _)| {
        replies
            .iter()
            .any(|reply| count(pattern, &without_escaped(reply)) > 0)
    });
    let found: Vec<&str> = found.map(|(name, ..)| *name).collect();
    assert_eq!(found, USED, "of {} replies", replies.len());
}

#[test]
fn every_construct_is_rendered() {
    let Some(page) = Page::open(Home::shipped()) else {
        return;
    };
    let replies = replies();
    let used = CONSTRUCTS.iter().filter(|(name, ..)| USED.contains(name));
    let elements: Vec<&str> = used.clone().map(|(.., element)| *element).collect();
    let shown = page.run_async(RENDER, vec![json!(replies), json!(elements)]);
    let shown = shown.as_array().unwrap_or_else(|| panic!("{shown}"));
    for (reply, shown) in replies.iter().zip(shown) {
        let plain = without_escaped(reply);
        for ((name, pattern, _), count_shown) in
            used.clone().zip(shown["counts"].as_array().unwrap())
        {
            assert_eq!(*count_shown, count(pattern, &plain), "{name} in {reply}");
        }
        let lines: Vec<Value> = lines(reply).into_iter().map(Value::from).collect();
        assert_eq!(shown["lines"], Value::from(lines), "{reply}");
    }
}
