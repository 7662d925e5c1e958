//! The buttons below replies. Nobody changes another person's message, and no message is changed
//! to what other articles say than those that it was made from.

use serenity::all::{ActionRowComponent, ButtonKind};

use crate::index::{Search, Snapshot};

use super::Bot;
use super::answers::Question;
use super::button::{Action, Kind, Press};
use super::handle::{Handled, Outcome};
use super::listing::Listing;
use super::passages::{context, question_of};
use super::quotations::asked_for;
use super::quoting::Quoting;
use super::reply::{Button, Failure, Message, Reply, Style};
use super::request::Pressed;

/// What stands above a reply that is not from the articles that the pressed one is from.
const HAVE_CHANGED: &str = "The articles have changed since. This is what they say now.";

/// What to say where it cannot be answered anew.
const ASK_AGAIN: &str = "The articles have changed since: please use the command again.";

const UNREADABLE: &str = "I cannot read this message any more: please use the command again.";

impl Bot {
    /// Does what a button says.
    pub(super) fn press(
        &self,
        snapshot: &Snapshot,
        pressed: &Pressed<'_>,
    ) -> Result<Handled, Failure> {
        let is_stale = pressed.press.edition != snapshot.edition().to_string();
        let handled = match &pressed.press.action {
            Action::Articles { page } => self.list(
                snapshot,
                &Listing {
                    person: pressed.person,
                    page: *page,
                    is_stale,
                },
            )?,
            Action::Passages { page, article } => {
                self.turn_passages(snapshot, pressed, is_stale, *page, article.as_deref())?
            }
            Action::Quotations {
                page,
                speaker,
                article,
            } => {
                let turn = (*page, *speaker, article.as_deref());
                self.turn_quotations(snapshot, pressed, is_stale, turn)?
            }
            Action::Context { .. } | Action::Share if is_stale => {
                return match pressed.press.kind {
                    Kind::Answer => self.turn_passages(snapshot, pressed, true, 0, None),
                    _ => Ok(Handled::refused(ASK_AGAIN)),
                };
            }
            Action::Context { article, paragraph } => {
                return self.show_context(snapshot, article, *paragraph);
            }
            Action::Share => return Ok(share(snapshot, pressed)),
        };
        Ok(match is_stale || pressed.is_of_another() {
            true => handled,
            false => handled.in_place(),
        })
    }

    fn turn_passages(
        &self,
        snapshot: &Snapshot,
        pressed: &Pressed<'_>,
        is_stale: bool,
        page: usize,
        article: Option<&str>,
    ) -> Result<Handled, Failure> {
        let Some(text) = question_of(&pressed.message.content) else {
            return Ok(Handled::refused(UNREADABLE));
        };
        let question = Question {
            text: &text,
            article,
            asker: pressed.person,
            private: is_stale || pressed.is_of_another() || pressed.is_private(),
            page: if is_stale { 0 } else { page },
            note: is_stale.then_some(HAVE_CHANGED),
        };
        self.ask(snapshot, &question)
    }

    fn turn_quotations(
        &self,
        snapshot: &Snapshot,
        pressed: &Pressed<'_>,
        is_stale: bool,
        (page, speaker, article): (usize, usize, Option<&str>),
    ) -> Result<Handled, Failure> {
        let question = question_of(&pressed.message.content);
        let asked = question.and_then(|question| asked_for(&question, speaker));
        let Some((words, speaker)) = asked else {
            return Ok(Handled::refused(UNREADABLE));
        };
        let quoting = Quoting {
            words: &words,
            speaker: &speaker,
            article,
            asker: pressed.person,
            private: is_stale || pressed.is_of_another() || pressed.is_private(),
            page: if is_stale { 0 } else { page },
            note: is_stale.then_some(HAVE_CHANGED),
        };
        self.quote(snapshot, &quoting)
    }

    fn show_context(
        &self,
        snapshot: &Snapshot,
        article: &str,
        paragraph: u32,
    ) -> Result<Handled, Failure> {
        let directory = self.directories.of(snapshot)?;
        let Some(article) = directory.article(article) else {
            return Ok(Handled::refused(UNREADABLE));
        };
        let around = paragraph.saturating_sub(1)..=paragraph.saturating_add(1);
        let paragraphs = snapshot.paragraphs_of(&article.id, around)?;
        if paragraphs.is_empty() {
            return Ok(Handled::refused(UNREADABLE));
        }
        let message = Message::private(context(&paragraphs, paragraph));
        Ok(Handled::answered(message, Outcome::Answered, snapshot))
    }
}

/// A private reply, for everybody to see, with all of its buttons but this one.
fn share(snapshot: &Snapshot, pressed: &Pressed<'_>) -> Handled {
    let rows = pressed.message.components.iter().map(|row| {
        let buttons = row.components.iter().filter_map(|component| {
            let ActionRowComponent::Button(button) = component else {
                return None;
            };
            let ButtonKind::NonLink { custom_id, .. } = &button.data else {
                return None;
            };
            let is_share = Press::parse(custom_id)?.action == Action::Share;
            (!is_share).then(|| Button {
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
    Handled {
        reply: Reply::Message(message),
        outcome: Outcome::Answered,
        edition: Some(snapshot.edition().clone()),
    }
}
