//! Implementation of [`Search`] for tantivy.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::Snapshot;
use crate::index::columns::count_articles;
use crate::index::error::engine_error;
use crate::index::{
    ArticleSummary, CommitInfo, Edition, FileState, Hit, IndexError, Passage, Query,
    QuotationQuery, QuotedPassage, Search, SpeakerCount,
};

impl Search for Snapshot {
    fn edition(&self) -> &Edition {
        &self.payload.edition
    }

    fn commit_info(&self) -> &CommitInfo {
        &self.payload.info
    }

    fn files(&self) -> &BTreeMap<String, FileState> {
        &self.payload.files
    }

    fn corrections(&self) -> &BTreeMap<String, u64> {
        &self.payload.corrections
    }

    fn attributor_name(&self) -> &str {
        &self.payload.attributor_name
    }

    fn encoder(&self) -> Option<&str> {
        self.vectors.as_ref()?;
        let vectors = self.payload.vectors.as_ref();
        vectors.map(|vectors| vectors.encoder.as_str())
    }

    fn paragraph_count(&self) -> u64 {
        self.searcher.num_docs()
    }

    fn article_count(&self) -> Result<usize, IndexError> {
        if let Some(articles) = self.cache.articles.get() {
            return Ok(*articles);
        }
        let articles = count_articles(&self.searcher)
            .map_err(|error| engine_error(&self.folder, "read", error))?;
        Ok(*self.cache.articles.get_or_init(|| articles))
    }

    fn quotation_count(&self) -> Result<u64, IndexError> {
        self.count_quotations()
            .map_err(|error| self.engine_error(error))
    }

    fn article_summaries(&self) -> Result<Vec<ArticleSummary>, IndexError> {
        self.list_articles()
    }

    fn paragraphs_of(
        &self,
        article: &str,
        numbers: RangeInclusive<u32>,
    ) -> Result<Vec<Passage>, IndexError> {
        self.find_paragraphs(article, &numbers)
            .map_err(|error| self.engine_error(error))?
            .into_iter()
            .map(|address| self.passage(address))
            .collect()
    }

    fn frequency(&self, stem: &str) -> Result<u64, IndexError> {
        let mut highest = 0;
        for field in [self.fields.body, self.fields.heading, self.fields.title] {
            highest = highest.max(self.frequency_in(field, stem)?);
        }
        Ok(highest)
    }

    fn spellings(&self, word: &str) -> Result<Vec<String>, IndexError> {
        self.find_spellings(word)
            .map_err(|error| self.engine_error(error))
    }

    fn search(&self, query: &Query) -> Result<Vec<Hit>, IndexError> {
        self.find_hits(query)
    }

    fn quotations(&self, query: &QuotationQuery) -> Result<Vec<QuotedPassage>, IndexError> {
        self.find_quotations(query)
    }

    fn prose(&self, text: &str, limit: usize) -> Result<Vec<QuotedPassage>, IndexError> {
        self.find_prose(text, limit)
    }

    fn quoted_frequency(&self, word: &str) -> Result<u64, IndexError> {
        self.frequency_in(self.fields.quoted_words, word)
    }

    fn speakers(&self) -> Result<&[SpeakerCount], IndexError> {
        if let Some(speakers) = self.cache.speakers.get() {
            return Ok(speakers);
        }
        let speakers = self
            .count_speakers()
            .map_err(|error| self.engine_error(error))?;
        Ok(self.cache.speakers.get_or_init(|| speakers))
    }
}
