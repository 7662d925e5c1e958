//! Messages of the bot's own accord in the playground. Private ones are shown to their person only.

use super::message;
use super::people::{Person, bot};
use super::server::Server;
use crate::discord::protocol::reply::Message;
use crate::discord::transport::outbound::{Outbound, OutboundError, Recipient};

impl Outbound for Server {
    fn send(&self, to: Recipient, sent: &Message, nonce: &str) -> Result<(), OutboundError> {
        let viewer = match to {
            Recipient::Channel(_) => None,
            Recipient::Person(id) => {
                let person = Person::with_id(id.get())
                    .ok_or_else(|| OutboundError::Closed("nobody here has this ID".to_owned()))?;
                Some(person.key)
            }
        };
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
