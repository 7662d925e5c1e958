//! The [`Asker`], which answers every request, and its settings.

use super::query::query_terms::QueryTerm;
use super::query::question::Question;
use super::query::synonyms::Synonyms;
use super::query::term_reader::TermReader;
use crate::encoder::Encoder;
use crate::index::{Analyzer, IndexError, Search};
use crate::lexicon::Aliases;
use crate::text::Language;

/// Settings for choosing answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AnswerSettings {
    /// Minimum confidence of an answer, from 0 to 1. Below it the answer is that the articles do
    /// not say.
    pub threshold: f32,
    /// Maximum bonus on the score of the newest article, from 0 to 1. For comparison, a passage
    /// that repeats the question scores about 1.8.
    pub recency_weight: f32,
    /// Age at which that bonus is halved, in days.
    pub recency_half_life_days: f32,
}

impl Default for AnswerSettings {
    fn default() -> Self {
        Self {
            threshold: 0.3,
            recency_weight: 0.05,
            recency_half_life_days: 30.0,
        }
    }
}

/// Answers questions, finds quotations and verifies them, with any implementation of [`Search`].
#[derive(Clone)]
pub struct Asker {
    pub(super) language: Language,
    pub(super) analyzer: Analyzer,
    pub(super) aliases: Aliases,
    pub(super) synonyms: Synonyms,
    pub(super) settings: AnswerSettings,
    /// Sentence encoder; `None` to search by words only.
    pub(super) encoder: Option<Encoder>,
}

impl Asker {
    /// Makes an asker for articles in `language`, which knows the other names of people and places
    /// from `aliases`.
    pub fn new(language: Language, aliases: Aliases, settings: AnswerSettings) -> Self {
        let analyzer = Analyzer::new(language);
        Self {
            language,
            synonyms: Synonyms::new(&analyzer),
            analyzer,
            aliases,
            settings,
            encoder: None,
        }
    }

    /// Returns a copy with another table of aliases.
    #[must_use]
    pub fn with_aliases(&self, aliases: Aliases) -> Self {
        Self {
            aliases,
            ..self.clone()
        }
    }

    /// Sets the encoder. It is used if the index has vectors of the same encoder.
    #[must_use]
    pub fn with_encoder(self, encoder: Option<Encoder>) -> Self {
        Self { encoder, ..self }
    }

    /// Parses a question or the words of a quotation, and weights its terms with the frequencies in
    /// `engine`.
    pub(super) fn read(
        &self,
        text: &str,
        engine: &dyn Search,
        analyzer: &mut Analyzer,
    ) -> Result<(Question, Vec<QueryTerm>), IndexError> {
        let question = Question::new(text, analyzer);
        let mut reader = TermReader {
            aliases: &self.aliases,
            synonyms: &self.synonyms,
            engine,
            analyzer,
        };
        let terms = reader.read(&question)?;
        Ok((question, terms))
    }
}
