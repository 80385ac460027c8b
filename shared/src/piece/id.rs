//! The number and the digest of a document that was sent. Neither opens anything: the key it was sent under, or the code of
//! its dossier, does.

use std::fmt;

use super::hex;

/// The number of a document: sixteen bytes, written as 32 hexadecimal digits in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PieceId([u8; 16]);

impl PieceId {
    /// The number made of these bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Reads 32 hexadecimal digits in lower case; `None` for anything else.
    ///
    /// ```
    /// use shared::piece::PieceId;
    /// let text = "00112233445566778899aabbccddeeff";
    /// assert_eq!(PieceId::parse(text).unwrap().to_string(), text);
    /// assert!(PieceId::parse("00112233445566778899AABBCCDDEEFF").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        hex::read(text).map(Self)
    }
}

impl fmt::Display for PieceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex::write(&self.0, f)
    }
}

/// The SHA-256 digest of a document: 32 bytes, written as 64 hexadecimal digits in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PieceDigest([u8; 32]);

impl PieceDigest {
    /// The digest made of these bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads 64 hexadecimal digits in lower case; `None` for anything else.
    ///
    /// ```
    /// use shared::piece::PieceDigest;
    /// assert!(PieceDigest::parse(&"0".repeat(64)).is_some());
    /// assert!(PieceDigest::parse(&"0".repeat(63)).is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        hex::read(text).map(Self)
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for PieceDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex::write(&self.0, f)
    }
}
