//! Why the bot cannot reach Discord, or Discord the bot.

use std::net::SocketAddr;

use thiserror::Error;

/// Why the bot is not connected.
#[derive(Debug, Error)]
pub enum RunError {
    /// Discord does not take the token.
    #[error(
        "cannot connect to Discord: it refuses the token: make a new one on the page \"Bot\" of \
         your application on https://discord.com/developers and put it into DISCORD_TOKEN"
    )]
    TokenRefused,
    /// Discord does not answer.
    #[error(
        "cannot reach Discord: {cause}: check the network and https://discordstatus.com, then \
         start the bot again"
    )]
    Unreachable {
        /// What happened instead.
        cause: String,
    },
    /// Discord ended the connection for good.
    #[error("cannot stay connected to Discord: {cause}: start the bot again")]
    Closed {
        /// What serenity says.
        cause: String,
    },
    /// Nothing tells Discord's requests from those of others.
    #[error(
        "cannot check that requests are Discord's without the application's public key: copy it \
         from the page \"General Information\" of your application on \
         https://discord.com/developers into public_key below [discord]"
    )]
    NoPublicKey,
    /// The address cannot be listened on.
    #[error(
        "cannot listen on {address}: {cause}: choose another address below [discord], or end the \
         program that uses it"
    )]
    CannotListen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        cause: String,
    },
    /// Discord does not take the commands.
    #[error(
        "cannot register the commands: {cause}: check that the bot was added with the scope \
         applications.commands, and the ids in discord.guilds and moderation.guilds"
    )]
    NotRegistered {
        /// What serenity says.
        cause: String,
    },
}
