//! The tests of what a user would miss, a module for each purpose.

mod quotations;
