//! Attribution: finds the speaker of each quotation by rules, resolves names, descriptions and
//! pronouns, and carries speakers over to the next quotation.

mod around;
mod behind;
mod candidates;
mod carry;
mod described;
mod discourse;
pub(crate) mod extraction;
mod grouping;
mod guards;
mod introduced;
mod labels;
mod naming;
mod pronouns;
mod reading;
mod resolve;
mod rules;
mod varied;
mod wordings;
mod works;
