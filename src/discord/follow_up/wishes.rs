//! Asking wishes again, and sending the answer to each in one private message.

use std::collections::HashMap;
use std::thread;
use std::time::Instant;

use jiff::Timestamp;
use serenity::model::id::UserId;

use crate::answer::{Answer, AskRequest, Asker, Ranked};
use crate::discord::protocol::reply::{Failure, Message};
use crate::discord::render::passages::pages;
use crate::discord::transport::outbound::{Outbound, OutboundError, Recipient, nonce};
use crate::index::{Cancellation, IndexError, Search};
use crate::state::{State, Wish};

/// Number of wishes asked before a pause.
const BATCH: usize = 2;

/// Length of the pause, as a multiple of the time that the work took.
const PAUSE_FACTOR: u32 = 3;

const NOTE: &str = "You wanted to be told when an article answers this. I keep it no longer.";

/// Result of asking gaps and wishes again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowedUp {
    /// Number of gaps that are answered now.
    pub gaps: usize,
    /// Number of people who were told.
    pub told: usize,
    /// Number of wishes deleted because their person does not accept messages.
    pub closed: usize,
    /// Number of messages that have to be sent again later.
    pub later: usize,
}

/// Fulfils the wishes that a snapshot answers.
pub(super) struct WishFulfilment<'a> {
    pub state: &'a State,
    pub asker: &'a Asker,
    pub snapshot: &'a dyn Search,
    /// Time when each article was first seen.
    pub seen: &'a HashMap<String, Timestamp>,
    /// Maximum number of passages in one message.
    pub passages: usize,
    pub outbound: &'a dyn Outbound,
}

impl WishFulfilment<'_> {
    /// Fulfils every wish that a newer article answers. Works at most a quarter of the time, so
    /// that other questions are hardly slowed down.
    pub(super) fn fulfil_all(
        &self,
        now: Timestamp,
        stop: &Cancellation,
        done: &mut FollowedUp,
    ) -> Result<(), Failure> {
        let newest = self.seen.values().max().copied();
        let wishes = self.state.wishes(now)?;
        let may_be_fulfilled = |wish: &&Wish| newest.is_some_and(|newest| newest >= wish.made);
        let wishes: Vec<&Wish> = wishes.iter().filter(may_be_fulfilled).collect();
        for batch in wishes.chunks(BATCH) {
            let begun = Instant::now();
            for wish in batch {
                if stop.is_cancelled() {
                    return Ok(());
                }
                if let Some(ranked) = self.answer(wish)? {
                    self.fulfil(wish, &ranked, done)?;
                }
            }
            thread::sleep(PAUSE_FACTOR * begun.elapsed());
        }
        if done.told + done.closed > 0 {
            self.state.erase_deleted()?;
        }
        Ok(())
    }

    /// Returns the answer to a wish, if an article in it is newer than the wish.
    fn answer(&self, wish: &Wish) -> Result<Option<Vec<Ranked>>, IndexError> {
        let request = AskRequest {
            question: &wish.question,
            limit: self.passages,
            ..AskRequest::default()
        };
        let Answer::Found(ranked) = self.asker.ask(self.snapshot, &request)? else {
            return Ok(None);
        };
        let is_new = |article: &str| self.seen.get(article).is_some_and(|at| *at >= wish.made);
        let mut articles = ranked
            .iter()
            .flat_map(|ranked| std::iter::once(&ranked.passage).chain(&ranked.also));
        let is_answered = articles.any(|passage| is_new(&passage.article));
        Ok(is_answered.then_some(ranked))
    }

    /// Sends the answer and deletes the wish, unless Discord wants the message later.
    fn fulfil(&self, wish: &Wish, ranked: &[Ranked], done: &mut FollowedUp) -> Result<(), Failure> {
        if !self.state.has_wish(wish.id)? {
            return Ok(());
        }
        let page = pages(&wish.question, Some(NOTE), ranked, self.passages).page(0);
        let message = Message::public(page.content);
        let person = Recipient::Person(UserId::new(wish.person.max(1)));
        match self.outbound.send(person, &message, &wish_nonce(wish)) {
            Ok(()) => done.told += 1,
            Err(OutboundError::Closed(cause)) => {
                tracing::info!("a wish ends, because its person cannot be told: {cause}");
                done.closed += 1;
            }
            Err(OutboundError::Later(cause)) => {
                tracing::warn!("cannot tell a person yet: {cause}");
                done.later += 1;
                return Ok(());
            }
        }
        self.state.delete_wish(wish.id)?;
        Ok(())
    }
}

/// Returns a nonce that is the same at every attempt for one wish, and different for others.
fn wish_nonce(wish: &Wish) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&wish.id.to_le_bytes());
    hasher.update(&wish.person.to_le_bytes());
    hasher.update(&wish.made.as_second().to_le_bytes());
    hasher.update(wish.question.as_bytes());
    nonce(&hasher)
}
