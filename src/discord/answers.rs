//! `/ask`: the passages that answer, or the news that none does.

use serenity::model::id::UserId;

use crate::answer::{self, Answer, Ranked};
use crate::index::{Search, Snapshot};
use crate::text::Span;

use super::Bot;
use super::button::{Action, Kind, Press, article_key};
use super::escape::inline;
use super::handle::{Handled, Outcome};
use super::layout::Page;
use super::passages::{not_found, pages};
use super::reply::{Button, Failure, Message, Style};

/// So many passages can be leafed through.
const MOST_PASSAGES: usize = 12;

/// More stand in no message, whatever the setting is for the terminal.
pub(super) const MOST_IN_A_MESSAGE: usize = 3;

/// A question, and what its answer looks like.
pub(super) struct Question<'a> {
    /// The question, on one line.
    pub text: &'a str,
    /// The article as it was typed or chosen, or its key.
    pub article: Option<&'a str>,
    /// Who asks.
    pub asker: UserId,
    /// Whether only they see it.
    pub private: bool,
    /// Counted from 0.
    pub page: usize,
    /// A line below the question.
    pub note: Option<&'a str>,
}

impl Bot {
    /// The id of the article that was typed, chosen or kept in a button, if there was any; `None`
    /// if it is not one of the articles.
    pub(super) fn article(
        &self,
        snapshot: &Snapshot,
        typed: Option<&str>,
    ) -> Result<Option<Option<String>>, Failure> {
        let Some(typed) = typed else {
            return Ok(Some(None));
        };
        let directory = self.directories.of(snapshot)?;
        Ok(directory
            .article(typed)
            .map(|article| Some(article.id.clone())))
    }

    pub(super) fn ask(
        &self,
        snapshot: &Snapshot,
        question: &Question<'_>,
    ) -> Result<Handled, Failure> {
        let Some(article) = self.article(snapshot, question.article)? else {
            return Ok(no_article(question.article));
        };
        let question = Question {
            article: article.as_deref(),
            ..*question
        };
        let request = answer::AskRequest {
            question: question.text,
            article: question.article,
            limit: MOST_PASSAGES,
            ..answer::AskRequest::default()
        };
        let reader = self.readers.of(snapshot);
        let answer = self.remembered.ask(&reader.asker, snapshot, &request)?;
        Ok(self.show(snapshot, &question, &answer))
    }

    /// The same, if the answer is remembered. The article is its id.
    pub(super) fn ask_again(
        &self,
        snapshot: &Snapshot,
        question: &Question<'_>,
    ) -> Option<Handled> {
        let edition = snapshot.edition();
        let answer = self
            .remembered
            .recall(edition, question.text, question.article)?;
        Some(self.show(snapshot, question, &answer))
    }

    fn show(&self, snapshot: &Snapshot, question: &Question<'_>, answer: &Answer) -> Handled {
        let ranked = match answer {
            Answer::Found(ranked) => ranked,
            Answer::NotFound { nearest } => {
                let content = not_found(question.text, question.note, nearest.as_deref());
                let message = Message::private(content);
                return Handled::answered(message, Outcome::NotFound, snapshot);
            }
        };
        let most = self.settings.passages.clamp(1, MOST_IN_A_MESSAGE);
        let pages = pages(question.text, question.note, ranked, most);
        let last = pages.last();
        let page = question.page.min(last);
        let Page { content, shown } = pages.page(page);
        let question = Question { page, ..*question };
        let message = Message {
            content,
            rows: buttons(snapshot, &question, ranked, shown, last),
            private: question.private,
        };
        Handled::answered(message, Outcome::Answered, snapshot)
    }
}

/// The buttons below an answer.
fn buttons(
    snapshot: &Snapshot,
    question: &Question<'_>,
    ranked: &[Ranked],
    shown: Span,
    last: usize,
) -> Vec<Vec<Button>> {
    let button = |action, label: String| Button {
        id: Press {
            action,
            kind: Kind::Answer,
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
    if question.page > 0 {
        others.push(button(turn(question.page - 1), "Back".to_owned()));
    }
    if question.page < last {
        others.push(button(turn(question.page + 1), "More passages".to_owned()));
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

/// What somebody reads who names an article that is not there.
pub(super) fn no_article(typed: Option<&str>) -> Handled {
    Handled::refused(format!(
        "I know no single article by “{}”: please pick one from the list that appears as you type.",
        inline(typed.unwrap_or_default(), 100)
    ))
}
