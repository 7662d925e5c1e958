//! `/index gaps`: the unanswered questions, with buttons to add an article or another name.

use super::add;
use super::verb::{MAX_OPTION_LENGTH, curator, deferred, state};
use crate::answer::{GapGroup, gap_groups};
use crate::discord::commands::buttons::plain;
use crate::discord::commands::command::Command;
use crate::discord::commands::context::Context;
use crate::discord::protocol::custom_id::CustomId;
use crate::discord::protocol::handled::{Handled, Rejection};
use crate::discord::protocol::pressed::Submitted;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Button, Field, Form, Message, Reply};
use crate::discord::render::escape::{clean, inline};
use crate::discord::render::gaps::{PER_PAGE, gaps, missing_word};
use crate::index::Search;

const NOT_KEPT: &str =
    "Unanswered questions are not kept: my operator can turn on `log_gaps` below `[answer]`.";

/// Maximum length of a name in the form, in characters.
const MAX_NAME_LENGTH: u16 = 100;

pub(super) const COMMAND: Command = Command {
    name: "gaps",
    description: "Questions that no article answers, the most asked first",
    run: |context, _| Ok(Handled::message(page(context, 0)?)),
    ..Command::SLASH
};

/// Shows a page in place of the message.
pub(super) fn turn(context: &Context<'_>, to: usize) -> Result<Handled, Rejection> {
    Ok(Handled::replied(Reply::Update(page(context, to)?)))
}

fn page(context: &Context<'_>, page: usize) -> Result<Message, Rejection> {
    let state = state(context)?;
    let snapshot = context.bot.live.snapshot();
    let snapshot = snapshot.as_deref().map(|snapshot| snapshot as &dyn Search);
    let groups = match snapshot {
        Some(snapshot) => {
            let reader = context.reader(snapshot);
            gap_groups(&reader.asker, &state, Some(snapshot), context.now)
        }
        None => Ok(Vec::new()),
    };
    let groups = groups.map_err(|error| Rejection::Failed(error.into()))?;
    if groups.is_empty()
        && context
            .bot
            .storage
            .as_ref()
            .is_none_or(|storage| !storage.log_gaps)
    {
        return Ok(Message::private(NOT_KEPT));
    }
    let last = groups.len().saturating_sub(1) / PER_PAGE;
    let page = page.min(last);
    let owner = context.caller.id;
    let turn = |page, label| plain(owner, label, &CustomId::Gaps { page });
    let mut row = vec![plain(owner, "Add an article", &CustomId::AskForPage)];
    if page > 0 {
        row.push(turn(page - 1, "Back"));
    }
    if page < last {
        row.push(turn(page + 1, "More"));
    }
    if groups.is_empty() {
        row.clear();
    }
    Ok(Message {
        rows: vec![name_buttons(context, &groups, page), row],
        ..Message::private(gaps(&groups, page))
    })
}

/// Returns a button for each group on the page that has a word unknown to the articles.
fn name_buttons(context: &Context<'_>, groups: &[GapGroup], page: usize) -> Vec<Button> {
    let shown = groups.iter().enumerate();
    let shown = shown.skip(page * PER_PAGE).take(PER_PAGE);
    let mut row: Vec<Button> = Vec::new();
    for (n, group) in shown {
        let Some(word) = missing_word(group) else {
            continue;
        };
        let label = format!("Other name {}", n + 1);
        let button = plain(context.caller.id, &label, &CustomId::OtherName { word });
        // Two groups may have the same unknown word, and custom IDs must be unique.
        if row.iter().all(|other| other.id != button.id) {
            row.push(button);
        }
    }
    row
}

/// Opens the form for another name of something that the articles name differently.
pub(super) fn ask_for_name(context: &Context<'_>, word: &str) -> Handled {
    let field = |id: &str, label: &str, value: &str| Field {
        id: id.to_owned(),
        label: label.to_owned(),
        value: value.to_owned(),
        max_length: MAX_NAME_LENGTH,
        required: true,
    };
    Handled::replied(Reply::Form(Form {
        id: CustomId::AddName.encode(context.caller.id),
        title: "Another name".to_owned(),
        fields: vec![
            field("other", "What people call it", word),
            field("name", "What the articles call it", ""),
        ],
    }))
}

/// Adds the name given in the form.
pub(super) fn add_name(context: &Context<'_>, form: &Submitted<'_>) -> Result<Handled, Rejection> {
    let typed = |field: &str| {
        clean(form.field(field).unwrap_or_default())
            .trim()
            .to_owned()
    };
    let (name, other) = (typed("name"), typed("other"));
    if name.is_empty() || other.is_empty() {
        return Err(Refusal::new("A name is missing: please fill in both.").into());
    }
    let curator = curator(context)?;
    let actor = context.caller.actor();
    Ok(deferred(false, move |_| {
        let report = curator.add_name(&actor, &name, &other)?;
        Ok(Message::private(format!(
            "“{}” means “{}” from now on: answers come from edition {}.",
            inline(&other, MAX_NAME_LENGTH.into()),
            inline(&name, MAX_NAME_LENGTH.into()),
            report.edition
        )))
    }))
}

/// Opens the form for the address of an article.
pub(super) fn ask_for_page(context: &Context<'_>) -> Handled {
    Handled::replied(Reply::Form(Form {
        id: CustomId::AddPage.encode(context.caller.id),
        title: "Add an article".to_owned(),
        fields: vec![Field {
            id: "url".to_owned(),
            label: "The address of its page".to_owned(),
            value: String::new(),
            max_length: MAX_OPTION_LENGTH as u16,
            required: true,
        }],
    }))
}

/// Previews the article at an address, as `/index add url` does.
pub(super) fn add_page(context: &Context<'_>, form: &Submitted<'_>) -> Result<Handled, Rejection> {
    let address = form.field("url").map(clean).unwrap_or_default();
    add::preview_page(context, address)
}
