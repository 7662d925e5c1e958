//! The application's public key, with which Discord's signatures are verified.

use std::fmt;
use std::str::FromStr;

use serenity::interactions_endpoint::Verifier;
use thiserror::Error;

/// Size of a key, in bytes.
const BYTES: usize = 32;

/// Ed25519 public key. It is parsed from and displayed as 64 hexadecimal digits.
#[derive(Clone)]
pub struct PublicKey {
    bytes: [u8; BYTES],
    verifier: Verifier,
}

/// Error of parsing a [`PublicKey`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{0:?} is not a public key: copy the 64 digits and letters below \"Public Key\" on the page \
     \"General Information\" of your application on https://discord.com/developers"
)]
pub struct NoPublicKey(String);

impl PublicKey {
    /// Returns the verifier of signatures made with the matching private key.
    pub(super) fn verifier(&self) -> &Verifier {
        &self.verifier
    }
}

impl FromStr for PublicKey {
    type Err = NoPublicKey;

    fn from_str(text: &str) -> Result<Self, NoPublicKey> {
        let text = text.trim();
        let key = || {
            let digits: Option<Vec<u8>> = text
                .chars()
                .map(|c| c.to_digit(16).map(|digit| digit as u8))
                .collect();
            let bytes: Vec<u8> = digits?
                .chunks(2)
                .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
                .collect();
            let bytes = bytes.try_into().ok().filter(|_| text.len() == 2 * BYTES)?;
            let verifier = Verifier::try_new(bytes).ok()?;
            Some(Self { bytes, verifier })
        };
        key().ok_or_else(|| NoPublicKey(text.to_owned()))
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes
            .iter()
            .try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_64_digits_of_a_point_on_the_curve() {
        let text = "67c6bd767ca099e79efac9fcce4d2022a63bf7dea780e7f3d813f694c1597089";
        let key: PublicKey = format!(" {}\n", text.to_uppercase()).parse().unwrap();
        assert_eq!(key.to_string(), text);
        let not_on_the_curve = "02".to_owned() + &"00".repeat(31);
        for wrong in [
            "",
            "67c6",
            &text.replace('6', "g"),
            &format!("{text}00"),
            &"é".repeat(32),
            &not_on_the_curve,
        ] {
            assert!(wrong.parse::<PublicKey>().is_err(), "{wrong}");
        }
    }
}
