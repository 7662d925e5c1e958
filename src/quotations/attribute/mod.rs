//! From a quotation to its speaker: the rules, who is meant by a name or a pronoun, and carrying a
//! speaker on.

mod around;
mod behind;
mod carry;
mod described;
mod discourse;
mod grouping;
mod guards;
mod labels;
mod naming;
mod pronouns;
pub(crate) mod reading;
mod resolve;
mod rule;
mod rules;
mod transcript;
mod varied;
mod wordings;
mod works;
