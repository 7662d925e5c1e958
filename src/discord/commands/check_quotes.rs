//! *Check quotes*, a command in the menu of a message: a verdict on each of its quotations. Its
//! buttons belong to `/verify`.

use serenity::model::application::CommandType;

use super::buttons::{context_buttons, context_id, share_button};
use super::command::Command;
use super::context::Context;
use crate::answer::{Verification, VerifyRequest};
use crate::discord::metrics::{RENDER, SEARCH, timed};
use crate::discord::protocol::custom_id::ReplyKind;
use crate::discord::protocol::date_range::DateRange;
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Button, Message};
use crate::discord::render::layout::RenderedPage;
use crate::discord::render::verdicts::verdicts;
use crate::index::Search;

/// Maximum number of quotations of one message that are checked.
const MAX_CHECKED: usize = 20;

/// Maximum number of buttons in a row.
const MAX_ROW: usize = 5;

const NO_TEXT: &str = "There is no text in this message that I could check.";

pub(super) const COMMAND: Command = Command {
    name: "Check quotes",
    kind: CommandType::Message,
    run,
    ..Command::SLASH
};

fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let text = options.message_text();
    if text.trim().is_empty() {
        return Err(Refusal::new(NO_TEXT).into());
    }
    let snapshot = context.snapshot()?;
    let asker = &context.reader(&*snapshot).asker;
    let claims = asker.claims(&*snapshot, &text)?;
    let unchecked = claims.len().saturating_sub(MAX_CHECKED);
    let mut checked = Vec::new();
    for claim in claims.into_iter().take(MAX_CHECKED) {
        // A claim without any word is skipped.
        if let Ok(request) = VerifyRequest::new(&claim.text, claim.speaker.as_deref()) {
            let verification = timed(SEARCH, || asker.verify(&*snapshot, &request))?;
            checked.push((claim.text, verification));
        }
    }
    if checked.is_empty() {
        return Err(Refusal::new(NO_TEXT).into());
    }
    let RenderedPage { content, shown } = timed(RENDER, || verdicts(&checked, unchecked));
    let message = Message {
        rows: rows(context, &*snapshot, checked.get(shown).unwrap_or_default()),
        ..Message::private(content)
    };
    Ok(Handled::answered(
        message,
        InteractionOutcome::Answered,
        &*snapshot,
    ))
}

/// Returns the buttons to the context of each shown quotation, and one to share the reply.
fn rows(
    context: &Context<'_>,
    snapshot: &dyn Search,
    shown: &[(String, Verification)],
) -> Vec<Vec<Button>> {
    let owner = context.caller.id;
    let numbered = (1..).zip(shown);
    let found = numbered
        .filter_map(|(number, (_, verification))| Some((number, verification.verdict.passage()?)));
    let contexts = context_buttons(owner, found, |passage| {
        context_id(ReplyKind::Verdict, passage, false, DateRange::default())
    });
    if contexts.is_empty() {
        return Vec::new();
    }
    let mut rows: Vec<Vec<Button>> = contexts.chunks(MAX_ROW).map(<[_]>::to_vec).collect();
    let state = snapshot.edition().to_string();
    rows.push(vec![share_button(owner, ReplyKind::Verdict, &state)]);
    rows
}
