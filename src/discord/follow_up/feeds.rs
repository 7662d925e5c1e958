//! Polling feeds, previewing their articles, and telling the moderators.

use crate::curation::feeds::{PollReport, poll_due, preview_items, publish_automatically};
use crate::discord::bot::Bot;
use crate::discord::commands::announcement;
use crate::discord::protocol::reply::Failure;
use crate::discord::transport::outbound::{Outbound, OutboundError, Recipient, nonce};

/// Result of polling the feeds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeedsPolled {
    /// Counts of polls.
    pub polls: PollReport,
    /// Number of articles published automatically.
    pub published: usize,
    /// Number of articles announced in the moderators' channel.
    pub announced: usize,
}

impl Bot {
    /// Polls the feeds that are due, previews new articles, publishes those that the rules allow
    /// automatically, and announces the waiting ones in the moderators' channel. Does nothing
    /// without moderators or without a database.
    ///
    /// # Errors
    ///
    /// [`Failure`] if the index or the database fails. Completed work is kept, and the next call
    /// continues.
    pub fn poll_feeds(&self, outbound: &dyn Outbound) -> Result<FeedsPolled, Failure> {
        let (Some(storage), Some(curation)) = (&self.parts.storage, &self.parts.curation) else {
            return Ok(FeedsPolled::default());
        };
        let (state, curator, now) = (&*storage.state, &*curation.curator, self.now());
        let polls = poll_due(state, &curation.fetcher, now)?;
        preview_items(curator, state, &curation.fetcher, now)?;
        let rules = self.feed_rules;
        let published = publish_automatically(curator, state, &curation.fetcher, rules, now)?;
        let mut done = FeedsPolled {
            polls,
            published: published.len(),
            announced: 0,
        };
        let Some(channel) = curation.moderation.channel else {
            return Ok(done);
        };
        let items = state.new_waiting_items()?;
        if items.is_empty() {
            return Ok(done);
        }
        let ids: Vec<i64> = items.iter().map(|item| item.id).collect();
        let mut hasher = blake3::Hasher::new();
        for id in &ids {
            hasher.update(&id.to_le_bytes());
        }
        let message = announcement(curator, &items)?;
        match outbound.send(Recipient::Channel(channel), &message, &nonce(&hasher)) {
            Ok(()) => done.announced = ids.len(),
            Err(OutboundError::Closed(cause)) => tracing::error!(
                "cannot tell the moderators of new articles: {cause}: check moderation.channel, and \
                 that the bot may send messages there; they wait in /index feeds"
            ),
            Err(OutboundError::Later(cause)) => {
                tracing::warn!("cannot tell the moderators of new articles yet: {cause}");
                return Ok(done);
            }
        }
        state.record_announced(&ids)?;
        Ok(done)
    }
}
