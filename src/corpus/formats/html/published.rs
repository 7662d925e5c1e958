//! The day on which a page was published.

use dom_query::{Document, NodeRef};
use jiff::civil::Date;

use super::boilerplate::is_comments;
use super::linked_data::LinkedData;
use super::metadata::language;
use super::near_heading::{near_heading, order_by_heading};
use super::text::{meta, separated};
use crate::corpus::formats::date::{self, NumberOrder};

/// Names of `<meta>` elements that hold the day of publication.
const META: [&str; 28] = [
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.available",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "publication_date",
    "published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "article_date_original",
    "rnews:datepublished",
    "citation_publication_date",
    "citation_date",
    "weibo:article:create_at",
];

/// Elements that hold a date for programs, the surest first.
const ELEMENTS: [&str; 3] = [
    "[itemprop=datePublished]",
    "time[pubdate], time.published, time.entry-date, .published[title], .dt-published, time[itemprop=dateCreated]",
    "time[datetime], abbr[title]",
];

/// Elements that hold a date for readers.
const LINES: &str = "time, [class*=date], [class*=Date], [id*=date], [class*=published], \
    [class*=posted], [class*=timestamp], [class*=datum], [class*=time], [class*=meta], \
    [class*=byline], .submitted, [class*=info], .dt, [class*=dateline]";

/// Longest line with a date, in bytes.
const LONGEST_LINE: usize = 200;

/// Reads the day.
pub(super) fn read(page: &Document, linked: &LinkedData) -> Option<Date> {
    let language = language(page, linked);
    let order = NumberOrder::of_language(language.as_deref());
    let declared = linked.text("datePublished").into_iter();
    let declared = declared.chain(META.iter().flat_map(|name| meta(page, name)));
    let mut declared = declared
        .chain(linked.text("dateCreated"))
        .chain(linked.text("uploadDate"));
    declared
        .find_map(|text| date::day(&text, order))
        .or_else(|| of_elements(page, order))
        .or_else(|| of_lines(page, order))
        .or_else(|| of_address(page))
}

fn of_elements(page: &Document, order: NumberOrder) -> Option<Date> {
    ELEMENTS.iter().find_map(|selector| {
        let nodes = page.select(selector);
        let mut nodes: Vec<NodeRef<'_>> = nodes.nodes().to_vec();
        nodes.retain(|node| !is_of_other(node));
        order_by_heading(page, &mut nodes);
        nodes.iter().find_map(|node| {
            let values = ["content", "datetime", "title"].iter();
            let values = values.filter_map(|name| node.attr(name));
            values
                .map(|value| value.to_string())
                .chain([node.text().to_string()])
                .find_map(|text| date::day(&text, order))
        })
    })
}

fn of_lines(page: &Document, order: NumberOrder) -> Option<Date> {
    let nodes = page.select(LINES);
    let mut nodes: Vec<NodeRef<'_>> = nodes.nodes().to_vec();
    nodes.retain(|node| !is_of_other(node));
    order_by_heading(page, &mut nodes);
    let lines = nodes.iter().map(separated).chain(near_heading(page));
    let mut lines = lines.filter(|line| line.len() <= LONGEST_LINE);
    lines.find_map(|line| date::find(&line, order).map(|(_, day)| day))
}

/// Whether an element belongs to another article, to a comment, or to the day of a change.
fn is_of_other(node: &NodeRef<'_>) -> bool {
    let class = node.class().unwrap_or_default().to_lowercase();
    let is_change = ["updated", "modified"]
        .iter()
        .any(|word| class.contains(word))
        && !["published", "entry-date"]
            .iter()
            .any(|word| class.contains(word));
    is_change || is_listed(node) || node.ancestors_it(None).any(|parent| is_of_others(&parent))
}

/// Whether what is below an element belongs to other articles.
fn is_of_others(parent: &NodeRef<'_>) -> bool {
    let is_teaser = || {
        let links = parent.descendants_it().filter(|node| node.has_name("a"));
        links.into_iter().any(|link| link.text().trim().len() > 8)
    };
    match parent.node_name().as_deref() {
        Some("aside") => is_teaser(),
        Some("body" | "html") => false,
        _ => is_comments(parent),
    }
}

/// Whether an element is one of several alike that all have a date and a link, as in a list of
/// teasers.
fn is_listed(node: &NodeRef<'_>) -> bool {
    let mut inner = *node;
    for _ in 0..6 {
        let Some(outer) = inner.parent() else {
            return false;
        };
        if outer.has_name("body") {
            return false;
        }
        let name = inner.node_name();
        let class = inner.class();
        let is_alike = |other: &NodeRef<'_>| {
            other.id != inner.id
                && other.node_name() == name
                && other.class() == class
                && has_date_and_link(other)
        };
        if has_date_and_link(&inner) && outer.children_it(false).any(|other| is_alike(&other)) {
            return true;
        }
        inner = outer;
    }
    false
}

fn has_date_and_link(node: &NodeRef<'_>) -> bool {
    let has_link = || {
        let mut below = node.descendants_it();
        below.any(|node| node.has_name("a") && node.text().trim().len() > 8)
    };
    let text = node.text();
    let has_time = || {
        let mut below = node.descendants_it();
        below.any(|node| node.has_name("time"))
    };
    text.len() < 2_000
        && (has_time() || date::find(&text, NumberOrder::DayFirst).is_some())
        && has_link()
}

/// The day in the address of the page: `/2025/03/04/talks`.
fn of_address(page: &Document) -> Option<Date> {
    let nodes = page.select("link[rel=canonical], meta[property='og:url']");
    let mut addresses = nodes.nodes().iter().filter_map(|node| {
        let address = node.attr("href").or_else(|| node.attr("content"))?;
        Some(address.to_string())
    });
    addresses.find_map(|address| {
        let (_, path) = address.split_once("://")?;
        date::find(path, NumberOrder::Unknown).map(|(_, day)| day)
    })
}
