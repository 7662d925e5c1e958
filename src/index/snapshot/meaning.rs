//! Search by meaning: the passages whose vectors are nearest to that of a question.

use std::collections::HashSet;

use tantivy::DocAddress;
use tantivy::collector::DocSetCollector;
use tantivy::query::BooleanQuery;

use super::Snapshot;
use crate::index::Query;

impl Snapshot {
    /// Returns the passages nearest to a query's vector that meet its conditions.
    pub(super) fn nearest(&self, query: &Query) -> tantivy::Result<Vec<DocAddress>> {
        let (Some(vectors), Some(question)) = (self.vectors(), &query.meaning) else {
            return Ok(Vec::new());
        };
        let conditions = self.conditions(query.article.as_deref(), query.after, query.before);
        if conditions.is_empty() {
            return Ok(vectors.nearest(question, |_| true));
        }
        let query = BooleanQuery::new(conditions);
        let allowed: HashSet<DocAddress> = self.searcher.search(&query, &DocSetCollector)?;
        Ok(vectors.nearest(question, |address| allowed.contains(&address)))
    }
}
