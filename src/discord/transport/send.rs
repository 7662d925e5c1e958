//! Replies over HTTP: each is taken exactly once, however often it has to be tried.

use std::time::Duration;

use serenity::all::{
    CreateInteractionResponse, Http, Interaction, LightMethod, Request, Route, StatusCode,
};
use tokio::sync::watch;
use tokio::task;
use tokio::time::{Instant, sleep, timeout_at};

use super::answered::{is_answered_already, is_passing, status, taken};
use super::record::{Record, apology};
use super::serve::{Served, guarded};
use crate::discord::protocol::handled::Handled;
use crate::discord::protocol::reply::{Deferred, Failure, Message, Reply};
use crate::text::failures::with_causes;

/// Time after which Discord takes no first reply any more.
const LAST_MOMENT: Duration = Duration::from_millis(2900);

/// Timeout for an edit of a reply.
const EDIT_WITHIN: Duration = Duration::from_secs(10);

/// Minimum interval between progress edits.
const BETWEEN_EDITS: Duration = Duration::from_secs(1);

/// First pause before another attempt; each is twice as long as the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(100);

/// Sends the reply, does the work that it promises, and writes to the log how it went.
pub(crate) async fn deliver(http: &Http, served: Served) {
    let Served {
        interaction,
        handled,
        record,
    } = served;
    let Handled {
        reply,
        outcome,
        edition,
    } = handled;
    let deadline = record.received + LAST_MOMENT;
    let mut sent = respond(http, &interaction, &reply.to_response(), deadline).await;
    if let Err(error) = &sent
        && status(error).is_some_and(|status| status == StatusCode::BAD_REQUEST)
    {
        // Discord does not like what it was sent. The person is to know at least that much.
        let apology = Reply::Message(Message::private(apology(&record.incident)));
        let _ = respond(http, &interaction, &apology.to_response(), deadline).await;
    }
    if let Reply::Deferred(deferred) = reply
        && sent.is_ok()
    {
        sent = carry_out(http, &interaction, &record, deferred).await;
    }
    let edition = edition.map(|edition| edition.to_string());
    let sent = sent.map_err(|error| {
        // An address in an error has the interaction's own token in it, by which anybody could
        // reply.
        Failure::from(with_causes(&error).replace(interaction.token(), "[token]"))
    });
    record.ended(outcome, &edition.unwrap_or_default(), sent);
}

/// Sends the first reply, again and again where that may help, until it is too late.
async fn respond(
    http: &Http,
    interaction: &Interaction,
    response: &CreateInteractionResponse,
    deadline: std::time::Instant,
) -> serenity::Result<()> {
    let body = serde_json::to_vec(response)?;
    let route = Route::InteractionResponse {
        interaction_id: interaction.id(),
        token: interaction.token(),
    };
    let mut pause = FIRST_PAUSE;
    let mut is_repeated = false;
    loop {
        // Where Discord says more than it must, serenity's own function for this writes the
        // interaction's token into the log.
        let request = Request::new(route, LightMethod::Post).body(Some(body.clone()));
        let error = match timeout_at(deadline.into(), http.request(request)).await {
            Ok(Ok(_)) => return Ok(()),
            Ok(Err(error)) => error,
            Err(_) => return Err(serenity::Error::Other("Discord took too long to take it")),
        };
        if is_repeated && is_answered_already(&error) {
            // An earlier attempt had arrived, although its answer was lost.
            return Ok(());
        }
        if !is_passing(&error) || Instant::now() + pause >= deadline.into() {
            return Err(error);
        }
        sleep(pause).await;
        pause *= 2;
        is_repeated = true;
    }
}

/// Does the work on a thread of its own, and shows how far it is.
async fn carry_out(
    http: &Http,
    interaction: &Interaction,
    record: &Record,
    deferred: Deferred,
) -> serenity::Result<()> {
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
                let message = news.borrow_and_update().clone();
                if let Some(message) = message {
                    // The next one, or the last, makes up for one that was lost.
                    let _ = edit(http, interaction, &message).await;
                }
                tokio::select! {
                    ended = &mut running => break ended,
                    () = sleep(BETWEEN_EDITS) => {}
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
    edit(http, interaction, &last).await
}

/// Puts `message` in the place of the reply.
async fn edit(http: &Http, interaction: &Interaction, message: &Message) -> serenity::Result<()> {
    let deadline = Instant::now() + EDIT_WITHIN;
    let mut pause = FIRST_PAUSE;
    loop {
        let edit = message.to_edit();
        let attempt =
            http.edit_original_interaction_response(interaction.token(), &edit, Vec::new());
        let error = match timeout_at(deadline, taken(attempt)).await {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => error,
            Err(_) => return Err(serenity::Error::Other("Discord took too long to take it")),
        };
        if !is_passing(&error) || Instant::now() + pause >= deadline {
            return Err(error);
        }
        sleep(pause).await;
        pause *= 2;
    }
}
