//! Custom IDs: the state that a button or form carries, so that it works after a restart and on any
//! replica. The question itself is read back from the message.

#[cfg(test)]
mod tests;

use serenity::model::id::UserId;

use super::date_range::DateRange;

/// Command whose buttons and forms belong to one moderator each.
const INDEX: &str = "index";

/// Action of a button or form, with the state in which it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CustomId {
    /// Shows another page of the passages that answer a question.
    Passages {
        /// State of the articles that the message was made from.
        state: String,
        /// Counted from 0.
        page: usize,
        /// Key of the article that was asked for, if it was one.
        article: Option<String>,
        /// Days that were asked for.
        dates: DateRange,
    },
    /// Shows another page of quotations.
    Quotations {
        /// State of the articles that the message was made from.
        state: String,
        /// Counted from 0.
        page: usize,
        /// Number of letters in the speaker's name, which stands in the message.
        speaker: usize,
        /// Key of the article that was asked for, if it was one.
        article: Option<String>,
        /// Days that were asked for.
        dates: DateRange,
    },
    /// Shows another page of the list of articles.
    Articles {
        /// State of the articles that the message was made from.
        state: String,
        /// Counted from 0.
        page: usize,
    },
    /// Shows the paragraphs around one.
    Context {
        /// `ReplyKind` of the message that the button stands below.
        below: ReplyKind,
        /// State of the articles that the message was made from.
        state: String,
        /// Key of the article.
        article: String,
        /// Number of the paragraph.
        paragraph: u32,
        /// Whether the article was asked for, so that a new answer is to be from it, too.
        is_asked_for: bool,
    },
    /// Shows a private reply to everybody.
    Share {
        /// `ReplyKind` of the message that the button stands below.
        below: ReplyKind,
        /// State of the articles that the message was made from.
        state: String,
    },
    /// Refreshes the index although many articles disappear.
    Agree {
        /// Edition that they disappear from.
        edition: String,
        /// Number of articles that disappear.
        removed: usize,
        /// Number of articles in that edition.
        of: usize,
    },
    /// Publishes an article that was previewed.
    Publish {
        /// Name of its draft.
        draft: String,
    },
    /// Discards an article that was previewed.
    Discard {
        /// Name of its draft.
        draft: String,
    },
    /// Removes an article.
    Remove {
        /// Key of the article.
        article: String,
    },
    /// Corrects what an article says of itself. This is a form.
    Edit {
        /// Key of the article.
        article: String,
    },
    /// Opens the form of an article again, with what was refused.
    Correct {
        /// Key of the article.
        article: String,
    },
    /// Changes nothing after all.
    Cancel,
}

/// `ReplyKind` of a reply that has buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyKind {
    /// Passages that answer a question.
    Answer,
    /// Quotations.
    Quotations,
    /// Verdict on a text.
    Verdict,
    /// List of articles.
    List,
}

impl ReplyKind {
    const ALL: [(Self, &str, &str); 4] = [
        (Self::Answer, "answer", "ask"),
        (Self::Quotations, "quotes", "quote"),
        (Self::Verdict, "verdict", "verify"),
        (Self::List, "list", "articles"),
    ];

    fn entry(self) -> (&'static str, &'static str) {
        let mut all = Self::ALL.iter();
        all.find(|(kind, _, _)| *kind == self)
            .map_or(("", ""), |(_, name, command)| (name, command))
    }

    fn parse(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, known, _)| *known == name)
            .map(|(kind, _, _)| *kind)
    }
}

/// Key of an article, short enough for a custom ID whatever the length of the article's ID.
pub(crate) fn article_key(id: &str) -> String {
    blake3::hash(id.as_bytes())
        .to_hex()
        .chars()
        .take(12)
        .collect()
}

/// Whether an ID claims to be of a moderator's button or form, even if it cannot be parsed.
pub(crate) fn is_for_moderators(id: &str) -> bool {
    id.split(':').next() == Some(INDEX)
}

