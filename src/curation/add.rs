//! Articles that come: first shown as they would be read, then published.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use slug::slugify;
use url::Url;

use super::alike::alike;
use super::{Alike, CurationError, Curator, Fetcher, Page, files};
use crate::corpus::formats::{self, Format, Origin, to_markdown};
use crate::corpus::{self, Article, Draft, Problem, Severity};
use crate::index::{Report, Store};
use crate::quotations;

/// The names of files stay handy on a command line, in bytes.
const LONGEST_NAME: usize = 60;

/// So many articles may have the same title.
const MOST_OF_A_NAME: usize = 1_000;

/// So many free names are tried.
const TRIES: usize = 10;

/// What an article would be, if it were published.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Where it can be read.
    pub url: Option<String>,
    /// How many paragraphs it has.
    pub paragraphs: usize,
    /// Its first paragraph.
    pub first: String,
    /// Its last paragraph.
    pub last: String,
    /// How many quotations were found in it.
    pub quotations: usize,
    /// Articles in the index that say much of the same, the likest first.
    pub alike: Vec<Alike>,
    /// What was not understood in it.
    pub problems: Vec<Problem>,
    /// The address or the name of the file that it was made of.
    pub source: String,
    draft: Draft,
}

/// The bytes of which an article is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The name of the file, which tells its format: `.md`, `.txt` or `.html`.
    pub name: String,
    /// Where it was fetched from, if it is a page of the web.
    pub page: Option<Url>,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl From<Page> for Upload {
    fn from(page: Page) -> Self {
        let host = page.url.host_str().unwrap_or_default();
        let name = match page.format {
            Format::PlainText => format!("{host}.txt"),
            _ => format!("{host}.html"),
        };
        Self {
            name,
            page: Some(page.url),
            bytes: page.text.into_bytes(),
        }
    }
}

/// An article that was published.
#[derive(Clone, Debug)]
pub struct Added {
    /// The id by which it is called.
    pub id: String,
    /// Its file, below the data folder.
    pub path: String,
    /// What that did to the index.
    pub report: Report,
}

impl Curator {
    /// Reads the bytes of a file as an article, and changes nothing. `name` tells its format:
    /// `.md`, `.txt` or `.html`. `source` is where it came from, such as the name or an address.
    ///
    /// # Errors
    ///
    /// [`CurationError::Unreadable`] if it is no article.
    pub fn preview(
        &self,
        name: &str,
        source: &str,
        bytes: Vec<u8>,
    ) -> Result<Preview, CurationError> {
        let (draft, problems) = read(name, bytes, self.place().reading.limits.max_file_bytes)?;
        let id = stem(name);
        let Some(article) = Article::new(draft.clone(), name, id) else {
            return Err(no_paragraph(name));
        };
        let metadata = article.metadata().clone();
        let mut paragraphs = article.paragraphs();
        let first = paragraphs.next().map(|paragraph| paragraph.text.to_owned());
        let last = paragraphs.last().map(|paragraph| paragraph.text.to_owned());
        let (aliases, _) = corpus::aliases(&self.place().data);
        let alike = match self.live().snapshot() {
            Some(snapshot) => alike(&article, &snapshot, self.place().language)?,
            None => Vec::new(),
        };
        Ok(Preview {
            title: metadata.title.clone(),
            outlet: metadata.outlet.clone(),
            authors: metadata.authors.clone(),
            published: metadata.published,
            url: metadata.url.clone(),
            paragraphs: article.paragraphs().count(),
            last: last.or_else(|| first.clone()).unwrap_or_default(),
            first: first.unwrap_or_default(),
            quotations: quotations::extract(&article, &aliases, quotations::HIGH_PRECISION).len(),
            alike,
            problems,
            source: source.to_owned(),
            draft: Draft { metadata, ..draft },
        })
    }

    /// Fetches a page and reads it as an article, and changes nothing.
    ///
    /// # Errors
    ///
    /// [`CurationError::Fetch`] if it cannot be fetched, [`CurationError::Unreadable`] if it is no
    /// article.
    pub fn preview_page(&self, fetcher: &Fetcher, address: &str) -> Result<Preview, CurationError> {
        self.preview_of(&fetcher.fetch(address)?.into())
    }

