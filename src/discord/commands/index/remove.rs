//! `/index remove`: removes an article after confirmation.

use super::verb::{
    ARTICLE, MAX_OPTION_LENGTH, article, buttons, carried_article, curator, deferred,
};
use crate::discord::commands::command::Command;
use crate::discord::commands::context::Context;
use crate::discord::protocol::custom_id::{CustomId, article_key};
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::reply::{Message, Style};
use crate::discord::render::escape::inline;
use crate::discord::render::moderation::MAX_TITLE_LENGTH;

pub(super) const COMMAND: Command = Command {
    name: "remove",
    description: "Remove an article; it can be restored",
    options: &[ARTICLE],
    run,
    ..Command::SLASH
};

/// Asks for confirmation.
fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let chosen = options.required_text("article", MAX_OPTION_LENGTH)?;
    let article = article(context, &chosen)?;
    let id = CustomId::Remove {
        article: article_key(&article.id),
    };
    let message = Message {
        rows: vec![buttons(
            context.caller.id,
            [
                ("Remove", Style::Danger, id),
                ("Cancel", Style::Plain, CustomId::Cancel),
            ],
        )],
        ..Message::private(format!(
            "Remove **{}** from the articles? `/index restore` can bring it back.",
            inline(&article.title, MAX_TITLE_LENGTH)
        ))
    };
    Ok(Handled::message(message))
}

/// Removes the article with this key.
pub(super) fn remove(context: &Context<'_>, key: &str) -> Result<Handled, Rejection> {
    let article = carried_article(context, key)?;
    let (curator, actor) = (curator(context)?, context.caller.actor());
    Ok(deferred(true, move |progress| {
        progress(Message::private("Removing …"));
        let (removed, report) = curator.remove(&actor, &article.id)?;
        Ok(Message::private(format!(
            "Removed **{}**: answers come from edition {} now. `/index restore` brings it back.",
            inline(&removed.title, MAX_TITLE_LENGTH),
            report.edition,
        )))
    }))
}
