//! Fetching a web page or feed whose address is untrusted.
//!
//! An address may be chosen to make this program reach a service that only it can reach: the
//! machine itself, its network, the metadata service of its cloud (server-side request forgery). So
//! every host is resolved here, all its IP addresses are checked, and the connection is made to
//! exactly these. Redirects are followed by hand, each checked like the first address. The page is
//! bounded in time, and in size after decompression.

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

use crate::text::reasons::network_reason;
use read::one_line;

pub use error::FetchError;
pub use feed::{FeedResponse, FetchedFeed};
pub use read::FetchedPage;
pub(crate) use read::read_before;

const USER_AGENT_NAME: &str = concat!(
    "summit-bot/",
    env!("CARGO_PKG_VERSION"),
    " (fetches pages and feeds that moderators ask for)"
);
/// Maximum number of redirects that are followed.
const MAX_REDIRECTS: usize = 5;

/// Maximum length of an address, in bytes.
const MAX_ADDRESS_BYTES: usize = 2_000;

/// Timeout for a page, redirects included.
const TIMEOUT: Duration = Duration::from_secs(10);

/// `Accept` header for pages.
const ACCEPTED_PAGES: &str = "text/html, text/plain;q=0.9";

/// Response after all redirects.
struct FinalResponse {
    /// Address after all redirects.
    url: Url,
    /// Host of that address.
    host: String,
    response: Response,
}

/// Resolves a host and a port to socket addresses.
type Lookup = dyn Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync;

/// Fetches pages and feeds, from the open internet only.
#[derive(Clone)]
pub struct Fetcher {
    allowed_hosts: Arc<[String]>,
    lookup: Arc<Lookup>,
    timeout: Duration,
    /// Local server that may be reached in tests.
    exception: Option<SocketAddr>,
}

impl Fetcher {
    /// Makes a fetcher for these hosts and their subdomains, or for any host if the list is empty.
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

    /// Replaces the name lookup and the timeout, and allows one local server: for tests, which have
    /// no internet. All other addresses are still checked. No setting of the program calls this.
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

    /// Fetches the page at `address`, a web page or plain text. Takes at most ten seconds.
    ///
    /// # Errors
    ///
    /// [`FetchError`] if the address is refused, the request fails, or the page is of another type.
    pub fn fetch(&self, address: &str) -> Result<FetchedPage, FetchError> {
        self.run_with_timeout(address, |fetcher, url, deadline| {
            let headers =
                HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static(ACCEPTED_PAGES))]);
            let FinalResponse {
                url,
                host,
                response,
            } = fetcher.follow(url, &headers, deadline)?;
            read::read_page(url, &host, response, deadline)
        })
    }

    /// Returns whether the list of allowed hosts contains this host or a parent domain.
    pub fn lists_host(&self, host: &str) -> bool {
        self.allowed_hosts.iter().any(|allowed| {
            let rest = host.trim_end_matches('.').strip_suffix(allowed.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    }

    /// Runs `work` on its own thread, and returns [`FetchError::TooSlow`] if it exceeds the
    /// timeout.
    fn run_with_timeout<T: Send + 'static>(
        &self,
        address: &str,
        work: impl FnOnce(&Self, Url, Instant) -> Result<T, FetchError> + Send + 'static,
    ) -> Result<T, FetchError> {
        let url = Url::parse(address.trim()).map_err(|_| FetchError::Address(one_line(address)))?;
        let host = one_line(url.host_str().unwrap_or(address));
        let deadline = Instant::now() + self.timeout;
        let (sender, receiver) = mpsc::channel();
        let fetcher = self.clone();
        // A name lookup has no timeout, and on some systems neither has a read. A thread that is
        // left behind ends by itself soon after.
        thread::spawn(move || {
            let _ = sender.send(work(&fetcher, url, deadline));
        });
        receiver
            .recv_timeout(self.timeout)
            .unwrap_or(Err(FetchError::TooSlow(host)))
    }

    /// Sends the request and follows redirects to the final response.
    fn follow(
        &self,
        mut url: Url,
        headers: &HeaderMap,
        deadline: Instant,
    ) -> Result<FinalResponse, FetchError> {
        for _ in 0..=MAX_REDIRECTS {
            let host = host_of(&url)?;
            let response = self.send(&url, &host, headers, deadline)?;
            let status = response.status();
            if !status.is_redirection() || status == StatusCode::NOT_MODIFIED {
                return Ok(FinalResponse {
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
                .map_err(|_| FetchError::Address(one_line(next)))?;
        }
        Err(FetchError::Redirects(host_of(&url)?))
    }

    /// Sends one request, to the checked addresses of its host only.
    fn send(
        &self,
        url: &Url,
        host: &str,
        headers: &HeaderMap,
        deadline: Instant,
    ) -> Result<Response, FetchError> {
        let addresses = self.resolve(url, host)?;
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(FetchError::TooSlow(host.to_owned()));
        }
        let client = Client::builder()
            .user_agent(USER_AGENT_NAME)
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
                    cause: one_line(&network_reason(&error)),
                }
            }
        })
    }

    /// Resolves the host, and fails unless it is allowed and all its addresses are on the open
    /// internet.
    fn resolve(&self, url: &Url, host: &str) -> Result<Vec<SocketAddr>, FetchError> {
        if !self.allowed_hosts.is_empty() && !self.lists_host(host) {
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

/// Returns the host of an HTTP or HTTPS address without user name and password.
fn host_of(url: &Url) -> Result<String, FetchError> {
    let is_web = matches!(url.scheme(), "http" | "https");
    let host = url.host_str().filter(|_| is_web);
    let host = host.ok_or_else(|| FetchError::Address(one_line(url.as_str())))?;
    if url.as_str().len() > MAX_ADDRESS_BYTES {
        return Err(FetchError::LongAddress(host.to_owned()));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(FetchError::UserName(host.to_owned()));
    }
    Ok(host.to_owned())
}
