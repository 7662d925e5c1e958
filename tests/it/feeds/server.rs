//! A server of feeds and pages that can have faults.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Fault of one request for a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    TooMany,
    Broken,
    Cut,
    Private,
    Bomb,
    NoFeed,
}

pub(super) const FAULTS: [Fault; 6] = [
    Fault::TooMany,
    Fault::Broken,
    Fault::Cut,
    Fault::Private,
    Fault::Bomb,
    Fault::NoFeed,
];

/// Contents of the server, and its counters.
#[derive(Default)]
pub(super) struct Site {
    /// Feeds by path.
    pub feeds: BTreeMap<String, String>,
    /// Pages by path.
    pub pages: BTreeMap<String, String>,
    /// Number of requests for each path.
    pub asked: BTreeMap<String, usize>,
    /// Number of responses "304 Not Modified".
    pub unchanged: usize,
    pub faults: BTreeMap<Fault, usize>,
    /// Called before each request for a feed, with the number of such requests so far. It may
    /// change the site and returns the fault.
    pub plan: Option<Plan>,
    /// Address that redirects must not reach.
    pub private: String,
}

pub(super) type Plan = Box<dyn FnMut(&mut Site, &str, usize) -> Option<Fault> + Send>;

pub(super) struct Server {
    pub address: SocketAddr,
    pub site: Arc<Mutex<Site>>,
}

impl Server {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let site = Arc::new(Mutex::new(Site::default()));
        let shared = Arc::clone(&site);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let site = Arc::clone(&shared);
                // A killed client gets no response.
                thread::spawn(move || drop(answer(stream, &site)));
            }
        });
        Self { address, site }
    }

    /// Returns a public address that resolves to this server.
    pub(super) fn url(&self, path: &str) -> String {
        format!("http://news.test:{}{path}", self.address.port())
    }

    pub(super) fn with<T>(&self, change: impl FnOnce(&mut Site) -> T) -> T {
        change(&mut self.site.lock().unwrap())
    }

    /// Serves an RSS feed of these paths of pages, each with a title.
    pub(super) fn feed(&self, path: &str, items: &[(&str, &str)]) {
        let feed = rss(items);
        self.with(|site| site.feeds.insert(path.to_owned(), feed));
    }

    /// Serves a page with an article.
    pub(super) fn page(&self, path: &str, title: &str, text: &str) {
        let page = page(title, text, "");
        self.with(|site| site.pages.insert(path.to_owned(), page));
    }
}

pub(super) fn rss(items: &[(&str, &str)]) -> String {
    let items = items
        .iter()
        .map(|(path, title)| format!("<item><title>{title}</title><link>{path}</link></item>"));
    format!(
        "<rss version=\"2.0\"><channel><title>Harbour News</title>{}</channel></rss>",
        items.collect::<String>()
    )
}

pub(super) fn page(title: &str, text: &str, head: &str) -> String {
    let more = "It rained all day long on the ships in the old harbour. ".repeat(6);
    format!(
        "<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>\
         <p>{text}</p><p>{more}</p></article></body></html>"
    )
}

fn answer(mut stream: TcpStream, site: &Mutex<Site>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut path, mut etag) = (String::new(), String::new());
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        if path.is_empty() {
            path = line.split(' ').nth(1).unwrap_or_default().to_owned();
        }
        if let Some(value) = line.to_lowercase().strip_prefix("if-none-match:") {
            etag = value.trim().to_owned();
        }
        line.clear();
    }
    let response = site.lock().unwrap().respond(&path, &etag);
    stream.write_all(&response)
}

impl Site {
    fn respond(&mut self, path: &str, known: &str) -> Vec<u8> {
        *self.asked.entry(path.to_owned()).or_default() += 1;
        if let Some(page) = self.pages.get(path) {
            return whole(
                "200 OK",
                "Content-Type: text/html; charset=utf-8\r\n",
                page.as_bytes(),
            );
        }
        if !self.feeds.contains_key(path) {
            return whole("404 Not Found", "", b"");
        }
        let polls = self.polls();
        let mut plan = self.plan.take();
        let fault = plan.as_mut().and_then(|plan| plan(self, path, polls));
        self.plan = plan;
        if let Some(fault) = fault {
            *self.faults.entry(fault).or_default() += 1;
            return self.fail(fault, path);
        }
        let feed = self.feeds[path].as_bytes();
        let etag = format!("\"{}\"", blake3::hash(feed).to_hex());
        if known == etag {
            self.unchanged += 1;
            return whole("304 Not Modified", "", b"");
        }
        let head = format!("Content-Type: application/rss+xml\r\nETag: {etag}\r\n");
        whole("200 OK", &head, feed)
    }

    /// Returns the number of requests for feeds.
    pub(super) fn polls(&self) -> usize {
        let asked = self.asked.iter();
        asked
            .filter(|(path, _)| self.feeds.contains_key(*path))
            .map(|(_, count)| count)
            .sum()
    }

    fn fail(&self, fault: Fault, path: &str) -> Vec<u8> {
        let html = "Content-Type: text/html\r\n";
        match fault {
            Fault::TooMany => whole("429 Too Many Requests", "Retry-After: 7\r\n", b""),
            Fault::Broken => whole("500 Internal Server Error", "", b"sorry"),
            Fault::Cut => {
                let feed = self.feeds[path].as_bytes();
                let mut response = whole("200 OK", "Content-Type: text/xml\r\n", feed);
                response.truncate(response.len() - 20);
                response
            }
            Fault::Private => {
                let place = format!("Location: {}\r\n", self.private);
                whole("302 Found", &place, b"")
            }
            Fault::Bomb => {
                let mut bomb = GzEncoder::new(Vec::new(), Compression::fast());
                bomb.write_all(&vec![b' '; 20_000_000]).unwrap();
                let head = "Content-Type: text/xml\r\nContent-Encoding: gzip\r\n";
                whole("200 OK", head, &bomb.finish().unwrap())
            }
            Fault::NoFeed => whole("200 OK", html, b"<p>Back soon"),
        }
    }
}

fn whole(status: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head =
        format!("HTTP/1.1 {status}\r\n{head}Connection: close\r\nContent-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}
