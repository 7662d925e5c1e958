//! The Discord bot: an interaction becomes a reply.
//!
//! [`Bot::handle`] is a function from an interaction to a reply and uses no connection. `commands`
//! has a file for each command, `protocol` reads requests and builds responses in Discord's format,
//! `render` writes the texts of messages, and `transport` receives interactions and sends replies.

mod answer_cache;
mod autocomplete;
mod bot;
mod commands;
mod follow_up;
pub mod metrics;
mod protocol;
mod readers;
mod recent_messages;
mod refused_forms;
mod render;
mod settings;
mod transport;

pub use bot::Bot;
pub use follow_up::{FeedsPolled, FollowUp, FollowedUp};
pub use protocol::custom_id::{CustomId, ReplyKind};
pub use protocol::handled::{Handled, InteractionOutcome};
pub use protocol::reply::{
    Button, Choice, Deferred, Failure, Field, Form, Job, Message, OnProgress, Reply, Style,
};
pub use serenity::model::Permissions;
pub use serenity::model::id::{ChannelId, GuildId, RoleId, UserId};
pub use settings::{ModeratedGuild, Moderation, Settings, Transport};
pub use transport::api_url::ApiUrl;
pub use transport::application::{Survey, register, survey};
pub use transport::availability::{Availability, Unavailable};
pub use transport::gateway::run as run_gateway;
pub use transport::http::{Gate, PublicKey, Rejected, Signed, run as run_http};
pub use transport::http_server::HttpServer;
pub use transport::log::quiet;
pub use transport::outbound::{DiscordOutbound, Outbound, OutboundError, Recipient};
pub use transport::playground::{Playground, PlaygroundError};
pub use transport::record::Record;
pub use transport::run_error::RunError;
pub use transport::serve::{Service, UnsentReply};
pub use transport::token::{BotToken, TokenError, token_file, token_to_hide};
