//! `/index edit`: what an article says of itself, corrected in a form.

use std::sync::Arc;

use super::access::Caller;
use super::button::{Owned, Press};
use super::words::failure;
use super::{Desk, replied, work};
use crate::corpus::formats::EditError;
use crate::curation::{CurationError, Edits};
use crate::discord::button::article_key;
use crate::discord::escape::{clean, inline, length};
use crate::discord::handle::Handled;
use crate::discord::reply::{Field, Form, Message, Reply};
use crate::index::Listed;

/// Discord takes no longer texts in a form, in characters.
const LONGEST_TEXT: usize = 4000;

/// Longer titles are cut where they are shown, in characters.
const LONGEST_TITLE: usize = 200;

/// What stands above the fields, in the order of [`Edits::KEYS`], and how long each may get.
const FIELDS: [(&str, usize); 4] = [
    ("Title", 500),
    ("Outlet", 200),
    ("Address, or nothing", 2000),
    ("Date as YYYY-MM-DD, or nothing", 40),
];

impl Desk {
    /// Opens the form, with what the article says now.
    pub(super) fn open_form(&self, caller: &Caller<'_>, article: &Listed) -> Handled {
        if let Some(path) = self.page_of(article) {
            // Nobody fills in a form for nothing.
            let source = EditError::Format;
            return Handled::refused(failure(&CurationError::Edit { path, source }));
        }
        let form = Owned {
            press: Press::Edit {
                article: article_key(&article.id),
            },
            owner: caller.id,
        };
        let fields = Edits::KEYS.into_iter().zip(FIELDS).zip(values(article));
        let fields = fields.map(|((key, (label, longest)), value)| {
            // What is there already has room, as far as Discord lets it.
            let value = match length(&value) <= LONGEST_TEXT {
                true => value,
                false => String::new(),
            };
            Field {
                id: key.to_owned(),
                label: label.to_owned(),
                max_length: longest.max(length(&value)) as u16,
                value,
                required: key == "title",
                long: false,
            }
        });
        let form = Form {
            id: form.to_id(),
            title: "Edit an article".to_owned(),
            fields: fields.collect(),
        };
        replied(Reply::Form(form))
    }

    /// The saved web page that an article is, if it is one.
    fn page_of(&self, article: &Listed) -> Option<String> {
        let snapshot = self.curator.live().snapshot()?;
        let paths = ["html", "htm"].map(|ending| format!("{}.{ending}", article.id));
        paths
            .into_iter()
            .find(|path| snapshot.files().contains_key(path))
    }

    /// Writes down what was changed in the form.
    pub(super) fn edit(
        &self,
        caller: &Caller<'_>,
        article: &Listed,
        fields: &[(&str, &str)],
    ) -> Handled {
        let mut edits = Edits::default();
        for (key, value) in Edits::KEYS.into_iter().zip(values(article)) {
            let typed = fields.iter().find(|(name, _)| *name == key);
            let typed = typed.map(|(_, typed)| clean(typed));
            if let Some(typed) = typed.filter(|typed| *typed != clean(&value)) {
                edits = edits.set(key, typed);
            }
        }
        if edits.is_empty() {
            let message = Message::private("Nothing was changed.");
            return replied(Reply::Message(message));
        }
        let (curator, actor) = (Arc::clone(&self.curator), caller.actor());
        let (id, keys) = (article.id.clone(), edits.keys().join(", "));
        let title = inline(&article.title, LONGEST_TITLE);
        work(false, move |_| {
            let edited = curator.edit(&actor, &id, &edits)?;
            Ok(Message::private(format!(
                "Changed {keys} of **{title}**: answers come from edition {} now.",
                edited.report.edition,
            )))
        })
    }
}

/// What an article says of itself, in the order of [`Edits::KEYS`].
fn values(article: &Listed) -> [String; 4] {
    [
        article.title.clone(),
        article.outlet.clone().unwrap_or_default(),
        article.url.clone().unwrap_or_default(),
        article
            .published
            .map(|day| day.to_string())
            .unwrap_or_default(),
    ]
}
