//! Errors of fetching a page or feed, worded for the actor.

/// Error of fetching a page or feed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Not a web address.
    #[error(
        "cannot fetch {0:?}: it is not a web address: write the whole address, beginning with https://"
    )]
    Address(String),
    /// The address, or one it redirects to, is too long.
    #[error("cannot fetch from {0}: the address is longer than 2000 bytes: give a shorter one")]
    LongAddress(String),
    /// The address has a user name or password in it.
    #[error("cannot fetch from {0}: the address has a user name in it: leave that out")]
    UserName(String),
    /// The host is not among those that the operator allows.
    #[error("cannot fetch from {0}: it is none of the hosts in fetch.allowed_hosts")]
    NotAllowed(String),
    /// The host, or one it redirects to, is not on the open internet.
    #[error("cannot fetch from {host}: {reason}: give the address of a public page")]
    Forbidden {
        /// Host as written in the address.
        host: String,
        /// Kind of IP address that it resolves to.
        reason: &'static str,
    },
    /// The host does not exist.
    #[error("cannot fetch from {0}: no such host was found: check the address")]
    NoSuchHost(String),
    /// Too many redirects.
    #[error(
        "cannot fetch from {0}: it redirects more than five times: give the address where the page is"
    )]
    Redirects(String),
    /// The server did not answer in time.
    #[error(
        "cannot fetch from {0}: it takes longer than ten seconds: save the page and add the file"
    )]
    TooSlow(String),
    /// The page is too large.
    #[error("cannot fetch from {0}: the page is larger than 5 MB: save its text and add the file")]
    TooLarge(String),
    /// Neither a web page nor plain text.
    #[error("cannot fetch from {host}: it is {kind:?}, neither text/html nor text/plain")]
    Kind {
        /// Host as written in the address.
        host: String,
        /// Its content type.
        kind: String,
    },
    /// The page is compressed twice, or in an unknown way.
    #[error(
        "cannot fetch from {0}: the page is compressed in an unusual way: save its text and add the \
         file"
    )]
    Encoding(String),
    /// The server answered with an error.
    #[error("cannot fetch from {host}: it answers {status}: {}", remedy_of_status(*.status))]
    Status {
        /// Host as written in the address.
        host: String,
        /// HTTP status.
        status: u16,
    },
    /// The connection failed.
    #[error(
        "cannot fetch from {host}: {cause}: try again later, or save the page and add the file"
    )]
    Connection {
        /// Host as written in the address.
        host: String,
        /// Reason in plain words.
        cause: String,
    },
}

fn remedy_of_status(status: u16) -> &'static str {
    match status {
        401 | 403 | 429 | 500.. => "try again later, or save the page and add the file",
        _ => "check the address",
    }
}
