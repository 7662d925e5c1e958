//! `/index edit`: corrects the metadata of an article in a form.

use std::sync::Arc;

use super::verb::{
    ARTICLE, MAX_OPTION_LENGTH, article, buttons, carried_article, curation, curator, deferred,
    failure_message,
};
use crate::corpus::formats::EditError;
use crate::curation::{CurationError, Curator, Edits};
use crate::discord::commands::command::Command;
use crate::discord::commands::context::Context;
use crate::discord::protocol::custom_id::{CustomId, article_key};
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::pressed::Submitted;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Field, Form, Message, Reply, Style};
use crate::discord::render::escape::{clean, inline, length};
use crate::discord::render::moderation::{MAX_TITLE_LENGTH, failure};
use crate::index::{ArticleSummary, Search};
use crate::text::english::joined;

/// Maximum length of a field of a form, in characters, set by Discord.
const MAX_TEXT_LENGTH: usize = 4000;

/// Fields in the order of [`Edits::KEYS`]: name in a sentence, label in the form, and maximum
/// length in characters.
const FIELDS: [(&str, &str, usize); 4] = [
    ("the title", "Title", 500),
    ("the outlet", "Outlet", 200),
    ("the address", "Address, or nothing", 2000),
    ("the date", "Date as YYYY-MM-DD, or nothing", 40),
];

pub(super) const COMMAND: Command = Command {
    name: "edit",
    description: "Correct an article's title, outlet, address or date",
    options: &[ARTICLE],
    run,
    ..Command::SLASH
};

/// Opens the form with the current metadata.
fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let chosen = options.required_text("article", MAX_OPTION_LENGTH)?;
    let article = article(context, &chosen)?;
    let curator = curator(context)?;
    if let Some(path) = page_of(&curator, &article) {
        // Refused before the form is filled in, because a web page cannot be edited.
        let source = EditError::Format;
        return Err(Refusal::new(failure(&CurationError::Edit { path, source })).into());
    }
    Ok(form(context, &article, &[]))
}

/// Opens the form again with the values that were refused.
pub(super) fn correct(context: &Context<'_>, key: &str) -> Result<Handled, Rejection> {
    let article = carried_article(context, key)?;
    let typed = curation(context)?.refused.typed(context.caller.id, key);
    Ok(form(context, &article, &typed.unwrap_or_default()))
}

/// Returns the form with the current metadata, or the values typed before.
fn form(context: &Context<'_>, article: &ArticleSummary, typed: &[(String, String)]) -> Handled {
    let id = CustomId::Edit {
        article: article_key(&article.id),
    };
    let fields = Edits::KEYS.into_iter().zip(FIELDS).zip(values(article));
    let fields = fields.map(|((key, (_, label, longest)), value)| {
        let typed = typed.iter().find(|(name, _)| name == key);
        let value = typed.map_or(value, |(_, typed)| typed.clone());
        // A current value may exceed our maximum, but not Discord's.
        let value = if length(&value) <= MAX_TEXT_LENGTH {
            value
        } else {
            String::new()
        };
        Field {
            id: key.to_owned(),
            label: label.to_owned(),
            max_length: longest.max(length(&value)) as u16,
            value,
            required: key == "title",
        }
    });
    Handled::replied(Reply::Form(Form {
        id: id.encode(context.caller.id),
        title: "Edit an article".to_owned(),
        fields: fields.collect(),
    }))
}

/// Returns the path of an article that is a saved web page.
fn page_of(curator: &Curator, article: &ArticleSummary) -> Option<String> {
    let snapshot = curator.live().snapshot()?;
    let paths = ["html", "htm"].map(|ending| format!("{}.{ending}", article.id));
    paths
        .into_iter()
        .find(|path| snapshot.files().contains_key(path))
}

/// Carries out the changes made in the form.
pub(super) fn edit(
    context: &Context<'_>,
    key: &str,
    form: &Submitted<'_>,
) -> Result<Handled, Rejection> {
    let article = carried_article(context, key)?;
    let mut edits = Edits::default();
    for (key, value) in Edits::KEYS.into_iter().zip(values(&article)) {
        let typed = form.field(key).map(clean);
        if let Some(typed) = typed.filter(|typed| *typed != clean(&value)) {
            edits = edits.set(key, typed);
        }
    }
    if edits.is_empty() {
        let message = Message::private("Nothing was changed.");
        return Ok(Handled::message(message));
    }
    let curator = curator(context)?;
    let refused = Arc::clone(&curation(context)?.refused);
    let (actor, owner, key) = (context.caller.actor(), context.caller.id, key.to_owned());
    let fields = form.fields.iter();
    let fields = fields.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let fields: Vec<_> = fields.collect();
    let title = form.field("title").map(clean);
    let title = title.filter(|title| !title.is_empty());
    let title = inline(&title.unwrap_or(article.title), MAX_TITLE_LENGTH);
    Ok(deferred(false, move |_| {
        let edited = match curator.edit(&actor, &article.id, &edits) {
            Ok(edited) => edited,
            Err(error @ CurationError::Edit { .. }) => {
                refused.keep(owner, &key, fields);
                let id = CustomId::Correct { article: key };
                return Ok(Message {
                    rows: vec![buttons(owner, [("Correct it", Style::Main, id)])],
                    ..failure_message(&error)
                });
            }
            Err(error) => return Err(error),
        };
        Ok(Message::private(format!(
            "Changed {} of **{title}**: answers come from edition {} now.",
            changed(&edits),
            edited.report.edition,
        )))
    }))
}

/// Returns the names of the changed fields, such as "the title and the date".
fn changed(edits: &Edits) -> String {
    let keys = edits.keys();
    let names = Edits::KEYS.into_iter().zip(FIELDS);
    let names = names.filter(|(key, _)| keys.contains(key));
    joined(names.map(|(_, (name, _, _))| name)).unwrap_or_default()
}

/// Returns the editable metadata of an article in the order of [`Edits::KEYS`].
fn values(article: &ArticleSummary) -> [String; 4] {
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
