//! Articles that say the same: one report often comes from several places.

use std::collections::{BTreeMap, HashSet};

use crate::corpus::Article;
use crate::index::{Analyzer, IndexError, Language, Query, Search, Snapshot, TermGroup};

/// So many paragraphs of an article, the longest, are looked for.
const SAMPLE: usize = 8;

/// So many words of a paragraph, those that are rarest in the index, are looked for.
const WORDS: usize = 12;

/// Two paragraphs are the same report if they share this part of their word triples.
const SAME: f32 = 0.5;

/// An article of which less is the same is not worth a mention.
const WORTH: f32 = 0.25;

/// So many articles are named.
const MOST: usize = 3;

/// An article in the index that says much of the same.
#[derive(Clone, Debug, PartialEq)]
pub struct NearDuplicate {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Which part of the paragraphs that were compared it has too, above 0 to 1.
    pub share: f32,
}

/// The articles in the index that are most like `article`, the likest first.
pub(super) fn near_duplicates(
    article: &Article,
    snapshot: &Snapshot,
    language: Language,
) -> Result<Vec<NearDuplicate>, IndexError> {
    let mut analyzer = Analyzer::new(language);
    let mut sample: Vec<&str> = article
        .paragraphs()
        .map(|paragraph| paragraph.text)
        .collect();
    sample.sort_by_key(|text| std::cmp::Reverse(text.len()));
    sample.truncate(SAMPLE);
    let mut found: BTreeMap<String, NearDuplicate> = BTreeMap::new();
    for text in &sample {
        let forms = forms(text, &mut analyzer);
        let query = Query {
            concepts: rarest(&forms, &analyzer, snapshot)?,
            limit: MOST,
            ..Query::default()
        };
        let own = triples(&forms);
        let mut seen = HashSet::new();
        for hit in snapshot.search(&query)? {
            let passage = hit.passage;
            let others = self::forms(&passage.text, &mut analyzer);
            if likeness(&own, &triples(&others)) < SAME || !seen.insert(passage.article.clone()) {
                continue;
            }
            let alike = found
                .entry(passage.article.clone())
                .or_insert(NearDuplicate {
                    id: passage.article,
                    title: passage.title,
                    share: 0.0,
                });
            alike.share += 1.0 / sample.len() as f32;
        }
    }
    let mut found: Vec<NearDuplicate> = found
        .into_values()
        .filter(|alike| alike.share >= WORTH)
        .collect();
    found.sort_by(|a, b| b.share.total_cmp(&a.share));
    found.truncate(MOST);
    Ok(found)
}

fn forms(text: &str, analyzer: &mut Analyzer) -> Vec<String> {
    let words = analyzer.words(text).into_iter();
    words.map(|word| word.form).collect()
}

fn rarest(
    forms: &[String],
    analyzer: &Analyzer,
    snapshot: &Snapshot,
) -> Result<Vec<TermGroup>, IndexError> {
    let stems: HashSet<String> = forms
        .iter()
        .map(|form| analyzer.stem(form).into_owned())
        .collect();
    let mut known = Vec::new();
    for stem in stems {
        match snapshot.frequency(&stem)? {
            0 => {}
            frequency => known.push((frequency, stem)),
        }
    }
    known.sort_unstable();
    let rarest = known.into_iter().take(WORDS);
    Ok(rarest
        .map(|(_, stem)| TermGroup {
            stems: vec![(stem, 1.0)],
        })
        .collect())
}

fn triples(forms: &[String]) -> HashSet<&[String]> {
    match forms.len() {
        0..3 => HashSet::from([forms]),
        _ => forms.windows(3).collect(),
    }
}

/// The Jaccard index: what both have, of what either has.
fn likeness(a: &HashSet<&[String]>, b: &HashSet<&[String]>) -> f32 {
    let both = a.intersection(b).count();
    let either = a.len() + b.len() - both;
    both as f32 / either.max(1) as f32
}
