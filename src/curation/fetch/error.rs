//! Why a page was not fetched, in words for those who asked for it.

/// Why a page was not fetched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// It is no address of a page.
    #[error(
        "cannot fetch {0:?}: it is not a web address: write all of it, beginning with https://"
    )]
    Address(String),
    /// A user name or a password stands in it.
    #[error("cannot fetch from {0}: the address has a user name in it: leave that out")]
    UserName(String),
    /// The operator does not allow this host.
    #[error("cannot fetch from {0}: it is none of the hosts in fetch.allowed_hosts")]
    NotAllowed(String),
    /// The host, or where it redirects to, is not on the open internet.
    #[error("cannot fetch from {host}: {reason}: give the address of a public page")]
    Forbidden {
        /// The host as the address has it.
        host: String,
        /// What kind of address it leads to.
        reason: &'static str,
    },
    /// There is no such host.
    #[error("cannot fetch from {0}: no such host was found: check the address")]
    NoSuchHost(String),
    /// It redirects again and again.
    #[error(
        "cannot fetch from {0}: it redirects more than five times: give the address where the page is"
    )]
    Redirects(String),
    /// It takes too long.
    #[error(
        "cannot fetch from {0}: it takes longer than ten seconds: save the page and add the file"
    )]
    TooSlow(String),
    /// It is too large.
    #[error("cannot fetch from {0}: the page is larger than 5 MB: save its text and add the file")]
    TooLarge(String),
    /// It is neither a web page nor plain text.
    #[error("cannot fetch from {host}: it is {kind:?}, neither text/html nor text/plain")]
    Kind {
        /// The host as the address has it.
        host: String,
        /// What it says it is.
        kind: String,
    },
    /// The server does not give the page.
    #[error("cannot fetch from {host}: it answers {status}: check the address")]
    Status {
        /// The host as the address has it.
        host: String,
        /// The status of the answer.
        status: u16,
    },
    /// The connection failed.
    #[error(
        "cannot fetch from {host}: {cause}: try again later, or save the page and add the file"
    )]
    Connection {
        /// The host as the address has it.
        host: String,
        /// What failed, in one sentence.
        cause: String,
    },
}
