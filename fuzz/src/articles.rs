//! What must hold of every article that a format's reader returns.

use summit_bot::corpus::Article;
use summit_bot::corpus::formats::{Format, parse};

/// Reads the articles of a file and checks them.
pub fn read(format: Format, text: &str) -> Vec<Article> {
    let (drafts, _) = parse(format, "data/fuzz", text);
    let articles = drafts
        .into_iter()
        .filter_map(|draft| Article::new(draft, "fuzz", "fuzz"));
    let articles: Vec<Article> = articles.collect();
    for article in &articles {
        assert!(!article.metadata().title.trim().is_empty());
        for paragraph in article.paragraphs() {
            assert!(!paragraph.text.trim().is_empty());
            assert_eq!(article.text().get(paragraph.span), Some(paragraph.text));
        }
    }
    articles
}
