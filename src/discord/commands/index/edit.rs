//! `/index edit`: what an article says of itself, corrected in a form.

use std::sync::Arc;

use super::verb::{
    ARTICLE, LONGEST_OPTION, article, buttons, carried_article, curation, deferred, told,
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
use crate::discord::render::moderation::{LONGEST_TITLE, failure};
use crate::index::{ArticleSummary, Search};
use crate::text::english::joined;

/// Longest text that Discord takes in a field of a form, in characters.
const LONGEST_TEXT: usize = 4000;

/// The fields in the order of [`Edits::KEYS`]: what each is called in a sentence and in the form, and
/// how long it may get.
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

/// Opens the form, with what the article says now.
fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let chosen = options.required_text("article", LONGEST_OPTION)?;
    let article = article(context, &chosen)?;
    if let Some(path) = page_of(&curation(context)?.curator, &article) {
        // Nobody fills in a form for nothing.
        let source = EditError::Format;
        return Err(Refusal::new(failure(&CurationError::Edit { path, source })).into());
    }
    Ok(form(context, &article, &[]))
}

/// Opens the form again, with what was refused.
pub(super) fn correct(context: &Context<'_>, key: &str) -> Result<Handled, Rejection> {
    let article = carried_article(context, key)?;
    let typed = curation(context)?.refused.typed(context.caller.id, key);
    Ok(form(context, &article, &typed.unwrap_or_default()))
}

/// The form with what the article says now, or what was typed in its place.
fn form(context: &Context<'_>, article: &ArticleSummary, typed: &[(String, String)]) -> Handled {
    let id = CustomId::Edit {
        article: article_key(&article.id),
    };
    let fields = Edits::KEYS.into_iter().zip(FIELDS).zip(values(article));
    let fields = fields.map(|((key, (_, label, longest)), value)| {
        let typed = typed.iter().find(|(name, _)| name == key);
        let value = typed.map_or(value, |(_, typed)| typed.clone());
        // What is there already has room, as far as Discord lets it.
        let value = if length(&value) <= LONGEST_TEXT {
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
            long: false,
        }
    });
    Handled::replied(Reply::Form(Form {
        id: id.encode(context.caller.id),
        title: "Edit an article".to_owned(),
        fields: fields.collect(),
    }))
}

/// The saved web page that an article is, if it is one.
fn page_of(curator: &Curator, article: &ArticleSummary) -> Option<String> {
    let snapshot = curator.live().snapshot()?;
    let paths = ["html", "htm"].map(|ending| format!("{}.{ending}", article.id));
    paths
        .into_iter()
        .find(|path| snapshot.files().contains_key(path))
}

/// Writes down what was changed in the form.
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
        return Ok(Handled::replied(Reply::Message(message)));
    }
    let curation = curation(context)?;
    let (curator, refused) = (Arc::clone(&curation.curator), Arc::clone(&curation.refused));
    let (actor, owner, key) = (context.caller.actor(), context.caller.id, key.to_owned());
    let fields = form.fields.iter();
    let fields = fields.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let fields: Vec<_> = fields.collect();
    let title = form.field("title").map(clean);
    let title = title.filter(|title| !title.is_empty());
    let title = inline(&title.unwrap_or(article.title), LONGEST_TITLE);
    Ok(deferred(false, move |_| {
        let edited = match curator.edit(&actor, &article.id, &edits) {
            Ok(edited) => edited,
            Err(error @ CurationError::Edit { .. }) => {
                refused.keep(owner, &key, fields);
                let id = CustomId::Correct { article: key };
                return Ok(Message {
                    rows: buttons(owner, [("Correct it", Style::Main, id)]),
                    ..told(&error)
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

/// The names of what was changed: "the title and the date".
fn changed(edits: &Edits) -> String {
    let keys = edits.keys();
    let names = Edits::KEYS.into_iter().zip(FIELDS);
    let names = names.filter(|(key, _)| keys.contains(key));
    joined(names.map(|(_, (name, _, _))| name)).unwrap_or_default()
}

/// What an article says of itself, in the order of [`Edits::KEYS`].
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
