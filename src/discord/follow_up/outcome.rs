//! Results of following up a refresh and of polling feeds.

use crate::curation::feeds::PollReport;

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
