//! Handles the events that the gateway brings.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serenity::all::{
    ConnectionStage, Context, Event, EventHandler, Interaction, RawEventHandler, Ready,
    ResumedEvent, ShardStageUpdateEvent, UnknownEvent,
};
use tokio::sync::Notify;
use tokio::time::sleep;
use tokio_util::task::TaskTracker;

use super::answered::is_passing;
use super::incomplete;
use super::send::deliver;
use super::sender::Sender;
use super::serve::Service;
use crate::discord::protocol::register::register;
use crate::text::failures::with_causes;

/// Number of attempts to register the commands before giving up.
const ATTEMPTS: u32 = 4;

/// Handles each event.
pub(crate) struct Handler {
    service: Service,
    sender: Sender,
    /// The replies on their way.
    pub in_flight: TaskTracker,
    /// Notified once a session has begun.
    pub connected: Notify,
    has_registered: AtomicBool,
}

impl Handler {
    pub(crate) fn new(service: Service, sender: Sender) -> Self {
        Self {
            service,
            sender,
            in_flight: TaskTracker::new(),
            connected: Notify::new(),
            has_registered: AtomicBool::new(false),
        }
    }
}

#[serenity::async_trait]
impl EventHandler for Handler {
    async fn ready(&self, context: Context, ready: Ready) {
        tracing::info!(
            guilds = ready.guilds.len(),
            shard = context.shard_id.get(),
            "connected to Discord as {}",
            ready.user.name
        );
        self.connected.notify_one();
        if self.has_registered.swap(true, Ordering::AcqRel) {
            return;
        }
        let wanted = self.service.bot().registration();
        for attempt in 1..=ATTEMPTS {
            match register(&context.http, &wanted).await {
                Ok(()) => return,
                Err(error) if attempt < ATTEMPTS && is_passing(&error) => {
                    sleep(Duration::from_secs(1) * attempt).await;
                }
                Err(error) => {
                    tracing::error!(
                        "cannot register the commands: {}: check that the bot was added with the \
                         scope applications.commands, and the ids in discord.guilds and \
                         moderation.guilds",
                        with_causes(&error)
                    );
                    // The next connection tries again.
                    self.has_registered.store(false, Ordering::Release);
                    return;
                }
            }
        }
    }

    async fn resume(&self, context: Context, _: ResumedEvent) {
        tracing::info!(
            shard = context.shard_id.get(),
            "resumed the connection to Discord"
        );
    }

    async fn shard_stage_update(&self, _: Context, event: ShardStageUpdateEvent) {
        if event.old == ConnectionStage::Connected {
            tracing::warn!(
                shard = event.shard_id.get(),
                "lost the connection to Discord: {}",
                event.new
            );
        }
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let _in_flight = self.in_flight.token();
        if let Some(served) = self.service.serve(interaction).await {
            deliver(&self.sender, served).await;
        }
    }
}

/// Handles the events that serenity could not read, which it hands on as they came.
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
