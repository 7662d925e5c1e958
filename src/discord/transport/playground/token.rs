//! Random tokens.

/// Number of random bytes in a token.
const BYTES: usize = 16;

/// Returns 128 random bits in hexadecimal digits, which cannot be guessed.
///
/// # Errors
///
/// The operating system's error if it provides no random numbers.
pub(super) fn random_token() -> Result<String, getrandom::Error> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
