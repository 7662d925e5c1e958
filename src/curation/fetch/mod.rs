//! Fetching a web page for an untrusted person.
//!
//! An address may be chosen to make this program reach what only it can: the machine itself, its
//! network, the metadata service of its cloud (server-side request forgery). So every host is
//! resolved here, all its IP addresses are checked, and the connection is made to exactly these.
//! Redirects are followed by hand, each checked like the first address. The page is bounded in time,
//! and in size after decompression.

mod address;
mod error;
mod feed;
mod read;

use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use reqwest::StatusCode;
use reqwest::blocking::{Client, Response};
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue, LOCATION};
use reqwest::redirect;
use url::{Host, Url};

use read::{cause, shown};

pub use error::FetchError;
pub use feed::{FeedResponse, FetchedFeed};
pub use read::FetchedPage;

const AGENT: &str = concat!(
    "summit-bot/",
    env!("CARGO_PKG_VERSION"),
    " (fetches pages and feeds that moderators ask for)"
);
/// Maximum number of redirects that are followed.
const MAX_REDIRECTS: usize = 5;

/// Timeout for a page, redirects included.
const TIMEOUT: Duration = Duration::from_secs(10);

/// What a page may be.
const PAGES: &str = "text/html, text/plain;q=0.9";

/// What a server answers, and which.
struct Answer {
    /// Address after all redirects.
    url: Url,
    host: String,
    response: Response,
}

/// Resolves a host.
type Lookup = dyn Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync;

/// Fetches pages from the open internet only.
#[derive(Clone)]
pub struct Fetcher {
    allowed_hosts: Arc<[String]>,
    lookup: Arc<Lookup>,
    timeout: Duration,
    /// A server that is reached although it is not on the open internet.
    exception: Option<SocketAddr>,
}

impl Fetcher {
    /// Fetches from these hosts and their subdomains, or from any host if the list is empty.
    pub fn new(allowed_hosts: impl IntoIterator<Item = String>) -> Self {
        let lookup = |host: &str, port: u16| Ok((host, port).to_socket_addrs()?.collect());
        Self {
            allowed_hosts: allowed_hosts
                .into_iter()
                .map(|host| host.trim_end_matches('.').to_lowercase())
                .collect(),
            lookup: Arc::new(lookup),
            timeout: TIMEOUT,
            exception: None,
        }
    }

    /// Sets another name server, another timeout and one local server that may be reached: for tests,
    /// which have no internet. All other addresses are still checked, and no setting leads here.
    #[must_use]
    pub fn for_test(
        mut self,
        server: SocketAddr,
        timeout: Duration,
        lookup: impl Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync + 'static,
    ) -> Self {
        self.lookup = Arc::new(lookup);
        self.timeout = timeout;
        self.exception = Some(server);
        self
    }

