//! `/ask`: the passages that answer a question, or a reply that none does.

use std::time::{Duration, Instant};

use jiff::civil::Date;

use super::buttons::{PageButtons, View, state, unreadable, update_current};
use super::command::{AFTER, ARTICLE, BEFORE, Command, CommandOption, OptionKind, PRIVATE};
use super::context::{Context, MAX_ARTICLE_LENGTH};
use super::help::{help, is_request_for_help};
use super::{context_and_share, not_an_answer, tell_me};
use crate::answer::{Answer, AskRequest, Ranked};
use crate::discord::metrics::{RENDER, timed};
use crate::discord::protocol::custom_id::{CustomId, ReplyKind, article_key};
use crate::discord::protocol::date_range::DateRange;
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::pressed::Pressed;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::Message;
use crate::discord::render::layout::RenderedPage;
use crate::discord::render::passages::{
    Decline, MAX_QUESTION_LENGTH, not_found, pages, question_of,
};
use crate::index::Search;

/// Maximum number of passages over all pages.
const MAX_PASSAGES: usize = 12;

pub(super) const COMMAND: Command = Command {
    name: "ask",
    description: "What do the articles say? Word for word, with the source",
    options: &[
        CommandOption::new(
            "question",
            "Your question, in English",
            OptionKind::Text(MAX_QUESTION_LENGTH),
        )
        .required(),
        ARTICLE,
        AFTER,
        BEFORE,
        PRIVATE,
    ],
    run,
    recall,
    press,
    ..Command::SLASH
};

/// Maximum time for encoding a question: a part of the three seconds that Discord waits for a
/// reply. After it, the question is answered by its words alone.
const ENCODING_WAIT: Duration = Duration::from_secs(1);

/// Question with its restrictions.
struct Question {
    /// Text on one line.
    text: String,
    /// ID of the only article to answer from.
    article: Option<String>,
    /// Days of publication to answer from.
    dates: DateRange,
}

impl Question {
    /// Returns whether only some of the articles may answer.
    fn is_narrowed(&self) -> bool {
        self.article.is_some() || self.dates != DateRange::default()
    }

    fn request(&self, today: Date) -> AskRequest<'_> {
        AskRequest {
            question: &self.text,
            article: self.article.as_deref(),
            after: self.dates.after,
            before: self.dates.before,
            today: Some(today),
            limit: MAX_PASSAGES,
            encode_until: Some(Instant::now() + ENCODING_WAIT),
        }
    }
}

/// The options of the command.
struct AskOptions {
    question: String,
    /// Article as it was typed or chosen.
    article: Option<String>,
    dates: DateRange,
    private: bool,
}

impl AskOptions {
    fn parse(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            question: options.required_text("question", MAX_QUESTION_LENGTH)?,
            article: options.text("article", MAX_ARTICLE_LENGTH)?,
            dates: DateRange::parse(options, context.today())?,
            private: options.flag("private")?,
        })
    }
}

fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let asked = AskOptions::parse(context, options)?;
    let snapshot = context.snapshot()?;
    if is_request_for_help(&asked.question) {
        return help(context, &*snapshot, Some(&asked.question));
    }
    let question = Question {
        text: asked.question,
        article: context.article(&*snapshot, asked.article.as_deref())?,
        dates: asked.dates,
    };
    let view = View::first(context.caller.id, asked.private);
    let handled = answer(context, &*snapshot, &question, view)?;
    let is_declined = handled.outcome == InteractionOutcome::NotFound;
    if is_declined && !asked.private && !question.is_narrowed() {
        not_an_answer::record_decline(context, &question.text);
    }
    Ok(handled)
}

/// Returns the reply at once if the answer is cached.
fn recall(context: &Context<'_>, options: &CallOptions<'_>) -> Option<Handled> {
    let asked = AskOptions::parse(context, options).ok()?;
    if asked.article.is_some() {
        return None;
    }
    let snapshot = context.bot.live.loaded()?;
    let question = Question {
        text: asked.question,
        article: None,
        dates: asked.dates,
    };
    let answer = context
        .bot
        .answers
        .recall(snapshot.edition(), &question.request(context.today()))?;
    if matches!(*answer, Answer::NotFound { .. }) {
        return None;
    }
    let view = View::first(context.caller.id, asked.private);
    let state = snapshot.edition().to_string();
    Some(timed(RENDER, || {
        show(context, &*snapshot, &question, view, (&answer, &state))
    }))
}

