//! Tests of feeds, from following to publication, with a local server that has realistic faults.

mod moderators;
mod polls;
mod publishing;
mod server;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use summit_bot::curation::feeds::{follow, poll_due, preview_items};
use summit_bot::curation::{Curator, Fetcher};
use summit_bot::index::LiveIndex;
use summit_bot::state::{Item, State};

use crate::program::{Home, workspace};
use server::Server;

/// A folder with its curator and database.
struct World {
    home: Home,
    state: Arc<State>,
    curator: Arc<Curator>,
    now: Timestamp,
}

impl World {
    fn new() -> Self {
        let home = Home::new(&[]);
        let (state, curator) = open(&home.path(""));
        curator.refresh("test", false, &mut |_| ()).unwrap();
        Self {
            home,
            state: Arc::new(state),
            curator: Arc::new(curator),
            now: Timestamp::now(),
        }
    }

    fn follow(&self, server: &Server, path: &str, words: &str) -> String {
        let address = server.url(path);
        let fetcher = fetcher(server.address, []);
        follow(&self.state, &fetcher, &address, words, "Ann", self.now)
            .unwrap()
            .url
    }

    /// Advances two days, polls every feed, and previews new items. Returns the waiting items.
    fn poll(&mut self, server: &Server) -> Vec<Item> {
        self.now += SignedDuration::from_hours(48);
        let fetcher = fetcher(server.address, []);
        poll_due(&self.state, &fetcher, self.now).unwrap();
        preview_items(&self.curator, &self.state, &fetcher, self.now).unwrap();
        self.state.waiting_items().unwrap()
    }
}

/// Opens the database and the curator of a folder.
fn open(folder: &std::path::Path) -> (State, Curator) {
    let workspace = workspace(folder);
    let live = Arc::new(LiveIndex::open(&workspace.index, workspace.language));
    let state = State::open(&folder.join("state")).unwrap();
    (state, Curator::new(workspace, live))
}

/// Makes a fetcher for which every name that ends in `.test` resolves to the server.
fn fetcher<const N: usize>(server: SocketAddr, hosts: [&str; N]) -> Fetcher {
    let lookup = move |host: &str, port: u16| -> io::Result<Vec<SocketAddr>> {
        if host.ends_with(".test") {
            return Ok(vec![SocketAddr::new(server.ip(), port)]);
        }
        Err(io::ErrorKind::NotFound.into())
    };
    Fetcher::new(hosts.map(str::to_owned)).for_test(server, Duration::from_secs(5), lookup)
}
