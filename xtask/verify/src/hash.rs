//! SHA-256, of bytes as they are, and of a sequence of parts, each preceded by its length where it has no fixed one.

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
    hex::encode(Sha256::digest(bytes))
}

/// The 32 bytes of a hexadecimal text, lower case.
pub fn from_hex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text, &mut bytes).ok()?;
    (!text.contains(|digit: char| digit.is_ascii_uppercase())).then_some(bytes)
}
