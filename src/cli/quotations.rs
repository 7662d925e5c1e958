//! `summit-bot quotations`: lists the quotations of articles, with their speakers.

use std::path::Path;

use anyhow::{Result, bail};
use clap::Args;
use rayon::prelude::*;

use super::outcome::Outcome;
use super::terminal::{harmless_line, print, say_problems, width};
use super::{json, render};
use crate::config::Config;
use crate::corpus::{self, Article, FileContents, Problem};
use crate::quotations::Quotation;

const JSON_HELP: &str = "\
With --json, one object is printed on a line for each quotation. Every key is always there;
unknown values are null. A span is a half-open pair of byte offsets into the article's text; for
a plain text file that is the file itself.
  article       the ID of the article, or the path of the file
  paragraph     the number of the paragraph in which it begins, from 1, headings not counted
  text          the words inside the marks; pieces have a space between them
  spans         the spans of the pieces, a list
  speaker       who said it, by the fullest name in the article; several are joined by \"and\"
  speakers      the same as a list of objects: name, and canonical, the name under which the
                table of other names files them
  speaker_span  the span of the words that name the speaker
  cue           the words that report the speech
  cue_span      the span of the cue
  basis         how the speaker is known: named, role, source (a text, not a person), pronoun
                (without a speaker if it may mean several persons), carried, or corrected (by
                a moderator; without a speaker for \"nobody\")
  confidence    the confidence in the speaker, from 0 to 1
  unclosed      whether no closing mark was found";

#[derive(Debug, Args)]
#[command(after_long_help = JSON_HELP)]
pub(super) struct Options {
    /// IDs of articles, or paths of any files [default: every article]
    #[arg(value_name = "ARTICLE|FILE")]
    articles: Vec<String>,

    /// Print JSON; `quotations --help` lists its keys
    #[arg(long)]
    json: bool,
}

pub(super) fn run(options: &Options, config: &Config) -> Result<Outcome> {
    let loaded = config.reading().attributor(&config.data.path);
    say_problems(&loaded.problems());
    let (articles, problems) = articles(&options.articles, config)?;
    say_problems(&problems);
    let found: Vec<(&Article, Vec<Quotation>)> = articles
        .par_iter()
        .map(|article| (article, loaded.attributor.extract(article)))
        .filter(|(_, quotations)| !quotations.is_empty())
        .collect();
    let nothing_found = found.is_empty();
    let found = found.iter();
    print(&if options.json {
        let lines =
            found.map(|(article, quotations)| json::quotations::lines(article.id(), quotations));
        lines.collect::<serde_json::Result<String>>()?
    } else {
        let blocks = found.map(|(article, quotations)| {
            render::quotations::quotations_of_article(article, quotations, width())
        });
        blocks.collect::<Vec<_>>().join("\n")
    })?;
    Ok(match (nothing_found, problems.is_empty()) {
        (_, false) => Outcome::ProblemsFound,
        (true, true) => Outcome::NothingFound,
        (false, true) => Outcome::Done,
    })
}

/// Returns the articles and files of these names, or all articles if there are none, and their
/// problems.
fn articles(names: &[String], config: &Config) -> Result<(Vec<Article>, Vec<Problem>)> {
    let is_file = |name: &String| Path::new(name).is_file();
    let mut all = Vec::new();
    let mut problems = Vec::new();
    if names.is_empty() || !names.iter().all(is_file) {
        let (corpus, of_corpus) = corpus::load(&config.data.path, config.limits())?;
        all = corpus.articles;
        problems = of_corpus;
    }
    if names.is_empty() {
        return Ok((all, problems));
    }
    let read: Vec<FileContents> = names
        .par_iter()
        .filter(|name| is_file(name))
        .map(|name| corpus::read_file(Path::new(name), config.limits()))
        .collect();
    let mut read = read.into_iter();
    let mut articles = Vec::new();
    for name in names {
        if is_file(name)
            && let Some(contents) = read.next()
        {
            articles.extend(contents.articles);
            problems.extend(contents.problems);
        } else if let Some(article) = all.iter().find(|article| article.id() == name) {
            articles.push(article.clone());
        } else {
            bail!(
                "cannot find an article or a file {:?}: without a name, every article is listed",
                harmless_line(name)
            );
        }
    }
    Ok((articles, problems))
}
