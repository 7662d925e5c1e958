//! What the sentence around a part of a quotation does to it.

mod approximation;
mod cut;
mod part;

pub(super) use approximation::cut_approximation;
pub use cut::CutSense;
pub(super) use cut::cut;

#[cfg(test)]
mod tests;
