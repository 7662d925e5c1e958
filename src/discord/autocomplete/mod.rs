//! Suggestions while an option is being typed, from a directory that is made once an edition.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use jiff::civil::Date;
use parking_lot::{Condvar, Mutex};

use crate::index::{ArticleSummary, Edition, IndexError, Search, SpeakerCount};
use crate::lexicon::Aliases;

use super::protocol::custom_id::article_key;
use super::protocol::reply::Choice;
use super::readers::Readers;
use super::render::escape::{clean, length, shorten};
use super::render::quotations::LONGEST_SPEAKER;

/// Largest number of suggestions that Discord shows.
pub(super) const MOST_CHOICES: usize = 25;

/// Longest name of a suggestion, and longest value, in characters.
pub(super) const LONGEST_CHOICE: usize = 100;

/// Longest wait for the directory of a new edition: whoever types is shown the one before then.
const LONGEST_WAIT: Duration = Duration::from_millis(1500);

/// The articles of one edition.
pub(super) struct Directory {
    /// Which edition.
    pub edition: Edition,
    /// The newest first.
    pub articles: Vec<ArticleSummary>,
    /// First and last day of the articles, if any is dated.
    pub days: Option<(Date, Date)>,
    /// For each article, what letters are looked for in.
    article_names: Vec<String>,
    by_key: HashMap<String, usize>,
    /// Everybody who is quoted, the most quoted first.
    speakers: Vec<Speaker>,
}

struct Speaker {
    name: String,
    quotations: u64,
    /// All of their names, in lower case.
    names: String,
}

impl Directory {
    fn new(snapshot: &dyn Search, aliases: &Aliases) -> Result<Self, IndexError> {
        let (articles, speakers) = (snapshot.article_summaries()?, snapshot.speakers()?);
        let edition = snapshot.edition().clone();
        Ok(Self::of(edition, articles, speakers, aliases))
    }

    fn of(
        edition: Edition,
        articles: Vec<ArticleSummary>,
        speakers: &[SpeakerCount],
        aliases: &Aliases,
    ) -> Self {
        let speakers = speakers.iter().map(|speaker| {
            let others: Vec<&str> = aliases.names_of(&speaker.name).collect();
            Speaker {
                name: speaker.name.clone(),
                quotations: speaker.quotations,
                names: format!("{}\n{}", speaker.name, others.join("\n")).to_lowercase(),
            }
        });
        let names = articles.iter().map(|article| {
            let outlet = article.outlet.as_deref().unwrap_or_default();
            format!("{}\n{outlet}\n{}", article.title, article.id).to_lowercase()
        });
        let by_key = (0..).zip(&articles);
        let days = || articles.iter().filter_map(|article| article.published);
        Self {
            edition,
            days: days().min().zip(days().max()),
            article_names: names.collect(),
            by_key: by_key
                .map(|(n, article)| (article_key(&article.id), n))
                .collect(),
            articles,
            speakers: speakers.collect(),
        }
    }

    /// The articles with these letters in their title, outlet or id, those that begin with them
    /// first.
    pub(super) fn suggest_article(&self, typed: &str) -> Vec<Choice> {
        let typed = clean(typed).to_lowercase();
        let (mut first, mut others) = (Vec::new(), Vec::new());
        for (article, names) in self.articles.iter().zip(&self.article_names) {
            if names.starts_with(&typed) {
                first.push(article);
            } else if others.len() < MOST_CHOICES && names.contains(&typed) {
                others.push(article);
            }
            if first.len() == MOST_CHOICES {
                break;
            }
        }
        first
            .into_iter()
            .chain(others)
            .take(MOST_CHOICES)
            .map(|article| Choice {
                name: name_of(article),
                value: value_of(&article.id),
            })
            .collect()
    }

    /// The name of the most quoted speaker.
    pub(super) fn most_quoted(&self) -> Option<&str> {
        self.speakers.first().map(|speaker| speaker.name.as_str())
    }

    /// The articles with each of these words in their title, outlet or ID.
    pub(super) fn search(&self, words: &str) -> Vec<&ArticleSummary> {
        let words = clean(words).to_lowercase();
        let has_all = |names: &str| words.split(' ').all(|word| names.contains(word));
        let named = self.articles.iter().zip(&self.article_names);
        named
            .filter(|(_, names)| has_all(names))
            .map(|(article, _)| article)
            .collect()
    }

