//! Search for quotations in one committed state.

use std::collections::HashMap;

use tantivy::collector::{Collector, TopDocs};
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::TokenStream;
use tantivy::{DocAddress, DocSet, Order, TERMINATED, Term};

use super::{Clause, Snapshot, condition, weighted};
use crate::index::analysis::plain_analyzer;
use crate::index::stored_quotations::StoredQuotations;
use crate::index::{IndexError, QuotationQuery, QuotedPassage, SpeakerCount};
use crate::text::wording;

/// Maximum number of words of a run that are searched for. The caller compares the rest.
const MAX_RUN: usize = 24;

impl Snapshot {
    /// Builds the conditions of a query, which do not affect the score.
    fn quotation_conditions(&self, query: &QuotationQuery) -> Vec<Clause> {
        let fields = &self.fields;
        let mut conditions = self.conditions(query.article.as_deref(), query.after, query.before);
        if !query.whole.is_empty() {
            let key = wording::key(query.whole.iter().map(String::as_str));
            let term = Term::from_field_u64(fields.quotation, key);
            conditions.push(condition(TermQuery::new(term, IndexRecordOption::Basic)));
        }
        for run in query.runs.iter().filter(|run| !run.is_empty()) {
            conditions.push(condition(run_query(fields.quoted_words, run)));
        }
        if !query.speakers.is_empty() {
            let any = query.speakers.iter().map(|name| -> Clause {
                let term = Term::from_field_text(fields.speaker, name);
                let query = TermQuery::new(term, IndexRecordOption::Basic);
                (Occur::Should, Box::new(query))
            });
            conditions.push(condition(BooleanQuery::new(any.collect())));
        }
        conditions
    }

    /// Builds the clauses that determine the score of a paragraph.
    fn quotation_scores(&self, query: &QuotationQuery) -> Vec<Clause> {
        let words = query.words.iter().map(|word| -> Clause {
            let term = Term::from_field_text(self.fields.quoted_words, word);
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            (Occur::Should, Box::new(query))
        });
        let concepts = query.concepts.iter().map(|concept| -> Clause {
            let stems = concept.stems.iter().map(|(stem, weight)| {
                let term = Term::from_field_text(self.fields.quoted, stem);
                weighted(TermQuery::new(term, IndexRecordOption::WithFreqs), *weight)
            });
            let occur = if query.all_concepts {
                Occur::Must
            } else {
                Occur::Should
            };
            (occur, Box::new(BooleanQuery::new(stems.collect())))
        });
        words.chain(concepts).collect()
    }

    fn quoted_passage(&self, address: DocAddress) -> Result<QuotedPassage, IndexError> {
        let document = self.document(address)?;
        let stored: Option<StoredQuotations<'_>> =
            self.stored(&document, self.fields.quotations)?;
        let stored = stored.unwrap_or_default();
        Ok(QuotedPassage {
            passage: self.passage_of(&document)?,
            start: stored.start,
            quotations: stored.quotations.into_owned(),
        })
    }

    /// Counts the quotations. The same words twice in one paragraph count once.
    pub(super) fn count_quotations(&self) -> tantivy::Result<u64> {
        let mut count = 0;
        for segment in self.searcher.segment_readers() {
            let inverted_index = segment.inverted_index(self.fields.quotation)?;
            let mut terms = inverted_index.terms().stream()?;
            while let Some((_, term)) = terms.next() {
                let mut postings =
                    inverted_index.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
                while postings.doc() != TERMINATED {
                    count += u64::from(!segment.is_deleted(postings.doc()));
                    postings.advance();
                }
            }
        }
        Ok(count)
    }

    /// Counts the quotations of every speaker, most quoted first.
    pub(super) fn count_speakers(&self) -> tantivy::Result<Vec<SpeakerCount>> {
        let mut counts: HashMap<String, u64> = HashMap::new();
        for segment in self.searcher.segment_readers() {
            let Some(column) = segment.fast_fields().str("speaker")? else {
                continue;
            };
            let mut of_segment = vec![0; column.num_terms()];
            for document in segment.doc_ids_alive() {
                for ordinal in column.term_ords(document) {
                    if let Some(count) = of_segment.get_mut(ordinal as usize) {
                        *count += 1;
                    }
                }
            }
            let mut name = String::new();
            for (ordinal, count) in (0..).zip(of_segment).filter(|(_, count)| *count > 0) {
                name.clear();
                column.ord_to_str(ordinal, &mut name)?;
                *counts.entry(name.clone()).or_default() += count;
            }
        }
        let mut speakers: Vec<SpeakerCount> = counts
            .into_iter()
            .map(|(name, quotations)| SpeakerCount { name, quotations })
            .collect();
        speakers.sort_by(|a, b| {
            let by_count = b.quotations.cmp(&a.quotations);
            by_count.then_with(|| a.name.cmp(&b.name))
        });
        Ok(speakers)
    }

    /// Returns the paragraphs with matching quotations; see [`crate::index::Search::quotations`].
    pub(super) fn find_quotations(
        &self,
        query: &QuotationQuery,
    ) -> Result<Vec<QuotedPassage>, IndexError> {
        let mut clauses = self.quotation_conditions(query);
        let scores = self.quotation_scores(query);
        let is_scored = !scores.is_empty();
        if is_scored {
            clauses.push((Occur::Must, Box::new(BooleanQuery::new(scores))));
        }
        if clauses.is_empty() || query.limit == 0 {
            return Ok(Vec::new());
        }
        let (query, best) = (BooleanQuery::new(clauses), TopDocs::with_limit(query.limit));
        if is_scored {
            self.collect_quoted(&query, &best.order_by_score())
        } else {
            let newest = best.order_by_fast_field::<i64>("published", Order::Desc);
            self.collect_quoted(&query, &newest)
        }
    }

    /// Returns the paragraphs that match a query, in the order of the collector.
    fn collect_quoted<T: Send + 'static>(
        &self,
        query: &dyn tantivy::query::Query,
        collector: &impl Collector<Fruit = Vec<(T, DocAddress)>>,
    ) -> Result<Vec<QuotedPassage>, IndexError> {
        let found = self.searcher.search(query, collector);
        found
            .map_err(|error| self.engine_error(error))?
            .into_iter()
            .map(|(_, address)| self.quoted_passage(address))
            .collect()
    }

    /// Returns the paragraphs that contain the words of `text`; see
    /// [`crate::index::Search::prose`].
    pub(super) fn find_prose(
        &self,
        text: &str,
        limit: usize,
    ) -> Result<Vec<QuotedPassage>, IndexError> {
        let mut run = Vec::new();
        let mut words = plain_analyzer();
        let mut stream = words.token_stream(text);
        while stream.advance() && run.len() < MAX_RUN {
            run.push(stream.token().text.clone());
        }
        if run.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let best = TopDocs::with_limit(limit).order_by_score();
        self.collect_quoted(&run_query(self.fields.words, &run), &best)
    }
}

/// Builds a query for consecutive words.
fn run_query(field: Field, words: &[String]) -> Box<dyn tantivy::query::Query> {
    let terms: Vec<Term> = words
        .iter()
        .take(MAX_RUN)
        .map(|word| Term::from_field_text(field, word))
        .collect();
    match terms.as_slice() {
        [one] => Box::new(TermQuery::new(one.clone(), IndexRecordOption::WithFreqs)),
        _ => Box::new(PhraseQuery::new(terms)),
    }
}
