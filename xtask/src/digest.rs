//! Fingerprints in the notations we need: hexadecimal, and the `integrity` of browsers and npm.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha512};

/// The SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// The start of the SHA-256, long enough to name a file after its content.
pub fn short(bytes: &[u8]) -> String {
    hex::encode(&Sha256::digest(bytes)[..8])
}

/// What a browser compares a file with, in an `integrity` attribute. The shortest hash that browsers know: the loader
/// holds some, which nothing compresses.
pub fn browser_integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(bytes)))
}

/// What the npm registry says of an archive.
pub fn npm_integrity(bytes: &[u8]) -> String {
    format!("sha512-{}", STANDARD.encode(Sha512::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::{browser_integrity, sha256, short};

    #[test]
    fn fingerprints_are_those_of_the_standard() {
        // Source: FIPS 180-4 examples, message "abc".
        assert_eq!(
            sha256(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(short(b"abc"), "ba7816bf8f01cfea");
        assert_eq!(
            browser_integrity(b"abc"),
            "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
        );
    }
}
