//! `/index add`: an article is shown as it would be, and published when the moderator agrees.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serenity::model::channel::Attachment;
use serenity::model::id::UserId;

use super::access::Caller;
use super::attachment::Files;
use super::button::Press;
use super::words::{lines, moment, problems};
use super::{Desk, buttons, told, work};
use crate::curation::{Added, CurationError, Curator, Preview, Upload};
use crate::discord::citation::{date, linked_title, part};
use crate::discord::escape::{clean, fit, inline};
use crate::discord::handle::Handled;
use crate::discord::reply::{Button, Message, Style};
use crate::text::english::counted;

/// Longer parts of a preview are cut, in characters.
const LONGEST_TITLE: usize = 100;
const LONGEST_NAME: usize = 60;
const LONGEST_PARAGRAPH: usize = 350;

impl Desk {
    pub(super) fn add_file(&self, caller: &Caller<'_>, file: &Attachment, files: Files) -> Handled {
        let (curator, owner, file) = (Arc::clone(&self.curator), caller.id, file.clone());
        work(false, move |_| match files.fetch(&file) {
            Ok(upload) => preview(&curator, owner, &upload),
            Err(sentence) => Ok(Message::private(sentence)),
        })
    }

    pub(super) fn add_page(&self, caller: &Caller<'_>, address: String) -> Handled {
        let (curator, owner) = (Arc::clone(&self.curator), caller.id);
        let fetcher = self.fetcher.clone();
        work(false, move |_| {
            let page = fetcher.fetch(&address)?;
            preview(&curator, owner, &Upload::from(page))
        })
    }

    pub(super) fn publish(&self, caller: &Caller<'_>, draft: String) -> Handled {
        let curator = Arc::clone(&self.curator);
        let (actor, owner) = (caller.actor(), caller.id);
        work(true, move |progress| {
            progress(Message::private("Publishing …"));
            match curator.publish_draft(&actor, &owner.to_string(), &draft) {
                Ok(added) => Ok(Message::private(published(&added))),
                Err(error @ (CurationError::NoDraft | CurationError::NotIndexed { .. })) => {
                    Err(error)
                }
                // The draft is still there, and it can be tried again.
                Err(error) => Ok(Message {
                    rows: choice(owner, draft),
                    ..told(&error)
                }),
            }
        })
    }

    pub(super) fn discard(&self, caller: &Caller<'_>, draft: String) -> Handled {
        let (curator, owner) = (Arc::clone(&self.curator), caller.id);
        work(true, move |_| {
            curator.discard_draft(&owner.to_string(), &draft);
            Ok(Message::private("Nothing was published."))
        })
    }
}

fn preview(curator: &Curator, owner: UserId, upload: &Upload) -> Result<Message, CurationError> {
    let preview = curator.preview_of(upload)?;
    let draft = curator.keep_draft(&owner.to_string(), upload)?;
    let kept = SignedDuration::try_from(Curator::DRAFT_KEPT).unwrap_or_default();
    let until = Timestamp::now().checked_add(kept);
    Ok(Message {
        rows: choice(owner, draft),
        ..Message::private(shown(&preview, until.unwrap_or(Timestamp::MAX)))
    })
}

/// Whether to publish or not.
fn choice(owner: UserId, draft: String) -> Vec<Vec<Button>> {
    let publish = Press::Publish {
        draft: draft.clone(),
    };
    buttons(
        owner,
        [
            ("Publish", Style::Main, publish),
            ("Cancel", Style::Plain, Press::Discard { draft }),
        ],
    )
}

/// What the article would be, and until when it can be published.
fn shown(preview: &Preview, until: Timestamp) -> String {
    let name = |text: Option<&str>| part(text, LONGEST_NAME);
    let authors = Some(preview.authors.join(", ")).filter(|authors| !authors.is_empty());
    let about = [
        name(preview.outlet.as_deref()),
        name(authors.as_deref()),
        Some(preview.published.map_or_else(|| "no date".to_owned(), date)),
        Some(counted(preview.paragraphs, "paragraph")),
        Some(counted(preview.quotations, "quotation")),
    ];
    let paragraph = |text: &str| fit(&clean(text), LONGEST_PARAGRAPH, false);
    let mut text = vec![
        format!(
            "**{}**",
            linked_title(&preview.title, LONGEST_TITLE, preview.url.as_deref(), "")
        ),
        about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        format!("> {}", paragraph(&preview.first)),
    ];
    if preview.paragraphs > 1 {
        text.push(format!("> …\n> {}", paragraph(&preview.last)));
    }
    text.push(format!(
        "-# You can publish this until {}.",
        moment(until, 't')
    ));
    text.extend(preview.alike.iter().map(|alike| {
        format!(
            "⚠ {:.0} % of it is in “{}” too",
            alike.share * 100.0,
            inline(&alike.title, LONGEST_NAME)
        )
    }));
    if !preview.problems.is_empty() {
        text.extend(problems(&preview.problems));
    }
    lines(text)
}

fn published(added: &Added) -> String {
    format!(
        "Published as {}: answers come from edition {} now.",
        inline(&added.path, LONGEST_TITLE),
        added.report.edition
    )
}