    /// Reads a file or a page as an article, and changes nothing.
    ///
    /// # Errors
    ///
    /// [`CurationError::Unreadable`] if it is no article.
    pub fn preview_of(&self, upload: &Upload) -> Result<Preview, CurationError> {
        let Upload { name, page, bytes } = upload;
        let Some(page) = page else {
            return self.preview(name, name, bytes.clone());
        };
        let mut preview = self.preview(name, page.as_str(), bytes.clone())?;
        // A page may say where it belongs, but not that it stands on a site of others.
        let own_word = preview.url.as_deref().and_then(|url| Url::parse(url).ok());
        if own_word.is_none_or(|url| url.host_str() != page.host_str()) {
            preview.url = Some(page.to_string());
        }
        preview.draft.metadata.url.clone_from(&preview.url);
        Ok(preview)
    }

    /// Writes a previewed article to the folder of articles, as Markdown under a readable name of
    /// its own, and takes it into the index.
    ///
    /// # Errors
    ///
    /// [`CurationError`].
    pub fn publish(&self, actor: &str, preview: &Preview) -> Result<Added, CurationError> {
        let mut task = self.begin(actor, "adding an article")?;
        let store = task.locked()?;
        let mut draft = preview.draft.clone();
        if let Some(id) = &draft.id
            && store.has_article(id)?
        {
            draft.id = None;
        }
        let names = free_names(store, &preview.title)?;
        let origin = Origin {
            source: preview.source.clone(),
            added_by: actor.to_owned(),
            added_at: Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        };
        let markdown = to_markdown(&draft, &origin)?;
        for name in names {
            let path = format!("{name}.md");
            let place = self.place().data.join(&path);
            // Another program may put a file there at this moment.
            if files::write_new(&place, markdown.as_bytes()).map_err(task.failed("write", &path))? {
                let id = draft.id.unwrap_or(name);
                let report = task.apply(&format!("add {id:?}"), &path)?;
                return Ok(Added { id, path, report });
            }
        }
        Err(CurationError::Crowded(preview.title.clone()))
    }
}

/// Reads the one article of a file.
fn read(name: &str, bytes: Vec<u8>, limit: u64) -> Result<(Draft, Vec<Problem>), CurationError> {
    let refuse = |message: String, remedy: &str| {
        CurationError::Unreadable(Problem::error(name, None, message, remedy))
    };
    let format = Format::of(name).filter(|format| *format != Format::JsonLines);
    let format = format.ok_or_else(|| {
        refuse(
            "this is not a format of articles".to_owned(),
            "give a .md, .txt or .html file",
        )
    })?;
    if bytes.len() as u64 > limit {
        return Err(refuse(
            format!("it is larger than {limit} bytes"),
            "give the article alone",
        ));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| refuse("the text is not UTF-8".to_owned(), "save the file as UTF-8"))?;
    // Markdown cannot hold this character, and no reader sees it.
    let text = text.replace('\0', "\u{fffd}");
    let (drafts, mut problems) = formats::parse(format, name, &text);
    let error = problems
        .iter()
        .position(|problem| problem.severity == Severity::Error);
    match (drafts.into_iter().next(), error) {
        (_, Some(error)) => Err(CurationError::Unreadable(problems.swap_remove(error))),
        (Some(draft), None) => Ok((draft, problems)),
        (None, None) => Err(no_paragraph(name)),
    }
}

fn no_paragraph(name: &str) -> CurationError {
    CurationError::Unreadable(Problem::error(
        name,
        None,
        "there is no paragraph in it",
        "give a file with the article's text",
    ))
}

/// The first names made of a title that neither a file nor an article has.
fn free_names(store: &Store, title: &str) -> Result<Vec<String>, CurationError> {
    let slug = slugify(title);
    let end = slug.floor_char_boundary(LONGEST_NAME);
    let base = match slug.get(..end).unwrap_or_default().trim_matches('-') {
        "" => "article",
        base => base,
    };
    // An article is called by its path without the ending, whatever that is.
    let stems: HashSet<&str> = store.files().keys().map(|path| stem(path)).collect();
    let mut free = Vec::new();
    for n in 1..=MOST_OF_A_NAME {
        let name = match n {
            1 => base.to_owned(),
            n => format!("{base}-{n}"),
        };
        if !stems.contains(name.as_str()) && !store.has_article(&name)? {
            free.push(name);
        }
        if free.len() == TRIES {
            break;
        }
    }
    Ok(free)
}

fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}
