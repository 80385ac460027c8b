//! The two codes of a commune, held inline so that reading one allocates nothing.
//!
//! They are only made from the tables: parsing what a user typed is done in `shared`.

use std::fmt;

/// The INSEE code of a commune: 5 characters, digits but for "2A" and "2B" at the beginning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeInsee([u8; 5]);

impl CodeInsee {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        text(&self.0)
    }

    pub(crate) const fn new(characters: [u8; 5]) -> Self {
        Self(characters)
    }
}

impl AsRef<str> for CodeInsee {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for CodeInsee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CodeInsee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodeInsee({})", self.as_str())
    }
}

/// A postcode (La Poste): 5 digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodePostal([u8; 5]);

impl CodePostal {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        text(&self.0)
    }

    pub(crate) fn new(number: u32) -> Self {
        let mut left = number;
        let mut characters = [b'0'; 5];
        for character in characters.iter_mut().rev() {
            *character = b"0123456789"[(left % 10) as usize];
            left /= 10;
        }
        Self(characters)
    }
}

impl AsRef<str> for CodePostal {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for CodePostal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CodePostal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CodePostal({})", self.as_str())
    }
}

/// The tables hold ASCII only, so nothing is lost.
fn text(characters: &[u8; 5]) -> &str {
    str::from_utf8(characters).unwrap_or_default()
}
