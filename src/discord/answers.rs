//! `/ask`, and the buttons below its answers.

use serenity::all::{ActionRowComponent, ButtonKind};
use serenity::model::id::UserId;

use crate::answer::{self, Answer, Ranked};
use crate::corpus::Span;
use crate::index::{Search, Snapshot};

use super::Bot;
use super::button::{Action, Press, article_key};
use super::escape::inline;
use super::handle::{Handled, Outcome};
use super::layout::Page;
use super::passages::{context, not_found, pages, question_of};
use super::reply::{Button, Failure, Message, Reply, Style};
use super::request::Pressed;

/// So many passages can be leafed through.
const MOST_PASSAGES: usize = 12;

/// More stand in no message, whatever the setting is for the terminal.
const MOST_IN_A_MESSAGE: usize = 3;

/// What stands above an answer that is not from the articles that the pressed one is from.
const HAVE_CHANGED: &str = "The articles have changed since. This is what they say now.";

/// What to say where it cannot be answered anew.
const ASK_AGAIN: &str = "The articles have changed since: please use the command again.";

const UNREADABLE: &str = "I cannot read this message any more: please use the command again.";

/// A question, and what an answer to it looks like.
struct Question<'a> {
    text: &'a str,
    article: Option<&'a str>,
    asker: UserId,
    private: bool,
    page: usize,
    note: Option<&'a str>,
}

impl Bot {
    pub(super) fn ask(
        &self,
        snapshot: &Snapshot,
        asker: UserId,
        question: &str,
        article: Option<&str>,
        private: bool,
    ) -> Result<Handled, Failure> {
        let article = match article {
            Some(typed) => match self.directories.of(snapshot)?.article(typed) {
                Some(article) => Some(article.id.clone()),
                None => return Ok(Handled::refused(no_article(typed))),
            },
            None => None,
        };
        let question = Question {
            text: question,
            article: article.as_deref(),
            asker,
            private,
            page: 0,
            note: None,
        };
        let (message, outcome) = self.answer(snapshot, &question)?;
        Ok(Handled::new(
            Reply::Message(message),
            outcome,
            Some(snapshot),
        ))
    }

    /// Does what a button says. Nobody changes another person's message, and none is changed to
    /// what the articles say by now.
    pub(super) fn press(
        &self,
        snapshot: &Snapshot,
        pressed: &Pressed<'_>,
    ) -> Result<Handled, Failure> {
        let is_current = pressed.press.edition == snapshot.edition().to_string();
        match &pressed.press.action {
            // A list of what there was is of no use to anybody.
            Action::Articles { page } => self.list(snapshot, Some(pressed), pressed.person, *page),
            _ if !is_current => self.answer_anew(snapshot, pressed),
            Action::Passages { page, article } => {
                self.turn_page(snapshot, pressed, *page, article.as_deref())
            }
            Action::Context { article, paragraph } => {
                self.show_context(snapshot, article, *paragraph)
            }
            Action::Share => Ok(share(snapshot, pressed)),
        }
    }

    fn turn_page(
        &self,
        snapshot: &Snapshot,
        pressed: &Pressed<'_>,
        page: usize,
        article: Option<&str>,
    ) -> Result<Handled, Failure> {
        let Some(text) = question_of(&pressed.message.content) else {
            return Ok(Handled::refused(UNREADABLE));
        };
        let directory = self.directories.of(snapshot)?;
        let article = match article.map(|key| directory.article(key)) {
            Some(None) => return Ok(Handled::refused(ASK_AGAIN)),
            Some(Some(article)) => Some(article.id.as_str()),
            None => None,
        };
        let is_of_another = pressed.is_of_another();
        let question = Question {
            text: &text,
            article,
            asker: pressed.person,
            private: is_of_another || pressed.is_private(),
            page,
            note: None,
        };
        let (message, outcome) = self.answer(snapshot, &question)?;
        let reply = match is_of_another {
            true => Reply::Message(message),
            false => Reply::Update(message),
        };
        Ok(Handled::new(reply, outcome, Some(snapshot)))
    }

