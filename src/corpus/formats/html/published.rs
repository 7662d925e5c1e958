//! Extracts the day of publication of a page.

use dom_query::{Document, NodeRef};
use jiff::civil::Date;

use super::declared::Declared;
use super::elements::Elements;
use super::metadata::language;
use super::near_heading::{near_heading, order_by_heading};
use super::others::Others;
use super::sites::addresses;
use super::text::separated;
use crate::corpus::formats::date::{self, NumberOrder};
use crate::lexicon::{PageWord, page_word};

/// Names of `<meta>` elements with the day of publication.
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

/// Selectors of elements with a machine-readable date, most reliable first.
const ELEMENTS: [&str; 3] = [
    "[itemprop=datePublished]",
    "time[pubdate], time.published, time.entry-date, .published[title], .dt-published, time[itemprop=dateCreated]",
    "time[datetime], abbr[title]",
];

/// Elements with a visible date.
const LINES: Elements = Elements {
    names: &["time"],
    class_parts: &[
        "date",
        "Date",
        "published",
        "posted",
        "datum",
        "time",
        "meta",
        "byline",
        "info",
    ],
    id_parts: &["date"],
    classes: &["submitted", "dt"],
    ..Elements::NONE
};

/// Maximum length of a line with a date, in bytes.
const MAX_LINE_BYTES: usize = 200;

/// Extracts the day: from declarations, marked-up elements, visible lines or the page's address, in
/// this order.
pub(super) fn read(page: &Document, declared: &Declared) -> Option<Date> {
    let Declared { linked, metas, .. } = declared;
    let language = language(page, declared);
    let order = NumberOrder::of_language(language.as_deref());
    let declared = linked.text("datePublished").into_iter();
    let declared = declared.chain(META.iter().flat_map(|name| metas.of(name)));
    let mut declared = declared
        .chain(linked.text("dateCreated"))
        .chain(linked.text("uploadDate"));
    let mut others = Others::default();
    declared
        .find_map(|text| date::day(&text, order))
        .or_else(|| of_elements(page, order, &mut others))
        .or_else(|| of_lines(page, order, &mut others))
        .or_else(|| of_address(page))
}

/// Returns the day in elements with a machine-readable date.
fn of_elements(page: &Document, order: NumberOrder, others: &mut Others) -> Option<Date> {
    ELEMENTS.iter().find_map(|selector| {
        let nodes = page.select(selector);
        let mut nodes: Vec<NodeRef<'_>> = nodes.nodes().to_vec();
        nodes.retain(|node| !others.has(node));
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

/// Returns the day in visible lines, nearest to the heading first.
fn of_lines(page: &Document, order: NumberOrder, others: &mut Others) -> Option<Date> {
    let mut nodes = LINES.of(page);
    nodes.retain(|node| !others.has(node));
    order_by_heading(page, &mut nodes);
    let lines = nodes.iter().map(separated).chain(near_heading(page));
    let mut lines = lines.filter(|line| line.len() <= MAX_LINE_BYTES);
    lines.find_map(|line| in_line(&line, order))
}

/// Returns the first day in a line that is not the day of a change:
/// `Updated 4 March, published 3 March`.
fn in_line(line: &str, order: NumberOrder) -> Option<Date> {
    let mut rest = line;
    while let Some((span, day)) = date::find(rest, order) {
        let before = rest.get(..span.start)?;
        let mut words = before.split(|c: char| !c.is_alphanumeric());
        if !words.any(|word| page_word(word).contains(PageWord::CHANGED)) {
            return Some(day);
        }
        rest = rest.get(span.end..)?;
    }
    None
}

/// Returns the day in the address of the page: `/2025/03/04/talks`.
fn of_address(page: &Document) -> Option<Date> {
    addresses(page).iter().find_map(|address| {
        let (_, path) = address.split_once("://")?;
        date::find(path, NumberOrder::Unknown).map(|(_, day)| day)
    })
}
