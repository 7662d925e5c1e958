//! Messages that are not replies to interactions: to a person, or to the moderators' channel.

use serenity::all::{ChannelId, CreateMessage, Http, UserId};
use tokio::runtime::Handle;

use super::answered::{is_transient, send_ignoring_body, status};
use super::api_client::api_client;
use super::api_url::ApiUrl;
use super::token::BotToken;
use crate::discord::protocol::reply::Message;
use crate::text::failures::with_causes;

/// Sends messages of the bot's own accord, independently of the transport of interactions.
pub trait Outbound: Send + Sync {
    /// Sends a private message to a person. Of several messages with the same `nonce`, of at most
    /// 25 characters, within a few minutes only the first is delivered.
    ///
    /// # Errors
    ///
    /// [`OutboundError`].
    fn send_to_person(
        &self,
        person: UserId,
        message: &Message,
        nonce: &str,
    ) -> Result<(), OutboundError>;

    /// Sends a message to a channel; `nonce` as for [`Outbound::send_to_person`].
    ///
    /// # Errors
    ///
    /// [`OutboundError`].
    fn send_to_channel(
        &self,
        channel: ChannelId,
        message: &Message,
        nonce: &str,
    ) -> Result<(), OutboundError>;
}

/// Error of sending a message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutboundError {
    /// The person or the channel does not accept messages from the bot.
    #[error("Discord does not deliver it: {0}")]
    Closed(String),
    /// Sending the message later may succeed.
    #[error("Discord does not take it now: {0}")]
    Later(String),
}

/// Sends messages over Discord's HTTP API.
pub struct DiscordOutbound {
    http: Http,
    token: BotToken,
    runtime: Handle,
}

impl DiscordOutbound {
    /// Makes a client with the bot's token, which runs on `runtime` and calls Discord, or the
    /// server at `api_url` instead.
    pub fn new(token: &BotToken, api_url: Option<&ApiUrl>, runtime: Handle) -> Self {
        Self {
            http: api_client(token, api_url),
            token: token.clone(),
            runtime,
        }
    }

    async fn send(&self, channel: ChannelId, message: &CreateMessage) -> serenity::Result<()> {
        send_ignoring_body(self.http.send_message(channel, Vec::new(), message)).await
    }

    fn failed(&self, error: &serenity::Error) -> OutboundError {
        let cause = self.token.scrub(&with_causes(error));
        // The token may be valid after a restart with another one.
        let is_token = status(error).is_some_and(|status| status.as_u16() == 401);
        if is_token || is_transient(error) || status(error).is_none() {
            OutboundError::Later(cause)
        } else {
            OutboundError::Closed(cause)
        }
    }
}

impl Outbound for DiscordOutbound {
    fn send_to_person(
        &self,
        person: UserId,
        message: &Message,
        nonce: &str,
    ) -> Result<(), OutboundError> {
        let sent = self.runtime.block_on(async {
            let recipient = serde_json::json!({ "recipient_id": person.to_string() });
            let channel = self.http.create_private_channel(&recipient).await?;
            self.send(channel.id, &message.to_create(nonce)).await
        });
        sent.map_err(|error| self.failed(&error))
    }

    fn send_to_channel(
        &self,
        channel: ChannelId,
        message: &Message,
        nonce: &str,
    ) -> Result<(), OutboundError> {
        let message = message.to_create(nonce);
        let sent = self.runtime.block_on(self.send(channel, &message));
        sent.map_err(|error| self.failed(&error))
    }
}
