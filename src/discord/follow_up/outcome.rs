//! What came of a follow-up.

use crate::curation::feeds::PollReport;

/// What came of polling the feeds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FeedsPolled {
    /// The polls themselves.
    pub polls: PollReport,
    /// Number of articles that were published without asking.
    pub published: usize,
    /// Number of articles that the moderators' channel was told of.
    pub announced: usize,
}

/// What came of asking gaps and wishes again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowedUp {
    /// Number of gaps that are answered now.
    pub gaps: usize,
    /// Number of people who were told.
    pub told: usize,
    /// Number of wishes that ended because Discord does not deliver to their people.
    pub closed: usize,
    /// Number of messages that Discord did not take yet.
    pub later: usize,
}
