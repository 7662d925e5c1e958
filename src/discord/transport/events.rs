//! Handlers of the gateway's events.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use serenity::all::{
    ConnectionStage, Context, Event, EventHandler, Interaction, RawEventHandler, Ready,
    ResumedEvent, ShardStageUpdateEvent, UnknownEvent,
};
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;

use super::application::register_with_retries;
use super::availability::Availability;
use super::incomplete;
use super::run_error::RunError;
use super::send::deliver;
use super::sender::Sender;
use super::serve::Service;
use crate::text::failures::with_causes;

/// Handler of the events that serenity can parse.
pub(crate) struct Handler {
    service: Arc<Service>,
    sender: Sender,
    availability: Arc<Availability>,
    /// Replies that are being made or sent, and the registration of the commands.
    pub in_flight: TaskTracker,
    /// Notified when the first session begins.
    pub connected: Notify,
    has_registered: AtomicBool,
}

impl Handler {
    pub(crate) fn new(
        service: Arc<Service>,
        sender: Sender,
        availability: Arc<Availability>,
    ) -> Self {
        Self {
            service,
            sender,
            availability,
            in_flight: TaskTracker::new(),
            connected: Notify::new(),
            has_registered: AtomicBool::new(false),
        }
    }
}

#[serenity::async_trait]
impl EventHandler for Handler {
    async fn ready(&self, context: Context, ready: Ready) {
        // A registration that has begun is finished before the program ends.
        let _in_flight = self.in_flight.token();
        tracing::info!(
            guilds = ready.guilds.len(),
            shard = context.shard_id.get(),
            "connected to Discord as {}",
            ready.user.name
        );
        self.availability.up(context.shard_id.get());
        self.connected.notify_one();
        if self.has_registered.swap(true, Ordering::AcqRel) {
            return;
        }
        let wanted = self.service.bot().registration();
        if let Err(error) = register_with_retries(&context.http, &wanted).await {
            let cause = with_causes(&error);
            tracing::error!("{}", RunError::NotRegistered { cause });
            // The next connection tries again.
            self.has_registered.store(false, Ordering::Release);
        }
    }

    async fn resume(&self, context: Context, _: ResumedEvent) {
        self.availability.up(context.shard_id.get());
        tracing::info!(
            shard = context.shard_id.get(),
            "resumed the connection to Discord"
        );
    }

    async fn shard_stage_update(&self, _: Context, event: ShardStageUpdateEvent) {
        if event.old == ConnectionStage::Connected {
            self.availability.down(event.shard_id.get());
            tracing::warn!(
                shard = event.shard_id.get(),
                "lost the connection to Discord: {}",
                event.new
            );
        }
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let _in_flight = self.in_flight.token();
        let received = Instant::now();
        if let Some(unsent) = self.service.serve(interaction, received).await {
            deliver(&self.sender, unsent).await;
        }
    }
}

/// Handler of the events that serenity cannot parse, which it passes on as JSON.
pub(crate) struct Unread(pub Arc<Handler>);

#[serenity::async_trait]
impl RawEventHandler for Unread {
    async fn raw_event(&self, context: Context, event: Event) {
        let Event::Unknown(UnknownEvent { kind, value, .. }) = event else {
            return;
        };
        let error = match kind.as_str() {
            "READY" => match incomplete::ready(value) {
                Ok(ready) => {
                    context.http.set_application_id(ready.application.id);
                    return self.0.ready(context, ready).await;
                }
                Err(error) => error,
            },
            "INTERACTION_CREATE" => match incomplete::interaction(value) {
                Ok(interaction) => return self.0.interaction_create(context, interaction).await,
                Err(error) => error,
            },
            _ => return,
        };
        tracing::error!("cannot read what Discord sent as {kind}: {error}");
    }
}
