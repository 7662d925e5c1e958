//! What every command that looks something up begins with: the articles, indexed as they are now.

use anyhow::{Result, ensure};
use clap::Args;
use jiff::civil::Date;

use super::check::counted;
use super::index;
use super::terminal::{harmless_line, say};
use crate::answer::Asker;
use crate::config::Config;
use crate::corpus;
use crate::index::{Edition, Search, Snapshot, Store};

/// Which of the articles are looked at.
#[derive(Debug, Args)]
pub(super) struct Within {
    /// Only from the article with this id
    #[arg(long, value_name = "ID")]
    pub article: Option<String>,

    /// Only from articles published on this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub after: Option<Date>,

    /// Only from articles published on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub before: Option<Date>,
}

/// The articles as a command sees them.
pub(super) struct Lookup {
    pub asker: Asker,
    pub edition: Edition,
    /// `None` as long as there is no article.
    pub snapshot: Option<Snapshot>,
    store: Store,
    data: String,
}

impl Lookup {
    /// Brings the index up to date and tells whoever watches what is wrong with the articles.
    pub(super) fn open(config: &Config) -> Result<Self> {
        let (store, problems) = index::to_answer_from(config)?;
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
            .filter(|snapshot| snapshot.paragraphs() > 0);
        if snapshot.is_none() {
            say(&format!(
                "there are no articles in {data}: put some there first"
            ));
        }
        Ok(Self {
            asker: Asker::new(config.index.language, aliases, config.settings()),
            edition: store.edition(),
            snapshot,
            store,
            data,
        })
    }

    /// Tells whoever watches that there is no such article.
    pub(super) fn warn_if_unknown(&self, id: Option<&str>) -> Result<()> {
        if let Some(id) = id
            && !self.store.has_article(id)?
        {
            let (id, data) = (harmless_line(id), &self.data);
            say(&format!("there is no article {id:?} in {data}"));
        }
        Ok(())
    }
}

impl Within {
    /// Refuses days between which there is none.
    pub(super) fn check(&self) -> Result<()> {
        if let (Some(after), Some(before)) = (self.after, self.before) {
            ensure!(
                after <= before,
                "cannot look after {after} and before {before}: no day is both"
            );
        }
        Ok(())
    }
}

/// Reads a day from the command line.
fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "write a day as YYYY-MM-DD, such as 2025-08-15".to_owned())
}