    fn show_context(
        &self,
        snapshot: &Snapshot,
        article: &str,
        paragraph: u32,
    ) -> Result<Handled, Failure> {
        let directory = self.directories.of(snapshot)?;
        let Some(article) = directory.article(article) else {
            return Ok(Handled::refused(ASK_AGAIN));
        };
        let around = paragraph.saturating_sub(1)..=paragraph.saturating_add(1);
        let paragraphs = snapshot.paragraphs_of(&article.id, around)?;
        if paragraphs.is_empty() {
            return Ok(Handled::refused(ASK_AGAIN));
        }
        let message = Message::private(context(&paragraphs, paragraph));
        Ok(Handled::new(
            Reply::Message(message),
            Outcome::Answered,
            Some(snapshot),
        ))
    }

    /// For a button of an older edition: a message of its own, for who pressed it alone.
    fn answer_anew(&self, snapshot: &Snapshot, pressed: &Pressed<'_>) -> Result<Handled, Failure> {
        let Some(text) = question_of(&pressed.message.content) else {
            return Ok(Handled::refused(ASK_AGAIN));
        };
        let directory = self.directories.of(snapshot)?;
        let article = match &pressed.press.action {
            Action::Passages {
                article: Some(key), ..
            } => match directory.article(key) {
                Some(article) => Some(article.id.as_str()),
                None => return Ok(Handled::refused(ASK_AGAIN)),
            },
            _ => None,
        };
        let question = Question {
            text: &text,
            article,
            asker: pressed.person,
            private: true,
            page: 0,
            note: Some(HAVE_CHANGED),
        };
        let (message, outcome) = self.answer(snapshot, &question)?;
        Ok(Handled::new(
            Reply::Message(message),
            outcome,
            Some(snapshot),
        ))
    }

    fn answer(
        &self,
        snapshot: &Snapshot,
        question: &Question<'_>,
    ) -> Result<(Message, Outcome), Failure> {
        let request = answer::Request {
            question: question.text,
            article: question.article,
            limit: MOST_PASSAGES,
            ..answer::Request::default()
        };
        let ranked = match self.asker.ask(snapshot, &request)? {
            Answer::Found(ranked) => ranked,
            Answer::NotFound { nearest } => {
                let content = not_found(question.text, question.note, nearest.as_deref());
                return Ok((Message::private(content), Outcome::NotFound));
            }
        };
        let most = self.settings.passages.clamp(1, MOST_IN_A_MESSAGE);
        let mut pages = pages(question.text, question.note, &ranked, most);
        let last = pages.len().saturating_sub(1);
        let page = question.page.min(last);
        let Page { content, shown } = pages.swap_remove(page);
        let message = Message {
            content,
            rows: buttons(snapshot, question, &ranked, shown, page, last),
            private: question.private,
        };
        Ok((message, Outcome::Answered))
    }
}

/// The buttons below an answer.
fn buttons(
    snapshot: &Snapshot,
    question: &Question<'_>,
    ranked: &[Ranked],
    shown: Span,
    page: usize,
    last: usize,
) -> Vec<Vec<Button>> {
    let button = |action, label: String| Button {
        id: Press {
            action,
            edition: snapshot.edition().to_string(),
            asker: question.asker,
        }
        .to_id(),
        label,
        style: Style::Plain,
    };
    let turn = |page| Action::Passages {
        page,
        article: question.article.map(article_key),
    };
    let mut others = Vec::new();
    if page > 0 {
        others.push(button(turn(page - 1), "Back".to_owned()));
    }
    if page < last {
        others.push(button(turn(page + 1), "More passages".to_owned()));
    }
    if question.private {
        others.push(button(Action::Share, "Share".to_owned()));
    }
    let numbers = shown.start + 1..;
    let contexts = numbers
        .zip(ranked.get(shown).unwrap_or_default())
        .map(|(n, ranked)| {
            let action = Action::Context {
                article: article_key(&ranked.passage.article),
                paragraph: ranked.passage.number,
            };
            button(action, format!("Context {n}"))
        });
    vec![contexts.collect(), others]
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
    Handled::new(Reply::Message(message), Outcome::Answered, Some(snapshot))
}

fn no_article(typed: &str) -> String {
    format!(
        "I know no single article by “{}”: please pick one from the list that appears as you type.",
        inline(typed, 100)
    )
}
