//! Messages of the bot's own accord in the playground. Private ones are shown to their person only.

use serenity::model::id::{ChannelId, UserId};

use super::message;
use super::people::{Person, bot};
use super::server::Server;
use crate::discord::protocol::reply::Message;
use crate::discord::transport::outbound::{Outbound, OutboundError};

impl Server {
    fn announce(
        &self,
        viewer: Option<&'static str>,
        sent: &Message,
        nonce: &str,
    ) -> Result<(), OutboundError> {
        let body = serde_json::to_value(sent.to_create(nonce))
            .map_err(|error| OutboundError::Closed(error.to_string()))?;
        let mut shown = message::message(bot(), 0, "");
        shown["flags"] = body["flags"].as_u64().unwrap_or_default().into();
        shown["nonce"] = nonce.into();
        message::fill(&mut shown, &body);
        self.with(|channel| channel.add_once(viewer, shown));
        Ok(())
    }
}

impl Outbound for Server {
    fn send_to_person(
        &self,
        person: UserId,
        message: &Message,
        nonce: &str,
    ) -> Result<(), OutboundError> {
        let person = Person::with_id(person.get())
            .ok_or_else(|| OutboundError::Closed("nobody here has this ID".to_owned()))?;
        self.announce(Some(person.key), message, nonce)
    }

    fn send_to_channel(
        &self,
        _: ChannelId,
        message: &Message,
        nonce: &str,
    ) -> Result<(), OutboundError> {
        self.announce(None, message, nonce)
    }
}
