//! Functions shared by the subcommands of `/index`.

use std::sync::Arc;

use serenity::model::id::UserId;

use crate::curation::{CurationError, Curator};
use crate::discord::commands::command::{CommandOption, OptionKind};
use crate::discord::commands::context::{Context, Curation};
use crate::discord::protocol::custom_id::CustomId;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Button, Deferred, Message, OnProgress, Reply, Style};
use crate::discord::render::moderation::failure;
use crate::index::{ArticleSummary, IndexError};
use crate::state::State;
use crate::text::failures::with_causes;

/// Maximum length of an article's ID or a page's address, in UTF-16 units.
pub(super) const MAX_OPTION_LENGTH: usize = 2000;

/// Required option for an article.
pub(super) const ARTICLE: CommandOption =
    CommandOption::new("article", "Which article", OptionKind::Suggested).required();

const NO_STATE: &str = "I cannot keep anything right now: my operator finds the reason in the log.";

const GONE: &str = "This article is not there any more: nothing was changed.";

/// Returns the tools of moderators.
///
/// # Errors
///
/// A [`Refusal`] if there are no moderators.
pub(super) fn curation<'a>(context: &Context<'a>) -> Result<&'a Curation, Refusal> {
    context
        .bot
        .curation
        .as_ref()
        .ok_or_else(|| Refusal::unknown("command"))
}

/// Returns the curator, which carries out the changes.
///
/// # Errors
///
/// A [`Refusal`] if there are no moderators.
pub(super) fn curator(context: &Context<'_>) -> Result<Arc<Curator>, Refusal> {
    Ok(Arc::clone(&curation(context)?.curator))
}

/// Returns the database of feeds and gaps.
///
/// # Errors
///
/// A [`Refusal`] if the database cannot be used.
pub(super) fn state(context: &Context<'_>) -> Result<Arc<State>, Refusal> {
    let storage = context
        .bot
        .storage
        .as_ref()
        .ok_or_else(|| Refusal::new(NO_STATE))?;
    Ok(Arc::clone(&storage.state))
}

/// Returns the article that was chosen or typed.
///
/// # Errors
///
/// A [`Rejection`] if there is no such article, or the index cannot be read.
pub(super) fn article(context: &Context<'_>, chosen: &str) -> Result<ArticleSummary, Rejection> {
    let error = || CurationError::NoArticle(chosen.to_owned());
    Ok(find_article(context, chosen)?.ok_or_else(|| Refusal::new(failure(&error())))?)
}

/// Returns the article whose key a button or form carries.
///
/// # Errors
///
/// A [`Rejection`] if it no longer exists, or the index cannot be read.
pub(super) fn carried_article(
    context: &Context<'_>,
    key: &str,
) -> Result<ArticleSummary, Rejection> {
    Ok(find_article(context, key)?.ok_or_else(|| Refusal::new(GONE))?)
}

fn find_article(context: &Context<'_>, chosen: &str) -> Result<Option<ArticleSummary>, IndexError> {
    let Some(snapshot) = context.bot.live.snapshot() else {
        return Ok(None);
    };
    Ok(context.directory(&*snapshot)?.article(chosen).cloned())
}

/// Makes a deferred reply, for work that may take longer than Discord waits. `in_place` is whether
/// it replaces the message whose button was pressed.
pub(super) fn deferred(
    in_place: bool,
    run: impl FnOnce(OnProgress<'_>) -> Result<Message, CurationError> + Send + 'static,
) -> Handled {
    let run = move |progress: OnProgress<'_>| {
        let message = run(progress);
        Ok(message.unwrap_or_else(|error| failure_message(&error)))
    };
    Handled::replied(Reply::Deferred(Deferred {
        private: true,
        in_place,
        run: Box::new(run),
    }))
}

/// Returns the message about a failure. Failures that only the operator can resolve are logged with
/// their causes.
pub(super) fn failure_message(error: &CurationError) -> Message {
    if needs_operator(error) {
        tracing::error!("cannot do what a moderator wants: {}", with_causes(error));
    }
    Message::private(failure(error))
}

/// Returns whether only the operator can resolve the failure.
fn needs_operator(error: &CurationError) -> bool {
    match error {
        CurationError::File { .. } | CurationError::State(_) => true,
        CurationError::Index(error) | CurationError::NotIndexed { source: error, .. } => !matches!(
            error,
            IndexError::Busy { .. } | IndexError::WouldRemove { .. }
        ),
        _ => false,
    }
}

/// Returns a row of buttons that belong to `owner`.
pub(super) fn buttons<const N: usize>(
    owner: UserId,
    row: [(&str, Style, CustomId); N],
) -> Vec<Button> {
    let row = row.into_iter().map(|(label, style, id)| Button {
        id: id.encode(owner),
        label: label.to_owned(),
        style,
    });
    row.collect()
}
