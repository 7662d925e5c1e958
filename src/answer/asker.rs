//! The [`Asker`]: what answers every request, and the settings it answers by.

use super::query::query_terms::QueryTerm;
use super::query::question::Question;
use super::query::synonyms::Synonyms;
use super::query::term_reader::TermReader;
use crate::encoder::Encoder;
use crate::index::{Analyzer, IndexError, Search};
use crate::lexicon::Aliases;
use crate::text::Language;

/// How answers are chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AnswerSettings {
    /// The confidence, from 0 to 1, below which the articles are said not to answer.
    pub threshold: f32,
    /// What the newest article gains over a very old one; a passage that repeats the question
    /// scores about 1.5.
    pub recency_weight: f32,
    /// The age in days at which half of that gain is left.
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

/// Answers questions, finds quotations and verifies them, in the articles of any engine.
#[derive(Clone)]
pub struct Asker {
    pub(super) language: Language,
    pub(super) analyzer: Analyzer,
    pub(super) aliases: Aliases,
    pub(super) synonyms: Synonyms,
    pub(super) settings: AnswerSettings,
    /// `None` for words alone.
    pub(super) encoder: Option<Encoder>,
}

impl Asker {
    /// An asker for articles in `language`, who knows people and places by the names in `aliases`.
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

    /// The same asker with another table of names.
    #[must_use]
    pub fn with_aliases(&self, aliases: Aliases) -> Self {
        Self {
            aliases,
            ..self.clone()
        }
    }

    /// The same asker with an encoder. It is used where the index has vectors of that encoder.
    #[must_use]
    pub fn with_encoder(self, encoder: Option<Encoder>) -> Self {
        Self { encoder, ..self }
    }

    /// Reads a question or the words of a quotation, and weighs its terms by `engine`.
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
