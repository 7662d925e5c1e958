//! Work after a refresh, by whichever program: gaps and wishes are asked again, and people are told
//! about answers to their wishes.

mod feeds;
mod wishes;
mod worker;

use crate::answer::ask_gaps_again;
use crate::index::{Cancellation, Search};

use super::bot::Bot;
use super::protocol::reply::Failure;
use super::transport::outbound::Outbound;

use wishes::WishFulfilment;

pub use feeds::FeedsPolled;
pub use wishes::FollowedUp;
pub use worker::FollowUp;

impl Bot {
    /// Asks gaps and wishes again if the edition has changed since the last time, and sends the
    /// answers to the people who wished for them. Does nothing without a database.
    ///
    /// # Errors
    ///
    /// [`Failure`] if the index or the database fails. Completed work is kept, and the next call
    /// continues.
    pub fn follow_up(
        &self,
        outbound: &dyn Outbound,
        stop: &Cancellation,
    ) -> Result<FollowedUp, Failure> {
        let (Some(storage), Some(snapshot)) = (&self.parts.storage, self.parts.live.snapshot())
        else {
            return Ok(FollowedUp::default());
        };
        let (state, now) = (&*storage.state, self.now());
        let edition = snapshot.edition().to_string();
        if state.followed_up_edition()?.as_deref() == Some(&*edition) {
            return Ok(FollowedUp::default());
        }
        let articles = snapshot.article_summaries()?;
        let seen = state.record_articles(articles.iter().map(|article| &*article.id), now)?;
        let reader = self.parts.readers.for_snapshot(&*snapshot);
        let mut done = FollowedUp {
            gaps: ask_gaps_again(&reader.asker, state, &*snapshot, now)?,
            ..FollowedUp::default()
        };
        let fulfilment = WishFulfilment {
            state,
            asker: &reader.asker,
            snapshot: &*snapshot,
            seen: &seen,
            passages: self.parts.passages,
            outbound,
        };
        fulfilment.fulfil_all(now, stop, &mut done)?;
        if done.later == 0 && !stop.is_cancelled() {
            state.record_followed_up(&edition)?;
        }
        Ok(done)
    }
}
