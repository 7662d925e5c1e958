//! Extracts the names of a page's site.

use dom_query::Document;

use super::linked_data::LinkedData;
use super::text::{Metas, decoded, plain, texts};

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
    let logos = page.select("header img[alt], a[href='/'] img[alt], [class*=logo] img[alt]");
    let logos = logos.nodes().iter().filter_map(|logo| logo.attr("alt"));
    names.extend(logos.filter_map(|alt| decoded(&alt)));
    let addresses = page.select("link[rel=canonical], meta[property='og:url']");
    for node in addresses.nodes() {
        let address = node.attr("href").or_else(|| node.attr("content"));
        let host = address.and_then(|address| {
            let rest = address.split_once("://")?.1;
            Some(rest.split(['/', '?', '#', ':']).next()?.to_owned())
        });
        let host = host.unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        names.push(host.to_owned());
        names.extend(host.rsplit_once('.').map(|(name, _)| name.to_owned()));
    }
    let mut names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    names.retain(|name| name.len() > 1);
    names.sort_unstable();
    names.dedup();
    names
}
