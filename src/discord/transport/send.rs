//! Sending replies over HTTP. A reply is tried again after temporary errors, and delivered once.

use std::sync::Arc;
use std::time::Duration;

use metrics::histogram;
use serenity::all::Interaction;
use tokio::sync::watch;
use tokio::task;
use tokio::time::{Instant, sleep, sleep_until};

use super::record::{Record, apology};
use super::sender::{SendError, Sender};
use super::serve::{UnsentReply, guarded};
use crate::discord::metrics::SENDING;
use crate::discord::protocol::reply::{Deferred, Failure, Message, Reply};

/// Time after the arrival of an interaction until which the first reply is tried; Discord refuses
/// it after three seconds.
const REPLY_DEADLINE: Duration = Duration::from_millis(2900);

/// Time after the arrival of an interaction until which an edit is tried; its token is valid for 15
/// minutes.
const EDIT_DEADLINE: Duration = Duration::from_secs(14 * 60 + 30);

/// Minimum interval between progress edits.
const MIN_EDIT_INTERVAL: Duration = Duration::from_secs(1);

/// Sends the reply, completes a deferred one, and logs the outcome.
pub(crate) async fn deliver(sender: &Sender, unsent: UnsentReply) {
    let deadline = Instant::from_std(unsent.record.received + REPLY_DEADLINE);
    let interaction = Arc::clone(&unsent.interaction);
    let body = first_reply(&unsent.handled.reply);
    let apology = match unsent.handled.reply {
        Reply::Choices(_) => Reply::Choices(Vec::new()),
        _ => Reply::Message(Message::private(apology(&unsent.record.incident))),
    };
    let started = Instant::now();
    let sent = sender.respond(&interaction, body, deadline).await;
    histogram!(SENDING).record(started.elapsed());
    if let Err(error) = &sent
        && error.is_malformed()
    {
        // Discord refuses the content of the reply. The person gets an apology instead.
        let apology = first_reply(&apology);
        let _ = sender.respond(&interaction, apology, deadline).await;
    }
    complete(sender, unsent, sent, Instant::now()).await;
}

/// Completes a deferred reply if its first response was `sent`, and logs the outcome. The first
/// edit is sent at `edit_from` or later.
pub(crate) async fn complete(
    sender: &Sender,
    unsent: UnsentReply,
    mut sent: Result<(), SendError>,
    edit_from: Instant,
) {
    let UnsentReply {
        interaction,
        handled,
        record,
    } = unsent;
    if let Reply::Deferred(deferred) = handled.reply
        && sent.is_ok()
    {
        sent = carry_out(sender, &interaction, &record, deferred, edit_from).await;
    }
    let edition = handled.edition.map(|edition| edition.to_string());
    record.ended(
        handled.outcome,
        &edition.unwrap_or_default(),
        sent.map_err(Failure::from),
    );
}

/// Returns the body of a first response.
pub(crate) fn first_reply(reply: &Reply) -> Vec<u8> {
    // Texts and numbers can always be serialised as JSON.
    serde_json::to_vec(&reply.to_response()).unwrap_or_default()
}

/// Carries out the work of a deferred reply on a blocking thread, and sends its progress and the
/// result.
async fn carry_out(
    sender: &Sender,
    interaction: &Interaction,
    record: &Record,
    deferred: Deferred,
    edit_from: Instant,
) -> Result<(), SendError> {
    let (latest, mut news) = watch::channel(None);
    let (run, span) = (deferred.run, record.span.clone());
    let show = move |message| {
        latest.send_replace(Some(message));
    };
    let mut running = task::spawn_blocking(move || span.in_scope(|| guarded(|| run(&show))));
    let ended = loop {
        tokio::select! {
            ended = &mut running => break ended,
            Ok(()) = news.changed() => {
                sleep_until(edit_from).await;
                let message = news.borrow_and_update().clone();
                if let Some(message) = message {
                    // A lost progress message is replaced by the next one or by the result.
                    let _ = sender.try_edit(interaction, edit(&message)).await;
                }
                tokio::select! {
                    ended = &mut running => break ended,
                    () = sleep(MIN_EDIT_INTERVAL) => {}
                }
            }
        }
    };
    let last = match ended.map_err(Failure::from).and_then(|ended| ended) {
        Ok(message) => message,
        Err(failure) => {
            record.failed(failure.as_ref());
            Message::private(apology(&record.incident))
        }
    };
    let deadline = Instant::from_std(record.received + EDIT_DEADLINE);
    sleep_until(edit_from).await;
    let started = Instant::now();
    let sent = sender.edit(interaction, edit(&last), deadline).await;
    histogram!(SENDING).record(started.elapsed());
    sent
}

/// Returns the body of a request that replaces the first reply.
fn edit(message: &Message) -> Vec<u8> {
    serde_json::to_vec(&message.to_edit()).unwrap_or_default()
}