    /// Fetches the page at `address`. Takes at most ten seconds.
    ///
    /// # Errors
    ///
    /// [`FetchError`].
    pub fn fetch(&self, address: &str) -> Result<FetchedPage, FetchError> {
        self.bounded(address, |fetcher, url, deadline| {
            let headers = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(PAGES))]);
            let Answer {
                url,
                host,
                response,
            } = fetcher.follow(url, &headers, deadline)?;
            read::page(url, &host, response, deadline)
        })
    }

    /// Whether the operator names this host, or one above it, as one to fetch from.
    pub fn names(&self, host: &str) -> bool {
        self.allowed_hosts.iter().any(|allowed| {
            let rest = host.trim_end_matches('.').strip_suffix(allowed.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    }

    /// Carries out `work` on a thread of its own, and gives up when it takes too long.
    fn bounded<T: Send + 'static>(
        &self,
        address: &str,
        work: impl FnOnce(&Self, Url, Instant) -> Result<T, FetchError> + Send + 'static,
    ) -> Result<T, FetchError> {
        let url = Url::parse(address.trim()).map_err(|_| FetchError::Address(shown(address)))?;
        let host = shown(url.host_str().unwrap_or(address));
        let deadline = Instant::now() + self.timeout;
        let (sender, receiver) = mpsc::channel();
        let fetcher = self.clone();
        // Looking up a host has no timeout, and neither has every read on every system. A thread can
        // be left behind: it ends by itself soon after.
        thread::spawn(move || {
            let _ = sender.send(work(&fetcher, url, deadline));
        });
        receiver
            .recv_timeout(self.timeout)
            .unwrap_or(Err(FetchError::TooSlow(host)))
    }

    /// Follows redirects to an answer that is none.
    fn follow(
        &self,
        mut url: Url,
        headers: &HeaderMap,
        deadline: Instant,
    ) -> Result<Answer, FetchError> {
        for _ in 0..=MAX_REDIRECTS {
            let host = host_of(&url)?;
            let response = self.ask(&url, &host, headers, deadline)?;
            let status = response.status();
            if !status.is_redirection() || status == StatusCode::NOT_MODIFIED {
                return Ok(Answer {
                    url,
                    host,
                    response,
                });
            }
            let next = response.headers().get(LOCATION);
            let next = next.and_then(|next| std::str::from_utf8(next.as_bytes()).ok());
            let status = response.status().as_u16();
            let next = next.ok_or_else(|| FetchError::Status {
                host: host.clone(),
                status,
            })?;
            url = url
                .join(next)
                .map_err(|_| FetchError::Address(shown(next)))?;
        }
        Err(FetchError::Redirects(host_of(&url)?))
    }

    /// Sends one request, to a host whose addresses were checked.
    fn ask(
        &self,
        url: &Url,
        host: &str,
        headers: &HeaderMap,
        deadline: Instant,
    ) -> Result<Response, FetchError> {
        let addresses = self.addresses(url, host)?;
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(FetchError::TooSlow(host.to_owned()));
        }
        let client = Client::builder()
            .user_agent(AGENT)
            // A proxy from the environment would resolve the host itself, without these checks.
            .no_proxy()
            .redirect(redirect::Policy::none())
            .referer(false)
            .timeout(left)
            .resolve_to_addrs(host, &addresses)
            .build();
        let request =
            client.and_then(|client| client.get(url.clone()).headers(headers.clone()).send());
        request.map_err(|error| {
            if error.is_timeout() {
                FetchError::TooSlow(host.to_owned())
            } else {
                FetchError::Connection {
                    host: host.to_owned(),
                    cause: cause(&error),
                }
            }
        })
    }

    /// The host's IP addresses, if all of them are on the open internet.
    fn addresses(&self, url: &Url, host: &str) -> Result<Vec<SocketAddr>, FetchError> {
        if !self.allowed_hosts.is_empty() && !self.names(host) {
            return Err(FetchError::NotAllowed(host.to_owned()));
        }
        let port = url.port_or_known_default().unwrap_or_default();
        let addresses = match url.host() {
            Some(Host::Ipv4(ip)) => vec![(ip, port).into()],
            Some(Host::Ipv6(ip)) => vec![(ip, port).into()],
            _ => (self.lookup)(host, port).unwrap_or_default(),
        };
        if addresses.is_empty() {
            return Err(FetchError::NoSuchHost(host.to_owned()));
        }
        for address in &addresses {
            if Some(*address) != self.exception
                && let Some(reason) = address::forbidden(address.ip())
            {
                return Err(FetchError::Forbidden {
                    host: host.to_owned(),
                    reason,
                });
            }
        }
        Ok(addresses)
    }
}

/// The host of an address that may be fetched from.
fn host_of(url: &Url) -> Result<String, FetchError> {
    let is_web = matches!(url.scheme(), "http" | "https");
    let host = url.host_str().filter(|_| is_web);
    let host = host.ok_or_else(|| FetchError::Address(shown(url.as_str())))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(FetchError::UserName(host.to_owned()));
    }
    Ok(host.to_owned())
}
