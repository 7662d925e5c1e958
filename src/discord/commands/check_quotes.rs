//! *Check quotes*, in the menu of a message: a verdict on each of its quotations.

use serenity::model::application::CommandType;

use super::command::Command;
use super::context::Context;
use crate::answer::VerifyRequest;
use crate::corpus::{Article, Block, Draft};
use crate::discord::protocol::handled::{Handled, InteractionOutcome, Rejection};
use crate::discord::protocol::options::CallOptions;
use crate::discord::protocol::refusal::Refusal;
use crate::discord::protocol::reply::Message;
use crate::discord::render::verdicts::verdicts;
use crate::quotations::{Attributor, Basis};

/// Number of quotations of one message that are checked.
const MOST_CHECKED: usize = 20;

const NO_TEXT: &str = "There is no text in this message that I could check.";

pub const COMMAND: Command = Command {
    name: "Check quotes",
    kind: CommandType::Message,
    run,
    ..Command::SLASH
};

fn run(context: &Context<'_>, options: &CallOptions<'_>) -> Result<Handled, Rejection> {
    let text = options.message().filter(|text| !text.trim().is_empty());
    let text = text.ok_or_else(|| Refusal::new(NO_TEXT))?;
    let snapshot = context.snapshot()?;
    let reader = context.reader(&*snapshot);
    let quotations = quotations_in(text, &reader.attributor);
    let unchecked = quotations.len().saturating_sub(MOST_CHECKED);
    let mut checked = Vec::new();
    for (text, speaker) in quotations.into_iter().take(MOST_CHECKED) {
        // What has no word in it is no quotation.
        if let Ok(request) = VerifyRequest::new(&text, speaker.as_deref()) {
            checked.push((text.clone(), reader.asker.verify(&*snapshot, &request)?));
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

/// The quotations of a message, each with the speaker that the message names; all of the message
/// where there are none.
fn quotations_in(text: &str, attributor: &Attributor) -> Vec<(String, Option<String>)> {
    let lines = text.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some(Block::Paragraph(start..start + line.trim_end().len()))
    });
    let draft = Draft {
        text: text.to_owned(),
        blocks: lines.collect(),
        ..Draft::default()
    };
    let article = Article::new(draft, "message", "message");
    let found = article.map(|article| attributor.extract(&article));
    let mut quotations: Vec<(String, Option<String>)> = found
        .unwrap_or_default()
        .into_iter()
        .map(|quotation| {
            let named = quotation.attribution.as_ref();
            let named = named.filter(|attribution| attribution.basis == Basis::Named);
            let speaker = named.and_then(|attribution| match attribution.speakers.as_slice() {
                [one] => Some(one.name.clone()),
                _ => None,
            });
            (quotation.text, speaker)
        })
        .collect();
    if quotations.is_empty() {
        quotations.push((text.to_owned(), None));
    }
    quotations
}
