//! Comparison of two wordings by aligning their words.

mod align;
mod alike;
mod amounts;
mod compared_text;
mod difference;
mod unsaid;
mod word_classes;

pub use difference::Change;

pub(crate) use align::{Step, align};
pub(crate) use alike::is_alike;
pub(crate) use amounts::amounts;
pub(crate) use compared_text::ComparedText;
pub(crate) use difference::{changes, difference, place, written};
pub(crate) use word_classes::{
    has_same_units, is_content, is_modal, is_negation, is_number, is_opposite, plain_modal, units,
};
