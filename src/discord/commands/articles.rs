//! `/articles`: the list of articles in pages, as a private reply.

use super::buttons::{View, plain, update_current};
use super::command::{Command, CommandOption, OptionKind};
use super::context::Context;
use crate::discord::protocol::custom_id::CustomId;
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::pressed::Pressed;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::Message;
use crate::discord::render::articles::{PER_PAGE, content, head, search_of};
use crate::index::Search;

const ARTICLES_CHANGED: &str = "The articles have changed since. These are there now.";

/// Number of pages from which there are buttons to the first and the last page.
const FEW_PAGES: usize = 3;

/// Maximum length of the option `search`, in UTF-16 units.
const MAX_SEARCH_LENGTH: usize = 100;

pub(super) const COMMAND: Command = Command {
    name: "articles",
    description: "Which articles are there?",
    options: &[CommandOption::new(
        "search",
        "Only those with these words in their title, outlet or ID",
        OptionKind::Text(MAX_SEARCH_LENGTH),
    )],
    run,
    press,
    ..Command::SLASH
};

fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let search = options.text("search", MAX_SEARCH_LENGTH)?;
    let view = View::first(context.caller.id, true);
    list(context, &*context.snapshot()?, search.as_deref(), view)
}

fn press(context: &Context<'_>, pressed: &Pressed<'_>) -> Result<Handled, Rejection> {
    let CustomId::Articles { state, page } = &pressed.id else {
        return Err(Refusal::unknown("button").into());
    };
    let snapshot = context.snapshot()?;
    let search = search_of(&pressed.message.content);
    let is_stale = *state != snapshot.edition().to_string();
    let view = View {
        page: *page,
        note: is_stale.then_some(ARTICLES_CHANGED),
        ..View::first(pressed.person, true)
    };
    let handled = list(context, &*snapshot, search.as_deref(), view)?;
    Ok(update_current(handled, pressed, is_stale))
}

fn list(
    context: &Context<'_>,
    snapshot: &dyn Search,
    search: Option<&str>,
    view: View,
) -> Result<Handled, Rejection> {
    let directory = context.directory(snapshot)?;
    let articles = match search {
        Some(words) => directory.search(words),
        None => directory.articles.iter().collect(),
    };
    let last = articles.len().saturating_sub(1) / PER_PAGE;
    let page = view.page.min(last);
    let turn = |page, label| {
        let state = snapshot.edition().to_string();
        plain(view.owner, label, &CustomId::Articles { state, page })
    };
    let mut row = Vec::new();
    if page > 1 && last >= FEW_PAGES {
        row.push(turn(0, "First"));
    }
    if page > 0 {
        row.push(turn(page - 1, "Back"));
    }
    if page < last {
        row.push(turn(page + 1, "More articles"));
    }
    if page + 1 < last && last >= FEW_PAGES {
        row.push(turn(last, "Last"));
    }
    let searched = search.map(|words| (words, directory.articles.len()));
    let made = (snapshot.edition(), snapshot.commit_info().at);
    let head = head(&articles, searched, made, view.note);
    let message = Message {
        content: content(head, &articles, page),
        rows: vec![row],
        private: true,
    };
    Ok(Handled::answered(
        message,
        InteractionOutcome::Answered,
        snapshot,
    ))
}
