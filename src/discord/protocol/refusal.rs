//! Refusals: sentences that tell a person why a request is not carried out.

/// Sentence that tells the person why, and what to do instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl Refusal {
    /// Refuses with this sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// Refuses a command, button or form that only another version of this program knows.
    pub fn unknown(thing: &str) -> Self {
        Self::new(format!(
            "I do not know this {thing}: it is from another version of me. Please use the command \
             again; restarting Discord brings the current ones."
        ))
    }
}
