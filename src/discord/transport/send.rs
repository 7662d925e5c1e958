//! Replies over HTTP: each is taken exactly once, however often it has to be tried.

use std::time::Duration;

use serenity::all::{
    CreateInteractionResponse, Http, HttpError, Interaction, LightMethod, Request, Route,
    StatusCode,
};
use tokio::sync::watch;
use tokio::task;
use tokio::time::{Instant, sleep, timeout_at};

use super::serve::{Record, Served, apology, guarded};
use crate::discord::protocol::reply::{Deferred, Failure, Message, Reply};
use crate::text::failures::with_causes;

/// After that Discord takes no first reply any more.
const LAST_MOMENT: Duration = Duration::from_millis(2900);

/// So long an edit of a reply may take.
const EDIT_WITHIN: Duration = Duration::from_secs(10);

/// How far work is, is shown no more often.
const BETWEEN_EDITS: Duration = Duration::from_secs(1);

/// The first pause before another attempt; each is twice as long as the one before.
const FIRST_PAUSE: Duration = Duration::from_millis(100);

/// What Discord says when an interaction has its reply already.
const ALREADY_ANSWERED: isize = 40060;

/// Sends the reply, does what work it promises, and writes to the log how it went.
pub(crate) async fn deliver(http: &Http, served: Served) {
    let Served { reply, record } = served;
    let deadline = record.received + LAST_MOMENT;
    let mut sent = respond(http, &record.interaction, &reply.to_response(), deadline).await;
    if let Err(error) = &sent
        && status(error).is_some_and(|status| status == StatusCode::BAD_REQUEST)
    {
        // Discord does not like what it was sent. The person is to know at least that much.
        let apology = Reply::Message(Message::private(apology(&record.incident)));
        let _ = respond(http, &record.interaction, &apology.to_response(), deadline).await;
    }
    if let Reply::Deferred(deferred) = reply
        && sent.is_ok()
    {
        sent = carry_out(http, &record, deferred).await;
    }
    record.log(sent.map_err(|error| {
        // An address in an error has the interaction's own token in it, by which anybody could
        // reply.
        Failure::from(with_causes(&error).replace(record.interaction.token(), "[token]"))
    }));
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
        if is_repeated && code(&error) == Some(ALREADY_ANSWERED) {
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
async fn carry_out(http: &Http, record: &Record, deferred: Deferred) -> serenity::Result<()> {
    let (latest, mut news) = watch::channel(None);
    let run = deferred.run;
    let mut running = task::spawn_blocking(move || {
        guarded(|| {
            run(&|message| {
                latest.send_replace(Some(message));
            })
        })
    });
    let ended = loop {
        tokio::select! {
            ended = &mut running => break ended,
            Ok(()) = news.changed() => {
                let message = news.borrow_and_update().clone();
                if let Some(message) = message {
                    // The next one, or the last, makes up for one that was lost.
                    let _ = edit(http, &record.interaction, &message).await;
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
            record.log_failure(failure.as_ref());
            Message::private(apology(&record.incident))
        }
    };
    edit(http, &record.interaction, &last).await
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

/// Sends a request, and does not look at what Discord says in return where it took it.
pub(crate) async fn taken<T>(
    request: impl Future<Output = serenity::Result<T>>,
) -> serenity::Result<()> {
    match request.await {
        Ok(_) | Err(serenity::Error::Json(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// What Discord answered, if it did.
pub(crate) fn status(error: &serenity::Error) -> Option<StatusCode> {
    match error {
        serenity::Error::Http(error) => error.status_code(),
        _ => None,
    }
}

fn code(error: &serenity::Error) -> Option<isize> {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
            Some(response.error.code)
        }
        _ => None,
    }
}

/// Whether the same request may succeed in a moment.
pub(crate) fn is_passing(error: &serenity::Error) -> bool {
    match error {
        serenity::Error::Http(HttpError::Request(_)) => true,
        _ => status(error).is_some_and(|status| {
            status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS
        }),
    }
}
