//! Refusals: the reasons why a request is not carried out, worded for the person.

/// Sentence with the reason for a refusal and a remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl Refusal {
    /// Makes a refusal of this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// Makes the refusal of an unknown command, button or form, which another version of this
    /// program must have made.
    pub fn unknown(thing: &str) -> Self {
        Self::new(format!(
            "I do not know this {thing}: it is from another version of me. Please use the command \
             again; restarting Discord brings the current ones."
        ))
    }
}
