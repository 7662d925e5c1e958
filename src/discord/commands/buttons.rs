//! The buttons below replies. Nobody changes another person's message, and no message is changed
//! to what other articles say than those that it was made from.

use serenity::all::{ActionRowComponent, ButtonKind, UserId};

use super::context::Context;
use crate::discord::protocol::custom_id::{CustomId, ReplyKind, article_key};
use crate::discord::protocol::date_range::DateRange;
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::pressed::Pressed;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Button, Message, Reply, Style};
use crate::discord::render::passages::context as render_context;
use crate::discord::render::shared::{shared_by, who_shared, with_note};
use crate::index::{IndexError, Passage, Search};

/// Note above a reply made from other articles than the message whose button was pressed.
const HAVE_CHANGED: &str = "The articles have changed since. This is what they say now.";

/// Refusal where the reply cannot be made anew.
const ASK_AGAIN: &str = "The articles have changed since: please use the command again.";

const UNREADABLE: &str = "I cannot read this message any more: please use the command again.";

const SHARED_ALREADY: &str = "You have shared this already: everybody can see it.";

const NOTHING_TO_SHARE: &str = "No article has these words, so there is nothing to share.";

/// Number of hexadecimal digits in the fingerprint of a text.
const FINGERPRINT_DIGITS: usize = 8;

/// Which page of a reply is shown, and to whom.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
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
pub(super) struct Below<'a> {
    /// What the page is of.
    pub kind: ReplyKind,
    /// State of the articles that it is made from.
    pub state: &'a str,
    /// Whether it is from the one article that was asked for.
    pub is_of_article: bool,
    /// Days that were asked for.
    pub dates: DateRange,
    /// Which page it is.
    pub view: View,
    /// Number of the last page, counted from 0.
    pub last: usize,
    /// Label of the button to the next page.
    pub more: &'a str,
}

impl View {
    /// The first page, for somebody who used the command.
    pub(super) fn first(owner: UserId, private: bool) -> Self {
        Self {
            owner,
            private,
            page: 0,
            note: None,
        }
    }

