//! Previewing an article: parsing a file or page without publishing it.

use jiff::Timestamp;
use jiff::civil::Date;
use url::Url;

use crate::corpus::formats::{self, Format, Origin, Unwritable, to_markdown};
use crate::corpus::{self, Article, Block, Draft, Problem, Severity};
use crate::curation::near_duplicates::near_duplicates;
use crate::curation::{CurationError, Curator, FetchedPage, Fetcher, NearDuplicate};
use crate::quotations;

/// Article as it would be published.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Title of the article.
    pub title: String,
    /// Publisher of the article.
    pub outlet: Option<String>,
    /// Authors of the article.
    pub authors: Vec<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Web address of the article.
    pub url: Option<String>,
    /// Number of paragraphs.
    pub paragraphs: usize,
    /// Text of the first paragraph.
    pub first: String,
    /// Text of the last paragraph.
    pub last: String,
    /// Number of quotations.
    pub quotations: usize,
    /// Indexed articles with much of the same text, most similar first.
    pub near_duplicates: Vec<NearDuplicate>,
    /// Warnings about parts of the file that could not be parsed.
    pub problems: Vec<Problem>,
    /// Address or file name of the source.
    pub source: String,
    pub(super) draft: Draft,
}

/// File or page that is to become an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// File name; its extension determines the format: `.md`, `.txt` or `.html`.
    pub name: String,
    /// Address of the web page that it was fetched from.
    pub page: Option<Url>,
    /// Contents.
    pub bytes: Vec<u8>,
}

impl From<FetchedPage> for Upload {
    fn from(page: FetchedPage) -> Self {
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

impl Preview {
    /// Returns the texts of the paragraphs.
    pub fn paragraph_texts(&self) -> Vec<&str> {
        let blocks = self.draft.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(span) => self.draft.text.get(span.clone()),
            Block::Heading(_) => None,
        });
        blocks
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// Returns the Markdown file that publishing would write, with `actor` and `now` as its origin.
    ///
    /// # Errors
    ///
    /// [`Unwritable`] if parsing the file would not give the same article.
    pub fn to_markdown(&self, actor: &str, now: Timestamp) -> Result<String, Unwritable> {
        let origin = Origin {
            source: self.source.clone(),
            added_by: actor.to_owned(),
            added_at: now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        };
        to_markdown(&self.draft, &origin)
    }
}

impl Curator {
    /// Parses the contents of a file as an article, and changes nothing. The extension of `name`
    /// determines the format: `.md`, `.txt` or `.html`. `source` is the file name or address that
    /// is recorded as its origin.
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
        let (draft, problems) = read(name, bytes, self.workspace().reading.limits.max_file_bytes)?;
        let id = stem_of(name);
        let Some(article) = Article::new(draft.clone(), name, id) else {
            return Err(no_paragraph(name));
        };
        let metadata = article.metadata().clone();
        let mut paragraphs = article.paragraphs();
        let first = paragraphs.next().map(|paragraph| paragraph.text.to_owned());
        let last = paragraphs.last().map(|paragraph| paragraph.text.to_owned());
        let (aliases, _) = corpus::aliases(&self.workspace().data);
        let near_duplicates = match self.live().snapshot() {
            Some(snapshot) => near_duplicates(&article, &*snapshot, self.workspace().language)?,
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
            near_duplicates,
            problems,
            source: source.to_owned(),
            draft: Draft { metadata, ..draft },
        })
    }

    /// Fetches a page and parses it as an article, and changes nothing.
    ///
    /// # Errors
    ///
    /// [`CurationError::Fetch`] if it cannot be fetched, [`CurationError::Unreadable`] if it is no
    /// article.
    pub fn preview_page(&self, fetcher: &Fetcher, address: &str) -> Result<Preview, CurationError> {
        self.preview_of(&fetcher.fetch(address)?.into())
    }

    /// Parses an upload as an article, and changes nothing.
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
        // A page may declare its own canonical address, but not one on another host.
        let own_word = preview.url.as_deref().and_then(|url| Url::parse(url).ok());
        if own_word.is_none_or(|url| url.host_str() != page.host_str()) {
            preview.url = Some(page.to_string());
        }
        preview.draft.metadata.url.clone_from(&preview.url);
        Ok(preview)
    }
}

/// Parses the first article of a file. A problem that is an error is returned as one.
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
    // A saved page declares its own encoding.
    let text = if format == Format::Html {
        formats::decode_html(&bytes, None)
    } else {
        String::from_utf8(bytes)
            .map_err(|_| refuse("the text is not UTF-8".to_owned(), "save the file as UTF-8"))?
    };
    // Markdown cannot contain NUL, and it is invisible to readers.
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

/// Returns a path without its extension.
pub(super) fn stem_of(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}
