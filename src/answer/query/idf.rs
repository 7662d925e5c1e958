//! How much a word tells about a passage.

/// The size of an imagined body of English text, in paragraphs, that is added to what is known
/// from the index. In ten paragraphs almost every word is rare and most are absent, which says
/// nothing about how telling they are; in a million the addition disappears.
const BACKGROUND_PARAGRAPHS: f32 = 300.0;
/// In which share of those paragraphs a common word stands, and any other word.
const COMMON_SHARE: f32 = 0.05;
const OTHER_SHARE: f32 = 0.002;

/// Inverse document frequency as in BM25 (Robertson and Spärck Jones), in nats, over the index and
/// the imagined text together: of a word that stands in `frequency` of the index's `paragraphs`.
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
    fn a_common_word_tells_less_than_a_rare_one_and_an_absent_one_most() {
        assert!(idf(0, 10, true) < idf(3, 10, false));
        assert!(idf(3, 10, false) < idf(0, 10, false));
        assert!(idf(5_000, 1_000_000, false) < idf(50, 1_000_000, false));
    }
}
