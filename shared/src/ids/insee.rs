//! Codes of the official geographic code (INSEE). They say where, not whether the place is in a territory.

use std::fmt;

use super::CodeDepartement;
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

    /// The commune of which this is an `arrondissement` municipal (CGCT, L2511-3): Paris for 75101 to 75120, Lyon for
    /// 69381 to 69389, Marseille for 13201 to 13216. Any other code is itself.
    ///
    /// ```
    /// use shared::ids::CodeInsee;
    /// let commune_of = |code| CodeInsee::parse(code).unwrap().commune().to_string();
    /// assert_eq!(commune_of("69383"), "69123");
    /// assert_eq!(commune_of("39198"), "39198");
    /// ```
    #[must_use]
    pub fn commune(self) -> Self {
        let is_between = |first: &[u8; 5], last: &[u8; 5]| (first..=last).contains(&&self.0);
        if is_between(b"75101", b"75120") {
            Self(*b"75056")
        } else if is_between(b"69381", b"69389") {
            Self(*b"69123")
        } else if is_between(b"13201", b"13216") {
            Self(*b"13055")
        } else {
            self
        }
    }

    /// The département that the code names: its first two characters, or three overseas; `None` when no département
    /// has these.
    pub fn departement(self) -> Option<CodeDepartement> {
        let text = self.as_str();
        let length = if text.starts_with("97") { 3 } else { 2 };
        CodeDepartement::parse(&text[..length]).ok()
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
    fn municipal_arrondissements_belong_to_their_commune() {
        // Just below, first, last, just above.
        for (codes, commune) in [
            (["75100", "75101", "75120", "75121"], "75056"),
            (["69380", "69381", "69389", "69390"], "69123"),
            (["13200", "13201", "13216", "13217"], "13055"),
        ] {
            let found = codes.map(|code| CodeInsee::parse(code).map(|code| code.commune().to_string()));
            let expected = [codes[0], commune, commune, codes[3]].map(|code| Ok(code.to_owned()));
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_code_names_its_departement() {
        for (code, departement) in [
            ("39198", Some("39")),
            ("2A004", Some("2A")),
            ("97105", Some("971")),
            ("97502", None),
            ("20004", None),
            ("99100", None),
        ] {
            let found = CodeInsee::parse(code).expect("it has the shape").departement();
            assert_eq!(found.as_ref().map(CodeDepartement::as_str), departement, "{code}");
        }
    }

    #[test]
    fn what_is_not_a_code_is_refused() {
        for text in ["", "3919", "391988", "A9198", "3A198", "39 98", "2a004", "é123"] {
            assert_eq!(CodeInsee::parse(text), Err(CodeInseeError), "{text}");
        }
    }
}
