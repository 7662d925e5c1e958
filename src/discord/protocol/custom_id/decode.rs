//! Decoding custom IDs.

use serenity::model::id::UserId;

use super::{CustomId, ReplyKind, is_for_moderators};
use crate::discord::protocol::date_range::DateRange;

impl CustomId {
    /// Decodes a custom ID and its owner; `None` if it is malformed.
    pub fn decode(id: &str) -> Option<(Self, UserId)> {
        if is_for_moderators(id) {
            return Self::decode_for_moderators(id);
        }
        let parts: Vec<&str> = id.split('|').collect();
        let &[action, state, owner] = parts.as_slice() else {
            return None;
        };
        let action: Vec<&str> = action.split(':').collect();
        let kind = ReplyKind::with_name(action.get(1)?)?;
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
            (["context", _, paragraph, article, asked_for @ ..], below) => {
                let (is_asked_for, dates) = match asked_for {
                    ["asked", dates @ ..] => (true, dates),
                    dates => (false, dates),
                };
                Self::Context {
                    below,
                    state,
                    article: (*article).to_owned(),
                    paragraph: paragraph.parse().ok()?,
                    is_asked_for,
                    dates: match dates {
                        [] => DateRange::default(),
                        [dates] => DateRange::decode(dates)?,
                        _ => return None,
                    },
                }
            }
            (["share", _], below) => Self::Share { below, state },
            (["gap", _], ReplyKind::Answer) => Self::NotAnAnswer,
            (["tell", _], ReplyKind::Answer) => Self::TellMe,
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
            ["gaps", page] => Self::Gaps {
                page: page.parse().ok()?,
            },
            ["name", ref word @ ..] => Self::OtherName {
                word: word.join(":"),
            },
            ["names"] => Self::AddName,
            ["page"] => Self::AskForPage,
            ["pages"] => Self::AddPage,
            ["show", item] => Self::ShowItem {
                item: item.parse().ok()?,
            },
            ["item", item] => Self::PublishItem {
                item: item.parse().ok()?,
            },
            ["drop", item] => Self::DiscardItem {
                item: item.parse().ok()?,
            },
            ["items", last] => Self::PublishItems {
                last: last.parse().ok()?,
            },
            _ => return None,
        };
        Some((carried, user(owner)?))
    }
}

fn user(id: &str) -> Option<UserId> {
    let id = id.parse().ok().filter(|id| *id > 0)?;
    Some(UserId::new(id))
}