fn press(context: &Context<'_>, pressed: &Pressed<'_>) -> Result<Handled, Rejection> {
    match &pressed.id {
        CustomId::NotAnAnswer => return not_an_answer::press(context, pressed),
        CustomId::TellMe => return tell_me::press(context, pressed),
        _ => {}
    }
    let snapshot = context.snapshot()?;
    let (made_from, page, article, dates) = match &pressed.id {
        CustomId::Passages {
            state,
            page,
            article,
            dates,
        } => (Some(state), *page, article.as_deref(), *dates),
        other => {
            if let Some(handled) = context_and_share::press(context, &*snapshot, pressed)? {
                return Ok(handled);
            }
            let (article, dates) = asked_for(other);
            (None, 0, article, dates)
        }
    };
    let question = Question {
        text: question_of(&pressed.message.content).ok_or_else(unreadable)?,
        article: context.article(&*snapshot, article)?,
        dates,
    };
    let now = state(&*snapshot, question.article.as_deref())?;
    let is_stale = made_from != Some(&now);
    let view = View::after_press(pressed, is_stale, page);
    let handled = answer(context, &*snapshot, &question, view)?;
    Ok(update_current(handled, pressed, is_stale))
}

/// Returns the restrictions to article and days that a button below an answer carries.
fn asked_for(id: &CustomId) -> (Option<&str>, DateRange) {
    match id {
        CustomId::Context {
            article,
            is_asked_for,
            dates,
            ..
        } => (is_asked_for.then_some(article.as_str()), *dates),
        _ => (None, DateRange::default()),
    }
}

fn answer(
    context: &Context<'_>,
    snapshot: &dyn Search,
    question: &Question,
    view: View,
) -> Result<Handled, Rejection> {
    let asker = &context.reader(snapshot).asker;
    let request = question.request(context.today());
    let answer = context.bot.answers.ask(asker, snapshot, &request)?;
    if let Answer::NotFound {
        nearest,
        unmentioned,
    } = &*answer
    {
        let nearest = nearest.as_deref().filter(|nearest| nearest.has_terms);
        return decline(context, snapshot, question, view, (nearest, unmentioned));
    }
    let state = state(snapshot, question.article.as_deref())?;
    Ok(timed(RENDER, || {
        show(context, snapshot, question, view, (&answer, &state))
    }))
}

/// Replies that the articles do not answer, and what to try instead.
fn decline(
    context: &Context<'_>,
    snapshot: &dyn Search,
    question: &Question,
    view: View,
    (nearest, unmentioned): (Option<&Ranked>, &[String]),
) -> Result<Handled, Rejection> {
    let days = context.directory(snapshot)?.days;
    let content = not_found(
        &question.text,
        &Decline {
            note: question.dates.with_note(view.note).as_deref(),
            unmentioned,
            days,
        },
        nearest,
    );
    let tell_me = tell_me::button(context, view.owner).filter(|_| !question.is_narrowed());
    let message = Message {
        rows: vec![tell_me.into_iter().collect()],
        ..Message::private(content)
    };
    let outcome = InteractionOutcome::NotFound;
    Ok(Handled::answered(message, outcome, snapshot))
}

/// Renders a page of an answer with its buttons.
fn show(
    context: &Context<'_>,
    snapshot: &dyn Search,
    question: &Question,
    view: View,
    (answer, state): (&Answer, &str),
) -> Handled {
    let ranked = match answer {
        Answer::Found(ranked) => ranked.as_slice(),
        Answer::NotFound { .. } => &[],
    };
    let note = question.dates.with_note(view.note);
    let pages = pages(
        &question.text,
        note.as_deref(),
        ranked,
        context.bot.passages,
    );
    let last = pages.last_page();
    let view = View {
        page: view.page.min(last),
        ..view
    };
    let RenderedPage { content, shown } = pages.page(view.page);
    let below = PageButtons {
        kind: ReplyKind::Answer,
        state,
        is_of_article: question.article.is_some(),
        dates: question.dates,
        view,
        last,
        more: "More passages",
    };
    let passages = ranked.get(shown.clone()).unwrap_or_default();
    let passages = passages.iter().map(|ranked: &Ranked| &*ranked.passage);
    let mut rows = below.rows((shown.start + 1..).zip(passages), |page| {
        CustomId::Passages {
            state: state.to_owned(),
            page,
            article: question.article.as_deref().map(article_key),
            dates: question.dates,
        }
    });
    if !view.private && !question.is_narrowed() {
        rows.extend(not_an_answer::button(context, view.owner).map(|button| vec![button]));
    }
    let message = Message {
        content,
        rows,
        private: view.private,
    };
    Handled::answered(message, InteractionOutcome::Answered, snapshot)
}
