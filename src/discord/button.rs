//! What a button carries: all that is needed to do what it says, so that it works after a restart
//! and on any replica.

use serenity::model::id::UserId;

/// The state in a button's id. The question itself stands in the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// What to do.
    pub action: Action,
    /// The edition that the message was made from.
    pub edition: String,
    /// Whose message it is.
    pub asker: UserId,
}

/// What a button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Shows another page of the passages that answer, of those in one article or in all.
    Passages {
        /// Counted from 0.
        page: usize,
        /// The key of the article that was asked for.
        article: Option<String>,
    },
    /// Shows the paragraphs around one.
    Context {
        /// The key of the article.
        article: String,
        /// The number of the paragraph.
        paragraph: u32,
    },
    /// Shows a private reply to everybody.
    Share,
    /// Shows another page of the list of articles.
    Articles {
        /// Counted from 0.
        page: usize,
    },
}

/// A name for an article that fits into a button, whatever its id.
pub fn article_key(id: &str) -> String {
    blake3::hash(id.as_bytes())
        .to_hex()
        .chars()
        .take(12)
        .collect()
}

impl Press {
    /// The id of the button.
    pub fn to_id(&self) -> String {
        let Self {
            action,
            edition,
            asker,
        } = self;
        match action {
            Action::Passages { page, article } => {
                let article = article.as_deref().unwrap_or_default();
                format!("passages:{edition}:{asker}:{page}:{article}")
            }
            Action::Context { article, paragraph } => {
                format!("context:{edition}:{asker}:{article}:{paragraph}")
            }
            Action::Share => format!("share:{edition}:{asker}"),
            Action::Articles { page } => format!("articles:{edition}:{asker}:{page}"),
        }
    }

    /// What the id of a button says; `None` if no version of this program made it.
    pub fn parse(id: &str) -> Option<Self> {
        let mut parts = id.split(':');
        let (kind, edition, asker) = (parts.next()?, parts.next()?, parts.next()?);
        let action = match (kind, parts.next(), parts.next()) {
            ("passages", Some(page), Some(article)) => Action::Passages {
                page: page.parse().ok()?,
                article: Some(article.to_owned()).filter(|article| !article.is_empty()),
            },
            ("context", Some(article), Some(paragraph)) => Action::Context {
                article: article.to_owned(),
                paragraph: paragraph.parse().ok()?,
            },
            ("share", None, None) => Action::Share,
            ("articles", Some(page), None) => Action::Articles {
                page: page.parse().ok()?,
            },
            _ => return None,
        };
        Some(Self {
            action,
            edition: edition.to_owned(),
            asker: UserId::new(asker.parse().ok().filter(|asker| *asker > 0)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_says_what_it_was_made_to_say_and_fits() {
        let key = article_key(&"a/very/long/path/".repeat(50));
        let actions = [
            Action::Passages {
                page: 999,
                article: None,
            },
            Action::Passages {
                page: 0,
                article: Some(key.clone()),
            },
            Action::Context {
                article: key,
                paragraph: u32::MAX,
            },
            Action::Share,
            Action::Articles { page: 12 },
        ];
        for action in actions {
            let press = Press {
                action,
                edition: "0123abcd".to_owned(),
                asker: UserId::new(u64::MAX),
            };
            let id = press.to_id();
            assert!(id.len() <= 100, "{id}");
            assert_eq!(Press::parse(&id), Some(press));
        }
    }

    #[test]
    fn what_nobody_made_is_no_button() {
        for id in [
            "",
            "passages",
            "share:x:0",
            "share:x:1:2",
            "context:e:1:a:-1",
            "dance:e:1",
        ] {
            assert_eq!(Press::parse(id), None, "{id}");
        }
    }
}
