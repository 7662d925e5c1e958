//! Transports: receiving interactions from Discord and sending replies.

mod api_client;
pub(super) mod api_url;
pub(super) mod application;
pub(super) mod availability;
pub(super) mod cooldown;
pub(super) mod events;
pub(super) mod gateway;
pub(super) mod http;
pub(super) mod http_server;
pub(super) mod incomplete;
pub(super) mod load;
pub(super) mod log;
pub(super) mod outbound;
pub(super) mod playground;
pub(super) mod record;
pub(super) mod response;
pub(super) mod run_error;
pub(super) mod send;
pub(super) mod sender;
pub(super) mod serve;
pub(super) mod token;