    /// The page that a button turns to; the first one if the articles have changed.
    pub(super) fn turned(pressed: &Pressed<'_>, is_stale: bool, page: usize) -> Self {
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
    pub(super) fn rows<'p>(
        &self,
        passages: impl Iterator<Item = (usize, &'p Passage)>,
        turn: impl Fn(usize) -> CustomId,
    ) -> Vec<Vec<Button>> {
        let View { owner, page, .. } = self.view;
        let mut contexts: Vec<Button> = Vec::new();
        for (number, passage) in passages {
            let label = format!("Context {number}");
            let id = context_of(self.kind, passage, self.is_of_article, self.dates);
            let context = plain(owner, &label, &id);
            // Two quotations of one paragraph have one context, and no two buttons one ID.
            if contexts.iter().all(|other| other.id != context.id) {
                contexts.push(context);
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
            others.push(share_button(owner, self.kind, self.state));
        }
        vec![contexts, others]
    }
}

/// A button like any other.
pub(super) fn plain(owner: UserId, label: &str, id: &CustomId) -> Button {
    Button {
        id: id.encode(owner),
        label: label.to_owned(),
        style: Style::Plain,
    }
}

/// Carries which paragraph to show the context of.
pub(super) fn context_of(
    below: ReplyKind,
    passage: &Passage,
    is_asked_for: bool,
    dates: DateRange,
) -> CustomId {
    CustomId::Context {
        below,
        state: fingerprint([passage]),
        article: article_key(&passage.article),
        paragraph: passage.number,
        is_asked_for,
        dates,
    }
}

/// A button that shows a private reply to everybody.
pub(super) fn share_button(owner: UserId, below: ReplyKind, state: &str) -> Button {
    let id = CustomId::Share {
        below,
        state: state.to_owned(),
    };
    plain(owner, "Share", &id)
}

/// The state of the articles that a reply is made from: of the one that was asked for, or else of
/// all of them.
///
/// # Errors
///
/// [`IndexError`] if the index cannot be read.
pub(super) fn state(snapshot: &dyn Search, article: Option<&str>) -> Result<String, IndexError> {
    let Some(article) = article else {
        return Ok(snapshot.edition().to_string());
    };
    let paragraphs = snapshot.paragraphs_of(article, 0..=u32::MAX)?;
    Ok(fingerprint(&paragraphs))
}

/// Tells the words of paragraphs from other ones.
fn fingerprint<'p>(paragraphs: impl IntoIterator<Item = &'p Passage>) -> String {
    let mut hasher = blake3::Hasher::new();
    for paragraph in paragraphs {
        hasher.update(paragraph.text.as_bytes());
        hasher.update(b"\n");
    }
    let digits = hasher.finalize().to_hex();
    digits.chars().take(FINGERPRINT_DIGITS).collect()
}

/// A page that a button turned to: in place of the message, if that may change.
pub(super) fn turned(handled: Handled, pressed: &Pressed<'_>, is_stale: bool) -> Handled {
    if is_stale || pressed.is_of_another() {
        return handled;
    }
    let mut handled = handled.in_place();
    if let Reply::Update(message) = &mut handled.reply
        && let Some(note) = who_shared(&pressed.message.content)
    {
        message.content = with_note(&message.content, note);
    }
    handled
}

/// Refuses where the message does not say any more what was asked.
pub(super) fn unreadable() -> Refusal {
    Refusal::new(UNREADABLE)
}

/// Refuses where the articles have changed since.
pub(super) fn ask_again() -> Refusal {
    Refusal::new(ASK_AGAIN)
}

/// Replies to *Context* and *Share*; `None` if the articles that they are about have changed.
///
/// # Errors
///
/// A [`Rejection`] if the button is another one, or the reply is shared already.
pub(super) fn press(
    context: &Context<'_>,
    snapshot: &dyn Search,
    pressed: &Pressed<'_>,
) -> Result<Option<Handled>, Rejection> {
    match &pressed.id {
        CustomId::Context { .. } => show_context(context, snapshot, &pressed.id),
        CustomId::Share { below, state } => share(context, snapshot, pressed, *below, state),
        _ => Err(Refusal::unknown("button").into()),
    }
}

/// The paragraphs around one, for whoever pressed.
fn show_context(
    context: &Context<'_>,
    snapshot: &dyn Search,
    id: &CustomId,
) -> Result<Option<Handled>, Rejection> {
    let around = around(context, snapshot, id)?;
    Ok(around.map(|(paragraphs, number)| {
        let message = Message::private(render_context(&paragraphs, number));
        Handled::answered(message, InteractionOutcome::Answered, snapshot)
    }))
}

/// The paragraph that a *Context* is about, between those before and after it, and its number;
/// `None` if it has other words by now.
fn around(
    context: &Context<'_>,
    snapshot: &dyn Search,
    id: &CustomId,
) -> Result<Option<(Vec<Passage>, u32)>, Rejection> {
    let CustomId::Context {
        state,
        article,
        paragraph,
        ..
    } = id
    else {
        return Ok(None);
    };
    let directory = context.directory(snapshot)?;
    let Some(article) = directory.article(article) else {
        return Ok(None);
    };
    let around = paragraph.saturating_sub(1)..=paragraph.saturating_add(1);
    let paragraphs = snapshot.paragraphs_of(&article.id, around)?;
    let own = paragraphs.iter().find(|own| own.number == *paragraph);
    let is_same = own.is_some_and(|own| fingerprint([own]) == *state);
    Ok(is_same.then_some((paragraphs, *paragraph)))
}

/// A private reply, for everybody to see, with all of its buttons but this one, and who shared it.
fn share(
    context: &Context<'_>,
    snapshot: &dyn Search,
    pressed: &Pressed<'_>,
    below: ReplyKind,
    state: &str,
) -> Result<Option<Handled>, Rejection> {
    let mut rows = Vec::new();
    let mut is_evident = false;
    for row in &pressed.message.components {
        let mut kept = Vec::new();
        for (id, label) in row.components.iter().filter_map(carried) {
            if matches!(id, CustomId::Share { .. }) {
                continue;
            }
            if matches!(id, CustomId::Context { .. }) {
                if around(context, snapshot, &id)?.is_none() {
                    return Ok(None);
                }
                is_evident = true;
            }
            kept.push(plain(pressed.owner, label, &id));
        }
        rows.push(kept);
    }
    if !is_evident && below == ReplyKind::Verdict {
        return Err(Refusal::new(NOTHING_TO_SHARE).into());
    }
    if !is_evident && state != snapshot.edition().to_string() {
        return Ok(None);
    }
    if !context.shared.note(pressed.message.id) {
        return Err(Refusal::new(SHARED_ALREADY).into());
    }
    let note = shared_by(context.caller.display_name);
    let message = Message {
        content: with_note(&pressed.message.content, &note),
        rows,
        private: false,
    };
    Ok(Some(Handled::answered(
        message,
        InteractionOutcome::Answered,
        snapshot,
    )))
}

/// What one of our buttons carries, and its label.
fn carried(component: &ActionRowComponent) -> Option<(CustomId, &str)> {
    let ActionRowComponent::Button(button) = component else {
        return None;
    };
    let ButtonKind::NonLink { custom_id, .. } = &button.data else {
        return None;
    };
    let (id, _) = CustomId::decode(custom_id)?;
    Some((id, button.label.as_deref().unwrap_or_default()))
}
