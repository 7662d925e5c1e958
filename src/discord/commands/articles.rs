//! `/articles`: the list of articles, a page at a time, for whoever asks alone.

use super::buttons::{View, plain, turned};
use super::command::Command;
use super::context::Context;
use crate::discord::protocol::custom_id::CustomId;
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::pressed::Pressed;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::Message;
use crate::discord::render::articles::{ON_A_PAGE, content, head};
use crate::index::Search;

const HAVE_CHANGED: &str = "The articles have changed since. These are there now.";

pub const COMMAND: Command = Command {
    name: "articles",
    description: "Which articles are there?",
    run,
    press,
    ..Command::SLASH
};

fn run(context: &Context<'_>, _: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let view = View::first(context.caller.id, true);
    list(context, &*context.snapshot()?, view)
}

fn press(context: &Context<'_>, pressed: &Pressed<'_>) -> Result<Handled, Rejection> {
    let CustomId::Articles { state, page } = &pressed.id else {
        return Err(Refusal::unknown("button").into());
    };
    let snapshot = context.snapshot()?;
    let is_stale = *state != snapshot.edition().to_string();
    let view = View {
        page: *page,
        note: is_stale.then_some(HAVE_CHANGED),
        ..View::first(pressed.person, true)
    };
    let handled = list(context, &*snapshot, view)?;
    Ok(turned(handled, pressed, is_stale))
}

fn list(context: &Context<'_>, snapshot: &dyn Search, view: View) -> Result<Handled, Rejection> {
    let articles = &context.directory(snapshot)?.articles;
    let last = articles.len().saturating_sub(1) / ON_A_PAGE;
    let page = view.page.min(last);
    let turn = |page, label| {
        let state = snapshot.edition().to_string();
        plain(view.owner, label, &CustomId::Articles { state, page })
    };
    let mut row = Vec::new();
    if page > 0 {
        row.push(turn(page - 1, "Back"));
    }
    if page < last {
        row.push(turn(page + 1, "More articles"));
    }
    let head = head(
        articles,
        snapshot.edition(),
        snapshot.commit_info().at,
        view.note,
    );
    let message = Message {
        content: content(head, articles, page),
        rows: vec![row],
        private: true,
    };
    Ok(Handled::answered(
        message,
        InteractionOutcome::Answered,
        snapshot,
    ))
}
