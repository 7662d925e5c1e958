//! The context of a part of a quotation: whether the rest of its sentence changes its sense.

mod approximation;
mod cut;
mod part;

pub(super) use approximation::cut_approximation;
pub use cut::CutSense;
pub(super) use cut::cut;

#[cfg(test)]
mod tests;
