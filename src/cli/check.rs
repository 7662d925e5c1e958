//! `summit-bot check`: checks the settings and every article.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::path::Path;

use super::outcome::Outcome;
use super::terminal::{harmless_line, print};
use crate::config::{Config, DEFAULT_FILE};
use crate::corpus::{self, Article, CORRECTIONS_FILE, Problem, Severity, quotation_key};
use crate::quotations::Attributor;
use crate::text::english::counted;

/// Reads every article as a refresh does, and prints one line for each error, one for each kind of
/// warning, and the number of readable articles. Warnings alone are not a failure. The settings
/// were checked when `config` was loaded.
pub(super) fn run(named: Option<&Path>, config: &Config) -> anyhow::Result<Outcome> {
    let (corpus, mut problems) = corpus::load(&config.data.path, config.limits())?;
    let loaded = config.reading().attributor(&config.data.path);
    problems.extend(loaded.problems());
    let gone = outdated_corrections(&config.data.path, &corpus.articles, &loaded.attributor);
    problems.extend(gone);
    let mut report = String::new();
    let (errors, warnings): (Vec<_>, Vec<_>) = problems
        .iter()
        .partition(|problem| problem.severity == Severity::Error);
    for problem in &errors {
        writeln!(report, "{}", harmless_line(&problem.to_string()))?;
    }
    for (count, example) in by_kind(&warnings) {
        write!(report, "{}", harmless_line(&example.to_string()))?;
        match count {
            1 => writeln!(report)?,
            _ => writeln!(report, " (and {} like this)", counted(count - 1, "warning"))?,
        }
    }
    if let Some(weakness) = config.index.language.weakness() {
        writeln!(report, "note: {weakness}")?;
    }
    let paragraphs: usize = corpus.articles.iter().map(|a| a.paragraphs().count()).sum();
    let articles = format!(
        "{} ({})",
        counted(corpus.articles.len(), "article"),
        counted(paragraphs, "paragraph"),
    );
    if !errors.is_empty() {
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
    if warnings.is_empty() {
        writeln!(report, "{settings} and {articles} are fine")?;
    } else {
        let warnings = counted(warnings.len(), "warning");
        writeln!(report, "{settings} and {articles} can be read; {warnings}")?;
    }
    print(&report)?;
    Ok(Outcome::Done)
}

/// Groups warnings by kind. Returns the number and the first one of each kind. Warnings are of the
/// same kind if their messages differ only inside double quotes.
fn by_kind<'a>(warnings: &[&'a Problem]) -> Vec<(usize, &'a Problem)> {
    let mut kinds: Vec<(usize, &Problem)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for warning in warnings {
        let kind: Vec<&str> = warning.message.split('"').step_by(2).collect();
        let place = *places.entry(kind.concat()).or_insert(kinds.len());
        match kinds.get_mut(place) {
            Some((count, _)) => *count += 1,
            None => kinds.push((1, warning)),
        }
    }
    kinds
}

/// Returns a warning for each corrected speaker whose article or quotation no longer exists.
fn outdated_corrections(
    data: &Path,
    articles: &[Article],
    attributor: &Attributor,
) -> Vec<Problem> {
    let path = data.join(CORRECTIONS_FILE).display().to_string();
    let by_id: HashMap<&str, &Article> = articles.iter().map(|a| (a.id(), a)).collect();
    let mut problems = Vec::new();
    for (id, corrections) in attributor.corrections.by_article() {
        let article = by_id.get(id);
        let quoted: Option<HashSet<u64>> = article.map(|article| {
            let quotations = attributor.extract(article);
            quotations.iter().map(|q| quotation_key(&q.text)).collect()
        });
        for correction in corrections {
            let message = match &quoted {
                None => format!("there is no article {id:?}"),
                Some(quoted) if !quoted.contains(&correction.key) => {
                    format!("{id:?} has no quotation {:?}", correction.quotation)
                }
                Some(_) => continue,
            };
            let remedy = "correct this entry, or delete it";
            let line = Some(correction.line);
            problems.push(Problem::warning(&path, line, message, remedy));
        }
    }
    problems
}
