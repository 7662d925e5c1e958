//! `/ask`: the passages that answer a question, or the news that none does.

use super::buttons::{Below, View, press as press_below, state, turned, unreadable};
use super::command::{ARTICLE, Command, CommandOption, OptionKind, PRIVATE};
use super::context::{Context, LONGEST_ARTICLE};
use crate::answer::{Answer, AskRequest, Ranked};
use crate::discord::protocol::custom_id::{CustomId, ReplyKind, article_key};
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::pressed::Pressed;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::Message;
use crate::discord::render::layout::RenderedPage;
use crate::discord::render::passages::{LONGEST_QUESTION, not_found, pages, question_of};
use crate::index::Search;

/// Number of passages that can be paged through.
const MOST_PASSAGES: usize = 12;

pub const COMMAND: Command = Command {
    name: "ask",
    description: "What do the articles say? Word for word, with the source",
    options: &[
        CommandOption::new(
            "question",
            "Your question, in English",
            OptionKind::Text(LONGEST_QUESTION),
        )
        .required(),
        ARTICLE,
        PRIVATE,
    ],
    run,
    recall,
    press,
    ..Command::SLASH
};

/// What was asked.
struct Question {
    /// On one line.
    text: String,
    /// ID of the article that it is about, if it is about one.
    article: Option<String>,
}

/// The options of the command.
struct Asked {
    question: String,
    /// As it was typed or chosen.
    article: Option<String>,
    private: bool,
}

impl Asked {
    fn parse(options: &CallOptions<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            question: options.required_text("question", LONGEST_QUESTION)?,
            article: options.text("article", LONGEST_ARTICLE)?,
            private: options.flag("private")?,
        })
    }
}

fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let asked = Asked::parse(options)?;
    let snapshot = context.snapshot()?;
    let question = Question {
        text: asked.question,
        article: context.article(&*snapshot, asked.article.as_deref())?,
    };
    let view = View::first(context.caller.id, asked.private);
    answer(context, &*snapshot, &question, view)
}

/// The reply, if the answer is remembered.
fn recall(context: &Context<'_>, options: &CallOptions<'_>) -> Option<Handled> {
    let asked = Asked::parse(options).ok()?;
    if asked.article.is_some() {
        return None;
    }
    let snapshot = context.live.loaded()?;
    let answer = context
        .answers
        .recall(snapshot.edition(), &asked.question, None)?;
    let question = Question {
        text: asked.question,
        article: None,
    };
    let view = View::first(context.caller.id, asked.private);
    let state = snapshot.edition().to_string();
    Some(show(
        context,
        &*snapshot,
        &question,
        view,
        (&answer, &state),
    ))
}

fn press(context: &Context<'_>, pressed: &Pressed<'_>) -> Result<Handled, Rejection> {
    let snapshot = context.snapshot()?;
    let (made_from, page, article) = match &pressed.id {
        CustomId::Passages {
            state,
            page,
            article,
        } => (Some(state), *page, article.as_deref()),
        other => {
            if let Some(handled) = press_below(context, &*snapshot, pressed)? {
                return Ok(handled);
            }
            (None, 0, asked_for(other))
        }
    };
    let question = Question {
        text: question_of(&pressed.message.content).ok_or_else(unreadable)?,
        article: context.article(&*snapshot, article)?,
    };
    let now = state(&*snapshot, question.article.as_deref())?;
    let is_stale = made_from != Some(&now);
    let view = View::turned(pressed, is_stale, page);
    let handled = answer(context, &*snapshot, &question, view)?;
    Ok(turned(handled, pressed, is_stale))
}

/// The article that was asked for, of a button below an answer.
fn asked_for(id: &CustomId) -> Option<&str> {
    match id {
        CustomId::Context {
            article,
            is_asked_for: true,
            ..
        } => Some(article),
        _ => None,
    }
}

fn answer(
    context: &Context<'_>,
    snapshot: &dyn Search,
    question: &Question,
    view: View,
) -> Result<Handled, Rejection> {
    let request = AskRequest {
        question: &question.text,
        article: question.article.as_deref(),
        limit: MOST_PASSAGES,
        ..AskRequest::default()
    };
    let reader = context.reader(snapshot);
    let answer = context.answers.ask(&reader.asker, snapshot, &request)?;
    let state = state(snapshot, question.article.as_deref())?;
    Ok(show(context, snapshot, question, view, (&answer, &state)))
}

fn show(
    context: &Context<'_>,
    snapshot: &dyn Search,
    question: &Question,
    view: View,
    (answer, state): (&Answer, &str),
) -> Handled {
    let ranked = match answer {
        Answer::Found(ranked) => ranked,
        Answer::NotFound { nearest } => {
            let content = not_found(&question.text, view.note, nearest.as_deref());
            let message = Message::private(content);
            return Handled::answered(message, InteractionOutcome::NotFound, snapshot);
        }
    };
    let pages = pages(&question.text, view.note, ranked, context.passages);
    let last = pages.last();
    let view = View {
        page: view.page.min(last),
        ..view
    };
    let RenderedPage { content, shown } = pages.page(view.page);
    let below = Below {
        kind: ReplyKind::Answer,
        state,
        is_of_article: question.article.is_some(),
        view,
        last,
        more: "More passages",
    };
    let passages = ranked.get(shown.clone()).unwrap_or_default();
    let passages = passages.iter().map(|ranked: &Ranked| &ranked.passage);
    let rows = below.rows((shown.start + 1..).zip(passages), |page| {
        CustomId::Passages {
            state: state.to_owned(),
            page,
            article: question.article.as_deref().map(article_key),
        }
    });
    let message = Message {
        content,
        rows,
        private: view.private,
    };
    Handled::answered(message, InteractionOutcome::Answered, snapshot)
}
