//! Inverse document frequency: how informative a word is.

/// Size of an imaginary background corpus of English text, in paragraphs, that is added to the
/// counts of the index. In an index of ten paragraphs almost every word is rare, which says little
/// about how informative it is; in one of a million paragraphs the background makes no difference.
pub(crate) const BACKGROUND_PARAGRAPHS: f32 = 300.0;
/// Share of the background paragraphs that contain a given common word.
const COMMON_SHARE: f32 = 0.05;
/// Share of the background paragraphs that contain any other given word.
const OTHER_SHARE: f32 = 0.002;

/// Returns the inverse document frequency as in BM25 (Robertson and Spärck Jones), in nats, over
/// the index and the background together, of a word that occurs in `frequency` of the index's
/// `paragraphs`.
pub(super) fn idf(frequency: u64, paragraphs: u64, is_common: bool) -> f32 {
    let share = if is_common { COMMON_SHARE } else { OTHER_SHARE };
    let all = paragraphs as f32 + BACKGROUND_PARAGRAPHS;
    let with = frequency.min(paragraphs) as f32 + BACKGROUND_PARAGRAPHS * share;
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_words_have_larger_weights() {
        assert!(idf(0, 10, true) < idf(3, 10, false));
        assert!(idf(3, 10, false) < idf(0, 10, false));
        assert!(idf(5_000, 1_000_000, false) < idf(50, 1_000_000, false));
    }
}
