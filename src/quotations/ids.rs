//! Typed indices of tokens, sentences, quoted pieces, entities and mentions.

use std::ops::{Add, AddAssign, Range, Sub, SubAssign};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(pub(crate) usize);

        impl Add<usize> for $name {
            type Output = Self;

            fn add(self, count: usize) -> Self {
                Self(self.0 + count)
            }
        }

        /// Saturates at the first one.
        impl Sub<usize> for $name {
            type Output = Self;

            fn sub(self, count: usize) -> Self {
                Self(self.0.saturating_sub(count))
            }
        }

    )* };
}

macro_rules! previous {
    ($($name:ident)*) => { $(
        impl $name {
            /// Returns the previous one, unless this is the first.
            pub(crate) fn previous(self) -> Option<Self> {
                self.0.checked_sub(1).map(Self)
            }
        }
    )* };
}

ids! {
    /// Token of the article.
    TokenId
    /// Sentence of the article.
    SentenceId
    /// Quoted piece of the article.
    PieceId
    /// Person, organisation or place that the article names.
    EntityId
    /// Mention of an entity.
    MentionId
}

previous! { TokenId SentenceId }

impl AddAssign<usize> for TokenId {
    fn add_assign(&mut self, count: usize) {
        *self = *self + count;
    }
}

impl SubAssign<usize> for TokenId {
    fn sub_assign(&mut self, count: usize) {
        *self = *self - count;
    }
}

/// Number of tokens from an earlier one to this one; 0 if it is not earlier.
impl Sub for TokenId {
    type Output = usize;

    fn sub(self, earlier: Self) -> usize {
        self.0.saturating_sub(earlier.0)
    }
}

impl TokenId {
    /// Returns the range from this token up to `end`, exclusive.
    pub(crate) fn to(self, end: Self) -> TokenRange {
        TokenRange { start: self, end }
    }

    /// Returns the range of `count` tokens that begins with this one.
    pub(crate) fn take(self, count: usize) -> TokenRange {
        self.to(self + count)
    }
}

/// Half-open range of tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TokenRange {
    pub(crate) start: TokenId,
    pub(crate) end: TokenId,
}

impl TokenRange {
    /// Iterates over the tokens, in order.
    pub(crate) fn iter(
        self,
    ) -> impl DoubleEndedIterator<Item = TokenId> + ExactSizeIterator + Clone {
        let Range { start, end } = self.start.0..self.end.0;
        (start..end).map(TokenId)
    }

    /// Returns the number of tokens.
    pub(crate) fn len(self) -> usize {
        self.end - self.start
    }

    /// Returns whether the range is empty.
    pub(crate) fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Returns the last token, or the start of an empty range.
    pub(crate) fn last(self) -> TokenId {
        (self.end - 1).max(self.start)
    }
}
