//! Reads numbers in digits and in words as amounts.

use crate::lexicon;

/// Number being read, such as "two hundred" of "two hundred million".
#[derive(Default)]
struct Reading {
    /// Sum of the parts up to the last thousand, million or billion.
    total: f64,
    current: Option<f64>,
}

/// Returns the amounts in a run of words and signs that [`super::is_number`] accepts, sorted: "five
/// million", "5 million" and "5,000,000" are the same amount. A form that is not a plain number
/// stands for itself.
pub(crate) fn amounts(forms: &[&str]) -> Vec<String> {
    let mut amounts = Vec::new();
    let mut reading = Reading::default();
    for &form in forms {
        match value(form) {
            Some(value) if reading.take(value) => {}
            Some(value) => {
                reading.finish(&mut amounts);
                reading.take(value);
            }
            None => {
                reading.finish(&mut amounts);
                amounts.push(plain_sign(form).to_owned());
            }
        }
    }
    reading.finish(&mut amounts);
    amounts.sort_unstable();
    amounts
}

/// Returns the value of a number in digits or in a word; `None` for one with too many digits for
/// exact arithmetic.
fn value(form: &str) -> Option<f64> {
    if let Some(number) = lexicon::number(form) {
        return Some(number as f64);
    }
    let is_plain = form.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (is_plain && form.len() <= 15).then(|| form.parse().ok())?
}

fn plain_sign(form: &str) -> &str {
    match form {
        "%" => "percent",
        form => form,
    }
}

impl Reading {
    /// Adds a number to the amount. Returns `false` if a new amount begins with it.
    fn take(&mut self, value: f64) -> bool {
        let is_scale = value >= 1000.0 && value.log10().fract() == 0.0;
        match self.current {
            Some(current) if is_scale && value >= 1000.0 => {
                self.total += current * value;
                self.current = Some(0.0);
            }
            Some(current) if value == 100.0 && current > 0.0 && current < 100.0 => {
                self.current = Some(current * value);
            }
            Some(current) if fits_behind(current, value) => self.current = Some(current + value),
            Some(_) => return false,
            None => self.current = Some(value),
        }
        true
    }

    /// Completes the current amount.
    fn finish(&mut self, amounts: &mut Vec<String>) {
        if let Some(current) = self.current.take() {
            amounts.push((self.total + current).to_string());
        }
        self.total = 0.0;
    }
}

/// Returns whether a number can continue an amount: "twenty" with "five", "two hundred" with "six".
fn fits_behind(current: f64, value: f64) -> bool {
    let has_room = |size: f64| current % size == 0.0 && value < size;
    (current == 0.0 || current >= 20.0) && value >= 1.0 && (has_room(100.0) || has_room(10.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_amount_in_digits_and_in_words_is_the_same() {
        let check = |one: &str, other: &str, is_same: bool| {
            let read = |text: &str| amounts(&text.split(' ').collect::<Vec<_>>());
            assert_eq!(read(one) == read(other), is_same, "{one:?} {other:?}");
        };
        check("five million", "5000000", true);
        check("5 million", "5000000", true);
        check("2.5 billion", "2500000000", true);
        check("twenty five", "25", true);
        check("two hundred six", "206", true);
        check("one hundred twenty thousand three", "120003", true);
        check("nineteen", "19", true);
        check("%", "percent", true);
        check("five six", "56", false);
        check("nineteen ninety", "109", false);
        check("five", "15", false);
        check("2.5", "25", false);
        check("5 million", "5 billion", false);
        check("12345678901234567", "12345678901234568", false);
        check("1 2", "12", false);
    }
}
