//! `summit-bot index add|remove|restore|edit`: how articles come, change and go.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use super::Outcome;
use super::check::counted;
use super::index::{curator, in_words, say_problems};
use super::terminal::{actor, confirm, harmless, harmless_line, print};
use crate::config::Config;
use crate::curation::{Edits, Fetcher, Preview};

#[derive(Debug, Args)]
pub(super) struct AddOptions {
    /// A .md, .txt or .html file, or the address of a page
    #[arg(value_name = "FILE|URL")]
    source: String,

    /// Publish it without a question
    #[arg(long)]
    yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct RemoveOptions {
    /// The article's id
    id: String,

    /// Remove it without a question
    #[arg(long)]
    yes: bool,
}

#[derive(Debug, Args)]
pub(super) struct RestoreOptions {
    /// The article's id
    id: String,
}

#[derive(Debug, Args)]
pub(super) struct EditOptions {
    /// The article's id
    id: String,

    /// Its title
    #[arg(long)]
    title: Option<String>,

    /// Who published it; "" for nobody
    #[arg(long)]
    outlet: Option<String>,

    /// Where it can be read; "" for nowhere
    #[arg(long)]
    url: Option<String>,

    /// When it was published, as YYYY-MM-DD; "" if that is not known
    #[arg(long)]
    published: Option<String>,
}

/// Shows what an article would be and, if that is agreed to, publishes it.
pub(super) fn add(options: &AddOptions, config: &Config) -> Result<Outcome> {
    let curator = curator(config);
    let preview = match options.source.contains("://") {
        true => {
            let fetcher = Fetcher::new(config.fetch.allowed_hosts.clone());
            curator.preview_page(&fetcher, &options.source)?
        }
        false => {
            let file = Path::new(&options.source);
            let bytes = fs::read(file)
                .with_context(|| format!("cannot read {}: check the path", file.display()))?;
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            curator.preview(&name, &name, bytes)?
        }
    };
    say_problems(&preview.problems);
    print(&harmless(&shown(&preview)))?;
    if !options.yes {
        match confirm("publish it?") {
            Some(true) => {}
            Some(false) => bail!("nothing was published"),
            None => bail!("nothing was published: add --yes to publish it"),
        }
    }
    let added = curator.publish(&actor(), &preview)?;
    say_problems(&added.report.problems);
    let path = config.data.path.join(&added.path);
    print(&format!(
        "added {:?} as {}; {}\n",
        harmless_line(&added.id),
        path.display(),
        in_words(&added.report)
    ))?;
    Ok(Outcome::Done)
}

fn shown(preview: &Preview) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            // A String can always be written to.
            let _ = writeln!(text, "{name:<12}{}", harmless_line(value));
        }
    };
    line("title", &preview.title);
    line("outlet", preview.outlet.as_deref().unwrap_or_default());
    line("authors", &preview.authors.join(", "));
    let published = preview.published.map(|day| day.to_string());
    line("published", published.as_deref().unwrap_or("not known"));
    line("url", preview.url.as_deref().unwrap_or_default());
    line(
        "holds",
        &format!(
            "{}, {}",
            counted(preview.paragraphs, "paragraph"),
            counted(preview.quotations, "quotation")
        ),
    );
    line("begins", &preview.first);
    line("ends", &preview.last);
    for alike in &preview.alike {
        let share = (alike.share * 100.0).round();
        line("like", &format!("{:?} ({share} % of it)", alike.id));
    }
    text
}

/// Takes an article away.
pub(super) fn remove(options: &RemoveOptions, config: &Config) -> Result<Outcome> {
    let curator = curator(config);
    if !options.yes {
        match confirm(&format!("remove {:?}?", options.id)) {
            Some(true) => {}
            Some(false) => bail!("nothing was removed"),
            None => bail!("nothing was removed: add --yes to remove it"),
        }
    }
    let (removed, report) = curator.remove(&actor(), &options.id)?;
    print(&format!(
        "removed {:?} (`summit-bot index restore` puts it back); {}\n",
        harmless_line(&removed.id),
        in_words(&report)
    ))?;
    Ok(Outcome::Done)
}

/// Puts an article back.
pub(super) fn restore(options: &RestoreOptions, config: &Config) -> Result<Outcome> {
    let restored = curator(config).restore(&actor(), &options.id)?;
    let path = config.data.path.join(&restored.removed.path);
    print(&format!(
        "restored {:?} as {}; {}\n",
        harmless_line(&restored.removed.id),
        path.display(),
        in_words(&restored.report)
    ))?;
    Ok(Outcome::Done)
}

/// Corrects what an article says of itself.
pub(super) fn edit(options: &EditOptions, config: &Config) -> Result<Outcome> {
    let values = [
        &options.title,
        &options.outlet,
        &options.url,
        &options.published,
    ];
    let mut edits = Edits::default();
    for (key, value) in Edits::KEYS.into_iter().zip(values) {
        if let Some(value) = value {
            edits = edits.set(key, value);
        }
    }
    ensure!(
        !edits.is_empty(),
        "nothing to edit: give --title, --outlet, --url or --published"
    );
    let edited = curator(config).edit(&actor(), &options.id, &edits)?;
    say_problems(&edited.report.problems);
    let path = config.data.path.join(&edited.path);
    print(&format!(
        "edited {}; {}\n",
        path.display(),
        in_words(&edited.report)
    ))?;
    Ok(Outcome::Done)
}
