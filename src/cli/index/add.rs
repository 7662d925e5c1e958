//! `summit-bot index add`: previews an article and publishes it.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::curator::{curator, summary};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{actor, confirm, harmless, harmless_line, print, say_problems};
use crate::config::Config;
use crate::corpus::files::read_regular;
use crate::curation::Preview;
use crate::text::english::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// A .md, .txt or .html file, or the address of a page
    #[arg(value_name = "FILE|URL")]
    source: String,

    /// Publish it without asking
    #[arg(long)]
    yes: bool,
}

/// Shows a preview of an article and publishes it after confirmation.
pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let curator = curator(config)?;
    let preview = if options.source.contains("://") {
        curator.preview_page(&config.fetcher(), &options.source)?
    } else {
        let file = Path::new(&options.source);
        let bytes = read_regular(file, u64::MAX).with_context(|| {
            format!(
                "cannot read {}: check the path and its permissions",
                file.display()
            )
        })?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        curator.preview(&name, &name, bytes)?
    };
    say_problems(&preview.problems);
    print(&harmless(&preview_text(&preview)))?;
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
        summary(&added.report)
    ))?;
    Ok(Outcome::Done)
}

fn preview_text(preview: &Preview) -> String {
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
    for alike in &preview.near_duplicates {
        let share = (alike.share * 100.0).round();
        line(
            "like",
            &format!("{:?}, which has {share} % of it", alike.id),
        );
    }
    text
}
