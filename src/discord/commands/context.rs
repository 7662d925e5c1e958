//! What commands work with: who asks, the articles, and what is kept between calls.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::curation::{Curator, Fetcher};
use crate::discord::answer_cache::AnswerCache;
use crate::discord::autocomplete::{Directories, Directory};
use crate::discord::protocol::caller::Caller;
use crate::discord::protocol::handled::Rejection;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::readers::{Reader, Readers};
use crate::discord::refused_forms::RefusedForms;
use crate::discord::render::escape::inline;
use crate::discord::settings::{Moderation, Settings};
use crate::discord::shared_replies::SharedReplies;
use crate::index::{IndexError, LiveIndex, Search};
use crate::state::State;

/// Longest name of an article that is taken, in UTF-16 units.
pub(crate) const LONGEST_ARTICLE: usize = 300;

const NO_ARTICLES: &str = "I have no articles yet: ask a moderator to add some.";

/// Surroundings of one call of a command.
pub(crate) struct Context<'a> {
    /// Who sent the interaction.
    pub caller: Caller<'a>,
    /// Settings of the bot.
    pub settings: &'a Settings,
    /// Largest number of passages or quotations in one message.
    pub passages: usize,
    /// The time.
    pub now: Timestamp,
    /// Today's date in UTC.
    pub today: Date,
    /// The index.
    pub live: &'a LiveIndex,
    /// Reads and answers, with the names that the current edition knows.
    pub readers: &'a Arc<Readers>,
    /// Articles and speakers of the current edition.
    pub directories: &'a Arc<Directories>,
    /// Answers that were given lately.
    pub answers: &'a AnswerCache,
    /// Private replies that were shared.
    pub shared: &'a SharedReplies,
    /// What moderators work with, where there are some.
    pub curation: Option<&'a Curation>,
    /// What is kept beside the articles, where something is.
    pub kept: Option<&'a Kept>,
    /// Answers that were said to be none.
    pub marked: &'a SharedReplies,
}

/// What is kept beside the articles.
pub(crate) struct Kept {
    /// Feeds, gaps and wishes.
    pub state: Arc<State>,
    /// Whether questions that nothing answers are kept.
    pub log_gaps: bool,
    /// Whether people can be told anything later.
    pub can_tell: bool,
}

/// Who the moderators are, and what they keep the articles with.
pub(crate) struct Curation {
    /// Who may use `/index`, and where.
    pub moderation: Moderation,
    /// Carries out the changes.
    pub curator: Arc<Curator>,
    /// Fetches pages from the web.
    pub fetcher: Fetcher,
    /// Forms that were refused, to be corrected.
    pub refused: Arc<RefusedForms>,
}

impl Context<'_> {
    /// The last committed state of the index.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] as long as there was never an article.
    pub(crate) fn snapshot(&self) -> Result<Arc<dyn Search>, Refusal> {
        match self.live.snapshot() {
            Some(snapshot) if snapshot.paragraph_count() > 0 => Ok(snapshot),
            _ => Err(Refusal::new(NO_ARTICLES)),
        }
    }

    /// Where questions that nothing answers are kept: nowhere but in guilds that have moderators, who
    /// alone can see them.
    pub(crate) fn gaps(&self) -> Option<&State> {
        let kept = self.kept.filter(|kept| kept.log_gaps)?;
        let guilds = &self.curation?.moderation.guilds;
        let is_moderated = guilds
            .iter()
            .any(|guild| Some(guild.id) == self.caller.guild);
        is_moderated.then_some(&*kept.state)
    }

    /// Who reads and answers from a snapshot.
    pub(crate) fn reader(&self, snapshot: &dyn Search) -> Arc<Reader> {
        self.readers.of(snapshot)
    }

    /// The articles and speakers of a snapshot.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub(crate) fn directory(&self, snapshot: &dyn Search) -> Result<Arc<Directory>, IndexError> {
        self.directories.of(snapshot)
    }

    /// Articles and speakers to suggest, at once; `None` if there are none.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub(crate) fn directory_at_once(&self) -> Result<Option<Arc<Directory>>, IndexError> {
        match self.live.snapshot() {
            Some(snapshot) => self.directories.at_once(snapshot).map(Some),
            None => Ok(None),
        }
    }

    /// The ID of the article that was typed, chosen or kept in a button, if there was any.
    ///
    /// # Errors
    ///
    /// A [`Rejection`] if it is none of the articles, or the index cannot be read.
    pub(crate) fn article(
        &self,
        snapshot: &dyn Search,
        chosen: Option<&str>,
    ) -> Result<Option<String>, Rejection> {
        let Some(chosen) = chosen else {
            return Ok(None);
        };
        let directory = self.directory(snapshot)?;
        let article = directory.article(chosen).ok_or_else(|| {
            Refusal::new(format!(
                "I know no single article by “{}”: please pick one from the list that appears as \
                 you type.",
                inline(chosen, 100)
            ))
        })?;
        Ok(Some(article.id.clone()))
    }
}
