//! The only reader: a query over one committed state.

use std::collections::HashMap;
use std::ops::Bound;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::collector::TopDocs;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, Occur, PhraseQuery, RangeQuery, TermQuery,
};
use tantivy::schema::document::Value;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, TantivyDocument, TantivyError, Term};
use tantivy_fst::Automaton;

use super::error::engine_error;
use super::quotations::Counted;
use super::schema::Fields;
use super::state::{Edition, State};
use super::{Concept, Hit, IndexError, Passage, Query, Search};

/// What a match in each field counts against one in the paragraph itself. A title says what an
/// article is about, not what a paragraph says: twice the paragraph's weight was measured to hurt,
/// half of it to help.
const HEADING_WEIGHT: f32 = 0.5;
const TITLE_WEIGHT: f32 = 0.5;
const PHRASE_WEIGHT: f32 = 2.0;

/// At most this many known words stand in for an unknown one.
const MOST_SPELLINGS: usize = 5;

/// Makes the automata for words one letter apart, and costs about as much as one of them. Two
/// swapped neighbours count as one slip of the finger.
static ONE_LETTER: LazyLock<LevenshteinAutomatonBuilder> =
    LazyLock::new(|| LevenshteinAutomatonBuilder::new(1, true));

/// One committed state, unchanging.
pub struct Snapshot {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) state: Arc<State>,
    pub(super) folder: PathBuf,
    pub(super) counted: Counted,
}

impl Snapshot {
    pub(super) fn new(
        searcher: Searcher,
        fields: Fields,
        state: Arc<State>,
        folder: PathBuf,
    ) -> Self {
        Self {
            searcher,
            fields,
            state,
            folder,
            counted: Counted::default(),
        }
    }

    pub(super) fn engine_error(&self, error: TantivyError) -> IndexError {
        engine_error(&self.folder, "search", error)
    }

    /// One flat union of weighted terms, which tantivy can search without scoring every passage.
    fn union(&self, concepts: &[Concept]) -> Vec<(Occur, Box<dyn tantivy::query::Query>)> {
        let fields = [
            (self.fields.body, 1.0),
            (self.fields.heading, HEADING_WEIGHT),
            (self.fields.title, TITLE_WEIGHT),
        ];
        let mut union: Vec<(Occur, Box<dyn tantivy::query::Query>)> = Vec::new();
        for (stem, weight) in concepts.iter().flat_map(|concept| &concept.stems) {
            for (field, field_weight) in fields {
                let term = Term::from_field_text(field, stem);
                // Most stems stand in no heading or title: leaving these out is cheaper than
                // letting the union find out.
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

    /// Conditions that a passage must meet, without a share in its score.
    pub(super) fn conditions(&self, query: &Query) -> Vec<(Occur, Box<dyn tantivy::query::Query>)> {
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
            .map(|condition| -> (Occur, Box<dyn tantivy::query::Query>) {
                (Occur::Must, Box::new(ConstScoreQuery::new(condition, 0.0)))
            })
            .collect()
    }

    /// For each of `hits`, in its order, which concepts stand near the passage.
    fn nearby(
        &self,
        hits: &[(f32, DocAddress)],
        concepts: &[Concept],
    ) -> Result<Vec<Vec<bool>>, TantivyError> {
        let mut nearby = vec![vec![false; concepts.len()]; hits.len()];
        // Postings are read forwards, so the hits of each segment are visited by document number.
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

    pub(super) fn passage(&self, address: DocAddress) -> Result<Passage, IndexError> {
        let document: TantivyDocument = self
            .searcher
            .doc(address)
            .map_err(|error| self.engine_error(error))?;
        let stored = document
            .get_first(self.fields.passage)
            .and_then(|value| value.as_str())
            .unwrap_or_default();
        serde_json::from_str(stored).map_err(|error| IndexError::Engine {
            action: "read",
            folder: self.folder.display().to_string(),
            source: Box::new(error),
        })
    }

    pub(super) fn frequency_in(&self, field: Field, text: &str) -> Result<u64, IndexError> {
        self.searcher
            .doc_freq(&Term::from_field_text(field, text))
            .map_err(|error| self.engine_error(error))
    }
}

impl Search for Snapshot {
    fn edition(&self) -> &Edition {
        &self.state.edition
    }

    fn paragraphs(&self) -> u64 {
        self.searcher.num_docs()
    }

    fn article_count(&self) -> Result<usize, IndexError> {
        self.count_articles()
    }

    fn frequency(&self, stem: &str) -> Result<u64, IndexError> {
        let mut most = 0;
        for field in [self.fields.body, self.fields.heading, self.fields.title] {
            most = most.max(self.frequency_in(field, stem)?);
        }
        Ok(most)
    }

    fn spellings(&self, word: &str) -> Result<Vec<String>, IndexError> {
        let automaton = OneLetterApart(ONE_LETTER.build_dfa(word));
        let mut frequencies: HashMap<String, u64> = HashMap::new();
        for segment in self.searcher.segment_readers() {
            let found = segment
                .inverted_index(self.fields.words)
                .and_then(|inverted_index| {
                    let mut stream = inverted_index.terms().search(&automaton).into_stream()?;
                    while let Some((term, info)) = stream.next() {
                        if let Ok(term) = std::str::from_utf8(term) {
                            *frequencies.entry(term.to_owned()).or_default() +=
                                u64::from(info.doc_freq);
                        }
                    }
                    Ok(())
                });
            found.map_err(|error| self.engine_error(error))?;
        }
        let mut found: Vec<(String, u64)> = frequencies.into_iter().collect();
        found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        found.truncate(MOST_SPELLINGS);
        Ok(found.into_iter().map(|(word, _)| word).collect())
    }

    fn search(&self, query: &Query) -> Result<Vec<Hit>, IndexError> {
        let mut clauses = self.union(&query.concepts);
        for phrase in &query.phrases {
            if let Some(phrase) = self.phrase(phrase).map_err(|e| self.engine_error(e))? {
                clauses.push((
                    Occur::Should,
                    Box::new(BoostQuery::new(Box::new(phrase), PHRASE_WEIGHT)),
                ));
            }
        }
        if clauses.is_empty() || query.limit == 0 {
            return Ok(Vec::new());
        }
        let conditions = self.conditions(query);
        if !conditions.is_empty() {
            let any = BooleanQuery::new(clauses);
            clauses = conditions;
            clauses.push((Occur::Must, Box::new(any)));
        }
        let found = self
            .searcher
            .search(
                &BooleanQuery::new(clauses),
                &TopDocs::with_limit(query.limit).order_by_score(),
            )
            .map_err(|error| self.engine_error(error))?;
        let nearby = self
            .nearby(&found, &query.concepts)
            .map_err(|error| self.engine_error(error))?;
        found
            .into_iter()
            .zip(nearby)
            .map(|((score, address), nearby)| {
                Ok(Hit {
                    score,
                    nearby,
                    passage: self.passage(address)?,
                })
            })
            .collect()
    }
}

/// Days since 1970-01-01, the form in which dates are indexed.
pub(super) fn days(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_secs() / (24 * 60 * 60)
}

/// A deterministic automaton over bytes, in the form that the term dictionary can be searched by.
struct OneLetterApart(DFA);

impl Automaton for OneLetterApart {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}
