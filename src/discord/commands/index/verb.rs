//! What the subcommands of `/index` share.

use std::sync::Arc;

use serenity::model::id::UserId;

use crate::curation::CurationError;
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

/// The longest ID of an article, or address of a page, in UTF-16 units.
pub(super) const LONGEST_OPTION: usize = 2000;

/// The article that a verb is about.
pub(super) const ARTICLE: CommandOption =
    CommandOption::new("article", "Which article", OptionKind::Suggested).required();

const NO_STATE: &str =
    "I cannot keep anything right now: whoever runs me finds the reason in the log.";

const GONE: &str = "This article is not there any more: nothing was changed.";

/// What moderators work with.
///
/// # Errors
///
/// A [`Refusal`] where nobody is a moderator.
pub(super) fn curation<'a>(context: &Context<'a>) -> Result<&'a Curation, Refusal> {
    context.curation.ok_or_else(|| Refusal::unknown("command"))
}

/// Where feeds and gaps are kept.
///
/// # Errors
///
/// A [`Refusal`] where the database cannot be used.
pub(super) fn state(context: &Context<'_>) -> Result<Arc<State>, Refusal> {
    let kept = context.kept.ok_or_else(|| Refusal::new(NO_STATE))?;
    Ok(Arc::clone(&kept.state))
}

/// The article that was chosen or typed, in the index as it is now.
///
/// # Errors
///
/// A [`Rejection`] if there is no such article, or the index cannot be read.
pub(super) fn article(context: &Context<'_>, chosen: &str) -> Result<ArticleSummary, Rejection> {
    let error = || CurationError::NoArticle(chosen.to_owned());
    Ok(listed(context, chosen)?.ok_or_else(|| Refusal::new(failure(&error())))?)
}

/// The article whose key a button or a form carries.
///
/// # Errors
///
/// A [`Rejection`] if it is not there any more, or the index cannot be read.
pub(super) fn carried_article(
    context: &Context<'_>,
    key: &str,
) -> Result<ArticleSummary, Rejection> {
    Ok(listed(context, key)?.ok_or_else(|| Refusal::new(GONE))?)
}

fn listed(context: &Context<'_>, chosen: &str) -> Result<Option<ArticleSummary>, IndexError> {
    let Some(snapshot) = context.live.snapshot() else {
        return Ok(None);
    };
    Ok(context.directory(&*snapshot)?.article(chosen).cloned())
}

/// A reply that takes longer than Discord waits. `in_place` says that a button asked for it, whose
/// message it replaces.
pub(super) fn deferred(
    in_place: bool,
    run: impl FnOnce(OnProgress<'_>) -> Result<Message, CurationError> + Send + 'static,
) -> Handled {
    let run = move |progress: OnProgress<'_>| {
        let message = run(progress);
        Ok(message.unwrap_or_else(|error| told(&error)))
    };
    Handled::replied(Reply::Deferred(Deferred {
        private: true,
        in_place,
        run: Box::new(run),
    }))
}

/// What a moderator reads of a failure, whose causes go to the log if they are not theirs to mend.
pub(super) fn told(error: &CurationError) -> Message {
    if is_for_the_operator(error) {
        tracing::error!("cannot do what a moderator wants: {}", with_causes(error));
    }
    Message::private(failure(error))
}

/// Whether somebody at the machine has to do something.
fn is_for_the_operator(error: &CurationError) -> bool {
    match error {
        CurationError::File { .. } | CurationError::State(_) => true,
        CurationError::Index(error) | CurationError::NotIndexed { source: error, .. } => !matches!(
            error,
            IndexError::Busy { .. } | IndexError::WouldRemove { .. }
        ),
        _ => false,
    }
}

/// A row of buttons for their owner alone.
pub(super) fn buttons<const N: usize>(
    owner: UserId,
    row: [(&str, Style, CustomId); N],
) -> Vec<Vec<Button>> {
    let row = row.into_iter().map(|(label, style, id)| Button {
        id: id.encode(owner),
        label: label.to_owned(),
        style,
    });
    vec![row.collect()]
}
