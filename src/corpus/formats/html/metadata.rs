//! What a web page says about itself: JSON-LD, `<meta>` elements, and its own text.

use dom_query::Document;

use super::linked_data::LinkedData;
use super::text::meta;
use super::{author, title};
use crate::corpus::Metadata;
use crate::corpus::formats::fields;

/// Reads the metadata of a page but for its day, which may stand where nothing else of the article
/// does. The title may stay empty.
pub(super) fn read(page: &Document, linked: &LinkedData) -> Metadata {
    let title = title::read(page, linked).unwrap_or_default();
    let language = language(page, linked);
    let outlet = meta(page, "og:site_name")
        .into_iter()
        .chain(linked.names("publisher"))
        .next();
    Metadata {
        url: address(page, linked),
        authors: author::read(page, linked),
        published: None,
        title,
        outlet,
        language,
        tags: Vec::new(),
    }
}

fn address(page: &Document, linked: &LinkedData) -> Option<String> {
    let links = page.select("link[rel=canonical]");
    let links = links.nodes().iter().filter_map(|link| link.attr("href"));
    let links = links.map(|link| link.to_string());
    let mut addresses = links
        .chain(meta(page, "og:url"))
        .chain(linked.text("url"))
        .chain(linked.text("mainEntityOfPage"));
    addresses.find_map(|address| fields::web_address(&address))
}

pub(super) fn language(page: &Document, linked: &LinkedData) -> Option<String> {
    let roots = page.select("html[lang], body[lang]");
    let roots = roots.nodes().iter().filter_map(|root| root.attr("lang"));
    let mut tags = roots
        .map(|tag| tag.to_string())
        .chain(meta(page, "og:locale"))
        .chain(meta(page, "content-language"))
        .chain(meta(page, "language"))
        .chain(linked.text("inLanguage"));
    tags.find_map(|tag| fields::language_tag(&tag))
}
