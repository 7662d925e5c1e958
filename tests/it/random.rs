//! Pseudorandom numbers.

/// xorshift64 generator (Marsaglia, 2003). The seed must not be 0.
pub(crate) struct Random(pub u64);

impl Random {
    /// Returns a number from 0 to below `bound`.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % bound
    }
}
