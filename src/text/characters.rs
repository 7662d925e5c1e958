//! Classifies invisible and otherwise special characters.

/// Returns whether a character is invisible and has no width: joiners, soft hyphens, directional
/// marks and other characters that Unicode calls default ignorable.
///
/// Comparison and search ignore these. The variation selectors U+FE00 to U+FE0F are not among them,
/// because they change the look of an emoji; comparison ignores them too
/// ([`is_variation_selector`]).
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Returns whether a character only selects the look of the one before it, such as an emoji in
/// colour.
pub fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}')
}

/// Returns whether a character changes the direction in which the following letters are displayed,
/// so that a line can read differently from how it was written.
pub fn reverses_letters(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Escapes control characters and directional marks, such as `\n`; for file names in messages.
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

/// Returns whether a character is an emoji or a part of one. Signs that occur in writing too, such
/// as `❞`, are not.
pub fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}')
        && !matches!(c, '\u{275b}'..='\u{2760}')
}

/// Returns whether a character is a skin tone modifier of the emoji before it.
pub fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}
