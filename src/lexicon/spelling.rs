//! Variants of one word: British and American spelling, contracted and written out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

#[derive(Default, Deserialize)]
struct File {
    pairs: Vec<String>,
    exceptions: Vec<String>,
}

/// Beginnings of words that are spelt differently.
struct Spelling {
    /// British beginnings with the American ones, in the order of the file, by their first byte.
    pairs: FxHashMap<u8, Vec<(String, String)>>,
    exceptions: Vec<String>,
}

#[derive(Default, Deserialize)]
struct Contractions {
    words: BTreeMap<String, String>,
    endings: BTreeMap<String, Vec<String>>,
}

static SPELLING: LazyLock<Spelling> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("en/spelling.toml")).unwrap_or_default();
    let mut pairs: FxHashMap<u8, Vec<(String, String)>> = FxHashMap::default();
    for (british, american) in file.pairs.iter().filter_map(|pair| pair.split_once(' ')) {
        if let Some(first) = british.bytes().next() {
            let pair = (british.to_owned(), american.to_owned());
            pairs.entry(first).or_default().push(pair);
        }
    }
    Spelling {
        pairs,
        exceptions: file.exceptions,
    }
});

static CONTRACTIONS: LazyLock<Contractions> =
    LazyLock::new(|| toml::from_str(include_str!("en/contractions.toml")).unwrap_or_default());

/// Returns whether two different words in lower case are the British and American spellings of one
/// word.
pub fn is_same_spelling(one: &str, other: &str) -> bool {
    one != other && american(one) == american(other)
}

/// Returns the American spelling of a word in lower case.
pub fn american(word: &str) -> Cow<'_, str> {
    let spelling = &*SPELLING;
    if spelling.exceptions.iter().any(|known| known == word) {
        return Cow::Borrowed(word);
    }
    let pairs = word
        .bytes()
        .next()
        .and_then(|first| spelling.pairs.get(&first));
    for (british, american) in pairs.into_iter().flatten() {
        if let Some(rest) = word.strip_prefix(british.as_str())
            && !(american.starts_with(british.as_str()) && word.starts_with(american.as_str()))
        {
            return Cow::Owned(format!("{american}{rest}"));
        }
    }
    for (british, american) in [("is", "iz"), ("ys", "yz")] {
        for ending in ["e", "ed", "es", "er", "ers", "ing", "ation", "ations"] {
            let stem = word.strip_suffix(ending);
            let stem = stem.and_then(|stem| stem.strip_suffix(british));
            if let Some(stem) = stem.filter(|stem| stem.len() > 2) {
                return Cow::Owned(format!("{stem}{american}{ending}"));
            }
        }
    }
    Cow::Borrowed(word)
}

/// Writes out a contraction in lower case, such as `do` and `not` for `don't`. Any other word
/// stands for itself. The last word may still be ambiguous; compare with [`is_same_unit`].
pub fn written_out(word: &str) -> impl Iterator<Item = &str> {
    let contractions = &*CONTRACTIONS;
    let (first, rest) = if let Some(known) = contractions.words.get(word) {
        known.split_once(' ').unwrap_or((known, ""))
    } else {
        let ending = contractions.endings.keys();
        let mut ending = ending.filter(|ending| word.ends_with(ending.as_str()));
        let at = word.len() - ending.next().map_or(0, String::len);
        word.split_at_checked(at).unwrap_or((word, ""))
    };
    [first, rest].into_iter().filter(|word| !word.is_empty())
}

/// Returns whether two words of [`written_out`] may be the same: `'s` and `is`.
pub fn is_same_unit(one: &str, other: &str) -> bool {
    let endings = &CONTRACTIONS.endings;
    let stands_for = |short: &str, word: &str| {
        (endings.get(short)).is_some_and(|words| words.iter().any(|known| known == word))
    };
    one == other || stands_for(one, other) || stands_for(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_and_american_spelling_are_one() {
        for (one, other) in [
            ("defence", "defense"),
            ("programmes", "programs"),
            ("centred", "centered"),
            ("organisations", "organizations"),
            ("analyse", "analyze"),
            ("neighbouring", "neighboring"),
            ("fulfil", "fulfill"),
            ("practise", "practice"),
        ] {
            assert!(is_same_spelling(one, other), "{one} {other}");
            assert!(is_same_spelling(other, one), "{other} {one}");
        }
        for (one, other) in [
            ("four", "for"),
            ("filled", "filed"),
            ("prise", "prize"),
            ("hour", "hours"),
            ("rise", "raise"),
            ("fulfilled", "filled"),
        ] {
            assert!(!is_same_spelling(one, other), "{one} {other}");
        }
    }

    #[test]
    fn short_forms_are_written_out() {
        let check = |word: &str, expected: &str| {
            let found: Vec<&str> = written_out(word).collect();
            assert_eq!(found.join(" "), expected);
        };
        check("isn't", "is n't");
        check("won't", "will not");
        check("dont", "do not");
        check("it's", "it 's");
        check("harbour", "harbour");
        assert!(is_same_unit("n't", "not"));
        assert!(is_same_unit("has", "'s"));
        assert!(!is_same_unit("was", "'s"));
    }

    #[test]
    fn the_data_files_are_sound() {
        let File { pairs, .. } = toml::from_str(include_str!("en/spelling.toml")).unwrap();
        for pair in &pairs {
            let (british, american) = pair.split_once(' ').unwrap();
            assert!(british != american && !american.contains(' '), "{pair}");
        }
        let _: Contractions = toml::from_str(include_str!("en/contractions.toml")).unwrap();
    }
}
