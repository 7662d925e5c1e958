//! Tests of fetching web pages, from a local server with every kind of misbehaviour.

mod server;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use summit_bot::curation::{Curator, FetchError, FetchedPage, Fetcher};
use summit_bot::index::LiveIndex;

use self::server::{PAGE, lookup, server};
use crate::program::{Home, workspace};

/// Maximum duration of a fetch, generous for a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

fn fetcher(server: SocketAddr) -> Fetcher {
    Fetcher::new([]).for_test(server, PATIENCE, lookup(server))
}

fn fetch(address: &str) -> Result<FetchedPage, String> {
    fetch_within(PATIENCE, address)
}

fn fetch_within(timeout: Duration, address: &str) -> Result<FetchedPage, String> {
    let server = server();
    let fetcher = Fetcher::new([]).for_test(server, timeout, lookup(server));
    let address = address.replace("open.test/", &format!("open.test:{}/", server.port()));
    fetcher.fetch(&address).map_err(|error| {
        error
            .to_string()
            .replace(&format!(":{}", server.port()), "")
    })
}

#[test]
fn a_page_is_fetched_and_decoded() {
    assert_eq!(fetch("http://open.test/page").unwrap().text, PAGE);
    assert_eq!(fetch("http://open.test/gzip").unwrap().text, PAGE);
    assert_eq!(fetch("http://open.test/plain").unwrap().text, "A café.");
    let page = fetch("http://open.test/redirect?/redirect?page").unwrap();
    assert_eq!((page.text.as_str(), page.url.path()), (PAGE, "/page"));
    let head = fetch("http://open.test/agent").unwrap().text;
    assert!(head.contains("user-agent: summit-bot/"), "{head}");
    for secret in ["referer", "cookie", "authorization"] {
        assert!(!head.contains(secret), "{head}");
    }
}

