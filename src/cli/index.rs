//! `summit-bot index …`: the index, and how it is kept up to date.

use std::fmt::Write;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;

use super::Outcome;
use super::check::counted;
use super::terminal::{Bar, actor, confirm, harmless_line, print, say};
use crate::config::Config;
use crate::corpus::{self, Problem};
use crate::index::{self, Claim, IndexError, Order, Report, Search, Store};

/// A question waits so long for another program that writes to the index, then is answered from
/// what was committed last.
const QUESTION_WAITS: Duration = Duration::from_secs(2);

#[derive(Debug, Args)]
pub(super) struct RefreshOptions {
    /// Agree that many articles disappear from the index
    #[arg(long)]
    yes: bool,
}

/// An index to answer from, and what is wrong with the articles: what they say now or, if that
/// cannot be written, what was committed last.
pub(super) fn to_answer_from(config: &Config) -> Result<(Store, Vec<Problem>)> {
    let mut store = open(config, Claim::default())?;
    let order = Order {
        claim: Claim {
            actor: actor(),
            patience: QUESTION_WAITS,
        },
        ..Order::default()
    };
    match refresh_with_bar(&order, &mut store, config) {
        Ok(report) => Ok((store, report.problems)),
        Err(error) if store.made().is_some() => {
            say(&format!(
                "{error}; this answer is from edition {}",
                store.edition()
            ));
            Ok((store, Vec::new()))
        }
        Err(error) => Err(error.into()),
    }
}

fn open(config: &Config, claim: Claim) -> Result<Store, IndexError> {
    let store = Store::open_for(&claim, &config.index.path, config.index.language)?;
    if let Some(reason) = store.rebuilt() {
        let folder = config.index.path.display();
        tracing::info!("making the index in {folder} from the articles: {reason}");
    }
    Ok(store)
}

fn refresh_with_bar(
    order: &Order,
    store: &mut Store,
    config: &Config,
) -> Result<Report, IndexError> {
    let mut bar = Bar::new();
    let report = index::refresh_for(
        order,
        store,
        &config.data.path,
        config.limits(),
        |progress| {
            bar.show("indexing", progress.done, progress.total);
        },
    )?;
    tracing::debug!(edition = %report.edition, seconds = report.duration.as_secs_f32(), "refreshed");
    Ok(report)
}

/// Brings the index up to date and says what that took.
pub(super) fn refresh(options: &RefreshOptions, config: &Config) -> Result<Outcome> {
    let claim = Claim {
        actor: actor(),
        patience: Duration::ZERO,
    };
    let mut store = open(config, claim.clone())?;
    let mut order = Order {
        claim,
        confirmed: options.yes,
        ..Order::default()
    };
    let report = match refresh_with_bar(&order, &mut store, config) {
        Err(error @ IndexError::WouldRemove { removed, of }) => {
            let question = format!("{removed} of {of} articles are gone: remove them?");
            match confirm(&question) {
                Some(true) => order.confirmed = true,
                Some(false) => bail!("nothing was changed"),
                None => return Err(error.into()),
            }
            refresh_with_bar(&order, &mut store, config)?
        }
        report => report?,
    };
    for problem in &report.problems {
        say(&harmless_line(&problem.to_string()));
    }
    print(&format!(
        "edition {}: {} added, {} changed, {} removed, {} unchanged, {} in {:.2} s\n",
        report.edition,
        report.added,
        report.changed,
        report.removed,
        report.unchanged,
        counted(report.problems.len(), "problem"),
        report.duration.as_secs_f32(),
    ))?;
    Ok(Outcome::Done)
}

/// Shows what the index holds, and changes nothing.
pub(super) fn status(config: &Config) -> Result<Outcome> {
    let (folder, data) = (config.index.path.display(), config.data.path.display());
    let store = match Store::open_existing(&config.index.path, config.index.language) {
        Ok(store) => store,
        Err(reason) => {
            print(&format!(
                "the index in {folder} cannot be used: {reason}; the next question makes it anew\n"
            ))?;
            return Ok(Outcome::Done);
        }
    };
    let made = store
        .made()
        .map(|made| made.at.strftime("%-d %b %Y %H:%M:%S UTC").to_string());
    let paragraphs = store.snapshot().map_or(0, |snapshot| snapshot.paragraphs());
    let state = match files_changed(&store, config)? {
        0 => format!("up to date with {data}"),
        changed => format!(
            "{} in {data} changed since: the next question, or `summit-bot index refresh`, takes \
             them in",
            counted(changed, "file")
        ),
    };
    let mut table = String::new();
    for (name, value) in [
        ("folder", folder.to_string()),
        ("edition", store.edition().to_string()),
        ("made", made.unwrap_or_default()),
        (
            "by",
            store
                .made()
                .map(|made| harmless_line(&made.by))
                .unwrap_or_default(),
        ),
        ("language", config.index.language.name().to_owned()),
        ("articles", store.articles()?.to_string()),
        ("paragraphs", paragraphs.to_string()),
        ("on disk", size(store.size_on_disk())),
        ("state", state),
    ] {
        writeln!(table, "{name:<12}{value}")?;
    }
    print(&table)?;
    Ok(Outcome::Done)
}

/// How many files are new, gone, or other than when they were read last.
fn files_changed(store: &Store, config: &Config) -> Result<usize> {
    let (files, _) = corpus::scan(&config.data.path, config.limits())?;
    let is_known = |file: &&corpus::SourceFile| {
        let hash = file.hash.map(|hash| hash.to_hex().to_string());
        let known = store.files().get(&file.path);
        known.is_some_and(|known| known.hash == hash.unwrap_or_default())
    };
    let known = files.iter().filter(is_known).count();
    let present = files
        .iter()
        .filter(|file| store.files().contains_key(&file.path))
        .count();
    Ok(files.len() - known + store.files().len() - present)
}

fn size(bytes: u64) -> String {
    const KIB: f64 = 1024.0;
    let bytes = bytes as f64;
    match bytes {
        _ if bytes < KIB * KIB => format!("{:.1} KiB", bytes / KIB),
        _ if bytes < KIB * KIB * KIB => format!("{:.1} MiB", bytes / KIB / KIB),
        _ => format!("{:.1} GiB", bytes / KIB / KIB / KIB),
    }
}
