//! Renders the last line of a shared reply, which names the person who shared it.

use super::citation::part;
use super::escape::length;
use super::layout::MAX_MESSAGE_LENGTH;

const SHARED_BY: &str = "-# Shared by ";

/// Maximum length of the name, in UTF-16 units.
const MAX_NAME_LENGTH: usize = 32;

/// Returns the line `-# Shared by **name**`.
pub(crate) fn shared_by(name: &str) -> String {
    let name = part(Some(name), MAX_NAME_LENGTH);
    format!("{SHARED_BY}**{}**", name.as_deref().unwrap_or("somebody"))
}

/// Returns the line that names the person who shared a message; `None` if it was not shared.
pub(crate) fn who_shared(content: &str) -> Option<&str> {
    let last = content.lines().last()?;
    last.starts_with(SHARED_BY).then_some(last)
}

/// Appends the line to a message, if it fits.
pub(crate) fn with_note(content: &str, note: &str) -> String {
    let whole = format!("{content}\n{note}");
    if length(&whole) <= MAX_MESSAGE_LENGTH {
        whole
    } else {
        content.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::render::layout::MAX_PAGE_LENGTH;

    #[test]
    fn the_line_is_found_again_with_any_name() {
        for name in [
            "Ann",
            "**@everyone** [x](y)",
            "",
            "_\n# x",
            &"*".repeat(100),
        ] {
            let note = shared_by(name);
            assert!(
                length(&note) <= MAX_MESSAGE_LENGTH - MAX_PAGE_LENGTH && note.lines().count() == 1,
                "{note}"
            );
            let shared = with_note("**Who?**\n> They.", &note);
            assert_eq!(who_shared(&shared), Some(note.as_str()));
        }
        assert_eq!(who_shared("**Who?**\n-# 1 · The talks"), None);
        assert_eq!(shared_by("*Ann*"), "-# Shared by **\\*Ann\\***");
    }
}
