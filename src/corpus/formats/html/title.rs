//! Extracts the headline of a page, without the name of its site.

use dom_query::Document;

use super::declared::Declared;
use super::near_heading::heading;
use super::text::{decoded, plain, texts};

/// Separators between a headline and the name of its site.
const SEPARATORS: [&str; 14] = [
    " | ", " - ", " – ", " — ", " » ", " « ", " :: ", " · ", " • ", " / ", " > ", " < ", " ‹ ",
    " : ",
];

/// Names of `<meta>` elements with the headline.
const META: [&str; 8] = [
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "title",
];

/// Extracts the headline. A visible heading takes precedence over declared titles.
pub(super) fn read(page: &Document, declared: &Declared) -> Option<String> {
    let Declared {
        linked,
        metas,
        sites,
    } = declared;
    let first = heading(page).and_then(|heading| decoded(&heading.text()));
    let headings: Vec<String> = first.into_iter().chain(texts(page, "h1")).collect();
    let mut declared: Vec<String> = linked.headline().into_iter().collect();
    declared.extend(META.iter().flat_map(|name| metas.of(name)));
    declared.extend(texts(page, "[itemprop=headline]"));
    let element = texts(page, "head title, title");
    declared.extend(element.iter().cloned());
    declared.retain(|title| !sites.contains(&plain(title)));

    let shown = headings
        .iter()
        .find_map(|heading| shown_title(heading, &declared, sites));
    let shown = shown.or_else(|| {
        let other = texts(page, "h2, [class*=title], [class*=headline]");

        other.into_iter().find(|heading| {
            let words = plain(heading);
            let is_part = |title: &String| {
                plain(title).starts_with(&words) && words.len() > 12 && !sites.contains(&words)
            };
            declared.iter().any(is_part) && element.iter().any(is_part)
        })
    });
    shown
        .or_else(|| {
            let first = declared.first()?;
            Some(without_site(first, sites, element.contains(first)))
        })
        .or_else(|| headings.into_iter().next())
}

/// Returns the title in a heading: the heading itself, or the part of it that is declared.
fn shown_title(heading: &str, declared: &[String], sites: &[String]) -> Option<String> {
    let words = plain(heading);
    if words.is_empty() || sites.contains(&words) {
        return None;
    }
    // A heading such as "Politics: The talks end" includes the section.
    let inner = declared.iter().find(|title| {
        let title = plain(title);
        title.len() >= 12 && words.len() > title.len() && words.ends_with(&title)
    });
    if let Some(inner) = inner {
        return Some(inner.clone());
    }
    let is_declared = declared.iter().any(|declared_as| {
        let title = plain(declared_as);
        let is_part = title.starts_with(&words) || title.ends_with(&words);
        let is_cut = words.starts_with(&title) && title.len() >= 12;
        is_cut
            || is_segment(declared_as, &words)
            || is_part && (words.len() * 2 >= title.len() || words.len() >= 20)
    });
    is_declared.then(|| heading.to_owned())
}

/// Returns whether one of the parts of a title equals these words.
fn is_segment(title: &str, words: &str) -> bool {
    SEPARATORS
        .iter()
        .any(|mark| title.split(mark).any(|part| plain(part) == words))
}

/// Returns the title without the parts that name the site.
fn without_site(title: &str, sites: &[String], is_of_window: bool) -> String {
    let mut rest = title;
    while let Some((before, behind)) = last_split(rest) {
        if !is_site(behind, sites) {
            break;
        }
        rest = before;
    }
    while let Some((before, behind)) = first_split(rest) {
        if !is_site(before, sites) {
            break;
        }
        rest = behind;
    }
    // The title of the window nearly always ends with the name of the site.
    if is_of_window
        && rest == title
        && let Some((before, behind)) = last_split(rest)
        && before.split_whitespace().count() >= 3
        && behind.split_whitespace().count() <= 4
    {
        rest = before;
    }
    rest.to_owned()
}

/// Splits a title at its last separator.
fn last_split(title: &str) -> Option<(&str, &str)> {
    let splits = SEPARATORS.iter().filter_map(|mark| title.rsplit_once(mark));
    splits.max_by_key(|(before, _)| before.len())
}

/// Splits a title at its first separator.
fn first_split(title: &str) -> Option<(&str, &str)> {
    let splits = SEPARATORS.iter().chain(&[": "]);
    let splits = splits.filter_map(|mark| title.split_once(mark));
    splits.min_by_key(|(before, _)| before.len())
}

/// Returns whether a part of a title names the site.
fn is_site(part: &str, sites: &[String]) -> bool {
    let part = plain(part);
    let is_name = |site: &String| {
        *site == part
            || part.len() >= 4 && site.strip_prefix("the") == Some(&part)
            || site.len() >= 4 && part.strip_prefix("the") == Some(site)
            || site.len() >= 5 && part.starts_with(site.as_str()) && part.len() < site.len() + 6
    };
    !part.is_empty() && sites.iter().any(is_name)
}
