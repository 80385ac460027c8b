//! The name of a commune, held inline: the tables hold it in pieces, and putting them together allocates
//! nothing.
//!
//! It is only made from the tables: what a user typed is folded and searched for.

use std::fmt;

/// The name of a commune, with accents: at most 63 bytes of UTF-8.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CommuneName {
    /// Zero beyond its length.
    bytes: [u8; Self::ROOM],
    length: u8,
}

impl CommuneName {
    const ROOM: usize = 63;

    /// The name as text.
    ///
    /// ```
    /// let dole = reference::commune("39198").expect("a commune of 2026");
    /// assert_eq!(dole.name().as_str(), "Dole");
    /// ```
    pub fn as_str(&self) -> &str {
        // The tables hold UTF-8 only, so nothing is lost: a test reads every name.
        str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }

    /// What goes beyond the room is left out; the build script has refused such a name.
    pub(crate) fn new(text: &[u8]) -> Self {
        let mut bytes = [0; Self::ROOM];
        let mut length = 0;
        for (cell, byte) in bytes.iter_mut().zip(text) {
            *cell = *byte;
            length += 1;
        }
        Self { bytes, length }
    }
}

impl AsRef<str> for CommuneName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for CommuneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CommuneName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CommuneName({self})")
    }
}

impl PartialEq<&str> for CommuneName {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
