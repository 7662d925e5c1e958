//! Lists articles and paragraphs, for browsing.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

use super::Snapshot;
use crate::index::{ArticleSummary, IndexError};

impl Snapshot {
    /// Lists all articles, newest first; articles without a date come last.
    pub(super) fn list_articles(&self) -> Result<Vec<ArticleSummary>, IndexError> {
        let mut articles = self
            .first_paragraphs()
            .map_err(|error| self.engine_error(error))?
            .into_iter()
            .map(|(paragraphs, first)| {
                let first = self.passage(first)?;
                Ok(ArticleSummary {
                    id: first.article,
                    title: first.title,
                    outlet: first.outlet,
                    published: first.published,
                    url: first.url,
                    paragraphs,
                })
            })
            .collect::<Result<Vec<_>, IndexError>>()?;
        articles.sort_by(|a, b| {
            let by_date = b.published.cmp(&a.published);
            by_date
                .then_with(|| a.title.cmp(&b.title))
                .then_with(|| a.id.cmp(&b.id))
        });
        Ok(articles)
    }

    /// Returns the addresses of an article's paragraphs whose numbers lie in `numbers`, in order.
    pub(super) fn find_paragraphs(
        &self,
        article: &str,
        numbers: &RangeInclusive<u32>,
    ) -> tantivy::Result<Vec<DocAddress>> {
        let mut found = Vec::new();
        let term = Term::from_field_text(self.fields.article, article);
        for (n, segment) in (0..).zip(self.searcher.segment_readers()) {
            let column = segment.fast_fields().u64("number")?;
            let inverted_index = segment.inverted_index(self.fields.article)?;
            let postings = inverted_index.read_postings(&term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else {
                continue;
            };
            let mut document = postings.doc();
            while document != TERMINATED {
                let number = column.first(document).unwrap_or_default() as u32;
                if numbers.contains(&number) && !segment.is_deleted(document) {
                    found.push((number, DocAddress::new(n, document)));
                }
                document = postings.advance();
            }
        }
        found.sort_by_key(|(number, _)| *number);
        Ok(found.into_iter().map(|(_, address)| address).collect())
    }

    /// Returns the number of paragraphs and the address of the first paragraph of every article.
    /// The paragraphs of one article may lie in several segments.
    fn first_paragraphs(&self) -> tantivy::Result<Vec<(u32, DocAddress)>> {
        let mut articles: BTreeMap<String, (u32, Option<DocAddress>)> = BTreeMap::new();
        for (n, segment) in (0..).zip(self.searcher.segment_readers()) {
            let columns = segment.fast_fields();
            let numbers = columns.u64("number")?;
            let Some(ids) = columns.str("article")? else {
                continue;
            };
            let mut here = vec![(0, None); ids.num_terms()];
            for document in segment.doc_ids_alive() {
                let Some(article) = ids.term_ords(document).next() else {
                    continue;
                };
                let (paragraphs, first) = &mut here[article as usize];
                *paragraphs += 1;
                if numbers.first(document) == Some(1) {
                    *first = Some(DocAddress::new(n, document));
                }
            }
            for (article, (paragraphs, first)) in (0..).zip(here) {
                if paragraphs == 0 {
                    continue;
                }
                let mut id = String::new();
                ids.ord_to_str(article, &mut id)?;
                let known = articles.entry(id).or_default();
                known.0 += paragraphs;
                known.1 = known.1.or(first);
            }
        }
        let whole = articles.into_values();
        Ok(whole
            .filter_map(|(paragraphs, first)| Some((paragraphs, first?)))
            .collect())
    }
}
