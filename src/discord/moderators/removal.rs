//! `/index remove` and `/index restore`: articles that are taken away, and put back.

use std::sync::Arc;

use super::access::Caller;
use super::button::Press;
use super::{Desk, buttons, replied, work};
use crate::curation::{CurationError, Removed};
use crate::discord::button::article_key;
use crate::discord::directory::{LONGEST_CHOICE, MOST_CHOICES};
use crate::discord::escape::{clean, inline, length, shorten};
use crate::discord::handle::Handled;
use crate::discord::reply::{Choice, Message, Reply, Style};
use crate::index::Listed;

/// Longer titles are cut, in characters.
const LONGEST_TITLE: usize = 200;

/// Longer names of people are cut in suggestions, in characters.
const LONGEST_ACTOR: usize = 30;

impl Desk {
    /// Asks before an article is removed.
    pub(super) fn ask_to_remove(&self, caller: &Caller<'_>, article: &Listed) -> Handled {
        let press = Press::Remove {
            article: article_key(&article.id),
        };
        let message = Message {
            rows: buttons(
                caller.id,
                [
                    ("Remove", Style::Danger, press),
                    ("Cancel", Style::Plain, Press::Cancel),
                ],
            ),
            ..Message::private(format!(
                "Remove **{}** from the articles? `/index restore` can bring it back.",
                inline(&article.title, LONGEST_TITLE)
            ))
        };
        replied(Reply::Message(message))
    }

    pub(super) fn remove(&self, caller: &Caller<'_>, article: &Listed) -> Handled {
        let (curator, actor) = (Arc::clone(&self.curator), caller.actor());
        let id = article.id.clone();
        work(true, move |progress| {
            progress(Message::private("Removing …"));
            let (removed, report) = curator.remove(&actor, &id)?;
            Ok(Message::private(format!(
                "Removed **{}**: answers come from edition {} now. `/index restore` brings it back.",
                inline(&removed.title, LONGEST_TITLE),
                report.edition,
            )))
        })
    }

    pub(super) fn restore(&self, caller: &Caller<'_>, chosen: String) -> Handled {
        let (curator, actor) = (Arc::clone(&self.curator), caller.actor());
        work(false, move |_| {
            let removed = curator.removed();
            let removed = find(&removed, &chosen);
            let removed = removed.ok_or(CurationError::NotRemoved(chosen.clone()))?;
            let restored = curator.restore(&actor, &removed.id)?;
            Ok(Message::private(format!(
                "Restored **{}**: answers come from edition {} now.",
                inline(&restored.removed.title, LONGEST_TITLE),
                restored.report.edition,
            )))
        })
    }

    /// The removed articles with these letters in their title or id.
    pub(super) fn complete_removed(&self, typed: &str) -> Vec<Choice> {
        let typed = clean(typed).to_lowercase();
        let mut ids = Vec::new();
        let removed = self.curator.removed().into_iter().filter(|removed| {
            let names = format!("{}\n{}", removed.title, removed.id).to_lowercase();
            // Of several under one id the last removed one comes back.
            let is_first = !ids.contains(&removed.id);
            ids.push(removed.id.clone());
            is_first && names.contains(&typed)
        });
        removed
            .take(MOST_CHOICES)
            .map(|removed| choice(&removed))
            .collect()
    }
}

/// The article that was chosen or typed: by its id, its key or its title.
fn find<'a>(removed: &'a [Removed], chosen: &str) -> Option<&'a Removed> {
    let by = |is_it: &dyn Fn(&Removed) -> bool| removed.iter().find(|removed| is_it(removed));
    by(&|removed| removed.id == chosen)
        .or_else(|| by(&|removed| article_key(&removed.id) == chosen))
        .or_else(|| by(&|removed| removed.title.to_lowercase() == chosen.to_lowercase()))
}

/// `Title · removed 15 Aug 2025 by alice (81384788765712384)`
fn choice(removed: &Removed) -> Choice {
    let by = clean(&removed.by);
    let day = removed.at.strftime("%-d %b %Y");
    let after = format!(" · removed {day} by {}", shorten(&by, LONGEST_ACTOR));
    let title = clean(&removed.title);
    let id = &removed.id;
    let fits = length(id) <= LONGEST_CHOICE && clean(id) == *id;
    Choice {
        name: format!(
            "{}{after}",
            shorten(&title, LONGEST_CHOICE - length(&after))
        ),
        value: match fits {
            true => id.clone(),
            false => article_key(id),
        },
    }
}
