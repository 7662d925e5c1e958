//! Search for passages in one committed state.

use std::collections::HashSet;
use std::ops::Bound;

use jiff::civil::Date;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, RangeQuery, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

use super::{Clause, Snapshot, condition, weighted};
use crate::index::schema::days;
use crate::index::{Hit, IndexError, Query, TermGroup};

/// Weights of a match in a heading or title, relative to one in the paragraph itself. A title tells
/// the article's topic rather than the paragraph's: a weight of 0.5 was measured to help, 2 to
/// hurt.
const HEADING_WEIGHT: f32 = 0.5;
const TITLE_WEIGHT: f32 = 0.5;

/// Weight of a phrase match in the paragraph.
const PHRASE_WEIGHT: f32 = 2.0;

impl Snapshot {
    /// Returns the passages that match a query, best first, then those found only by their vectors.
    pub(super) fn find_hits(&self, query: &Query) -> Result<Vec<Hit>, IndexError> {
        let found = self
            .find_passages(query)
            .map_err(|error| self.engine_error(error))?;
        let nearby = self
            .nearby(&found, &query.concepts)
            .map_err(|error| self.engine_error(error))?;
        let vectors = query.meaning.as_ref().zip(self.vectors());
        let passages = (self.cache.passages).read(&found, |address| self.passage(address))?;
        let hits = found.into_iter().zip(nearby).zip(passages);
        Ok(hits
            .map(|((address, nearby), read)| Hit {
                nearby,
                meaning: vectors.and_then(|(question, vectors)| vectors.meaning(address, question)),
                passage: read.passage,
                words: read.words,
            })
            .collect())
    }

    fn find_passages(&self, query: &Query) -> tantivy::Result<Vec<DocAddress>> {
        let mut clauses = self.union(&query.concepts);
        for phrase in &query.phrases {
            clauses.extend(self.phrase(phrase)?);
        }
        let mut found = self.find_by_words(clauses, query)?;
        let by_words: HashSet<DocAddress> = found.iter().copied().collect();
        let nearest = self.nearest(query)?.into_iter();
        found.extend(nearest.filter(|it| !by_words.contains(it)));
        Ok(found)
    }

    /// Returns the passages that match at least one of `clauses` and all conditions, best first.
    fn find_by_words(
        &self,
        mut clauses: Vec<Clause>,
        query: &Query,
    ) -> tantivy::Result<Vec<DocAddress>> {
        if clauses.is_empty() || query.limit == 0 {
            return Ok(Vec::new());
        }
        let conditions = self.conditions(query.article.as_deref(), query.after, query.before);
        if !conditions.is_empty() {
            let any = BooleanQuery::new(clauses);
            clauses = conditions;
            clauses.push((Occur::Must, Box::new(any)));
        }
        let best = TopDocs::with_limit(query.limit).order_by_score();
        let found = self.searcher.search(&BooleanQuery::new(clauses), &best)?;
        Ok(found.into_iter().map(|(_, address)| address).collect())
    }

    /// Builds a flat union of weighted terms, which tantivy can search without scoring every
    /// passage.
    fn union(&self, concepts: &[TermGroup]) -> Vec<Clause> {
        let fields = [
            (self.fields.body, 1.0),
            (self.fields.heading, HEADING_WEIGHT),
            (self.fields.title, TITLE_WEIGHT),
        ];
        let mut union: Vec<Clause> = Vec::new();
        for (stem, weight) in concepts.iter().flat_map(|concept| &concept.stems) {
            for (field, field_weight) in fields {
                let term = Term::from_field_text(field, stem);
                // Most stems occur in no heading or title. Dropping such terms is cheaper than
                // searching for them.
                if matches!(self.searcher.doc_freq(&term), Ok(0)) {
                    continue;
                }
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                union.push(weighted(query, weight * field_weight));
            }
        }
        union
    }

    /// Builds the clause for a phrase; `None` if it has fewer than two terms.
    fn phrase(&self, phrase: &str) -> tantivy::Result<Option<Clause>> {
        let mut analyzer = self
            .searcher
            .index()
            .tokenizer_for_field(self.fields.body)?;
        let mut stream = analyzer.token_stream(phrase);
        let mut terms = Vec::new();
        while stream.advance() {
            let token = stream.token();
            terms.push((
                token.position,
                Term::from_field_text(self.fields.body, &token.text),
            ));
        }
        Ok((terms.len() > 1).then(|| weighted(PhraseQuery::new_with_offset(terms), PHRASE_WEIGHT)))
    }

    /// Builds the conditions that restrict a search to an article and to days of publication.
    pub(super) fn conditions(
        &self,
        article: Option<&str>,
        after: Option<Date>,
        before: Option<Date>,
    ) -> Vec<Clause> {
        let mut conditions = Vec::new();
        if let Some(article) = article {
            let term = Term::from_field_text(self.fields.article, article);
            conditions.push(condition(TermQuery::new(term, IndexRecordOption::Basic)));
        }
        if after.is_some() || before.is_some() {
            let bound = |date: Option<Date>| match date {
                Some(date) => {
                    Bound::Included(Term::from_field_i64(self.fields.published, days(date)))
                }
                None => Bound::Unbounded,
            };
            conditions.push(condition(RangeQuery::new(bound(after), bound(before))));
        }
        conditions
    }

    /// Returns, for each hit in the order of `hits` and each concept, whether the concept occurs
    /// near the passage.
    fn nearby(
        &self,
        hits: &[DocAddress],
        concepts: &[TermGroup],
    ) -> tantivy::Result<Vec<Vec<bool>>> {
        let mut nearby = vec![vec![false; concepts.len()]; hits.len()];
        // Postings can only be read forwards, so hits are visited in document order.
        let mut order: Vec<usize> = (0..hits.len()).collect();
        order.sort_by_key(|&i| hits[i]);
        for hits_of_segment in order.chunk_by(|&a, &b| hits[a].segment_ord == hits[b].segment_ord) {
            let segment = self
                .searcher
                .segment_reader(hits[hits_of_segment[0]].segment_ord);
            for field in [self.fields.heading, self.fields.title, self.fields.context] {
                let inverted_index = segment.inverted_index(field)?;
                for (c, concept) in concepts.iter().enumerate() {
                    for (stem, _) in &concept.stems {
                        let term = Term::from_field_text(field, stem);
                        let Some(mut postings) =
                            inverted_index.read_postings(&term, IndexRecordOption::Basic)?
                        else {
                            continue;
                        };
                        for &hit in hits_of_segment {
                            let document = hits[hit].doc_id;
                            if postings.doc() < document && postings.seek(document) == TERMINATED {
                                break;
                            }
                            nearby[hit][c] |= postings.doc() == document;
                        }
                    }
                }
            }
        }
        Ok(nearby)
    }
}
