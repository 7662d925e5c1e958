//! Renders the list of articles.

use jiff::Timestamp;

use super::citation::{date, linked_title, part};
use super::escape::{clean, escape, length, unescape};
use super::layout::MAX_MESSAGE_LENGTH;
use crate::index::{ArticleSummary, Edition};
use crate::text::english::counted;

/// Number of articles on one page, which fit into a message whatever their titles are.
pub(crate) const PER_PAGE: usize = 8;

/// Maximum length of a title, in UTF-16 units.
const MAX_TITLE_LENGTH: usize = 60;
/// Maximum length of an outlet's name, in UTF-16 units.
const MAX_OUTLET_LENGTH: usize = 30;

/// Returns the head of the list: the number of articles and paragraphs, the edition and its time,
/// and `note` on a line below. `searched` is the search words and the total number of articles.
pub(crate) fn head(
    articles: &[&ArticleSummary],
    searched: Option<(&str, usize)>,
    (edition, committed): (&Edition, Timestamp),
    note: Option<&str>,
) -> String {
    let paragraphs = articles.iter().map(|article| u64::from(article.paragraphs));
    let found = match searched {
        None => format!("**{}**", counted(articles.len(), "article")),
        Some((words, all)) => format!(
            "**{} of {}** with “{}”",
            articles.len(),
            counted(all, "article"),
            escape(&clean(words), false)
        ),
    };
    format!(
        "{found} · {} · edition {edition} of {}{}",
        counted(paragraphs.sum::<u64>(), "paragraph"),
        committed.strftime("%-d %b %Y %H:%M UTC"),
        note.map(|note| format!("\n-# {note}")).unwrap_or_default(),
    )
}

/// Reads the search words back from the text of a list.
pub(crate) fn search_of(content: &str) -> Option<String> {
    let head = content.lines().next()?;
    let (_, rest) = head.split_once("** with “")?;
    let (words, _) = rest.rsplit_once("” · ")?;
    Some(unescape(words))
}

/// Renders a page, counted from 0, below its `head`.
pub(crate) fn content(head: String, articles: &[&ArticleSummary], page: usize) -> String {
    let lines = |linked: bool| -> String {
        let numbered = articles
            .iter()
            .enumerate()
            .skip(page * PER_PAGE)
            .take(PER_PAGE);
        numbered
            .map(|(n, article)| line(n + 1, article, linked))
            .collect()
    };
    let whole = format!("{head}{}", lines(true));
    if length(&whole) <= MAX_MESSAGE_LENGTH {
        return whole;
    }
    // Without links, which take the most room, the page always fits.
    format!("{head}{}", lines(false))
}

/// Renders a line such as `12 · Title · Outlet · 15 Aug 2025 · 10 paragraphs`.
fn line(number: usize, article: &ArticleSummary, is_linked: bool) -> String {
    let url = article.url.as_deref().filter(|_| is_linked);
    let parts = [
        Some(format!("\n**{number}**")),
        Some(linked_title(&article.title, MAX_TITLE_LENGTH, url, "")),
        part(article.outlet.as_deref(), MAX_OUTLET_LENGTH),
        article.published.map(date),
        Some(counted(article.paragraphs, "paragraph")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(title: &str, paragraphs: u32) -> ArticleSummary {
        ArticleSummary {
            id: "talks".to_owned(),
            title: title.to_owned(),
            outlet: Some("The Post".to_owned()),
            published: Some(jiff::civil::date(2025, 8, 15)),
            url: Some("https://example.org/talks".to_owned()),
            paragraphs,
        }
    }

    #[test]
    fn articles_are_listed_with_their_metadata() {
        let mut bare = listed("*No* names", 1);
        (bare.outlet, bare.published, bare.url) = (None, None, None);
        let articles = [listed("The talks", 10), bare];
        let articles: Vec<_> = articles.iter().collect();
        let committed = (&Edition::default(), Timestamp::UNIX_EPOCH);
        let text = content(
            head(&articles, None, committed, Some("Changed.")),
            &articles,
            0,
        );
        insta::assert_snapshot!(text, @r"
        **2 articles** · 11 paragraphs · edition  of 1 Jan 1970 00:00 UTC
        -# Changed.
        **1** · [The talks](https://example.org/talks) · The Post · 15 Aug 2025 · 10 paragraphs
        **2** · \*No\* names · 1 paragraph
        ");
    }

    #[test]
    fn the_filter_can_be_read_back() {
        let articles = [listed("The talks", 10)];
        let articles: Vec<_> = articles.iter().collect();
        let committed = (&Edition::default(), Timestamp::UNIX_EPOCH);
        for words in ["talks", "a” · b", "**x** with “y"] {
            let text = content(
                head(&articles, Some((words, 3000)), committed, None),
                &articles,
                0,
            );
            assert!(text.starts_with("**1 of 3000 articles** with “"), "{text}");
            assert_eq!(search_of(&text).as_deref(), Some(words));
        }
        assert_eq!(search_of("**2 articles** · 11 paragraphs"), None);
    }

    #[test]
    fn no_page_is_too_long() {
        let mut long = listed(&"_@everyone_".repeat(100), 1);
        long.outlet = Some("**||".repeat(100));
        long.url = Some(format!("https://example.org/{}", "a".repeat(250)));
        let articles = vec![&long; 1000];
        for page in [0, 124] {
            let text = content("**1000 articles**".to_owned(), &articles, page);
            assert!(length(&text) <= MAX_MESSAGE_LENGTH, "{}", length(&text));
            assert_eq!(text.lines().count(), 1 + PER_PAGE);
        }
    }
}
