//! `/index refresh`: refreshes the index, and shows the progress.

use std::sync::Arc;

use jiff::Timestamp;
use serenity::model::id::UserId;

use super::verb::{buttons, curator, deferred};
use crate::answer::ask_gaps_again;
use crate::curation::{CurationError, Curator};
use crate::discord::commands::command::Command;
use crate::discord::commands::context::Context;
use crate::discord::protocol::custom_id::CustomId;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::reply::{Message, OnProgress, Style};
use crate::discord::readers::Readers;
use crate::discord::render::moderation::{confirm_removal, refreshed};
use crate::index::{IndexError, LiveIndex, RefreshProgress, Search};
use crate::state::State;

const ARTICLES_CHANGED: &str = "The articles have changed since you were asked.";

pub(super) const COMMAND: Command = Command {
    name: "refresh",
    description: "Read the folder of articles again",
    run: |context, _| refresh_with_consent(context, None),
    ..Command::SLASH
};

/// Access to the stored gaps.
struct Gaps {
    state: Arc<State>,
    readers: Arc<Readers>,
    now: Timestamp,
}

impl Gaps {
    fn count(&self) -> usize {
        self.state.gaps(self.now).map_or(0, |gaps| gaps.len())
    }

    /// Asks the gaps again. Returns a line with the number that is answered now, counted from the
    /// number `before` the refresh, because another thread may have asked some of them already;
    /// empty for none.
    fn ask_again(&self, live: &LiveIndex, before: usize) -> String {
        let Some(snapshot) = live.snapshot() else {
            return String::new();
        };
        let reader = self.readers.for_snapshot(&*snapshot);
        if let Err(error) = ask_gaps_again(&reader.asker, &self.state, &*snapshot, self.now) {
            tracing::error!("cannot ask the unanswered questions again: {error}");
        }
        match before.saturating_sub(self.count()) {
            0 => String::new(),
            1 => "\n1 question of `/index gaps` is answered now.".to_owned(),
            closed => format!("\n{closed} questions of `/index gaps` are answered now."),
        }
    }
}

/// Refreshes the index. Articles disappear only if the moderator `agreed` to it, and the numbers are
/// still the same.
pub(super) fn refresh_with_consent(
    context: &Context<'_>,
    agreed: Option<CustomId>,
) -> Result<Handled, Rejection> {
    let curator = curator(context)?;
    let (actor, owner) = (context.caller.actor(), context.caller.id);
    let gaps = context.bot.storage.as_ref().map(|storage| Gaps {
        state: Arc::clone(&storage.state),
        readers: Arc::clone(&context.bot.readers),
        now: context.now,
    });
    Ok(deferred(agreed.is_some(), move |progress| {
        let before = gaps.as_ref().map_or(0, Gaps::count);
        let mut message = refresh(&curator, &actor, owner, agreed.as_ref(), progress)?;
        if let Some(gaps) = gaps.filter(|_| message.rows.is_empty()) {
            message
                .content
                .push_str(&gaps.ask_again(curator.live(), before));
        }
        Ok(message)
    }))
}

fn refresh(
    curator: &Curator,
    actor: &str,
    owner: UserId,
    agreed: Option<&CustomId>,
    progress: OnProgress<'_>,
) -> Result<Message, CurationError> {
    progress(Message::private("Reading the articles …"));
    let mut show = |step: RefreshProgress| {
        let text = format!("Indexing: {} of {} articles so far", step.done, step.total);
        progress(Message::private(text));
    };
    // The consent is not used at first, because the number of articles that disappear may have
    // changed since it was given.
    let (removed, of) = match curator.refresh(actor, false, &mut show) {
        Err(CurationError::Index(IndexError::WouldRemove { removed, of })) => (removed, of),
        report => return Ok(Message::private(refreshed(&report?))),
    };
    let snapshot = curator.live().snapshot();
    let edition = snapshot.map(|snapshot| snapshot.edition().to_string());
    let now = CustomId::Agree {
        edition: edition.unwrap_or_default(),
        removed,
        of,
    };
    if agreed == Some(&now) {
        let report = curator.refresh(actor, true, &mut show)?;
        return Ok(Message::private(refreshed(&report)));
    }
    let note = agreed.map(|_| ARTICLES_CHANGED);
    Ok(Message {
        rows: vec![buttons(
            owner,
            [
                ("Remove them", Style::Danger, now),
                ("Cancel", Style::Plain, CustomId::Cancel),
            ],
        )],
        ..Message::private(confirm_removal(note, removed, of))
    })
}
