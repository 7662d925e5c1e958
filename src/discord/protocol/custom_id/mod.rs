//! Custom IDs: the state that a button or form carries, so that it works after a restart and on any
//! replica. The question itself is read back from the message.

mod decode;
mod reply_kind;
#[cfg(test)]
mod tests;

use serenity::model::id::UserId;

use super::date_range::DateRange;

pub use reply_kind::ReplyKind;

/// Name of the command for moderators.
const INDEX: &str = "index";

/// Action of a button or form, with the state that it carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomId {
    /// Shows another page of the passages that answer a question.
    Passages {
        /// State of the articles that the message was made from.
        state: String,
        /// Page, counted from 0.
        page: usize,
        /// Key of the article to which the question is restricted.
        article: Option<String>,
        /// Days to which the question is restricted.
        dates: DateRange,
    },
    /// Shows another page of quotations.
    Quotations {
        /// State of the articles that the message was made from.
        state: String,
        /// Page, counted from 0.
        page: usize,
        /// Number of characters of the speaker's name, which is read back from the message.
        speaker: usize,
        /// Key of the article to which the search is restricted.
        article: Option<String>,
        /// Days to which the search is restricted.
        dates: DateRange,
    },
    /// Shows another page of the list of articles.
    Articles {
        /// State of the articles that the message was made from.
        state: String,
        /// Page, counted from 0.
        page: usize,
    },
    /// Shows the paragraphs around one.
    Context {
        /// Kind of the reply that has the button.
        below: ReplyKind,
        /// State of the articles that the message was made from.
        state: String,
        /// Key of the article.
        article: String,
        /// Number of the paragraph.
        paragraph: u32,
        /// Whether the request was restricted to this article, which then holds for a new answer.
        is_asked_for: bool,
        /// Days to which the request was restricted, which hold for a new answer.
        dates: DateRange,
    },
    /// Shows a private reply to everybody.
    Share {
        /// Kind of the reply that has the button.
        below: ReplyKind,
        /// State of the articles that the message was made from.
        state: String,
    },
    /// Confirms a refresh in which many articles disappear.
    Agree {
        /// Edition that they disappear from.
        edition: String,
        /// Number of articles that disappear.
        removed: usize,
        /// Number of articles in that edition.
        of: usize,
    },
    /// Publishes a previewed article.
    Publish {
        /// Name of its draft.
        draft: String,
    },
    /// Discards a previewed article.
    Discard {
        /// Name of its draft.
        draft: String,
    },
    /// Removes an article.
    Remove {
        /// Key of the article.
        article: String,
    },
    /// Form: corrects the metadata of an article.
    Edit {
        /// Key of the article.
        article: String,
    },
    /// Opens the form for an article again, with the refused values.
    Correct {
        /// Key of the article.
        article: String,
    },
    /// Cancels a confirmation.
    Cancel,
    /// Marks an answer as wrong.
    NotAnAnswer,
    /// Asks to be told when the articles answer a question.
    TellMe,
    /// Shows another page of the gaps.
    Gaps {
        /// Page, counted from 0.
        page: usize,
    },
    /// Opens the form for another name.
    OtherName {
        /// Word that no article contains.
        word: String,
    },
    /// Form: adds another name.
    AddName,
    /// Opens the form for the address of an article.
    AskForPage,
    /// Form: previews the article at an address.
    AddPage,
    /// Shows an article of a feed, for any moderator.
    ShowItem {
        /// Number of the item.
        item: i64,
    },
    /// Publishes an article of a feed, for any moderator.
    PublishItem {
        /// Number of the item.
        item: i64,
    },
    /// Discards an article of a feed, for any moderator.
    DiscardItem {
        /// Number of the item.
        item: i64,
    },
    /// Publishes the waiting articles of feeds up to this one, for any moderator.
    PublishItems {
        /// ID of the last item that was listed.
        last: i64,
    },
}

/// Returns the key of an article: a hash of its ID that fits into a custom ID.
pub(crate) fn article_key(id: &str) -> String {
    blake3::hash(id.as_bytes())
        .to_hex()
        .chars()
        .take(12)
        .collect()
}

/// Returns whether an ID claims to be a moderator's button or form, even if it cannot be decoded.
pub(crate) fn is_for_moderators(id: &str) -> bool {
    id.split(':').next() == Some(INDEX)
}

