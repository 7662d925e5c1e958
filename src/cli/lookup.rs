//! The first step of every command that searches: updating and opening the index.

use std::time::Duration;

use anyhow::{Result, anyhow, ensure};
use clap::Args;
use jiff::civil::Date;

use super::terminal::{Bar, actor, harmless_line, say};
use crate::answer::Asker;
use crate::config::Config;
use crate::corpus::{self, Problem};
use crate::curation::{self, CurationError};
use crate::encoder::Encoder;
use crate::index::{Edition, LockRequest, RefreshRequest, Search, Snapshot, Store};
use crate::text::english::counted;

/// Time that a search waits for another program to finish writing to the index. After it, the
/// search uses the last commit.
const SEARCH_LOCK_TIMEOUT: Duration = Duration::from_secs(2);

/// Options that restrict a search to some of the articles.
#[derive(Debug, Args)]
pub(super) struct Within {
    /// Search only the article with this ID
    #[arg(long, value_name = "ID")]
    pub article: Option<String>,

    /// Search only articles published on this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub after: Option<Date>,

    /// Search only articles published on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub before: Option<Date>,
}

/// The up-to-date index, ready to be searched.
pub(super) struct Lookup {
    pub asker: Asker,
    pub edition: Edition,
    /// `None` if there are no articles.
    pub snapshot: Option<Snapshot>,
    store: Store,
}

impl Lookup {
    /// Updates and opens the index. Tells the user on standard error how many problems the articles
    /// have.
    pub(super) fn open(config: &Config) -> Result<Self> {
        let encoder = config.encoder.open()?;
        let (store, problems) = updated_index(config, encoder.clone())?;
        let (aliases, _) = corpus::aliases(&config.data.path);
        let data = config.data.path.display().to_string();
        if !problems.is_empty() {
            let problems = counted(problems.len(), "problem");
            say(&format!(
                "{problems} in {data}: run \"summit-bot check\" to see them"
            ));
        }
        let snapshot = store
            .snapshot()
            .filter(|snapshot| snapshot.paragraph_count() > 0);
        if snapshot.is_none() {
            say(&format!(
                "there are no articles in {data}: put some there first"
            ));
        }
        Ok(Self {
            asker: config.asker(aliases, encoder),
            edition: store.edition(),
            snapshot,
            store,
        })
    }

    /// Refuses the ID of an article that is not there.
    pub(super) fn check_article(&self, id: Option<&str>) -> Result<()> {
        match id {
            Some(id) if !self.store.has_article(id)? => {
                Err(CurationError::NoArticle(harmless_line(id)).into())
            }
            _ => Ok(()),
        }
    }
}

/// Updates the index. If that fails, the last commit is used. Returns the index and the problems
/// of the articles.
pub(super) fn updated_index(
    config: &Config,
    encoder: Option<Encoder>,
) -> Result<(Store, Vec<Problem>)> {
    let mut lock = LockRequest {
        actor: actor(),
        ..LockRequest::default()
    };
    let mut store = Store::open_for(&lock, &config.index.path, config.index.language)?;
    if let Some(reason) = store.rebuilt() {
        let folder = config.index.path.display();
        tracing::info!("making the index in {folder} from the articles: {reason}");
    }
    if store.commit_info().is_some() {
        lock.timeout = SEARCH_LOCK_TIMEOUT;
    }
    let request = RefreshRequest {
        lock,
        ..RefreshRequest::default()
    };
    let mut bar = Bar::new();
    let workspace = config.workspace(encoder);
    let updated = curation::update(request, &mut store, &workspace, |progress| {
        bar.show("indexing", progress.done, progress.total);
    });
    match updated {
        Ok(report) => Ok((store, report.problems)),
        Err(error) if store.commit_info().is_some() => {
            say(&format!(
                "{error}; this answer is from edition {}",
                store.edition()
            ));
            Ok((store, Vec::new()))
        }
        Err(error) => Err(error.into()),
    }
}

impl Within {
    /// Fails if no day is after `after` and before `before`.
    pub(super) fn check(&self) -> Result<()> {
        if let (Some(after), Some(before)) = (self.after, self.before) {
            ensure!(
                after <= before,
                "cannot search after {after} and before {before}: no day is both"
            );
        }
        Ok(())
    }
}

/// Parses a day from the command line.
fn day(text: &str) -> Result<Date> {
    text.parse()
        .map_err(|_| anyhow!("write a day as YYYY-MM-DD, such as 2025-08-15"))
}