    /// The people with these letters in any of their names, the most quoted first.
    pub(super) fn suggest_speaker(&self, typed: &str) -> Vec<Choice> {
        let typed = clean(typed).to_lowercase();
        self.speakers
            .iter()
            .filter(|speaker| speaker.names.contains(&typed))
            // A shortened name would not be found again.
            .filter(|speaker| (1..=LONGEST_SPEAKER).contains(&length(&clean(&speaker.name))))
            .take(MOST_CHOICES)
            .map(|speaker| {
                let quotations = match speaker.quotations {
                    1 => "1 quotation".to_owned(),
                    count => format!("{count} quotations"),
                };
                let name = clean(&speaker.name);
                Choice {
                    name: shorten(&format!("{name} · {quotations}"), LONGEST_CHOICE).into_owned(),
                    value: name,
                }
            })
            .collect()
    }

    /// The article that was chosen or typed: by its id or key, or by letters of which it is the
    /// only one.
    pub(super) fn article(&self, chosen: &str) -> Option<&ArticleSummary> {
        if let Some(&n) = self
            .by_key
            .get(chosen)
            .or_else(|| self.by_key.get(&article_key(chosen)))
        {
            return self.articles.get(n);
        }
        let typed = chosen.to_lowercase();
        let mut found = self
            .articles
            .iter()
            .zip(&self.article_names)
            .filter(|(_, names)| names.contains(&typed));
        match (found.next(), found.next()) {
            (Some((article, _)), None) => Some(article),
            _ => self
                .articles
                .iter()
                .find(|article| article.title.to_lowercase() == typed),
        }
    }
}

/// What stands for an article in a suggestion: its ID where that fits, or else its key.
pub(super) fn value_of(id: &str) -> String {
    if length(id) <= LONGEST_CHOICE && clean(id) == id {
        id.to_owned()
    } else {
        article_key(id)
    }
}

/// `Title · Outlet · 15 Aug 2025`
fn name_of(article: &ArticleSummary) -> String {
    let date = article.published.map(super::render::citation::date);
    let outlet = article.outlet.as_deref().map(clean);
    let outlet = outlet.as_deref().map(|outlet| shorten(outlet, 30));
    let mut after = String::new();
    for part in [outlet.as_deref(), date.as_deref()].into_iter().flatten() {
        after.push_str(" · ");
        after.push_str(part);
    }
    let title = clean(&article.title);
    let title = if title.is_empty() { "untitled" } else { &title };
    format!("{}{after}", shorten(title, LONGEST_CHOICE - length(&after)))
}

/// The directory of the current edition, made when it is first needed.
pub(super) struct Directories {
    readers: Arc<Readers>,
    current: Mutex<Option<Arc<Directory>>>,
    /// Notified when another directory is current.
    changed: Condvar,
    is_making: AtomicBool,
}

impl Directories {
    /// Directories in which people are found by any of the names that `readers` know.
    pub(super) fn new(readers: Arc<Readers>) -> Self {
        Self {
            readers,
            current: Mutex::default(),
            changed: Condvar::new(),
            is_making: AtomicBool::new(false),
        }
    }

    /// The directory of this very edition, which is made if need be.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub(super) fn of(&self, snapshot: &dyn Search) -> Result<Arc<Directory>, IndexError> {
        if let Some(current) = self.current()
            && current.edition == *snapshot.edition()
        {
            return Ok(current);
        }
        let reader = self.readers.of(snapshot);
        let made = Arc::new(Directory::new(snapshot, &reader.attributor.aliases)?);
        *self.current.lock() = Some(Arc::clone(&made));
        self.changed.notify_all();
        Ok(made)
    }

    /// The directory of this edition, or the one before it if this one takes too long to make.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub(super) fn at_once(
        self: &Arc<Self>,
        snapshot: Arc<dyn Search>,
    ) -> Result<Arc<Directory>, IndexError> {
        let Some(before) = self.current() else {
            return self.of(&*snapshot);
        };
        let edition = snapshot.edition().clone();
        if before.edition == edition {
            return Ok(before);
        }
        if !self.is_making.swap(true, Ordering::AcqRel) {
            let directories = Arc::clone(self);
            thread::spawn(move || {
                if let Err(error) = directories.of(&*snapshot) {
                    tracing::error!("cannot list the articles: {error}");
                }
                directories.is_making.store(false, Ordering::Release);
            });
        }
        let mut current = self.current.lock();
        self.changed.wait_while_for(
            &mut current,
            |current| current.as_ref().is_some_and(|made| made.edition != edition),
            LONGEST_WAIT,
        );
        Ok(current.clone().unwrap_or(before))
    }

    fn current(&self) -> Option<Arc<Directory>> {
        self.current.lock().clone()
    }
}
