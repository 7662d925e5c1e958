//! The context of a call: the caller, the articles, and state that lives longer than the call.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::curation::{Curator, Fetcher};
use crate::discord::answer_cache::AnswerCache;
use crate::discord::autocomplete::{Directories, Directory};
use crate::discord::protocol::caller::Caller;
use crate::discord::protocol::handled::Rejection;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::readers::{Reader, Readers};
use crate::discord::recent_messages::RecentMessages;
use crate::discord::refused_forms::RefusedForms;
use crate::discord::render::escape::inline;
use crate::discord::settings::{Moderation, Settings};
use crate::index::{IndexError, LiveIndex, Search};
use crate::state::State;

/// Maximum length of the option `article`, in UTF-16 units.
pub(crate) const MAX_ARTICLE_LENGTH: usize = 300;

const NO_ARTICLES: &str = "I have no articles yet: ask a moderator to add some.";

/// Context of one call of a command.
pub(crate) struct Context<'a> {
    /// Person who sent the interaction.
    pub caller: Caller<'a>,
    /// Current time.
    pub now: Timestamp,
    /// The bot.
    pub bot: &'a BotParts,
}

/// Parts of the bot that commands use.
pub(crate) struct BotParts {
    /// Settings of the bot.
    pub settings: Settings,
    /// Index that the bot answers from.
    pub live: Arc<LiveIndex>,
    /// Asker and attributor with the names that the current edition knows.
    pub readers: Arc<Readers>,
    /// Articles and speakers of the current edition.
    pub directories: Arc<Directories>,
    /// Cache of recent answers.
    pub answers: AnswerCache,
    /// Maximum number of passages or quotations in one message.
    pub passages: usize,
    /// Messages that were shared.
    pub shared: Arc<RecentMessages>,
    /// Messages that were marked as *Not an answer*.
    pub marked: Arc<RecentMessages>,
    /// Moderators and their tools, if there are any.
    pub curation: Option<Curation>,
    /// Database, if it can be used.
    pub storage: Option<Storage>,
}

/// Database, and how it is used.
pub(crate) struct Storage {
    /// Database of feeds, gaps and wishes.
    pub state: Arc<State>,
    /// Whether unanswered questions are stored as gaps.
    pub log_gaps: bool,
    /// Whether the bot can send messages of its own accord.
    pub can_notify: bool,
}

/// Moderators, and their tools.
pub(crate) struct Curation {
    /// People who may use `/index`, and the guilds in which they may.
    pub moderation: Moderation,
    /// Carries out the changes.
    pub curator: Arc<Curator>,
    /// Fetches pages from the web.
    pub fetcher: Fetcher,
    /// Contents of refused forms, for correction.
    pub refused: Arc<RefusedForms>,
}

impl Context<'_> {
    /// Returns today's date in UTC.
    pub(crate) fn today(&self) -> Date {
        TimeZone::UTC.to_datetime(self.now).date()
    }

    /// Returns the last committed state of the index.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] if the index holds no article.
    pub(crate) fn snapshot(&self) -> Result<Arc<dyn Search>, Refusal> {
        match self.bot.live.snapshot() {
            Some(snapshot) if snapshot.paragraph_count() > 0 => Ok(snapshot),
            _ => Err(Refusal::new(NO_ARTICLES)),
        }
    }

    /// Returns the database if gaps are stored. They are stored only for guilds with moderators,
    /// because nobody else can see them.
    pub(crate) fn gaps(&self) -> Option<&State> {
        let storage = self.bot.storage.as_ref();
        let storage = storage.filter(|storage| storage.log_gaps)?;
        let guilds = &self.bot.curation.as_ref()?.moderation.guilds;
        let is_moderated = guilds
            .iter()
            .any(|guild| Some(guild.id) == self.caller.guild);
        is_moderated.then_some(&*storage.state)
    }

    /// Returns the asker and attributor for a snapshot.
    pub(crate) fn reader(&self, snapshot: &dyn Search) -> Arc<Reader> {
        self.bot.readers.for_snapshot(snapshot)
    }

    /// Returns the articles and speakers of a snapshot.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub(crate) fn directory(&self, snapshot: &dyn Search) -> Result<Arc<Directory>, IndexError> {
        self.bot.directories.for_snapshot(snapshot)
    }

    /// Returns articles and speakers to suggest, possibly those of the previous edition; `None` if
    /// there is no index.
    ///
    /// # Errors
    ///
    /// [`IndexError`] if the index cannot be read.
    pub(crate) fn directory_for_suggestions(&self) -> Result<Option<Arc<Directory>>, IndexError> {
        match self.bot.live.snapshot() {
            Some(snapshot) => self.bot.directories.current_or_previous(snapshot).map(Some),
            None => Ok(None),
        }
    }

    /// Returns the ID of the article that was typed, chosen or carried by a button; `None` if there
    /// was none.
    ///
    /// # Errors
    ///
    /// A [`Rejection`] if it matches no single article, or the index cannot be read.
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
