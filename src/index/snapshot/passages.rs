//! Search for passages in one committed state.

use std::collections::HashSet;
use std::ops::Bound;

use jiff::civil::Date;
use tantivy::collector::TopDocs;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, RangeQuery, TermQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, TantivyError, Term};

use super::{Clause, Snapshot};
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
    pub fn search(&self, query: &Query) -> Result<Vec<Hit>, IndexError> {
        let mut clauses = self.union(&query.concepts);
        for phrase in &query.phrases {
            if let Some(phrase) = self.phrase(phrase).map_err(|e| self.engine_error(e))? {
                clauses.push((
                    Occur::Should,
                    Box::new(BoostQuery::new(Box::new(phrase), PHRASE_WEIGHT)),
                ));
            }
        }
        let mut found = self.find_by_words(clauses, query)?;
        let nearest = self.nearest(query).map_err(|e| self.engine_error(e))?;
        let by_words: HashSet<DocAddress> = found.iter().map(|(_, address)| *address).collect();
        let others = nearest.into_iter().filter(|it| !by_words.contains(it));
        found.extend(others.map(|address| (0.0, address)));
        let nearby = self
            .nearby(&found, &query.concepts)
            .map_err(|error| self.engine_error(error))?;
        let vectors = query.meaning.as_ref().zip(self.vectors());
        let addresses: Vec<DocAddress> = found.iter().map(|(_, address)| *address).collect();
        let passages = (self.cache.passages).read(&addresses, |address| self.passage(address))?;
        let hits = found.into_iter().zip(nearby).zip(passages);
        Ok(hits
            .map(|(((score, address), nearby), read)| Hit {
                score,
                nearby,
                meaning: vectors.and_then(|(question, vectors)| vectors.meaning(address, question)),
                passage: read.passage,
                words: read.words,
            })
            .collect())
    }

    /// Returns the passages that match at least one of `clauses` and all conditions, with their
    /// scores.
    fn find_by_words(
        &self,
        mut clauses: Vec<Clause>,
        query: &Query,
    ) -> Result<Vec<(f32, DocAddress)>, IndexError> {
        if clauses.is_empty() || query.limit == 0 {
            return Ok(Vec::new());
        }
        let conditions = self.conditions(query);
        if !conditions.is_empty() {
            let any = BooleanQuery::new(clauses);
            clauses = conditions;
            clauses.push((Occur::Must, Box::new(any)));
        }
        let best = TopDocs::with_limit(query.limit).order_by_score();
        let found = self.searcher.search(&BooleanQuery::new(clauses), &best);
        found.map_err(|error| self.engine_error(error))
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
                union.push((
                    Occur::Should,
                    Box::new(BoostQuery::new(Box::new(query), weight * field_weight)),
                ));
            }
        }
        union
    }

    /// Builds the query for a phrase; `None` if it has fewer than two terms.
    fn phrase(&self, phrase: &str) -> Result<Option<PhraseQuery>, TantivyError> {
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
        Ok((terms.len() > 1).then(|| PhraseQuery::new_with_offset(terms)))
    }

    /// Builds the conditions of a query, which do not affect the score.
    pub(super) fn conditions(&self, query: &Query) -> Vec<Clause> {
        let mut conditions: Vec<Box<dyn tantivy::query::Query>> = Vec::new();
        if let Some(article) = &query.article {
            let term = Term::from_field_text(self.fields.article, article);
            conditions.push(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
        }
        if query.after.is_some() || query.before.is_some() {
            let bound = |date: Option<Date>| match date {
                Some(date) => {
                    Bound::Included(Term::from_field_i64(self.fields.published, days(date)))
                }
                None => Bound::Unbounded,
            };
            conditions.push(Box::new(RangeQuery::new(
                bound(query.after),
                bound(query.before),
            )));
        }
        conditions
            .into_iter()
            .map(|condition| -> Clause {
                (Occur::Must, Box::new(ConstScoreQuery::new(condition, 0.0)))
            })
            .collect()
    }

    /// Returns, for each hit in the order of `hits` and each concept, whether the concept occurs
    /// near the passage.
    fn nearby(
        &self,
        hits: &[(f32, DocAddress)],
        concepts: &[TermGroup],
    ) -> Result<Vec<Vec<bool>>, TantivyError> {
        let mut nearby = vec![vec![false; concepts.len()]; hits.len()];
        // Postings can only be read forwards, so hits are visited in document order.
        let mut order: Vec<usize> = (0..hits.len()).collect();
        order.sort_by_key(|&i| hits[i].1);
        for hits_of_segment in
            order.chunk_by(|&a, &b| hits[a].1.segment_ord == hits[b].1.segment_ord)
        {
            let segment = self
                .searcher
                .segment_reader(hits[hits_of_segment[0]].1.segment_ord);
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
                            let document = hits[hit].1.doc_id;
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
