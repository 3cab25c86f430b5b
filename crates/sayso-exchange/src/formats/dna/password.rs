//! The password of the coders in a `.dna` file.
//!
//! # Source
//! DNA checks passwords with jasypt's `StrongPasswordEncryptor`: 16 bytes of salt, then SHA-256 of salt and password, hashed anew until
//! there were 100,000 rounds, in base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// What whoever opens the file types; it keeps nobody out and is told to everybody.
pub(super) const PASSWORD: &str = "sample";

/// Always the same, so that the same dataset gives the same bytes.
const SALT: &[u8; 16] = b"sayso dna export";

const ROUNDS: usize = 100_000;

/// The stored form of [`PASSWORD`].
pub(super) fn stored() -> String {
    let mut digest = Sha256::new().chain_update(SALT).chain_update(PASSWORD).finalize();
    for _ in 1..ROUNDS {
        digest = Sha256::digest(digest);
    }
    STANDARD.encode([SALT.as_slice(), digest.as_slice()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salt_comes_first_and_the_digest_after_it() {
        let bytes = STANDARD.decode(stored()).unwrap();
        assert_eq!((bytes.len(), &bytes[..16]), (48, SALT.as_slice()));
    }
}
