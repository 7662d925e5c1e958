//! Normalised web addresses, by which one page is recognised.

use url::Url;

/// Prefixes of query parameters that track readers.
const TRACKING_PREFIXES: [&str; 6] = ["utm_", "fbclid", "gclid", "mc_", "at_medium", "at_campaign"];

/// Returns the address without scheme, `www.`, tracking parameters, fragment and final slash, and
/// with its query parameters sorted; `None` if it is not an address with a host.
pub(super) fn normalized_address(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let path = url.path().trim_end_matches('/');
    let kept = url.query_pairs().filter(|(name, _)| {
        let mut tracking = TRACKING_PREFIXES.iter();
        !tracking.any(|tracking| name.starts_with(tracking))
    });
    let mut kept: Vec<String> = kept
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    kept.sort();
    Some(format!("{host}{port}{path}?{}", kept.join("&")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_pages_have_equal_addresses() {
        let check = |a: &str, b: &str, is_same: bool| {
            assert_eq!(
                normalized_address(a) == normalized_address(b),
                is_same,
                "{a} {b}"
            );
        };
        check(
            "https://example.org/a/",
            "http://www.example.org/a?utm_source=x#top",
            true,
        );
        check(
            "https://example.org/a?p=1&q=2",
            "https://example.org/a?q=2&p=1&fbclid=z",
            true,
        );
        check(
            "https://example.org/a?p=1",
            "https://example.org/a?p=2",
            false,
        );
        check("https://example.org/a", "https://example.org/A", false);
        check("https://example.org/a", "https://example.com/a", false);
        assert_eq!(normalized_address("mailto:a@example.org"), None);
    }
}
