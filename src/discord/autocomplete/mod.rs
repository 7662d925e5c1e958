//! Suggestions for an option while it is typed, from a directory that is built once for each
//! edition.

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
use crate::text::failures::survive;

use super::protocol::custom_id::article_key;
use super::protocol::reply::Choice;
use super::readers::Readers;
use super::render::escape::{clean, length, shorten};
use super::render::quotations::MAX_SPEAKER_LENGTH;

/// Maximum number of suggestions that Discord shows.
pub(super) const MAX_CHOICES: usize = 25;

/// Maximum length of the name and of the value of a suggestion, in characters.
pub(super) const MAX_CHOICE_LENGTH: usize = 100;

/// Maximum wait for the directory of a new edition. After it, suggestions come from the previous
/// one.
const MAX_WAIT: Duration = Duration::from_millis(1500);

/// Articles and speakers of one edition.
pub(super) struct Directory {
    /// Edition of the index.
    pub edition: Edition,
    /// Articles, newest first.
    pub articles: Vec<ArticleSummary>,
    /// First and last day of the articles; `None` if none has a date.
    pub days: Option<(Date, Date)>,
    /// Text in which typed letters are searched, for each article: title, outlet and ID in lower
    /// case.
    article_names: Vec<String>,
    /// Index of each article by its key.
    by_key: HashMap<String, usize>,
    /// Speakers, most quoted first.
    speakers: Vec<Speaker>,
}

/// Speaker with the number of their quotations.
struct Speaker {
    name: String,
    quotations: u64,
    /// All names of the speaker, in lower case, one on each line.
    names: String,
}

impl Directory {
    fn new(snapshot: &dyn Search, aliases: &Aliases) -> Result<Self, IndexError> {
        let (articles, speakers) = (snapshot.article_summaries()?, snapshot.speakers()?);
        let edition = snapshot.edition().clone();
        Ok(Self::from_parts(edition, articles, speakers, aliases))
    }

    fn from_parts(
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

    /// Returns the articles whose title, outlet or ID contains the typed letters; titles that begin
    /// with them come first.
    pub(super) fn suggest_article(&self, typed: &str) -> Vec<Choice> {
        let typed = clean(typed).to_lowercase();
        let (mut first, mut others) = (Vec::new(), Vec::new());
        for (article, names) in self.articles.iter().zip(&self.article_names) {
            if names.starts_with(&typed) {
                first.push(article);
            } else if others.len() < MAX_CHOICES && names.contains(&typed) {
                others.push(article);
            }
            if first.len() == MAX_CHOICES {
                break;
            }
        }
        first
            .into_iter()
            .chain(others)
            .take(MAX_CHOICES)
            .map(|article| Choice {
                name: choice_name(article),
                value: choice_value(&article.id),
            })
            .collect()
    }

    /// Returns the name of the most quoted speaker.
    pub(super) fn most_quoted(&self) -> Option<&str> {
        self.speakers.first().map(|speaker| speaker.name.as_str())
    }

    /// Returns the articles whose title, outlet and ID together contain each of these words.
    pub(super) fn search(&self, words: &str) -> Vec<&ArticleSummary> {
        let words = clean(words).to_lowercase();
        let has_all = |names: &str| words.split(' ').all(|word| names.contains(word));
        let named = self.articles.iter().zip(&self.article_names);
        named
            .filter(|(_, names)| has_all(names))
            .map(|(article, _)| article)
            .collect()
    }

    /// Returns the speakers with the typed letters in any of their names, most quoted first.
    pub(super) fn suggest_speaker(&self, typed: &str) -> Vec<Choice> {
        let typed = clean(typed).to_lowercase();
        self.speakers
            .iter()
            .filter(|speaker| speaker.names.contains(&typed))
            // A shortened name could not be looked up again.
            .filter(|speaker| (1..=MAX_SPEAKER_LENGTH).contains(&length(&clean(&speaker.name))))
            .take(MAX_CHOICES)
            .map(|speaker| {
                let quotations = match speaker.quotations {
                    1 => "1 quotation".to_owned(),
                    count => format!("{count} quotations"),
                };
                let name = clean(&speaker.name);
                Choice {
                    name: shorten(&format!("{name} · {quotations}"), MAX_CHOICE_LENGTH)
                        .into_owned(),
                    value: name,
                }
            })
            .collect()
    }

    /// Returns the article that was chosen or typed: by its ID or key, by letters that only its
    /// names contain, or by its exact title.
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

/// Returns the value of a suggestion: the ID if Discord accepts it, or else its key.
pub(super) fn choice_value(id: &str) -> String {
    if length(id) <= MAX_CHOICE_LENGTH && clean(id) == id {
        id.to_owned()
    } else {
        article_key(id)
    }
}

/// Returns the name of a suggestion: `Title · Outlet · 15 Aug 2025`.
fn choice_name(article: &ArticleSummary) -> String {
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
    format!(
        "{}{after}",
        shorten(title, MAX_CHOICE_LENGTH - length(&after))
    )
}

/// Cache of the directory of the current edition, which is built on first use.
pub(super) struct Directories {
    readers: Arc<Readers>,
    current: Mutex<Option<Arc<Directory>>>,
    /// Notified when another directory becomes current.
    changed: Condvar,
    /// Whether a thread is building a directory.
    is_building: AtomicBool,
}

impl Directories {
    /// Makes an empty cache. Speakers are found by any of the names that `readers` know.
    pub(super) fn new(readers: Arc<Readers>) -> Self {
        Self {
            readers,
            current: Mutex::default(),
            changed: Condvar::new(),
            is_building: AtomicBool::new(false),
        }
    }

    /// Returns the directory of the snapshot's edition, and builds it if necessary.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub(super) fn for_snapshot(&self, snapshot: &dyn Search) -> Result<Arc<Directory>, IndexError> {
        if let Some(current) = self.current()
            && current.edition == *snapshot.edition()
        {
            return Ok(current);
        }
        let reader = self.readers.for_snapshot(snapshot);
        let made = Arc::new(Directory::new(snapshot, &reader.attributor.aliases)?);
        *self.current.lock() = Some(Arc::clone(&made));
        self.changed.notify_all();
        Ok(made)
    }

    /// Returns the directory of the snapshot's edition, or the previous one if building it takes
    /// too long.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub(super) fn current_or_previous(
        self: &Arc<Self>,
        snapshot: Arc<dyn Search>,
    ) -> Result<Arc<Directory>, IndexError> {
        let Some(before) = self.current() else {
            return self.for_snapshot(&*snapshot);
        };
        let edition = snapshot.edition().clone();
        if before.edition == edition {
            return Ok(before);
        }
        if !self.is_building.swap(true, Ordering::AcqRel) {
            let directories = Arc::clone(self);
            thread::spawn(move || {
                // After a panic, the next edition must still be listed.
                match survive(|| directories.for_snapshot(&*snapshot)) {
                    Ok(Ok(_)) => {}
                    Ok(Err(error)) => tracing::error!("cannot list the articles: {error}"),
                    Err(panicked) => tracing::error!("cannot list the articles: {panicked}"),
                }
                directories.is_building.store(false, Ordering::Release);
            });
        }
        let mut current = self.current.lock();
        self.changed.wait_while_for(
            &mut current,
            |current| current.as_ref().is_some_and(|made| made.edition != edition),
            MAX_WAIT,
        );
        Ok(current.clone().unwrap_or(before))
    }

    fn current(&self) -> Option<Arc<Directory>> {
        self.current.lock().clone()
    }
}