#[test]
fn responses_that_are_no_pages_are_refused() {
    let refused = |path: &str| fetch(&format!("http://open.test/{path}")).unwrap_err();
    let paths = [
        "pdf",
        "untyped",
        "bomb",
        "large",
        "endless",
        "twice",
        "again",
        "status",
        "lost",
        "garbage",
        "redirect?/redirect?/redirect?/redirect?/redirect?/redirect?page",
        "redirect?file:///etc/passwd",
        "redirect?http://",
        &format!("page?{}", "x".repeat(2_000)),
    ];
    insta::assert_snapshot!(paths.map(refused).join("\n"), @r#"
    cannot fetch from open.test: it is "application/pdf", neither text/html nor text/plain
    cannot fetch from open.test: it is "", neither text/html nor text/plain
    cannot fetch from open.test: the page is larger than 5 MB: save its text and add the file
    cannot fetch from open.test: the page is larger than 5 MB: save its text and add the file
    cannot fetch from open.test: the page is larger than 5 MB: save its text and add the file
    cannot fetch from open.test: the page is compressed in an unusual way: save its text and add the file
    cannot fetch from open.test: the page is compressed in an unusual way: save its text and add the file
    cannot fetch from open.test: it answers 404: check the address
    cannot fetch from open.test: it answers 302: check the address
    cannot fetch from open.test: its answer is not valid HTTP: try again later, or save the page and add the file
    cannot fetch from open.test: it redirects more than five times: give the address where the page is
    cannot fetch "file:///etc/passwd": it is not a web address: write the whole address, beginning with https://
    cannot fetch "http://": it is not a web address: write the whole address, beginning with https://
    cannot fetch from open.test: the address is longer than 2000 bytes: give a shorter one
    "#);
}

#[test]
fn only_public_addresses_are_fetched() {
    let hosts = [
        "loopback.test",
        "private.test",
        "metadata.test",
        "mapped.test",
        "nat64.test",
        "local6.test",
        "both.test",
        "127.0.0.1",
        "127.1",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "2130706433",
        "①②⑦.⓪.⓪.①",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "0.0.0.0",
        "169.254.169.254",
        "10.1.2.3",
        "100.64.0.1",
    ];
    for host in hosts {
        let refused = |address: &str| {
            let server = server();
            fetcher(server)
                .fetch(&address.replace("open.test/", &format!("open.test:{}/", server.port())))
                .unwrap_err()
        };
        for address in [
            format!("http://{host}/page"),
            format!("http://open.test/redirect?http://{host}/page"),
            format!("http://open.test/redirect?//{host}:9/page"),
        ] {
            let error = refused(&address);
            assert!(
                matches!(error, FetchError::Forbidden { .. }),
                "{address}: {error}"
            );
        }
    }
    let addresses = [
        "ftp://open.test/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "open.test",
        "http://",
        "http://user:secret@open.test/page",
        "http://nowhere.test/",
    ];
    let refused = addresses.map(|address| fetch(address).unwrap_err());
    insta::assert_snapshot!(refused.join("\n"), @r#"
    cannot fetch "ftp://open.test/": it is not a web address: write the whole address, beginning with https://
    cannot fetch "file:///etc/passwd": it is not a web address: write the whole address, beginning with https://
    cannot fetch "gopher://127.0.0.1/": it is not a web address: write the whole address, beginning with https://
    cannot fetch "open.test": it is not a web address: write the whole address, beginning with https://
    cannot fetch "http://": it is not a web address: write the whole address, beginning with https://
    cannot fetch from open.test: the address has a user name in it: leave that out
    cannot fetch from nowhere.test: no such host was found: check the address
    "#);
}

#[test]
fn a_slow_page_times_out() {
    let waits = ["drip", "silence", "redirect?/silence"]
        .map(|path| fetch_within(Duration::from_secs(1), &format!("http://open.test/{path}")));
    for wait in waits {
        assert_eq!(
            wait.unwrap_err(),
            "cannot fetch from open.test: it takes longer than ten seconds: save the page and add \
             the file"
        );
    }
}

#[test]
fn the_operator_can_restrict_hosts() {
    let server = server();
    let allowing = |host: &str| {
        let fetcher = Fetcher::new([host.to_owned()]).for_test(server, PATIENCE, lookup(server));
        move |address: &str| {
            fetcher.fetch(&address.replace(".test/", &format!(".test:{}/", server.port())))
        }
    };
    let fetch = allowing("Open.test");
    assert!(fetch("http://open.test/page").is_ok());
    assert!(fetch("http://sub.open.test/page").is_ok());
    let refused = FetchError::NotAllowed("evil-open.test".to_owned());
    assert_eq!(fetch("http://evil-open.test/page"), Err(refused));
    let fetch = allowing("sub.open.test");
    let refused = FetchError::NotAllowed("open.test".to_owned());
    assert_eq!(fetch("http://open.test/page"), Err(refused.clone()));
    let address = format!(
        "http://sub.open.test/redirect?http://open.test:{}/page",
        server.port()
    );
    assert_eq!(fetch(&address), Err(refused), "on every redirect");
}

#[test]
fn the_program_does_not_fetch_from_a_local_server() {
    let home = Home::shipped();
    let address = format!("http://{}/page", server());
    insta::assert_snapshot!(
        home.run(&["index", "add", &address, "--yes"]).refused(),
        @"cannot fetch from 127.0.0.1: it leads back to this machine: give the address of a public page"
    );
}

#[test]
fn a_page_is_cited_by_the_address_it_was_fetched_from() {
    let server = server();
    let home = Home::new(&[]);
    let place = workspace(&home.path(""));
    let live = LiveIndex::open(&place.index, place.language);
    let curator = Curator::new(place, Arc::new(live));
    let found_at = |claim: &str| {
        let address = format!("http://open.test:{}/claims?{claim}", server.port());
        let preview = curator.preview_page(&fetcher(server), &address).unwrap();
        assert_eq!(preview.source, address);
        preview.url.unwrap()
    };
    let port = server.port();
    assert_eq!(found_at("http://open.test/talks"), "http://open.test/talks");
    for claim in ["https://bank.example/talks", "javascript:alert(1)"] {
        assert_eq!(
            found_at(claim),
            format!("http://open.test:{port}/claims?{claim}")
        );
    }
}
