//! What the buttons and the form of `/index` carry: what to do, in which situation, and who may.

use serenity::model::id::UserId;

use super::request::INDEX;

/// What one person may do with a button or a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owned {
    /// What to do.
    pub press: Press,
    /// Who it was made for.
    pub owner: UserId,
}

/// What a button or a form does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Refreshes the index although many articles disappear.
    Agree {
        /// The edition that they disappear from.
        edition: String,
        /// So many.
        removed: usize,
        /// Of so many.
        of: usize,
    },
    /// Publishes an article that was previewed.
    Publish {
        /// The name of its draft.
        draft: String,
    },
    /// Forgets an article that was previewed.
    Discard {
        /// The name of its draft.
        draft: String,
    },
    /// Removes an article.
    Remove {
        /// Its key.
        article: String,
    },
    /// Corrects what an article says of itself. This is a form.
    Edit {
        /// Its key.
        article: String,
    },
    /// Does nothing after all.
    Cancel,
}

impl Owned {
    /// The id of the button or the form.
    pub fn to_id(&self) -> String {
        let owner = self.owner;
        let what = match &self.press {
            Press::Agree {
                edition,
                removed,
                of,
            } => format!("agree:{edition}:{removed}:{of}"),
            Press::Publish { draft } => format!("publish:{draft}"),
            Press::Discard { draft } => format!("discard:{draft}"),
            Press::Remove { article } => format!("remove:{article}"),
            Press::Edit { article } => format!("edit:{article}"),
            Press::Cancel => "cancel".to_owned(),
        };
        format!("{INDEX}:{owner}:{what}")
    }

    /// What the id of a button or a form says; `None` if no version of this program made it.
    pub fn parse(id: &str) -> Option<Self> {
        let parts: Vec<&str> = id.split(':').collect();
        let (owner, what) = match parts.as_slice() {
            [INDEX, owner, what @ ..] => (owner.parse().ok().filter(|id| *id > 0)?, what),
            _ => return None,
        };
        let press = match *what {
            ["agree", edition, removed, of] => Press::Agree {
                edition: edition.to_owned(),
                removed: removed.parse().ok()?,
                of: of.parse().ok()?,
            },
            ["publish", draft] => Press::Publish {
                draft: draft.to_owned(),
            },
            ["discard", draft] => Press::Discard {
                draft: draft.to_owned(),
            },
            ["remove", article] => Press::Remove {
                article: article.to_owned(),
            },
            ["edit", article] => Press::Edit {
                article: article.to_owned(),
            },
            ["cancel"] => Press::Cancel,
            _ => return None,
        };
        Some(Self {
            press,
            owner: UserId::new(owner),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_says_what_it_was_made_to_say_and_fits() {
        let hash = || "0123456789abcdef0123456789abcdef".to_owned();
        let presses = [
            Press::Agree {
                edition: "0123456789ab".to_owned(),
                removed: 999_999_999,
                of: 999_999_999,
            },
            Press::Publish { draft: hash() },
            Press::Discard { draft: hash() },
            Press::Remove { article: hash() },
            Press::Edit { article: hash() },
            Press::Cancel,
        ];
        for press in presses {
            let owned = Owned {
                press,
                owner: UserId::new(u64::MAX),
            };
            let id = owned.to_id();
            assert!(id.len() <= 100, "{id}");
            assert_eq!(Owned::parse(&id), Some(owned));
        }
    }

    #[test]
    fn what_nobody_made_is_no_button() {
        for id in [
            "",
            "index",
            "index:1",
            "index:0:cancel",
            "index:alice:cancel",
            "index:1:cancel:2",
            "index:1:agree:e:-1:2",
            "index:1:publish",
            "share:1:cancel",
        ] {
            assert_eq!(Owned::parse(id), None, "{id}");
        }
    }
}
