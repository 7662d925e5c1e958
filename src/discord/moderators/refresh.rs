//! `/index refresh`: the folder of articles is read again, and who asked sees how far it is.

use std::sync::Arc;

use serenity::model::id::UserId;

use super::access::Caller;
use super::button::Press;
use super::words::{lines, problems, summary};
use super::{Desk, buttons, work};
use crate::curation::{CurationError, Curator};
use crate::discord::handle::Handled;
use crate::discord::reply::{Message, Progress, Style};
use crate::index::{self, IndexError, Report, Search};

const HAVE_CHANGED: &str = "The articles have changed since you were asked.";

impl Desk {
    pub(super) fn refresh(&self, caller: &Caller<'_>) -> Handled {
        self.refresh_if(caller, None)
    }

    /// Refreshes although articles disappear, if it is still these that do.
    pub(super) fn agree(&self, caller: &Caller<'_>, agreed: Press) -> Handled {
        self.refresh_if(caller, Some(agreed))
    }

    fn refresh_if(&self, caller: &Caller<'_>, agreed: Option<Press>) -> Handled {
        let curator = Arc::clone(&self.curator);
        let (actor, owner) = (caller.actor(), caller.id);
        work(agreed.is_some(), move |progress| {
            refresh(&curator, &actor, owner, agreed.as_ref(), progress)
        })
    }
}

fn refresh(
    curator: &Curator,
    actor: &str,
    owner: UserId,
    agreed: Option<&Press>,
    progress: Progress<'_>,
) -> Result<Message, CurationError> {
    progress(Message::private("Reading the articles …"));
    let mut show = |step: index::Progress| {
        let text = format!("Indexing: {} of {} articles so far", step.done, step.total);
        progress(Message::private(text));
    };
    // Without the consent at first: what it was given for may be another matter by now.
    let (removed, of) = match curator.refresh(actor, false, &mut show) {
        Err(CurationError::Index(IndexError::WouldRemove { removed, of })) => (removed, of),
        report => return Ok(Message::private(done(&report?))),
    };
    let snapshot = curator.live().snapshot();
    let edition = snapshot.map(|snapshot| snapshot.edition().to_string());
    let now = Press::Agree {
        edition: edition.unwrap_or_default(),
        removed,
        of,
    };
    if agreed == Some(&now) {
        let report = curator.refresh(actor, true, &mut show)?;
        return Ok(Message::private(done(&report)));
    }
    let note = agreed.map(|_| HAVE_CHANGED);
    Ok(Message {
        rows: buttons(
            owner,
            [
                ("Remove them", Style::Danger, now),
                ("Cancel", Style::Plain, Press::Cancel),
            ],
        ),
        ..Message::private(question(note, removed, of))
    })
}

fn question(note: Option<&str>, removed: usize, of: usize) -> String {
    let mut text = note.map(|note| format!("{note}\n")).unwrap_or_default();
    text.push_str(&format!(
        "**{removed} of {of} articles are gone from the folder of articles.** Nothing has been \
         changed yet: if the folder is whole, remove them from the index; if not, put them back \
         and refresh again."
    ));
    text
}

fn done(report: &Report) -> String {
    lines(
        [format!("**Refreshed:** {}", summary(report))]
            .into_iter()
            .chain(problems(&report.problems)),
    )
}
