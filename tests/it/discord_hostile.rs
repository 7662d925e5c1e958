//! Hostile questions and articles: mentions, forged replies of the bot, and Markdown injection.

use crate::discord_double::{Direct, Person, Reply, menu, message, slash};
use crate::program::Home;

/// Texts that must not appear unescaped in a message.
const FORBIDDEN: [&str; 8] = [
    "](https://evil.example",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{7}",
    "\n# ",
    "\n```",
    "<https://evil.example",
];

/// Hostile texts in questions or articles.
const HOSTILE: [&str; 14] = [
    "@everyone @here <@1000000000000000002> <@&1000000000000000003> <#1> </ask:1>",
    "[the treaty](https://evil.example/treaty)",
    "<https://evil.example> https://evil.example",
    "**bold** __under__ ~~gone~~ ||hidden|| *stars* _lines_",
    "```\ncode\n``` and `more` of ``it``",
    "\u{202e}desrever\u{202c} \u{2066}isolated\u{2069} zero\u{200b}width",
    "# A heading\n> a quotation\n>>> more\n- a list\n-# small",
    "<:smile:123456789012345678> <a:smile:123456789012345678> <t:0:R> :smile:",
    "\u{7}\u{1b}[31m\u{0}",
    "\\*escaped\\* \\\\ \\",
    "Z\u{335}\u{322}\u{327}a\u{335}\u{322}\u{327}l\u{335}\u{322}\u{327}g\u{335}\u{322}\u{327}o",
    "ℵ👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿 𝕿𝖗𝖊𝖆𝖙𝖞",
    "** ** __ __ || || ~~ ~~ * _ ` > #",
    "\u{feff}\u{2028}\u{2029}\u{85}",
];

/// Returns the text without characters escaped by a backslash.
fn without_escapes(text: &str) -> String {
    let mut meant = String::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => drop(characters.next()),
            c => meant.push(c),
        }
    }
    meant
}

fn check(reply: &Reply, wish: &str) {
    let text = reply.text();
    for forbidden in FORBIDDEN {
        assert!(
            !text.contains(forbidden),
            "{wish:?}: {forbidden:?} in {text}"
        );
    }
    // The bot itself writes option names like this.
    let mut meant = without_escapes(text);
    for option in ["question", "words", "speaker", "article", "text"] {
        meant = meant.replace(&format!("`{option}`"), "");
    }
    // The bot underlines differences between near duplicates, here the word after an address.
    let meant = meant.replace("__a__", "a");
    for mark in ["||", "`", "__"] {
        assert!(!meant.contains(mark), "{wish:?}: {mark} in {text}");
    }
    // The bot's own formatting is closed on the line where it was opened.
    for mark in ["**", "~~"] {
        for line in meant.lines() {
            assert_eq!(line.matches(mark).count() % 2, 0, "{wish:?}: {line}");
        }
    }
    assert!(text.chars().count() <= 2000, "{wish:?}");
    assert!(reply.is_plain());
}

#[test]
fn hostile_questions_are_escaped() {
    let discord = Direct::new(Home::shipped());
    for wish in HOSTILE {
        for question in [wish.to_owned(), format!("What does Putin want? {wish}")] {
            let asked = slash("ask").text("question", &question);
            let reply = discord.answer(&asked.flag("private", true));
            check(&reply, wish);
            if reply.labels().contains(&"Share") {
                check(&discord.answer(&reply.press("Share")), wish);
            }
        }
        let words = format!("“{wish}” next time in Moscow");
        let written = message::written(&Person::other(), &format!("He said {words}"));
        let others = [
            slash("ask").text("question", "Why?").text("article", wish),
            slash("quote").text("words", &words).text("speaker", wish),
            slash("quote").text("speaker", wish),
            slash("verify").text("text", &words).text("speaker", wish),
            slash("verify").text("text", wish),
            menu("Check quotes", &written),
        ];
        for interaction in others {
            check(&discord.answer(&interaction), wish);
        }
        for option in ["words", "speaker", "article"] {
            let typed = discord.answer(&slash("quote").typing(option, wish));
            assert_eq!(typed.kind(), 8);
        }
    }
}

#[test]
fn hostile_articles_are_escaped() {
    for (n, wish) in HOSTILE.into_iter().enumerate() {
        let one_line = wish.replace(['\n', '\r', '\u{0}'], " ");
        let title = serde_json::to_string(&one_line).unwrap();
        let text = format!(
            "The minister signed treaty {n}. {wish} “We like {one_line} a lot,” said the minister. \
             Then the minister left."
        );
        let article = format!(
            "---\ntitle: {title}\noutlet: {title}\nurl: \"https://example.org/a)[b](c) d\"\n---\n\n\
             ## {one_line}\n\n{text}\n\n{text}\n"
        );
        let home = Home::new(&[("data/a.md", &article), ("data/b.txt", &text)]);
        let discord = Direct::new(home);
        let reply = discord.answer(&slash("ask").text("question", "What did the minister sign?"));
        check(&reply, wish);
        assert!(
            reply.text().contains("minister signed treaty"),
            "{}",
            reply.text()
        );
        let labels = reply.labels();
        if let Some(context) = labels.iter().find(|label| label.starts_with("Context")) {
            check(&discord.answer(&reply.press(context)), wish);
        }
        check(&discord.answer(&slash("articles")), wish);
        let words = slash("quote").text("words", "we like a lot");
        check(&discord.answer(&words), wish);
        let verify = slash("verify").text("text", "We really like it a lot");
        check(&discord.answer(&verify), wish);
        discord.answer(&slash("quote").typing("speaker", ""));
        discord.answer(&slash("ask").typing("article", ""));
    }
}
