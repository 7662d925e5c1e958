//! Hostile texts for tests, and a check that a message renders none of them as markup.

use std::iter::Peekable;
use std::str::Chars;

use proptest::prelude::*;
use proptest::string::string_regex;

use super::escape::length;
use super::layout::MAX_MESSAGE_LENGTH;

/// Returns a strategy for texts made of everything that has a meaning in Discord.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    let parts = prop_oneof![
        Just("@everyone".to_owned()),
        Just("<@1>".to_owned()),
        Just("<@&2>".to_owned()),
        Just("<#3>".to_owned()),
        Just("```\n".to_owned()),
        Just("**".to_owned()),
        Just("||".to_owned()),
        Just("\n> ".to_owned()),
        Just("\n>>> ".to_owned()),
        Just("\n# ".to_owned()),
        Just("\n-# ".to_owned()),
        Just("\n1. ".to_owned()),
        Just("[x](https://example.org)".to_owned()),
        Just("<t:0:R>".to_owned()),
        Just("<:a:1>".to_owned()),
        Just(":smile:".to_owned()),
        Just("https://discord.gg/x".to_owned()),
        Just("\u{202e}\u{200b}\u{0}".to_owned()),
        Just("\\".to_owned()),
        Just(" word. ".to_owned()),
        Just("e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}".to_owned()),
        Just("👩‍👩‍👧".to_owned()),
        // A regex in a string would be parsed again for every text.
        string_regex("\\PC{0,12}").expect("a valid regex"),
        any::<String>(),
    ];
    (proptest::collection::vec(parts, 0..40), 1_usize..20)
        .prop_map(|(parts, times)| parts.concat().repeat(times))
}

/// Prefixes that the bot's own lines have.
const STARTS: [&str; 4] = ["> ", "-# ", "**", "⚠️ **"];

/// Checks that Discord would accept the message, that every line begins like one of the bot's
/// lines, and that no text from an article or a person acts as markup. `sentences` are further
/// beginnings of lines.
pub(crate) fn check(content: &str, sentences: &[&str]) {
    assert!(length(content) <= MAX_MESSAGE_LENGTH, "{}", length(content));
    assert!(!content.trim().is_empty());
    for line in content.lines() {
        let starts = STARTS.iter().chain(sentences);
        let start = starts.copied().find(|start| line.starts_with(start));
        let start = start.unwrap_or_else(|| panic!("{line:?} is none of our lines"));
        let text = match start {
            "> " | "-# " => line.strip_prefix(start).unwrap_or_default(),
            _ => line,
        };
        assert!(!text.starts_with(['#', '>', '+', '-']), "{line:?}");
        check_line(text, line);
    }
}

fn check_line(text: &str, line: &str) {
    let (mut bold, mut struck, mut underlined, mut labels) = (0, 0, 0, 0);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        assert!(!letter.is_control() && !('\u{202a}'..='\u{202e}').contains(&letter));
        match letter {
            '\\' => {
                let next = letters.next().expect("a backslash stands before something");
                assert!(next.is_ascii_punctuation(), "{line:?}");
            }
            '*' | '~' | '_' => {
                assert_eq!(letters.next(), Some(letter), "{line:?}");
                match letter {
                    '*' => bold += 1,
                    '_' => underlined += 1,
                    _ => struck += 1,
                }
            }
            '[' => labels += 1,
            ']' => {
                labels -= 1;
                assert_eq!(letters.next(), Some('('), "{line:?}");
                skip_address(&mut letters, line);
            }
            '`' | '|' | '<' | '@' => panic!("{letter:?} in {line:?}"),
            _ => {}
        }
    }
    let open = (bold % 2, struck % 2, underlined % 2, labels);
    assert_eq!(open, (0, 0, 0, 0), "{line:?}");
}

fn skip_address(letters: &mut Peekable<Chars<'_>>, line: &str) {
    for letter in letters.by_ref() {
        match letter {
            ')' => return,
            ' ' | '(' | '[' | ']' | '<' | '>' | '@' | '\\' | '*' | '|' | '`' => {
                panic!("{letter:?} in an address of {line:?}")
            }
            _ => {}
        }
    }
    panic!("an address of {line:?} does not end");
}
