//! `/quote`, `/verify` and "Check quotes".

use serenity::model::id::UserId;

use crate::answer::{QuoteRequest, Verdict, VerifyRequest};
use crate::corpus::{Article, Block, Draft};
use crate::index::{Search, Snapshot};
use crate::quotations::{Attributor, Basis};

use super::ask::{MOST_IN_A_MESSAGE, no_article};
use crate::discord::Bot;
use crate::discord::bot::{Handled, InteractionOutcome};
use crate::discord::protocol::button::{Action, ReplyKind, Press, article_key};
use crate::discord::protocol::reply::{Button, Failure, Message, Style};
use crate::discord::render::layout::Page;
use crate::discord::render::passages::head;
use crate::discord::render::quotations::{pages, question};
use crate::discord::render::verdicts::{verdict, verdicts};

/// So many quotations can be leafed through.
const MOST_QUOTATIONS: usize = 30;

/// So many quotations of a message are checked.
const MOST_CHECKED: usize = 20;

/// Which quotations somebody wants, and what the reply looks like.
pub(crate) struct Quoting<'a> {
    /// Words of theirs; empty for any.
    pub words: &'a str,
    /// Who said them; empty for anybody.
    pub speaker: &'a str,
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
    pub(crate) fn quote(
        &self,
        snapshot: &Snapshot,
        quoting: &Quoting<'_>,
    ) -> Result<Handled, Failure> {
        let Some(article) = self.article(snapshot, quoting.article)? else {
            return Ok(no_article(quoting.article));
        };
        let article = article.as_deref();
        let request = QuoteRequest {
            words: quoting.words,
            speaker: Some(quoting.speaker).filter(|speaker| !speaker.is_empty()),
            article,
            limit: MOST_QUOTATIONS,
            ..QuoteRequest::default()
        };
        let found = self.readers.of(snapshot).asker.quote(snapshot, &request)?;
        let asked = question(quoting.words, quoting.speaker);
        if found.is_empty() {
            let nothing = match (quoting.words.is_empty(), quoting.speaker.is_empty()) {
                (true, _) => "The articles quote nobody by that name.",
                (_, true) => "The articles quote no such words.",
                _ => "The articles quote nobody by that name with such words.",
            };
            let content = format!("{}\n{nothing}", head(&asked, quoting.note));
            let message = Message::private(content);
            return Ok(Handled::answered(message, InteractionOutcome::NotFound, snapshot));
        }
        let most = self.settings.passages.clamp(1, MOST_IN_A_MESSAGE);
        let pages = pages(&asked, quoting.note, &found, most);
        let last = pages.last();
        let page = quoting.page.min(last);
        let Page { content, shown } = pages.page(page);
        let button = |action, label: String| Button {
            id: Press {
                action,
                kind: ReplyKind::Quotations,
                edition: snapshot.edition().to_string(),
                asker: quoting.asker,
            }
            .to_id(),
            label,
            style: Style::Plain,
        };
        let turn = |page| Action::Quotations {
            page,
            speaker: quoting.speaker.chars().count(),
            article: article.map(article_key),
        };
        let mut others = Vec::new();
        if page > 0 {
            others.push(button(turn(page - 1), "Back".to_owned()));
        }
        if page < last {
            others.push(button(turn(page + 1), "More quotations".to_owned()));
        }
        if quoting.private {
            others.push(button(Action::Share, "Share".to_owned()));
        }
        let mut contexts: Vec<Button> = Vec::new();
        let numbers = shown.start + 1..;
        for (n, found) in numbers.zip(found.get(shown).unwrap_or_default()) {
            let context = button(
                Action::Context {
                    article: article_key(&found.passage.article),
                    paragraph: found.passage.number,
                },
                format!("Context {n}"),
            );
            // Two quotations of one paragraph have one context, and no two buttons one id.
            if contexts.iter().all(|other| other.id != context.id) {
                contexts.push(context);
            }
        }
        let message = Message {
            content,
            rows: vec![contexts, others],
            private: quoting.private,
        };
        Ok(Handled::answered(message, InteractionOutcome::Answered, snapshot))
    }

    pub(crate) fn verify(
        &self,
        snapshot: &Snapshot,
        asker: UserId,
        text: &str,
        speaker: Option<&str>,
        private: bool,
    ) -> Result<Handled, Failure> {
        let Ok(request) = VerifyRequest::new(text, speaker) else {
            return Ok(Handled::refused(
                "There is no word in this text: please use the command again with the words of \
                 the quotation.",
            ));
        };
        let verification = self.readers.of(snapshot).asker.verify(snapshot, &request)?;
        let outcome = match verification.verdict {
            Verdict::NotFound { .. } => InteractionOutcome::NotFound,
            _ => InteractionOutcome::Answered,
        };
        let button = |action, label: &str| Button {
            id: Press {
                action,
                kind: ReplyKind::Verdict,
                edition: snapshot.edition().to_string(),
                asker,
            }
            .to_id(),
            label: label.to_owned(),
            style: Style::Plain,
        };
        let passage = match &verification.verdict {
            Verdict::Verbatim { found }
            | Verdict::Excerpt { found, .. }
            | Verdict::Misattributed { found, .. }
            | Verdict::Altered { found, .. } => Some(&found.passage),
            Verdict::Paraphrase { passage, .. } => Some(passage.as_ref()),
            Verdict::NotFound { .. } => None,
        };
        let mut row = Vec::new();
        if let Some(passage) = passage {
            let context = Action::Context {
                article: article_key(&passage.article),
                paragraph: passage.number,
            };
            row.push(button(context, "Context"));
        }
        if private {
            row.push(button(Action::Share, "Share"));
        }
        let message = Message {
            content: verdict(text, speaker, &verification),
            rows: vec![row],
            private,
        };
        Ok(Handled::answered(message, outcome, snapshot))
    }

    /// A verdict on each quotation of a message, or on all of it where it has none.
    pub(crate) fn check_quotes(&self, snapshot: &Snapshot, text: &str) -> Result<Handled, Failure> {
        let reader = self.readers.of(snapshot);
        let quotations = quotations_in(text, &reader.attributor);
        let unchecked = quotations.len().saturating_sub(MOST_CHECKED);
        let mut checked = Vec::new();
        for (text, speaker) in quotations.into_iter().take(MOST_CHECKED) {
            // What has no word in it is no quotation.
            if let Ok(request) = VerifyRequest::new(&text, speaker.as_deref()) {
                checked.push((text.clone(), reader.asker.verify(snapshot, &request)?));
            }
        }
        if checked.is_empty() {
            return Ok(Handled::refused(
                "There is no text in this message that I could check.",
            ));
        }
        let message = Message::private(verdicts(&checked, unchecked));
        Ok(Handled::answered(message, InteractionOutcome::Answered, snapshot))
    }
}

/// The quotations of a message, with who is named as their speaker there; all of the message
/// where there are none.
fn quotations_in(text: &str, attributor: &Attributor) -> Vec<(String, Option<String>)> {
    let lines = text.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some(Block::Paragraph(start..start + line.trim_end().len()))
    });
    let draft = Draft {
        text: text.to_owned(),
        blocks: lines.collect(),
        ..Draft::default()
    };
    let article = Article::new(draft, "message", "message");
    let found = article.map(|article| attributor.extract(&article));
    let mut quotations: Vec<(String, Option<String>)> = found
        .unwrap_or_default()
        .into_iter()
        .map(|quotation| {
            let named = quotation.attribution.as_ref();
            let named = named.filter(|attribution| attribution.basis == Basis::Named);
            let speaker = named.and_then(|attribution| match attribution.speakers.as_slice() {
                [one] => Some(one.name.clone()),
                _ => None,
            });
            (quotation.text, speaker)
        })
        .collect();
    if quotations.is_empty() {
        quotations.push((text.to_owned(), None));
    }
    quotations
}
