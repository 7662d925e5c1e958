//! `summit-bot index status`: shows the contents of the index, and whether it is up to date.

use std::fmt::{self, Write};

use anyhow::{Result, bail};
use clap::Args;
use indicatif::HumanBytes;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;

use super::curator::curator;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{harmless_line, print};
use crate::config::Config;
use crate::curation::{CommitStatus, IndexStatus};
use crate::index::{Edition, Store, Unusable};
use crate::text::english::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Shows the status of the index, and changes nothing.
pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let folder = config.index.path.display();
    let unusable = || Store::open_existing(&config.index.path, config.index.language).err();
    let status = match curator(config)?.status() {
        Ok(status) => status,
        Err(error) => match unusable() {
            None | Some(Unusable::Missing) => return Err(error.into()),
            Some(reason) => bail!("{error}; the index in {folder} cannot be used: {reason}"),
        },
    };
    let Some(committed) = &status.committed else {
        let unusable = unusable();
        let reason = unusable.as_ref().map_or_else(
            || "the index has just been made".to_owned(),
            ToString::to_string,
        );
        print(&if options.json {
            let unusable = json!({ "edition": null, "reason": reason });
            serde_json::to_string_pretty(&unusable)? + "\n"
        } else {
            let what = match unusable {
                None | Some(Unusable::Missing) => format!("there is no index in {folder} yet"),
                Some(_) => format!("the index in {folder} cannot be used: {reason}"),
            };
            format!(
                "{what}: ask a question, or run `summit-bot index refresh`, to build it from the \
                 articles\n"
            )
        })?;
        return Ok(Outcome::Done);
    };
    print(&if options.json {
        status_json(&status, committed, config)?
    } else {
        table(&status, committed, config)?
    })?;
    Ok(Outcome::Done)
}

#[derive(Serialize)]
struct StatusJson<'a> {
    folder: String,
    edition: &'a Edition,
    made: Timestamp,
    by: &'a str,
    language: &'a str,
    articles: usize,
    paragraphs: u64,
    quotations: u64,
    bytes: u64,
    changed: usize,
    problems: Vec<String>,
}

fn status_json(
    status: &IndexStatus,
    committed: &CommitStatus,
    config: &Config,
) -> serde_json::Result<String> {
    let json = StatusJson {
        folder: config.index.path.display().to_string(),
        edition: &committed.edition,
        made: committed.commit.at,
        by: &committed.commit.by,
        language: config.index.language.name(),
        articles: committed.articles,
        paragraphs: committed.paragraphs,
        quotations: committed.quotations,
        bytes: status.size,
        changed: status.changed,
        problems: status.problems.iter().map(ToString::to_string).collect(),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

fn table(
    status: &IndexStatus,
    committed: &CommitStatus,
    config: &Config,
) -> Result<String, fmt::Error> {
    let made = &committed.commit;
    let data = config.data.path.display();
    let state = match status.changed {
        0 => format!("up to date with {data}"),
        changed => format!(
            "{} in {data} changed since: run `summit-bot index refresh`, or ask a question",
            counted(changed, "file")
        ),
    };
    let problems = match status.problems.len() {
        0 => "none".to_owned(),
        open => format!("{open} open: `summit-bot check` shows them"),
    };
    let mut table = String::new();
    for (name, value) in [
        ("folder", config.index.path.display().to_string()),
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
        ("on disk", HumanBytes(status.size).to_string()),
        ("state", state),
        ("problems", problems),
    ] {
        writeln!(table, "{name:<12}{value}")?;
    }
    Ok(table)
}
