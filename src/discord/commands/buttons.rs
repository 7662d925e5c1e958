//! The buttons below replies. Nobody changes another person's message, and no message is changed
//! to what other articles say than those that it was made from.

use serenity::all::{ActionRowComponent, ButtonKind, UserId};

use super::context::Context;
use crate::discord::protocol::custom_id::{CustomId, ReplyKind, article_key};
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::pressed::Pressed;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Button, Message, Style};
use crate::discord::render::passages::context as render_context;
use crate::index::{Passage, Search};

/// Note above a reply made from other articles than the message whose button was pressed.
const HAVE_CHANGED: &str = "The articles have changed since. This is what they say now.";

/// Refusal where the reply cannot be made anew.
const ASK_AGAIN: &str = "The articles have changed since: please use the command again.";

const UNREADABLE: &str = "I cannot read this message any more: please use the command again.";

/// Which page of a reply is shown, and to whom.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Person whom the buttons are for.
    pub owner: UserId,
    /// Whether nobody else sees it.
    pub private: bool,
    /// Counted from 0.
    pub page: usize,
    /// Line of our own below the question.
    pub note: Option<&'static str>,
}

/// The buttons below a page of passages or quotations.
pub struct Below<'a> {
    /// What the page is of.
    pub kind: ReplyKind,
    /// Edition that it is made from.
    pub edition: &'a str,
    /// Which page it is.
    pub view: View,
    /// Number of the last page, counted from 0.
    pub last: usize,
    /// Label of the button to the next page.
    pub more: &'a str,
}

impl View {
    /// The first page, for somebody who used the command.
    pub fn first(owner: UserId, private: bool) -> Self {
        Self {
            owner,
            private,
            page: 0,
            note: None,
        }
    }

    /// The page that a button turns to; the first one if the articles have changed.
    pub fn turned(pressed: &Pressed<'_>, is_stale: bool, page: usize) -> Self {
        Self {
            owner: pressed.person,
            private: is_stale || pressed.is_of_another() || pressed.is_private(),
            page: if is_stale { 0 } else { page },
            note: is_stale.then_some(HAVE_CHANGED),
        }
    }
}

impl Below<'_> {
    /// A row of buttons to the context of each numbered passage, and one to other pages.
    pub fn rows<'p>(
        &self,
        passages: impl Iterator<Item = (usize, &'p Passage)>,
        turn: impl Fn(usize) -> CustomId,
    ) -> Vec<Vec<Button>> {
        let View { owner, page, .. } = self.view;
        let mut contexts: Vec<Button> = Vec::new();
        for (number, passage) in passages {
            let context = context_button(owner, self.kind, self.edition, passage);
            // Two quotations of one paragraph have one context, and no two buttons one ID.
            if contexts.iter().all(|other| other.id != context.id) {
                let label = format!("Context {number}");
                contexts.push(Button { label, ..context });
            }
        }
        let mut others = Vec::new();
        if page > 0 {
            others.push(plain(owner, "Back", &turn(page - 1)));
        }
        if page < self.last {
            others.push(plain(owner, self.more, &turn(page + 1)));
        }
        if self.view.private {
            others.push(share_button(owner, self.kind, self.edition));
        }
        vec![contexts, others]
    }
}

/// A button like any other.
pub fn plain(owner: UserId, label: &str, id: &CustomId) -> Button {
    Button {
        id: id.encode(owner),
        label: label.to_owned(),
        style: Style::Plain,
    }
}

/// A button that shows the paragraphs around a passage.
pub fn context_button(owner: UserId, below: ReplyKind, edition: &str, passage: &Passage) -> Button {
    let id = CustomId::Context {
        below,
        edition: edition.to_owned(),
        article: article_key(&passage.article),
        paragraph: passage.number,
    };
    plain(owner, "Context", &id)
}

/// A button that shows a private reply to everybody.
pub fn share_button(owner: UserId, below: ReplyKind, edition: &str) -> Button {
    let id = CustomId::Share {
        below,
        edition: edition.to_owned(),
    };
    plain(owner, "Share", &id)
}

/// Whether the message was made from other articles than there are now.
pub fn is_stale(pressed: &Pressed<'_>, snapshot: &dyn Search) -> bool {
    pressed.id.edition() != Some(&snapshot.edition().to_string())
}

/// A page that a button turned to: in place of the message, if that may change.
pub fn turned(handled: Handled, pressed: &Pressed<'_>, is_stale: bool) -> Handled {
    if is_stale || pressed.is_of_another() {
        handled
    } else {
        handled.in_place()
    }
}

/// Refuses where the message does not say any more what was asked.
pub fn unreadable() -> Refusal {
    Refusal::new(UNREADABLE)
}

/// Replies to *Context* and *Share*.
///
/// # Errors
///
/// A [`Rejection`] if the articles have changed, or the button is another one.
pub fn press(
    context: &Context<'_>,
    snapshot: &dyn Search,
    pressed: &Pressed<'_>,
) -> Result<Handled, Rejection> {
    if is_stale(pressed, snapshot) {
        return Err(Refusal::new(ASK_AGAIN).into());
    }
    match &pressed.id {
        CustomId::Context {
            article, paragraph, ..
        } => show_context(context, snapshot, article, *paragraph),
        CustomId::Share { .. } => Ok(share(snapshot, pressed)),
        _ => Err(Refusal::unknown("button").into()),
    }
}

/// The paragraphs around one, for whoever pressed.
fn show_context(
    context: &Context<'_>,
    snapshot: &dyn Search,
    article: &str,
    paragraph: u32,
) -> Result<Handled, Rejection> {
    let directory = context.directory(snapshot)?;
    let article = directory.article(article).ok_or_else(unreadable)?;
    let around = paragraph.saturating_sub(1)..=paragraph.saturating_add(1);
    let paragraphs = snapshot.paragraphs_of(&article.id, around)?;
    if paragraphs.is_empty() {
        return Err(unreadable().into());
    }
    let message = Message::private(render_context(&paragraphs, paragraph));
    Ok(Handled::answered(
        message,
        InteractionOutcome::Answered,
        snapshot,
    ))
}

/// A private reply, for everybody to see, with all of its buttons but this one.
fn share(snapshot: &dyn Search, pressed: &Pressed<'_>) -> Handled {
    let rows = pressed.message.components.iter().map(|row| {
        let buttons = row.components.iter().filter_map(|component| {
            let ActionRowComponent::Button(button) = component else {
                return None;
            };
            let ButtonKind::NonLink { custom_id, .. } = &button.data else {
                return None;
            };
            let (id, _) = CustomId::decode(custom_id)?;
            (!matches!(id, CustomId::Share { .. })).then(|| Button {
                id: custom_id.clone(),
                label: button.label.clone().unwrap_or_default(),
                style: Style::Plain,
            })
        });
        buttons.collect()
    });
    let message = Message {
        content: pressed.message.content.clone(),
        rows: rows.collect(),
        private: false,
    };
    Handled::answered(message, InteractionOutcome::Answered, snapshot)
}
