//! `summit-bot index …`: the index, and how it is kept up to date.

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args;
use serde_json::json;

use super::Outcome;
use super::check::counted;
use super::terminal::{Bar, actor, confirm, harmless_line, print, say};
use crate::config::Config;
use crate::corpus::Problem;
use crate::curation::{self, CurationError, Curator};
use crate::index::{Claim, IndexError, Live, Order, Report, Store};

/// A question waits so long for another program that writes to the index, then is answered from
/// what was committed last.
const QUESTION_WAITS: Duration = Duration::from_secs(2);

#[derive(Debug, Args)]
pub(super) struct RefreshOptions {
    /// Agree that many articles disappear from the index
    #[arg(long)]
    yes: bool,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct StatusOptions {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(super) struct HistoryOptions {
    /// At most so many changes, the newest first
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u16,

    /// Print JSON, one object a line
    #[arg(long)]
    json: bool,
}

/// An index to answer from, and what is wrong with the articles: what they say now or, if that
/// cannot be written, what was committed last.
pub(super) fn to_answer_from(config: &Config) -> Result<(Store, Vec<Problem>)> {
    let mut claim = Claim {
        actor: actor(),
        ..Claim::default()
    };
    let mut store = Store::open_for(&claim, &config.index.path, config.index.language)?;
    if let Some(reason) = store.rebuilt() {
        let folder = config.index.path.display();
        tracing::info!("making the index in {folder} from the articles: {reason}");
    }
    if store.made().is_some() {
        claim.patience = QUESTION_WAITS;
    }
    let order = Order {
        claim,
        ..Order::default()
    };
    let mut bar = Bar::new();
    let updated = curation::update(order, &mut store, &config.place(), |progress| {
        bar.show("indexing", progress.done, progress.total);
    });
    match updated {
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

/// The verbs of those who keep the articles, for someone at this terminal.
pub(super) fn curator(config: &Config) -> Curator {
    let live = Live::open(&config.index.path, config.index.language);
    Curator::new(config.place(), Arc::new(live))
}

/// Brings the index up to date and says what that took.
pub(super) fn refresh(options: &RefreshOptions, config: &Config) -> Result<Outcome> {
    let curator = curator(config);
    let refresh = |confirmed| {
        let mut bar = Bar::new();
        curator.refresh(&actor(), confirmed, &mut |progress| {
            bar.show("indexing", progress.done, progress.total);
        })
    };
    let report = match refresh(options.yes) {
        Err(CurationError::Index(IndexError::WouldRemove { removed, of })) => {
            let question = format!("{removed} of {of} articles are gone: remove them?");
            match confirm(&question) {
                Some(true) => refresh(true)?,
                Some(false) => bail!("nothing was changed"),
                None => return Err(IndexError::WouldRemove { removed, of }.into()),
            }
        }
        report => report?,
    };
    say_problems(&report.problems);
    print(&match options.json {
        true => format!("{:#}\n", as_json(&report)),
        false => format!("{}\n", in_words(&report)),
    })?;
    Ok(Outcome::Done)
}

pub(super) fn say_problems(problems: &[Problem]) {
    for problem in problems {
        say(&harmless_line(&problem.to_string()));
    }
}

/// What a refresh did, in one line.
pub(super) fn in_words(report: &Report) -> String {
    format!(
        "edition {}: {} added, {} changed, {} removed, {} unchanged, {} in {:.2} s",
        report.edition,
        report.added,
        report.changed,
        report.removed,
        report.unchanged,
        counted(report.problems.len(), "problem"),
        report.duration.as_secs_f32(),
    )
}

fn as_json(report: &Report) -> serde_json::Value {
    json!({
        "edition": report.edition,
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "problems": problems_as_json(&report.problems),
        "seconds": report.duration.as_secs_f64(),
    })
}

fn problems_as_json(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}

/// Shows what the index holds, and changes nothing.
pub(super) fn status(options: &StatusOptions, config: &Config) -> Result<Outcome> {
    let (folder, data) = (config.index.path.display(), config.data.path.display());
    let unusable = || Store::open_existing(&config.index.path, config.index.language).err();
    let status = match curator(config).status() {
        Ok(status) => status,
        Err(error) => match unusable() {
            Some(reason) => bail!("{error}; the index in {folder} cannot be used: {reason}"),
            None => return Err(error.into()),
        },
    };
    let Some(committed) = &status.committed else {
        let reason = unusable().unwrap_or_else(|| "it was made this very moment".to_owned());
        print(&match options.json {
            true => format!("{:#}\n", json!({"edition": null, "reason": reason})),
            false => format!(
                "the index in {folder} cannot be used: {reason}; the next question makes it anew\n"
            ),
        })?;
        return Ok(Outcome::Done);
    };
    let made = &committed.made;
    if options.json {
        let json = json!({
            "folder": folder.to_string(),
            "edition": committed.edition,
            "made": made.at,
            "by": made.by,
            "language": config.index.language.name(),
            "articles": committed.articles,
            "paragraphs": committed.paragraphs,
            "quotations": committed.quotations,
            "bytes": status.size,
            "changed": status.changed,
            "problems": problems_as_json(&status.problems),
        });
        print(&format!("{json:#}\n"))?;
        return Ok(Outcome::Done);
    }
    let state = match status.changed {
        0 => format!("up to date with {data}"),
        changed => format!(
            "{} in {data} changed since: the next question, or `summit-bot index refresh`, takes \
             them in",
            counted(changed, "file")
        ),
    };
    let problems = match status.problems.len() {
        0 => "none".to_owned(),
        open => format!("{open} open: `summit-bot check` shows them"),
    };
    let mut table = String::new();
    for (name, value) in [
        ("folder", folder.to_string()),
        ("edition", committed.edition.to_string()),
        (
            "made",
            made.at.strftime("%-d %b %Y %H:%M:%S UTC").to_string(),
        ),
        ("by", harmless_line(&made.by)),
        ("language", config.index.language.name().to_owned()),
        ("articles", committed.articles.to_string()),
        ("paragraphs", committed.paragraphs.to_string()),
        ("quotations", committed.quotations.to_string()),
        ("on disk", size(status.size)),
        ("state", state),
        ("problems", problems),
    ] {
        writeln!(table, "{name:<12}{value}")?;
    }
    print(&table)?;
    Ok(Outcome::Done)
}

/// Shows what was done to the index, the newest first.
pub(super) fn history(options: &HistoryOptions, config: &Config) -> Result<Outcome> {
    let changes = curator(config).history(options.limit.into())?;
    let mut text = String::new();
    for change in &changes {
        match options.json {
            true => writeln!(text, "{}", serde_json::to_string(change)?)?,
            false => writeln!(
                text,
                "{}  {}  {}: {}",
                change.at.strftime("%Y-%m-%d %H:%M:%S UTC"),
                change.edition,
                harmless_line(&change.by),
                harmless_line(&change.what),
            )?,
        }
    }
    print(&text)?;
    Ok(match changes.is_empty() {
        true => Outcome::NothingFound,
        false => Outcome::Done,
    })
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
