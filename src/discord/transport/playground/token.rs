//! Tokens that nobody guesses.

/// Number of random bytes in a token.
const BYTES: usize = 16;

/// Random digits, as many as make a guess hopeless.
///
/// # Errors
///
/// What the system says if it has no random numbers.
pub(super) fn random_token() -> Result<String, getrandom::Error> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
