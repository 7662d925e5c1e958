//! The tests of what a user would miss, a module for each purpose.

#![allow(clippy::unwrap_used)]

mod quotations;
