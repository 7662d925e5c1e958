//! Near-duplicates of an article: the same report is often published by several outlets.

use std::collections::{BTreeMap, HashSet};

use crate::corpus::Article;
use crate::index::{Analyzer, IndexError, Query, Search, TermGroup};
use crate::text::Language;

/// Number of paragraphs compared: the longest ones of the article.
const SAMPLE_SIZE: usize = 8;

/// Number of words searched for each paragraph: the ones rarest in the index.
const WORDS_SEARCHED: usize = 12;

/// Minimum Jaccard similarity of the word trigrams of two paragraphs that count as the same.
const MIN_SIMILARITY: f32 = 0.5;

/// Minimum share of compared paragraphs in common for an article to be reported.
const MIN_SHARE: f32 = 0.25;

/// Maximum number of articles reported.
const MAX_REPORTED: usize = 3;

/// Indexed article with much of the same text.
#[derive(Clone, Debug, PartialEq)]
pub struct NearDuplicate {
    /// ID of the article.
    pub id: String,
    /// Title of the article.
    pub title: String,
    /// Share of the compared paragraphs that it also has: above 0, at most 1.
    pub share: f32,
}

/// Returns the indexed articles most similar to `article`, most similar first.
pub(super) fn near_duplicates(
    article: &Article,
    engine: &dyn Search,
    language: Language,
) -> Result<Vec<NearDuplicate>, IndexError> {
    let mut analyzer = Analyzer::new(language);
    let mut sample: Vec<&str> = article
        .paragraphs()
        .map(|paragraph| paragraph.text)
        .collect();
    sample.sort_by_key(|text| std::cmp::Reverse(text.len()));
    sample.truncate(SAMPLE_SIZE);
    let mut found: BTreeMap<String, NearDuplicate> = BTreeMap::new();
    for text in &sample {
        let forms = forms(text, &mut analyzer);
        let query = Query {
            concepts: rarest(&forms, &analyzer, engine)?,
            limit: MAX_REPORTED,
            ..Query::default()
        };
        let own = triples(&forms);
        let mut seen = HashSet::new();
        for hit in engine.search(&query)? {
            let passage = hit.passage;
            let others = 0..hit.words.len();
            let others: Vec<String> = others.map(|i| hit.words.form(i).to_owned()).collect();
            if jaccard(&own, &triples(&others)) < MIN_SIMILARITY
                || !seen.insert(passage.article.clone())
            {
                continue;
            }
            let alike = found
                .entry(passage.article.clone())
                .or_insert(NearDuplicate {
                    id: passage.article.clone(),
                    title: passage.title.clone(),
                    share: 0.0,
                });
            alike.share += 1.0 / sample.len() as f32;
        }
    }
    let mut found: Vec<NearDuplicate> = found
        .into_values()
        .filter(|alike| alike.share >= MIN_SHARE)
        .collect();
    found.sort_by(|a, b| b.share.total_cmp(&a.share));
    found.truncate(MAX_REPORTED);
    Ok(found)
}

fn forms(text: &str, analyzer: &mut Analyzer) -> Vec<String> {
    let words = analyzer.words(text).into_iter();
    words.map(|word| word.form).collect()
}

/// Returns one group of terms for each of the stems that are rarest in the index.
fn rarest(
    forms: &[String],
    analyzer: &Analyzer,
    engine: &dyn Search,
) -> Result<Vec<TermGroup>, IndexError> {
    let stems: HashSet<String> = forms
        .iter()
        .map(|form| analyzer.stem(form).into_owned())
        .collect();
    let mut known = Vec::new();
    for stem in stems {
        match engine.frequency(&stem)? {
            0 => {}
            frequency => known.push((frequency, stem)),
        }
    }
    known.sort_unstable();
    let rarest = known.into_iter().take(WORDS_SEARCHED);
    Ok(rarest
        .map(|(_, stem)| TermGroup {
            stems: vec![(stem, 1.0)],
        })
        .collect())
}

/// Returns all runs of three words; the whole text if it is shorter.
fn triples(forms: &[String]) -> HashSet<&[String]> {
    match forms.len() {
        0..3 => HashSet::from([forms]),
        _ => forms.windows(3).collect(),
    }
}

/// Returns the Jaccard similarity: the size of the intersection divided by the size of the union.
fn jaccard(a: &HashSet<&[String]>, b: &HashSet<&[String]>) -> f32 {
    let both = a.intersection(b).count();
    let either = a.len() + b.len() - both;
    both as f32 / either.max(1) as f32
}
