//! `/verify`: checks whether a text is a quotation, word for word.

use super::buttons::{ask_again, context_id, plain, share_button};
use super::command::{Command, CommandOption, OptionKind, PRIVATE, SPEAKER};
use super::context::Context;
use super::context_and_share;
use crate::answer::VerifyRequest;
use crate::discord::metrics::{RENDER, SEARCH, timed};
use crate::discord::protocol::custom_id::ReplyKind;
use crate::discord::protocol::date_range::DateRange;
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::pressed::Pressed;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::Message;
use crate::discord::render::quotations::MAX_SPEAKER_LENGTH;
use crate::discord::render::verdicts::{MAX_TEXT_LENGTH, verdict};

pub(super) const COMMAND: Command = Command {
    name: "verify",
    description: "Is this quotation real, word for word?",
    options: &[
        CommandOption::new(
            "text",
            "The quotation, with or without its marks",
            OptionKind::Text(MAX_TEXT_LENGTH),
        )
        .required(),
        SPEAKER,
        PRIVATE,
    ],
    run,
    press,
    ..Command::SLASH
};

fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let text = options.required_text("text", MAX_TEXT_LENGTH)?;
    let speaker = options.text("speaker", MAX_SPEAKER_LENGTH)?;
    let private = options.flag("private")?;
    let snapshot = context.snapshot()?;
    let request = VerifyRequest::new(&text, speaker.as_deref()).map_err(|_| {
        Refusal::new(
            "There is no word in this text: please use the command again with the words of the \
             quotation.",
        )
    })?;
    let asker = &context.reader(&*snapshot).asker;
    let verification = timed(SEARCH, || asker.verify(&*snapshot, &request))?;
    let passage = verification.verdict.passage();
    let outcome = match passage {
        Some(_) => InteractionOutcome::Answered,
        None => InteractionOutcome::NotFound,
    };
    let owner = context.caller.id;
    let mut row = Vec::new();
    if let Some(passage) = passage {
        let id = context_id(ReplyKind::Verdict, passage, false, DateRange::default());
        row.push(plain(owner, "Context", &id));
        if private {
            let state = snapshot.edition().to_string();
            row.push(share_button(owner, ReplyKind::Verdict, &state));
        }
    }
    // A text that no article has is not repeated in public by the bot.
    let private = private || passage.is_none();
    let message = Message {
        content: timed(RENDER, || verdict(&text, speaker.as_deref(), &verification)),
        rows: vec![row],
        private,
    };
    Ok(Handled::answered(message, outcome, &*snapshot))
}

fn press(context: &Context<'_>, pressed: &Pressed<'_>) -> Result<Handled, Rejection> {
    let handled = context_and_share::press(context, &*context.snapshot()?, pressed)?;
    Ok(handled.ok_or_else(ask_again)?)
}
