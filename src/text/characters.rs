//! Characters that a reader does not see.

/// Whether a character shows nothing and takes no room: joiners, soft hyphens, marks of direction
/// and other characters that Unicode calls ignorable by default.
///
/// Texts are compared and searched as if these were not there. The variation selectors U+FE00 to
/// U+FE0F are not among them, because they change how an emoji looks; comparison ignores these
/// too ([`is_variation_selector`]).
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character says only how the one before it looks, such as an emoji in colour.
pub fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}')
}

/// Whether a character reverses the order in which the letters behind it are shown. It can make a
/// line read otherwise than it was written.
pub fn reverses_letters(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with control characters and marks that reverse letters written as escapes, such as
/// `\n`: for names of files in messages.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || reverses_letters(c) {
            escaped.extend(c.escape_debug());
        } else {
            escaped.push(c);
        }
    }
    escaped
}

/// Whether a character is an emoji or a part of one. Marks that writing uses too, such as `❞`, are
/// none.
pub fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}')
        && !matches!(c, '\u{275b}'..='\u{2760}')
}

/// Whether a character says only which colour of skin the emoji before it has.
pub fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}
