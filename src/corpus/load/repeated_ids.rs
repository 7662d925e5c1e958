//! Resolves repeated article IDs: the first article keeps the ID.

use std::collections::HashMap;
use std::mem;
use std::path::Path;

use super::paths::shown_path;
use crate::corpus::files::shown;
use crate::corpus::{Article, Problem};

/// Maximum number of repeated IDs reported separately.
const MAX_REPORTED: usize = 100;

/// Drops every article whose ID an earlier article has, and reports the locations of both.
pub fn drop_repeated_ids(dir: &Path, articles: &mut Vec<Article>) -> Vec<Problem> {
    let mut first_places = HashMap::with_capacity(articles.len());
    for (place, article) in articles.iter().enumerate() {
        first_places.entry(article.id()).or_insert(place);
    }
    let is_first: Vec<bool> = articles
        .iter()
        .enumerate()
        .map(|(place, article)| first_places.get(article.id()) == Some(&place))
        .collect();
    let repeated = articles.iter().zip(&is_first).filter(|(_, first)| !**first);
    let mut problems: Vec<Problem> = repeated
        .clone()
        .take(MAX_REPORTED)
        .filter_map(|(article, _)| {
            let first = articles.get(*first_places.get(article.id())?)?;
            Some(Problem::error(
                shown_path(dir, article.source()),
                Some(article.line()),
                format!(
                    "{:?} is already the ID of {}:{}",
                    article.id(),
                    shown_path(dir, first.source()),
                    first.line()
                ),
                "give one of them another `id:`, or `_id` in JSON Lines",
            ))
        })
        .collect();
    let unreported = repeated.count().saturating_sub(MAX_REPORTED);
    if unreported > 0 {
        problems.push(Problem::error(
            shown(dir),
            None,
            format!("{unreported} more articles repeat the ID of another one"),
            "correct the ones above first",
        ));
    }
    let all = mem::take(articles).into_iter().zip(is_first);
    articles.extend(all.filter_map(|(article, is_first)| is_first.then_some(article)));
    problems
}
