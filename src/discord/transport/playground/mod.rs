//! The playground: a web page on loopback that shows a channel as Discord would.
//!
//! The program takes the place of Discord. An action on the page becomes an interaction in
//! Discord's own JSON, and the bot replies to it over HTTP as it does to Discord.

mod channel;
mod guard;
mod message;
mod own_accord;
mod people;
mod refused;
mod server;
mod token;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use thiserror::Error;

use self::people::{CHANNEL, GUILD, MODERATOR_PERMISSION};
use self::server::Server;
use self::token::random_token;
use crate::discord::follow_up::FollowUp;
use crate::discord::settings::{ModeratedGuild, Moderation, Settings, Transport};
use crate::discord::transport::outbound::Outbound;
use crate::discord::transport::serve::Service;
use crate::text::reasons::{network_reason, os_reason};

/// Error of the playground.
#[derive(Debug, Error)]
pub enum PlaygroundError {
    /// The port is in use, or this user may not use it.
    #[error(
        "cannot listen on port {port} of this machine: {}: choose another with --port",
        os_reason(.source)
    )]
    Port {
        /// Requested port.
        port: u16,
        /// Error of the operating system.
        source: io::Error,
    },
    /// The operating system provides no random numbers.
    #[error("cannot make an address for the page: {0}: check that the system has random numbers")]
    Random(getrandom::Error),
    /// The server failed.
    #[error("cannot serve the page: {}: start the playground again", os_reason(.0))]
    Server(io::Error),
    /// The client that sends replies cannot be made.
    #[error("cannot send replies to the page: {}: start the playground again", network_reason(.0))]
    Sender(reqwest::Error),
}

/// Playground that is bound to a port and not served yet.
pub struct Playground {
    listener: TcpListener,
    address: SocketAddr,
    token: String,
    /// Token of an address that redirects to the page once. It is passed to the browser, so that
    /// the list of processes never shows an address that still works.
    ticket: String,
}

impl Playground {
    /// Binds a port of this machine; 0 for any free port.
    ///
    /// # Errors
    ///
    /// [`PlaygroundError`] if the port cannot be used.
    pub fn bind(port: u16) -> Result<Self, PlaygroundError> {
        let failed = |source| PlaygroundError::Port { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        Ok(Self {
            address: listener.local_addr().map_err(failed)?,
            listener,
            token: random_token().map_err(PlaygroundError::Random)?,
            ticket: random_token().map_err(PlaygroundError::Random)?,
        })
    }

    /// Returns the address of the page, which grants access to it.
    pub fn url(&self) -> String {
        format!("http://{}/{}/", self.address, self.token)
    }

    /// Returns the address that redirects to the page once, to start a browser with.
    pub fn url_for_browser(&self) -> String {
        format!("http://{}/{}", self.address, self.ticket)
    }

    /// Returns the settings of a bot that replies only to this playground.
    pub fn settings(&self, settings: Settings) -> Settings {
        Settings {
            transport: Transport::Gateway,
            guilds: Vec::new(),
            api_url: self.url().parse().ok(),
            ..settings
        }
    }

    /// Returns the moderators of the playground.
    pub fn moderation(&self) -> Moderation {
        Moderation {
            guilds: vec![ModeratedGuild {
                id: GUILD.into(),
                permission: Some(MODERATOR_PERMISSION),
                roles: Vec::new(),
            }],
            channel: Some(CHANNEL.into()),
            ..Moderation::default()
        }
    }

    /// Serves the page until `stop` completes.
    ///
    /// # Errors
    ///
    /// [`PlaygroundError`] if the page cannot be served.
    pub async fn run(
        self,
        service: Arc<Service>,
        stop: impl Future<Output = ()>,
    ) -> Result<(), PlaygroundError> {
        let server = Server::new(Arc::clone(&service), self.url());
        let server = server.map_err(PlaygroundError::Sender)?;
        let listener = tokio::net::TcpListener::from_std(self.listener);
        let listener = listener.map_err(PlaygroundError::Server)?;
        let server = Arc::new(server);
        let _follow_up = FollowUp::start(service, Arc::clone(&server) as Arc<dyn Outbound>);
        let router = server::router(server, &self.token, &self.ticket);
        let router = guard::guarded(router, self.address);
        tokio::select! {
            served = axum::serve(listener, router) => served.map_err(PlaygroundError::Server),
            () = stop => Ok(()),
        }
    }
}
