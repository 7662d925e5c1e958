//! Numbers of tokens, sentences, names and quotations: each kind has a type of its own.

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

        /// Stops at the first one.
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
            /// The one before, unless this is the first.
            pub(crate) fn previous(self) -> Option<Self> {
                self.0.checked_sub(1).map(Self)
            }
        }
    )* };
}

ids! {
    /// A token of the article.
    TokenId
    /// A sentence of the article.
    SentenceId
    /// A quoted piece of the article.
    PieceId
    /// A quotation: one piece or several.
    QuotationId
    /// A person, a body or a place that the article names.
    EntityId
    /// A place in the article where an entity is named.
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

/// Number of tokens from one to a later one.
impl Sub for TokenId {
    type Output = usize;

    fn sub(self, earlier: Self) -> usize {
        self.0.saturating_sub(earlier.0)
    }
}

impl TokenId {
    /// The tokens from this one up to another.
    pub(crate) fn to(self, end: Self) -> TokenRange {
        TokenRange { start: self, end }
    }

    /// This token and the ones behind it, `count` in all.
    pub(crate) fn first(self, count: usize) -> TokenRange {
        self.to(self + count)
    }
}

/// A half-open range of tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TokenRange {
    pub(crate) start: TokenId,
    pub(crate) end: TokenId,
}

impl TokenRange {
    /// The tokens, in order.
    pub(crate) fn iter(
        self,
    ) -> impl DoubleEndedIterator<Item = TokenId> + ExactSizeIterator + Clone {
        let Range { start, end } = self.start.0..self.end.0;
        (start..end).map(TokenId)
    }

    /// Number of tokens.
    pub(crate) fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether there is none.
    pub(crate) fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The last token; the first of an empty range.
    pub(crate) fn last(self) -> TokenId {
        (self.end - 1).max(self.start)
    }
}
