//! *Check quotes*, in the menu of a message: a verdict on each of its quotations. Its buttons are
//! those of `/verify`.

use serenity::model::application::CommandType;

use super::buttons::{Below, View};
use super::command::Command;
use super::context::Context;
use crate::answer::{Verification, VerifyRequest};
use crate::discord::metrics::{RENDER, SEARCH, timed};
use crate::discord::protocol::custom_id::{CustomId, ReplyKind};
use crate::discord::protocol::date_range::DateRange;
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::{Button, Message};
use crate::discord::render::layout::RenderedPage;
use crate::discord::render::verdicts::verdicts;
use crate::index::{Passage, Search};

/// Number of quotations of one message that are checked.
const MOST_CHECKED: usize = 20;

/// Number of buttons in a row.
const ROW: usize = 5;

const NO_TEXT: &str = "There is no text in this message that I could check.";

pub(super) const COMMAND: Command = Command {
    name: "Check quotes",
    kind: CommandType::Message,
    run,
    ..Command::SLASH
};

fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let text = options.message_text().unwrap_or_default();
    if text.trim().is_empty() {
        return Err(Refusal::new(NO_TEXT).into());
    }
    let snapshot = context.snapshot()?;
    let asker = &context.reader(&*snapshot).asker;
    let claims = asker.claims(&*snapshot, &text)?;
    let unchecked = claims.len().saturating_sub(MOST_CHECKED);
    let mut checked = Vec::new();
    for claim in claims.into_iter().take(MOST_CHECKED) {
        // What has no word in it is no quotation.
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

/// Buttons to the context of each quotation that is shown, and one to share them all.
fn rows(
    context: &Context<'_>,
    snapshot: &dyn Search,
    shown: &[(String, Verification)],
) -> Vec<Vec<Button>> {
    let numbered = (1..).zip(shown);
    let found: Vec<(usize, &Passage)> = numbered
        .filter_map(|(number, (_, verification))| Some((number, verification.verdict.passage()?)))
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    let state = snapshot.edition().to_string();
    let below = Below {
        kind: ReplyKind::Verdict,
        state: &state,
        is_of_article: false,
        dates: DateRange::default(),
        view: View::first(context.caller.id, true),
        last: 0,
        more: "",
    };
    // There is one page, so that no button turns to another.
    let rows = below.rows(found.into_iter(), |_| CustomId::Cancel);
    let rows = rows.iter().flat_map(|row| row.chunks(ROW));
    rows.map(<[Button]>::to_vec).collect()
}
