//! What two wordings have in common and what not: the words of both, aligned.

mod align;
mod compared_text;
mod difference;
mod word_classes;

pub use difference::Change;

pub(crate) use align::{Step, align};
pub(crate) use compared_text::ComparedText;
pub(crate) use difference::{changes, difference, place, written};
pub(crate) use word_classes::{
    is_alike, is_content, is_modal, is_negation, is_number, is_opposite, plain_modal, plain_number,
};
