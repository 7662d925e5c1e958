//! Simulates typing errors, reproducibly for each question.

/// Minimum length of a misspelt word, in letters. Shorter words are rarely misspelt, and hard to
/// recognise if they are.
const MIN_LETTERS: usize = 5;

/// Returns the question with one long word misspelt: a letter is dropped, doubled, or swapped with
/// the next. A question without a long word is unchanged.
pub(super) fn misspelt(question: &str) -> String {
    let mut letters: Vec<char> = question.chars().collect();
    let words = long_words(&letters);
    let mut dice = Dice(*blake3::hash(question.as_bytes()).as_bytes());
    let Some((start, length)) = words.get(dice.below(words.len())).copied() else {
        return question.to_owned();
    };
    let place = start + dice.below(length);
    match dice.below(3) {
        0 => drop(letters.remove(place)),
        1 => letters.insert(place, letters[place]),
        _ => {
            let place = place.min(start + length - 2);
            // Swapping two equal letters would change nothing.
            if letters[place] == letters[place + 1] {
                letters.remove(place);
            } else {
                letters.swap(place, place + 1);
            }
        }
    }
    letters.into_iter().collect()
}

/// Returns the start and length of the words of at least [`MIN_LETTERS`] letters.
fn long_words(letters: &[char]) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = 0;
    for word in letters.split(|letter| !letter.is_alphabetic()) {
        if word.len() >= MIN_LETTERS {
            words.push((start, word.len()));
        }
        start += word.len() + 1;
    }
    words
}

/// Pseudo-random numbers drawn from a hash, two bytes at a time.
struct Dice([u8; 32]);

impl Dice {
    /// Draws a number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        let number = usize::from(u16::from_le_bytes([self.0[0], self.0[1]]));
        self.0.rotate_left(2);
        number % limit.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_in_one_long_word() {
        for question in [
            "Where did the leaders meet?",
            "Who visited Zelenskyy in Kyiv?",
            "aaaaa",
            "naïveté éééééé",
        ] {
            let damaged = misspelt(question);
            assert_ne!(damaged, question);
            assert_eq!(damaged, misspelt(question), "the same slip every time");
            let distance = strsim::damerau_levenshtein(question, &damaged);
            assert_eq!(distance, 1, "{damaged}");
        }
    }

    #[test]
    fn short_words_are_left_alone() {
        assert_eq!(misspelt("Who did it, and why?"), "Who did it, and why?");
        assert_eq!(misspelt(""), "");
    }
}
