//! SHA-256, of bytes as they are, and of a sequence of parts, each preceded by its length where it has no fixed one.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// What is being hashed.
pub struct Hasher(Sha256);

impl Hasher {
    /// Begins with the name of the formula.
    pub fn new(name: &str) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(name);
        Self(hasher)
    }

    /// Bytes of a fixed length.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// A text, after its length in bytes: eight bytes, the largest first.
    pub fn text(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_be_bytes());
        self.0.update(text);
    }

    /// The hash.
    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// The SHA-256 of bytes in hexadecimal, lower case.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal, lower case.
pub fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The 32 bytes of a hexadecimal text, lower case.
pub fn from_hex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64
        || !digits
            .iter()
            .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
    {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.as_chunks::<2>().0) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
