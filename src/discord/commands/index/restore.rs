//! `/index restore`: restores a removed article.

use std::collections::HashSet;

use super::verb::{ARTICLE, MAX_OPTION_LENGTH, curator, deferred};
use crate::curation::{CurationError, Removed};
use crate::discord::autocomplete::{MAX_CHOICE_LENGTH, MAX_CHOICES, choice_value};
use crate::discord::commands::command::{Command, Typing};
use crate::discord::commands::context::Context;
use crate::discord::protocol::custom_id::article_key;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::reply::{Choice, Message};
use crate::discord::render::escape::{clean, inline, length, shorten};
use crate::discord::render::moderation::MAX_TITLE_LENGTH;

/// Maximum length of an actor in a suggestion, in characters.
const MAX_ACTOR_LENGTH: usize = 30;

pub(super) const COMMAND: Command = Command {
    name: "restore",
    description: "Bring a removed article back",
    options: &[ARTICLE],
    run,
    suggest,
    ..Command::SLASH
};

fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let chosen = options.required_text("article", MAX_OPTION_LENGTH)?;
    let (curator, actor) = (curator(context)?, context.caller.actor());
    Ok(deferred(false, move |_| {
        let removed = curator.removed();
        let removed = find(&removed, &chosen);
        let removed = removed.ok_or(CurationError::NotRemoved(chosen.clone()))?;
        let restored = curator.restore(&actor, &removed.id)?;
        Ok(Message::private(format!(
            "Restored **{}**: answers come from edition {} now.",
            inline(&restored.removed.title, MAX_TITLE_LENGTH),
            restored.report.edition,
        )))
    }))
}

/// Suggests the removed articles with the typed letters in their title or ID.
fn suggest(context: &Context<'_>, typing: &Typing<'_>) -> Result<Handled, Rejection> {
    let typed = clean(typing.text).to_lowercase();
    let removed = curator(context)?.removed();
    // Only the most recently removed article of an ID can be restored.
    let mut ids = HashSet::new();
    let choices = removed
        .iter()
        .filter(|removed| ids.insert(&removed.id))
        .filter(|removed| {
            let names = format!("{}\n{}", removed.title, removed.id);
            names.to_lowercase().contains(&typed)
        })
        .take(MAX_CHOICES)
        .map(choice);
    Ok(Handled::suggested(choices.collect(), None))
}

/// Returns the removed article that was chosen or typed: by its ID, its key or its title.
fn find<'a>(removed: &'a [Removed], chosen: &str) -> Option<&'a Removed> {
    let by = |is_it: &dyn Fn(&Removed) -> bool| removed.iter().find(|removed| is_it(removed));
    by(&|removed| removed.id == chosen)
        .or_else(|| by(&|removed| article_key(&removed.id) == chosen))
        .or_else(|| by(&|removed| removed.title.to_lowercase() == chosen.to_lowercase()))
}

/// Returns a suggestion such as `Title · removed 15 Aug 2025 by alice (81384788765712384)`.
fn choice(removed: &Removed) -> Choice {
    let by = clean(&removed.by);
    let day = removed.at.strftime("%-d %b %Y");
    let after = format!(" · removed {day} by {}", shorten(&by, MAX_ACTOR_LENGTH));
    let title = clean(&removed.title);
    let title = shorten(&title, MAX_CHOICE_LENGTH - length(&after));
    Choice {
        name: format!("{title}{after}"),
        value: choice_value(&removed.id),
    }
}
