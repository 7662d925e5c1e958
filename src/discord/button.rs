//! What a button carries: all that is needed to do what it says, so that it works after a restart
//! and on any replica.

use serenity::model::id::UserId;

/// The state in a button's id. The question itself stands in the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// What to do.
    pub action: Action,
    /// What the message is.
    pub kind: Kind,
    /// The edition that the message was made from.
    pub edition: String,
    /// Whose message it is.
    pub asker: UserId,
}

/// What a message is that has buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Passages that answer a question.
    Answer,
    /// Quotations.
    Quotations,
    /// Whether a text is a quotation.
    Verdict,
    /// A list of articles.
    List,
}

impl Kind {
    const ALL: [(Self, &str); 4] = [
        (Self::Answer, "answer"),
        (Self::Quotations, "quotes"),
        (Self::Verdict, "verdict"),
        (Self::List, "list"),
    ];

    fn name(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(kind, _)| *kind == self)
            .map_or("", |(_, name)| name)
    }

    fn parse(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }
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
    /// Shows another page of quotations.
    Quotations {
        /// Counted from 0.
        page: usize,
        /// How many letters the speaker's name has, which stands in the message.
        speaker: usize,
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
            kind,
            edition,
            asker,
        } = self;
        let kind = kind.name();
        let state = match action {
            Action::Passages { page, article } => {
                format!(
                    "page:{kind}:{page}:{}",
                    article.as_deref().unwrap_or_default()
                )
            }
            Action::Quotations {
                page,
                speaker,
                article,
            } => {
                let article = article.as_deref().unwrap_or_default();
                format!("page:{kind}:{page}:{article}:{speaker}")
            }
            Action::Context { article, paragraph } => {
                format!("context:{kind}:{paragraph}:{article}")
            }
            Action::Share => format!("share:{kind}"),
            Action::Articles { page } => format!("page:{kind}:{page}"),
        };
        format!("{state}|{edition}|{asker}")
    }

    /// What the id of a button says; `None` if no version of this program made it.
    pub fn parse(id: &str) -> Option<Self> {
        let mut parts = id.split('|');
        let (state, edition, asker) = (parts.next()?, parts.next()?, parts.next()?);
        let state: Vec<&str> = state.split(':').collect();
        let article = |key: &str| Some(key.to_owned()).filter(|key| !key.is_empty());
        let kind = Kind::parse(state.get(1)?)?;
        let action = match (state.as_slice(), kind) {
            (["page", _, page, key], Kind::Answer) => Action::Passages {
                page: page.parse().ok()?,
                article: article(key),
            },
            (["page", _, page, key, speaker], Kind::Quotations) => Action::Quotations {
                page: page.parse().ok()?,
                speaker: speaker.parse().ok()?,
                article: article(key),
            },
            (["page", _, page], Kind::List) => Action::Articles {
                page: page.parse().ok()?,
            },
            (["context", _, paragraph, key], _) => Action::Context {
                article: (*key).to_owned(),
                paragraph: paragraph.parse().ok()?,
            },
            (["share", _], _) => Action::Share,
            _ => return None,
        };
        let asker = asker.parse().ok().filter(|asker| *asker > 0)?;
        parts.next().is_none().then(|| Self {
            action,
            kind,
            edition: edition.to_owned(),
            asker: UserId::new(asker),
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
            (
                Kind::Answer,
                Action::Passages {
                    page: 999,
                    article: None,
                },
            ),
            (
                Kind::Answer,
                Action::Passages {
                    page: 0,
                    article: Some(key.clone()),
                },
            ),
            (
                Kind::Quotations,
                Action::Quotations {
                    page: 999,
                    speaker: 99,
                    article: Some(key.clone()),
                },
            ),
            (
                Kind::Verdict,
                Action::Context {
                    article: key,
                    paragraph: u32::MAX,
                },
            ),
            (Kind::Quotations, Action::Share),
            (Kind::List, Action::Articles { page: 12 }),
        ];
        for (kind, action) in actions {
            let press = Press {
                action,
                kind,
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
            "page",
            "share:answer|e|0",
            "share:answer|e|1|2",
            "share:dance|e|1",
            "page:list:1:a|e|1",
            "context:answer:-1:a|e|1",
            "dance:answer|e|1",
        ] {
            assert_eq!(Press::parse(id), None, "{id}");
        }
    }
}
