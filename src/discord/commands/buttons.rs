//! The buttons below replies. A press never changes another person's message, and never changes a
//! message to a text from other articles than it was made from; it gets a new reply instead.

use serenity::model::id::UserId;

use crate::discord::protocol::custom_id::{CustomId, ReplyKind, article_key};
use crate::discord::protocol::date_range::DateRange;
use crate::discord::protocol::handled::Handled;
use crate::discord::protocol::pressed::Pressed;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Button, Reply, Style};
use crate::discord::render::shared::{who_shared, with_note};
use crate::index::{IndexError, Passage, Search};

/// Note in a reply that is made from other articles than the message whose button was pressed.
const ARTICLES_CHANGED: &str = "The articles have changed since. This is what they say now.";

/// Refusal if the articles changed and the request cannot be repeated.
const ASK_AGAIN: &str = "The articles have changed since: please use the command again.";

const UNREADABLE: &str = "I cannot read this message any more: please use the command again.";

/// Length of a fingerprint, in hexadecimal digits.
const FINGERPRINT_DIGITS: usize = 8;

/// Page of a reply, and who sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// Person for whom the buttons are made.
    pub owner: UserId,
    /// Whether nobody else sees the reply.
    pub private: bool,
    /// Page, counted from 0.
    pub page: usize,
    /// Line below the question in the bot's own words.
    pub note: Option<&'static str>,
}

/// Description of the buttons below a page of passages or quotations.
pub(super) struct PageButtons<'a> {
    /// Kind of the reply.
    pub kind: ReplyKind,
    /// State of the articles that the page is made from; see [`state`].
    pub state: &'a str,
    /// Whether the request was restricted to one article.
    pub is_of_article: bool,
    /// Days to which the request was restricted.
    pub dates: DateRange,
    /// Page that is shown.
    pub view: View,
    /// Number of the last page, counted from 0.
    pub last: usize,
    /// Label of the button to the next page.
    pub more: &'a str,
}

impl View {
    /// Returns the first page, for the person who used the command.
    pub(super) fn first(owner: UserId, private: bool) -> Self {
        Self {
            owner,
            private,
            page: 0,
            note: None,
        }
    }

    /// Returns the page that a button leads to; the first one if the articles have changed.
    pub(super) fn after_press(pressed: &Pressed<'_>, is_stale: bool, page: usize) -> Self {
        Self {
            owner: pressed.person,
            private: is_stale || pressed.is_of_another() || pressed.is_private(),
            page: if is_stale { 0 } else { page },
            note: is_stale.then_some(ARTICLES_CHANGED),
        }
    }
}

impl PageButtons<'_> {
    /// Returns a row of *Context* buttons, and one to turn pages and share the reply. `turn` makes
    /// the custom ID of a page.
    pub(super) fn rows<'p>(
        &self,
        passages: impl Iterator<Item = (usize, &'p Passage)>,
        turn: impl Fn(usize) -> CustomId,
    ) -> Vec<Vec<Button>> {
        let View { owner, page, .. } = self.view;
        let contexts = context_buttons(owner, passages, |passage| {
            context_id(self.kind, passage, self.is_of_article, self.dates)
        });
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

/// Returns a *Context* button for each numbered passage. `id` makes its custom ID.
pub(super) fn context_buttons<'p>(
    owner: UserId,
    passages: impl Iterator<Item = (usize, &'p Passage)>,
    id: impl Fn(&Passage) -> CustomId,
) -> Vec<Button> {
    let mut buttons: Vec<Button> = Vec::new();
    for (number, passage) in passages {
        let button = plain(owner, &format!("Context {number}"), &id(passage));
        // Two quotations of one paragraph have the same context, and custom IDs must be unique.
        if buttons.iter().all(|other| other.id != button.id) {
            buttons.push(button);
        }
    }
    buttons
}

/// Makes a button in the plain style.
pub(super) fn plain(owner: UserId, label: &str, id: &CustomId) -> Button {
    Button {
        id: id.encode(owner),
        label: label.to_owned(),
        style: Style::Plain,
    }
}

/// Returns the custom ID of a button that shows the context of a passage.
pub(super) fn context_id(
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

/// Makes the button that shows a private reply to everybody.
pub(super) fn share_button(owner: UserId, below: ReplyKind, state: &str) -> Button {
    let id = CustomId::Share {
        below,
        state: state.to_owned(),
    };
    plain(owner, "Share", &id)
}

/// Returns the state of the articles that a reply is made from: a fingerprint of the one article to
/// which it is restricted, or else the edition of the index.
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

/// Returns a fingerprint of the text of paragraphs.
pub(super) fn fingerprint<'p>(paragraphs: impl IntoIterator<Item = &'p Passage>) -> String {
    let mut hasher = blake3::Hasher::new();
    for paragraph in paragraphs {
        hasher.update(paragraph.text.as_bytes());
        hasher.update(b"\n");
    }
    let digits = hasher.finalize().to_hex();
    digits.chars().take(FINGERPRINT_DIGITS).collect()
}

/// Makes a reply update its message, unless the articles changed or it is another person's.
pub(super) fn update_current(handled: Handled, pressed: &Pressed<'_>, is_stale: bool) -> Handled {
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

/// Returns the refusal if the request cannot be read back from the message.
pub(super) fn unreadable() -> Refusal {
    Refusal::new(UNREADABLE)
}

/// Returns the refusal if the articles have changed.
pub(super) fn ask_again() -> Refusal {
    Refusal::new(ASK_AGAIN)
}
