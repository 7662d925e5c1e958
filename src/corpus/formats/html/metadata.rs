//! Extracts metadata of a web page from JSON-LD, `<meta>` elements and visible text.

use dom_query::Document;

use super::declared::Declared;
use super::sites::is_canonical;
use super::{author, title};
use crate::corpus::Metadata;
use crate::corpus::formats::fields;

/// Extracts the metadata of a page, except the day of publication, which may stand in elements that
/// are removed before. The title may be empty.
pub(super) fn read(page: &Document, declared: &Declared) -> Metadata {
    let title = title::read(page, declared).unwrap_or_default();
    let language = language(page, declared);
    let outlet = declared
        .metas
        .of("og:site_name")
        .into_iter()
        .chain(declared.linked.names("publisher"))
        .next();
    Metadata {
        url: address(page, declared),
        authors: author::read(page, declared),
        published: None,
        title,
        outlet,
        language,
        tags: Vec::new(),
    }
}

fn address(page: &Document, declared: &Declared) -> Option<String> {
    let links = page.select("link");
    let links = links.nodes().iter().filter(|link| is_canonical(link));
    let links = links.filter_map(|link| link.attr("href"));
    let links = links.map(|link| link.to_string());
    let mut addresses = links
        .chain(declared.metas.of("og:url"))
        .chain(declared.linked.text("url"))
        .chain(declared.linked.text("mainEntityOfPage"));
    addresses.find_map(|address| fields::web_address(&address))
}

pub(super) fn language(page: &Document, declared: &Declared) -> Option<String> {
    let roots = page.select("html, body");
    let roots = roots.nodes().iter().filter_map(|root| root.attr("lang"));
    let mut tags = roots
        .map(|tag| tag.to_string())
        .chain(declared.metas.of("og:locale"))
        .chain(declared.metas.of("content-language"))
        .chain(declared.metas.of("language"))
        .chain(declared.linked.text("inLanguage"));
    tags.find_map(|tag| fields::language_tag(&tag))
}
