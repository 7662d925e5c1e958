//! Line numbers.

/// Returns the number of the line of `text` that contains the byte at `offset`, counted from 1.
pub fn line_of(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|&byte| byte == b'\n')
        .count()
        + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_belongs_to_the_line_it_ends() {
        let lines: Vec<usize> = (0..=5).map(|at| line_of("a\n\né", at)).collect();
        assert_eq!(lines, [1, 1, 2, 3, 3, 3]);
    }
}
