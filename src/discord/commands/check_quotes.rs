//! *Check quotes*, in the menu of a message: a verdict on each of its quotations.

use serenity::model::application::CommandType;

use super::command::Command;
use super::context::Context;
use crate::answer::VerifyRequest;
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::Message;
use crate::discord::render::verdicts::verdicts;

/// Number of quotations of one message that are checked.
const MOST_CHECKED: usize = 20;

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
            let verification = asker.verify(&*snapshot, &request)?;
            checked.push((claim.text, verification));
        }
    }
    if checked.is_empty() {
        return Err(Refusal::new(NO_TEXT).into());
    }
    let message = Message::private(verdicts(&checked, unchecked));
    Ok(Handled::answered(
        message,
        InteractionOutcome::Answered,
        &*snapshot,
    ))
}