impl CustomId {
    /// Returns whether every moderator may use it, rather than only its owner.
    pub fn is_for_any_moderator(&self) -> bool {
        matches!(
            self,
            Self::ShowItem { .. }
                | Self::PublishItem { .. }
                | Self::DiscardItem { .. }
                | Self::PublishItems { .. }
        )
    }

    /// Returns the name of the command that the button or form belongs to.
    pub fn command(&self) -> &'static str {
        match self {
            Self::Passages { .. } | Self::NotAnAnswer | Self::TellMe => ReplyKind::Answer.command(),
            Self::Quotations { .. } => ReplyKind::Quotations.command(),
            Self::Articles { .. } => ReplyKind::List.command(),
            Self::Context { below, .. } | Self::Share { below, .. } => below.command(),
            Self::Agree { .. }
            | Self::Publish { .. }
            | Self::Discard { .. }
            | Self::Remove { .. }
            | Self::Edit { .. }
            | Self::Correct { .. }
            | Self::Cancel
            | Self::Gaps { .. }
            | Self::OtherName { .. }
            | Self::AddName
            | Self::AskForPage
            | Self::AddPage
            | Self::ShowItem { .. }
            | Self::PublishItem { .. }
            | Self::DiscardItem { .. }
            | Self::PublishItems { .. } => INDEX,
        }
    }

    /// Encodes the ID, in at most 100 characters, for a button or form of `owner`.
    pub fn encode(&self, owner: UserId) -> String {
        let key = |article: &Option<String>| article.clone().unwrap_or_default();
        let (action, state) = match self {
            Self::Passages {
                state,
                page,
                article,
                dates,
            } => {
                let (article, dates) = (key(article), dates.encode());
                (format!("page:answer:{page}:{article}:{dates}"), state)
            }
            Self::Quotations {
                state,
                page,
                speaker,
                article,
                dates,
            } => {
                let (article, dates) = (key(article), dates.encode());
                let action = format!("page:quotes:{page}:{article}:{speaker}:{dates}");
                (action, state)
            }
            Self::Articles { state, page } => (format!("page:list:{page}"), state),
            Self::Context {
                below,
                state,
                article,
                paragraph,
                is_asked_for,
                dates,
            } => {
                let kind = below.name();
                let asked_for = if *is_asked_for { ":asked" } else { "" };
                let mut action = format!("context:{kind}:{paragraph}:{article}{asked_for}");
                if *dates != DateRange::default() {
                    action = format!("{action}:{}", dates.encode());
                }
                (action, state)
            }
            Self::Share { below, state } => (format!("share:{}", below.name()), state),
            Self::Agree {
                edition,
                removed,
                of,
            } => return format!("{INDEX}:{owner}:agree:{edition}:{removed}:{of}"),
            Self::Publish { draft } => return format!("{INDEX}:{owner}:publish:{draft}"),
            Self::Discard { draft } => return format!("{INDEX}:{owner}:discard:{draft}"),
            Self::Remove { article } => return format!("{INDEX}:{owner}:remove:{article}"),
            Self::Edit { article } => return format!("{INDEX}:{owner}:edit:{article}"),
            Self::Correct { article } => return format!("{INDEX}:{owner}:correct:{article}"),
            Self::Cancel => return format!("{INDEX}:{owner}:cancel"),
            Self::NotAnAnswer => return format!("gap:answer||{owner}"),
            Self::TellMe => return format!("tell:answer||{owner}"),
            Self::Gaps { page } => return format!("{INDEX}:{owner}:gaps:{page}"),
            Self::OtherName { word } => return format!("{INDEX}:{owner}:name:{word}"),
            Self::AddName => return format!("{INDEX}:{owner}:names"),
            Self::AskForPage => return format!("{INDEX}:{owner}:page"),
            Self::AddPage => return format!("{INDEX}:{owner}:pages"),
            Self::ShowItem { item } => return format!("{INDEX}:{owner}:show:{item}"),
            Self::PublishItem { item } => return format!("{INDEX}:{owner}:item:{item}"),
            Self::DiscardItem { item } => return format!("{INDEX}:{owner}:drop:{item}"),
            Self::PublishItems { last } => return format!("{INDEX}:{owner}:items:{last}"),
        };
        format!("{action}|{state}|{owner}")
    }
}
