//! `summit-bot index articles`: lists the articles of the index.

use std::fmt::Write;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::cli::lookup::Lookup;
use crate::cli::outcome::Outcome;
use crate::cli::terminal::{harmless_line, print};
use crate::config::Config;
use crate::index::Search;

#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    /// Print JSON, one object a line
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    article: &'a str,
    title: &'a str,
    outlet: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    paragraphs: u32,
}

/// Lists the articles, newest first, one a line: day, ID, title and outlet.
pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let lookup = Lookup::open(config)?;
    let Some(snapshot) = &lookup.snapshot else {
        return Ok(Outcome::NothingFound);
    };
    let mut text = String::new();
    for article in snapshot.article_summaries()? {
        let day = article.published.map(|day| day.to_string());
        if options.json {
            let json = ArticleJson {
                article: &article.id,
                title: &article.title,
                outlet: article.outlet.as_deref(),
                published: day,
                url: article.url.as_deref(),
                paragraphs: article.paragraphs,
            };
            writeln!(text, "{}", serde_json::to_string(&json)?)?;
        } else {
            let mut cited = harmless_line(&article.title);
            if let Some(outlet) = &article.outlet {
                write!(cited, " · {}", harmless_line(outlet))?;
            }
            let (day, id) = (day.unwrap_or_default(), harmless_line(&article.id));
            writeln!(text, "{day:<10}  {id}  {cited}")?;
        }
    }
    print(&text)?;
    Ok(Outcome::Done)
}
