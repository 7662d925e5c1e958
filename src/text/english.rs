//! Helpers for English messages.

use std::fmt::Display;

/// Formats a number with its noun: "1 article", "2 articles".
pub fn counted(number: impl Display, noun: &str) -> String {
    let number = number.to_string();
    let ending = if number == "1" { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// Joins names to a list in a sentence: "A", "A and B", "A, B and C"; `None` if there are none.
pub fn joined(names: impl IntoIterator<Item = impl AsRef<str>>) -> Option<String> {
    let mut names: Vec<String> = names
        .into_iter()
        .map(|name| name.as_ref().to_owned())
        .collect();
    let last = names.pop()?;
    if names.is_empty() {
        return Some(last);
    }
    Some(format!("{} and {last}", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_has_no_plural() {
        assert_eq!(counted(1, "article"), "1 article");
        assert_eq!(counted(0_u64, "article"), "0 articles");
        assert_eq!(counted(21, "article"), "21 articles");
    }

    #[test]
    fn the_last_name_follows_an_and() {
        assert_eq!(joined(["A", "B", "C"]).unwrap(), "A, B and C");
        assert_eq!(joined(["A", "B"]).unwrap(), "A and B");
        assert_eq!(joined(["A"]).unwrap(), "A");
        assert_eq!(joined(Vec::<&str>::new()), None);
    }
}
