//! `/index add`: previews an article, and publishes it after confirmation.

use jiff::{SignedDuration, Timestamp};
use serenity::model::id::UserId;

use super::attachment::Files;
use super::verb::{MAX_OPTION_LENGTH, buttons, curation, curator, deferred, failure_message};
use crate::curation::{CurationError, Curator, Upload};
use crate::discord::commands::command::{Command, CommandOption, OptionKind};
use crate::discord::commands::context::Context;
use crate::discord::protocol::custom_id::CustomId;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Button, Message, Style};
use crate::discord::render::moderation;

pub(super) const COMMAND: Command = Command {
    name: "add",
    description: "Add an article: you see it before it is published",
    options: &[
        CommandOption::new("file", "A .md, .txt or .html file", OptionKind::File),
        CommandOption::new(
            "url",
            "The address of a page instead of a file",
            OptionKind::Text(MAX_OPTION_LENGTH),
        ),
    ],
    run,
    ..Command::SLASH
};

fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let (curator, owner) = (curator(context)?, context.caller.id);
    let url = if options.has("url") {
        Some(options.required_text("url", MAX_OPTION_LENGTH)?)
    } else {
        None
    };
    match (options.file("file"), url) {
        (Some(file), None) => {
            let files = Files {
                api_url: context.bot.settings.api_url.clone(),
                most: curator.workspace().reading.limits.max_file_bytes,
            };
            let file = file.clone();
            Ok(deferred(false, move |_| match files.fetch(&file) {
                Ok(upload) => preview(&curator, owner, &upload),
                Err(Refusal(sentence)) => Ok(Message::private(sentence)),
            }))
        }
        (None, Some(address)) => preview_page(context, address),
        _ => {
            let sentence = "Please use `/index add` again with either a `file` or a `url`.";
            Err(Refusal::new(sentence).into())
        }
    }
}

/// Previews the article at an address.
pub(super) fn preview_page(context: &Context<'_>, address: String) -> Result<Handled, Rejection> {
    let (curator, owner) = (curator(context)?, context.caller.id);
    let fetcher = curation(context)?.fetcher.clone();
    Ok(deferred(false, move |_| {
        let page = fetcher.fetch(&address)?;
        preview(&curator, owner, &Upload::from(page))
    }))
}

/// Publishes a previewed draft.
pub(super) fn publish(context: &Context<'_>, draft: &str) -> Result<Handled, Rejection> {
    let curator = curator(context)?;
    let (actor, owner) = (context.caller.actor(), context.caller.id);
    let draft = draft.to_owned();
    Ok(deferred(true, move |progress| {
        progress(Message::private("Publishing …"));
        match curator.publish_draft(&actor, &owner.to_string(), &draft) {
            Ok(added) => Ok(Message::private(moderation::published(&added))),
            Err(error @ (CurationError::NoDraft | CurationError::NotIndexed { .. })) => Err(error),
            // The draft is kept, so the buttons are shown again.
            Err(error) => Ok(Message {
                rows: choice(owner, draft),
                ..failure_message(&error)
            }),
        }
    }))
}

/// Discards a previewed draft.
pub(super) fn discard(context: &Context<'_>, draft: &str) -> Result<Handled, Rejection> {
    let curator = curator(context)?;
    let (owner, draft) = (context.caller.id, draft.to_owned());
    Ok(deferred(true, move |_| {
        curator.discard_draft(&owner.to_string(), &draft);
        Ok(Message::private("Nothing was published."))
    }))
}

/// Previews an upload and keeps it as a draft of `owner`.
fn preview(curator: &Curator, owner: UserId, upload: &Upload) -> Result<Message, CurationError> {
    let preview = curator.preview_of(upload)?;
    let draft = curator.keep_draft(&owner.to_string(), upload)?;
    let kept = SignedDuration::try_from(Curator::DRAFT_KEPT).unwrap_or_default();
    let until = Timestamp::now().checked_add(kept);
    let until = until.unwrap_or(Timestamp::MAX);
    let content = moderation::preview(&preview, Some(until));
    Ok(Message {
        rows: choice(owner, draft),
        ..Message::private(content)
    })
}

/// Returns the buttons to publish or discard a draft.
fn choice(owner: UserId, draft: String) -> Vec<Vec<Button>> {
    let publish = CustomId::Publish {
        draft: draft.clone(),
    };
    vec![buttons(
        owner,
        [
            ("Publish", Style::Main, publish),
            ("Cancel", Style::Plain, CustomId::Discard { draft }),
        ],
    )]
}