impl CustomId {
    /// Name of the command that the button or form belongs to.
    pub fn command(&self) -> &'static str {
        match self {
            Self::Passages { .. } => ReplyKind::Answer.entry().1,
            Self::Quotations { .. } => ReplyKind::Quotations.entry().1,
            Self::Articles { .. } => ReplyKind::List.entry().1,
            Self::Context { below, .. } | Self::Share { below, .. } => below.entry().1,
            Self::Agree { .. }
            | Self::Publish { .. }
            | Self::Discard { .. }
            | Self::Remove { .. }
            | Self::Edit { .. }
            | Self::Correct { .. }
            | Self::Cancel => INDEX,
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
            } => {
                let (kind, _) = below.entry();
                let asked_for = if *is_asked_for { ":asked" } else { "" };
                let action = format!("context:{kind}:{paragraph}:{article}{asked_for}");
                (action, state)
            }
            Self::Share { below, state } => (format!("share:{}", below.entry().0), state),
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
        };
        format!("{action}|{state}|{owner}")
    }

    /// Decodes an ID and its owner; `None` if no version of this program made it.
    pub fn decode(id: &str) -> Option<(Self, UserId)> {
        if is_for_moderators(id) {
            return Self::decode_for_moderators(id);
        }
        let parts: Vec<&str> = id.split('|').collect();
        let &[action, state, owner] = parts.as_slice() else {
            return None;
        };
        let action: Vec<&str> = action.split(':').collect();
        let kind = ReplyKind::parse(action.get(1)?)?;
        let state = state.to_owned();
        let key = |key: &str| Some(key.to_owned()).filter(|key| !key.is_empty());
        let carried = match (action.as_slice(), kind) {
            (["page", _, page, article, dates], ReplyKind::Answer) => Self::Passages {
                state,
                page: page.parse().ok()?,
                article: key(article),
                dates: DateRange::decode(dates)?,
            },
            (["page", _, page, article, speaker, dates], ReplyKind::Quotations) => {
                Self::Quotations {
                    state,
                    page: page.parse().ok()?,
                    speaker: speaker.parse().ok()?,
                    article: key(article),
                    dates: DateRange::decode(dates)?,
                }
            }
            (["page", _, page], ReplyKind::List) => Self::Articles {
                state,
                page: page.parse().ok()?,
            },
            (["context", _, paragraph, article, asked_for @ ..], below) => Self::Context {
                below,
                state,
                article: (*article).to_owned(),
                paragraph: paragraph.parse().ok()?,
                is_asked_for: match asked_for {
                    [] => false,
                    ["asked"] => true,
                    _ => return None,
                },
            },
            (["share", _], below) => Self::Share { below, state },
            _ => return None,
        };
        Some((carried, user(owner)?))
    }

    fn decode_for_moderators(id: &str) -> Option<(Self, UserId)> {
        let parts: Vec<&str> = id.split(':').skip(1).collect();
        let (owner, state) = parts.split_first()?;
        let carried = match *state {
            ["agree", edition, removed, of] => Self::Agree {
                edition: edition.to_owned(),
                removed: removed.parse().ok()?,
                of: of.parse().ok()?,
            },
            ["publish", draft] => Self::Publish {
                draft: draft.to_owned(),
            },
            ["discard", draft] => Self::Discard {
                draft: draft.to_owned(),
            },
            ["remove", article] => Self::Remove {
                article: article.to_owned(),
            },
            ["edit", article] => Self::Edit {
                article: article.to_owned(),
            },
            ["correct", article] => Self::Correct {
                article: article.to_owned(),
            },
            ["cancel"] => Self::Cancel,
            _ => return None,
        };
        Some((carried, user(owner)?))
    }
}

fn user(id: &str) -> Option<UserId> {
    let id = id.parse().ok().filter(|id| *id > 0)?;
    Some(UserId::new(id))
}
