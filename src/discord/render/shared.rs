//! The last line of a shared reply, which says who shared it.

use super::citation::part;
use super::escape::length;
use super::layout::LONGEST_MESSAGE;

const SHARED_BY: &str = "-# Shared by ";

/// Longest name, in UTF-16 units; longer ones are cut.
const LONGEST_NAME: usize = 32;

/// `-# Shared by **name**`
pub(crate) fn shared_by(name: &str) -> String {
    let name = part(Some(name), LONGEST_NAME);
    format!("{SHARED_BY}**{}**", name.as_deref().unwrap_or("somebody"))
}

/// Finds the line that says who shared a message, if it was shared.
pub(crate) fn who_shared(content: &str) -> Option<&str> {
    let last = content.lines().last()?;
    last.starts_with(SHARED_BY).then_some(last)
}

/// Appends the line to a message, if it fits.
pub(crate) fn with_note(content: &str, note: &str) -> String {
    let whole = format!("{content}\n{note}");
    if length(&whole) <= LONGEST_MESSAGE {
        whole
    } else {
        content.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::render::layout::LONGEST_PAGE;

    #[test]
    fn the_line_is_found_again_and_no_name_spoils_it() {
        for name in [
            "Ann",
            "**@everyone** [x](y)",
            "",
            "_\n# x",
            &"*".repeat(100),
        ] {
            let note = shared_by(name);
            assert!(
                length(&note) <= LONGEST_MESSAGE - LONGEST_PAGE && note.lines().count() == 1,
                "{note}"
            );
            let shared = with_note("**Who?**\n> They.", &note);
            assert_eq!(who_shared(&shared), Some(note.as_str()));
        }
        assert_eq!(who_shared("**Who?**\n-# 1 · The talks"), None);
        assert_eq!(shared_by("*Ann*"), "-# Shared by **\\*Ann\\***");
    }
}
