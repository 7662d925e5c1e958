//! Renders the list of articles.

use jiff::Timestamp;

use super::citation::{date, linked_title, part};
use super::escape::{clean, escape, length, unescape};
use super::layout::LONGEST_MESSAGE;
use crate::index::{ArticleSummary, Edition};
use crate::text::english::counted;

/// Articles on one page. So many fit whatever their titles.
pub(crate) const ON_A_PAGE: usize = 8;

/// Longer titles and names of outlets are cut, in characters.
const LONGEST_TITLE: usize = 60;
const LONGEST_OUTLET: usize = 30;

/// Number of articles and paragraphs, the edition and its time; `note` goes below. If the articles
/// were searched for, `searched` has the words, and how many articles there are in all.
pub(crate) fn head(
    articles: &[&ArticleSummary],
    searched: Option<(&str, usize)>,
    (edition, made): (&Edition, Timestamp),
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
        made.strftime("%-d %b %Y %H:%M UTC"),
        note.map(|note| format!("\n-# {note}")).unwrap_or_default(),
    )
}

/// The words that the articles of a list were searched for, read back from its text.
pub(crate) fn search_of(content: &str) -> Option<String> {
    let head = content.lines().next()?;
    let (_, rest) = head.split_once("** with “")?;
    let (words, _) = rest.rsplit_once("” · ")?;
    Some(unescape(words))
}

/// The text of a page, counted from 0, below its `head`.
pub(crate) fn content(head: String, articles: &[&ArticleSummary], page: usize) -> String {
    let lines = |linked: bool| -> String {
        let numbered = articles
            .iter()
            .enumerate()
            .skip(page * ON_A_PAGE)
            .take(ON_A_PAGE);
        numbered
            .map(|(n, article)| line(n + 1, article, linked))
            .collect()
    };
    let whole = format!("{head}{}", lines(true));
    if length(&whole) <= LONGEST_MESSAGE {
        return whole;
    }
    // Links take the most room, and the list is complete without them.
    format!("{head}{}", lines(false))
}

/// `12 · Title · Outlet · 15 Aug 2025 · 10 paragraphs`
fn line(number: usize, article: &ArticleSummary, is_linked: bool) -> String {
    let url = article.url.as_deref().filter(|_| is_linked);
    let parts = [
        Some(format!("\n**{number}**")),
        Some(linked_title(&article.title, LONGEST_TITLE, url, "")),
        part(article.outlet.as_deref(), LONGEST_OUTLET),
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
    fn articles_are_listed_with_what_is_known_of_them() {
        let mut bare = listed("*No* names", 1);
        (bare.outlet, bare.published, bare.url) = (None, None, None);
        let articles = [listed("The talks", 10), bare];
        let articles: Vec<_> = articles.iter().collect();
        let made = (&Edition::default(), Timestamp::UNIX_EPOCH);
        let text = content(head(&articles, None, made, Some("Changed.")), &articles, 0);
        insta::assert_snapshot!(text, @r"
        **2 articles** · 11 paragraphs · edition  of 1 Jan 1970 00:00 UTC
        -# Changed.
        **1** · [The talks](https://example.org/talks) · The Post · 15 Aug 2025 · 10 paragraphs
        **2** · \*No\* names · 1 paragraph
        ");
    }

    #[test]
    fn what_was_searched_for_can_be_read_back() {
        let articles = [listed("The talks", 10)];
        let articles: Vec<_> = articles.iter().collect();
        let made = (&Edition::default(), Timestamp::UNIX_EPOCH);
        for words in ["talks", "a” · b", "**x** with “y"] {
            let text = content(
                head(&articles, Some((words, 3000)), made, None),
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
            assert!(length(&text) <= LONGEST_MESSAGE, "{}", length(&text));
            assert_eq!(text.lines().count(), 1 + ON_A_PAGE);
        }
    }
}
