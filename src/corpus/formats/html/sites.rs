//! Extracts the names of a page's site.

use dom_query::{Document, NodeRef};

use super::elements::Elements;
use super::linked_data::LinkedData;
use super::text::{Metas, decoded, plain, texts};

/// Elements around a logo.
const LOGOS: Elements = Elements {
    names: &["header"],
    class_parts: &["logo"],
    ..Elements::NONE
};

/// Returns the names of the page's site, reduced to letters and digits.
pub(super) fn site_names(page: &Document, linked: &LinkedData, metas: &Metas) -> Vec<String> {
    let mut names: Vec<String> = linked.site_names();
    for name in [
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
        "twitter:site",
        "dc.publisher",
    ] {
        names.extend(metas.of(name));
    }
    names.extend(texts(
        page,
        "a[href='/'], a[rel=home], .site-title, .site-name, #site-title",
    ));
    let images = page.select("img");
    let logos = images.nodes().iter().filter(|image| is_logo(image));
    let logos = logos.filter_map(|logo| logo.attr("alt"));
    names.extend(logos.filter_map(|alt| decoded(&alt)));
    for address in addresses(page) {
        let host = address.split_once("://").map(|(_, rest)| rest);
        let host = host.and_then(|rest| rest.split(['/', '?', '#', ':']).next());
        let host = host.unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host);
        names.push(host.to_owned());
        names.extend(host.rsplit_once('.').map(|(name, _)| name.to_owned()));
    }
    let mut names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    names.retain(|name| name.len() > 1);
    names.sort_unstable();
    names.dedup();
    names
}

/// Returns the addresses that the page declares as its own.
pub(super) fn addresses(page: &Document) -> Vec<String> {
    let nodes = page.select("link, meta");
    let addresses = nodes.nodes().iter().filter(|node| {
        let property = node.attr("property");
        is_canonical(node) || node.has_name("meta") && property.as_deref() == Some("og:url")
    });
    let addresses = addresses.filter_map(|node| node.attr("href").or_else(|| node.attr("content")));
    addresses.map(|address| address.to_string()).collect()
}

/// Returns whether an element links to the page's own address.
pub(super) fn is_canonical(node: &NodeRef<'_>) -> bool {
    let relation = node.attr("rel").unwrap_or_default();
    node.has_name("link") && relation.eq_ignore_ascii_case("canonical")
}

/// Returns whether an image is in a page header, a link to the site, or an element named a logo.
fn is_logo(image: &NodeRef<'_>) -> bool {
    image.ancestors_it(None).any(|above| {
        LOGOS.has(&above) || above.has_name("a") && above.attr("href").as_deref() == Some("/")
    })
}
