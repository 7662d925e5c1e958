//! `summit-bot check`: is everything fit to be read?

use std::fmt::Write;
use std::path::Path;

use super::outcome::Outcome;
use super::terminal::{harmless_line, print};
use crate::config::{Config, DEFAULT_FILE};
use crate::corpus;
use crate::text::english::counted;

/// Reads every article as a refresh would, and prints what is wrong, a line each, and how much
/// can be read beside that. That `config` was read is one half of the check already.
pub(super) fn run(named: Option<&Path>, config: &Config) -> anyhow::Result<Outcome> {
    let (corpus, mut problems) = corpus::load(&config.data.path, config.limits())?;
    problems.extend(corpus::aliases(&config.data.path).1);
    let mut report = String::new();
    for problem in &problems {
        writeln!(report, "{}", harmless_line(&problem.to_string()))?;
    }
    let paragraphs: usize = corpus.articles.iter().map(|a| a.paragraphs().count()).sum();
    let articles = format!(
        "{} ({})",
        counted(corpus.articles.len(), "article"),
        counted(paragraphs, "paragraph"),
    );
    if !problems.is_empty() {
        let problems = counted(problems.len(), "problem");
        writeln!(report, "{problems}; {articles} can be read all the same")?;
        print(&report)?;
        return Ok(Outcome::ProblemsFound);
    }
    let file = named.unwrap_or(Path::new(DEFAULT_FILE));
    let settings = if file.exists() {
        file.display().to_string()
    } else {
        "default settings".to_owned()
    };
    print(&format!("{settings} and {articles} are fine\n"))?;
    Ok(Outcome::Done)
}
