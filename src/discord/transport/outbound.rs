//! Messages that are not replies to interactions: to a person, or to the moderators' channel.

use serenity::all::{ChannelId, Http, UserId};
use tokio::runtime::Handle;

use super::api_client::api_client;
use super::api_url::ApiUrl;
use super::response::{is_transient, send_ignoring_body, status};
use super::token::BotToken;
use crate::discord::protocol::reply::Message;
use crate::text::failures::with_causes;

/// Maximum length of a nonce, in characters.
const MAX_NONCE_LENGTH: usize = 25;

/// Sends messages of the bot's own accord, independently of the transport of interactions.
pub trait Outbound: Send + Sync {
    /// Sends a message. Of several messages with the same `nonce`, of at most 25 characters, within
    /// a few minutes only the first is delivered.
    ///
    /// # Errors
    ///
    /// [`OutboundError`].
    fn send(&self, to: Recipient, message: &Message, nonce: &str) -> Result<(), OutboundError>;
}

/// Recipient of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// A person, who gets a private message.
    Person(UserId),
    /// A channel of a guild.
    Channel(ChannelId),
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
    fn send(&self, to: Recipient, message: &Message, nonce: &str) -> Result<(), OutboundError> {
        let sent = self.runtime.block_on(async {
            let channel = match to {
                Recipient::Channel(channel) => channel,
                Recipient::Person(person) => {
                    let recipient = serde_json::json!({ "recipient_id": person.to_string() });
                    self.http.create_private_channel(&recipient).await?.id
                }
            };
            let message = message.to_create(nonce);
            send_ignoring_body(self.http.send_message(channel, Vec::new(), &message)).await
        });
        sent.map_err(|error| self.failed(&error))
    }
}

/// Returns a nonce made of a hash of what a message is about.
pub(crate) fn nonce(hasher: &blake3::Hasher) -> String {
    let digits = hasher.finalize().to_hex();
    digits.chars().take(MAX_NONCE_LENGTH).collect()
}
