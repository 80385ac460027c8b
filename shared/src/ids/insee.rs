//! Codes of the official geographic code (INSEE). They say where, not whether the place is in a territory.

use std::fmt;

use crate::message::Message;

/// The INSEE code of a commune: two characters of département (`2A` and `2B` for Corsica), then three digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeInsee([u8; 5]);

impl CodeInsee {
    /// Reads the five characters of the code.
    ///
    /// # Errors
    /// [`CodeInseeError`] when the shape is not that of a code.
    ///
    /// ```
    /// use shared::ids::CodeInsee;
    /// assert_eq!(CodeInsee::parse("2A004").unwrap().as_str(), "2A004");
    /// assert!(CodeInsee::parse("2C004").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, CodeInseeError> {
        let code: [u8; 5] = text.as_bytes().try_into().map_err(|_| CodeInseeError)?;
        let departement_is_right = match code[..2] {
            [tens, units] if tens.is_ascii_digit() => {
                units.is_ascii_digit() || (tens == b'2' && matches!(units, b'A' | b'B'))
            }
            _ => false,
        };
        if departement_is_right && code[2..].iter().all(u8::is_ascii_digit) {
            Ok(Self(code))
        } else {
            Err(CodeInseeError)
        }
    }

    /// The five characters.
    pub fn as_str(&self) -> &str {
        // Only ASCII was stored.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for CodeInsee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text does not have the shape of an INSEE code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("read the INSEE code: it is not five characters such as 39198 or 2A004")]
pub struct CodeInseeError;

impl CodeInseeError {
    /// What the person who gave it should do.
    pub const fn message(self) -> Message {
        Message::fixed(
            "Choisissez la commune dans la liste : son code INSEE a 5 caractères, par exemple 39198.",
            "Choose the commune in the list: its INSEE code has 5 characters, for example 39198.",
        )
    }
}

/// The INSEE code of a région: two digits, such as `27`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeRegion([u8; 2]);

impl CodeRegion {
    /// Reads two digits, or nothing.
    ///
    /// ```
    /// use shared::ids::CodeRegion;
    /// assert_eq!(CodeRegion::parse("27").unwrap().as_str(), "27");
    /// assert!(CodeRegion::parse("BFC").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let code: [u8; 2] = text.as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_digit).then_some(Self(code))
    }

    /// The two digits.
    pub fn as_str(&self) -> &str {
        // Only ASCII digits were stored.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_every_kind_of_departement_are_read() {
        for code in ["01001", "39198", "2A004", "2B033", "97105", "75056"] {
            assert_eq!(CodeInsee::parse(code).map(|c| c.to_string()), Ok(code.to_owned()));
        }
    }

    #[test]
    fn what_is_not_a_code_is_refused() {
        for text in ["", "3919", "391988", "A9198", "3A198", "39 98", "2a004", "é123"] {
            assert_eq!(CodeInsee::parse(text), Err(CodeInseeError), "{text}");
        }
    }
}
