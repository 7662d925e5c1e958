//! Errors of running a transport, worded for the operator.

use std::net::SocketAddr;

use thiserror::Error;

/// Error of running a transport.
#[derive(Debug, Error)]
pub enum RunError {
    /// Discord refuses the token.
    #[error(
        "cannot connect to Discord: it refuses the token: make a new one on the page \"Bot\" of \
         your application on https://discord.com/developers and put it into DISCORD_TOKEN"
    )]
    TokenRefused,
    /// Discord cannot be reached.
    #[error(
        "cannot reach Discord: {cause}: check the network and https://discordstatus.com, then try \
         again"
    )]
    Unreachable {
        /// Cause.
        cause: String,
    },
    /// Discord ended the connection for good.
    #[error("cannot stay connected to Discord: {cause}: start the bot again")]
    Closed {
        /// Error of serenity.
        cause: String,
    },
    /// Requests cannot be verified without a public key.
    #[error(
        "cannot check that requests are Discord's without the application's public key: copy it \
         from the page \"General Information\" of your application on \
         https://discord.com/developers into public_key below [discord]"
    )]
    NoPublicKey,
    /// The program cannot listen on the address.
    #[error(
        "cannot listen on {address}: {cause}: choose another address below [discord], or end the \
         program that uses it"
    )]
    CannotListen {
        /// Address.
        address: SocketAddr,
        /// Error of the operating system.
        cause: String,
    },
    /// Discord refuses the commands.
    #[error(
        "cannot register the commands: {cause}: check that the bot was added with the scope \
         applications.commands, and the IDs in discord.guilds and moderation.guilds"
    )]
    NotRegistered {
        /// Error of serenity.
        cause: String,
    },
}
