//! Wishes: asked again, and granted by one private message each.

use std::collections::HashMap;
use std::thread;
use std::time::Instant;

use jiff::Timestamp;
use serenity::model::id::UserId;

use super::FollowedUp;
use crate::answer::{Answer, AskRequest, Asker, Ranked};
use crate::discord::protocol::reply::{Failure, Message};
use crate::discord::render::passages::pages;
use crate::discord::transport::outbound::{Outbound, OutboundError};
use crate::index::{Cancellation, IndexError, Search};
use crate::state::{State, Wish};

/// Number of wishes that are asked before others have their turn, and how much longer than the work
/// the pause after it is.
const BATCH: usize = 2;
const REST: u32 = 3;

/// Length of a nonce, which Discord takes up to 25 characters of.
const NONCE_LENGTH: usize = 25;

const NOTE: &str = "You wanted to be told when an article answers this. I keep it no longer.";

/// What wishes are granted with.
pub(super) struct Granting<'a> {
    pub state: &'a State,
    pub asker: &'a Asker,
    pub snapshot: &'a dyn Search,
    /// When each article was first seen.
    pub seen: &'a HashMap<String, Timestamp>,
    /// Largest number of passages in one message.
    pub passages: usize,
    pub outbound: &'a dyn Outbound,
}

impl Granting<'_> {
    /// Grants every wish that an article answers which came after it. Works no more than a quarter
    /// of the time, so that whoever asks meanwhile hardly notices.
    pub(super) fn grant_all(
        &self,
        now: Timestamp,
        stop: &Cancellation,
        done: &mut FollowedUp,
    ) -> Result<(), Failure> {
        let newest = self.seen.values().max().copied();
        let wishes = self.state.wishes(now)?;
        let may_be_granted = |wish: &&Wish| newest.is_some_and(|newest| newest >= wish.made);
        let wishes: Vec<&Wish> = wishes.iter().filter(may_be_granted).collect();
        for batch in wishes.chunks(BATCH) {
            let begun = Instant::now();
            for wish in batch {
                if stop.is_cancelled() {
                    return Ok(());
                }
                if let Some(ranked) = self.answer(wish)? {
                    self.grant(wish, &ranked, done)?;
                }
            }
            thread::sleep(REST * begun.elapsed());
        }
        if done.told + done.closed > 0 {
            self.state.erase_deleted()?;
        }
        Ok(())
    }

    /// The answer to a wish, if an article is part of it that came after the wish.
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
        let is_granted = articles.any(|passage| is_new(&passage.article));
        Ok(is_granted.then_some(ranked))
    }

    fn grant(&self, wish: &Wish, ranked: &[Ranked], done: &mut FollowedUp) -> Result<(), Failure> {
        if !self.state.has_wish(wish.id)? {
            return Ok(());
        }
        let strong = ranked.iter().take_while(|ranked| !ranked.is_weak).count();
        let most = self.passages.min(strong.max(1));
        let page = pages(&wish.question, Some(NOTE), ranked, most).page(0);
        let message = Message::public(page.content);
        let told = self
            .outbound
            .tell(UserId::new(wish.person.max(1)), &message, &nonce(wish));
        match told {
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

/// The same for a wish at every attempt, and another for every other wish.
fn nonce(wish: &Wish) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&wish.id.to_le_bytes());
    hasher.update(&wish.person.to_le_bytes());
    hasher.update(&wish.made.as_second().to_le_bytes());
    hasher.update(wish.question.as_bytes());
    let digits = hasher.finalize().to_hex();
    digits.chars().take(NONCE_LENGTH).collect()
}
