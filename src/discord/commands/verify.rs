//! `/verify`: whether a text is a quotation, word for word.

use super::buttons::{ask_again, context_of, plain, press as press_below, share_button};
use super::command::{Command, CommandOption, OptionKind, PRIVATE, SPEAKER};
use super::context::Context;
use crate::answer::VerifyRequest;
use crate::discord::metrics::{RENDER, SEARCH, timed};
use crate::discord::protocol::custom_id::ReplyKind;
use crate::discord::protocol::date_range::DateRange;
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::pressed::Pressed;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::Message;
use crate::discord::render::quotations::LONGEST_SPEAKER;
use crate::discord::render::verdicts::{LONGEST_TEXT, verdict};

pub(super) const COMMAND: Command = Command {
    name: "verify",
    description: "Is this quotation real, word for word?",
    options: &[
        CommandOption::new(
            "text",
            "The quotation, with or without its marks",
            OptionKind::Text(LONGEST_TEXT),
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
    let text = options.required_text("text", LONGEST_TEXT)?;
    let speaker = options.text("speaker", LONGEST_SPEAKER)?;
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
        let id = context_of(ReplyKind::Verdict, passage, false, DateRange::default());
        row.push(plain(owner, "Context", &id));
        if private {
            let state = snapshot.edition().to_string();
            row.push(share_button(owner, ReplyKind::Verdict, &state));
        }
    }
    // What no article has is nobody else's business under our name.
    let private = private || passage.is_none();
    let message = Message {
        content: timed(RENDER, || verdict(&text, speaker.as_deref(), &verification)),
        rows: vec![row],
        private,
    };
    Ok(Handled::answered(message, outcome, &*snapshot))
}

fn press(context: &Context<'_>, pressed: &Pressed<'_>) -> Result<Handled, Rejection> {
    let handled = press_below(context, &*context.snapshot()?, pressed)?;
    Ok(handled.ok_or_else(ask_again)?)
}
