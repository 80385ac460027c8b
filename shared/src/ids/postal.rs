//! Postcodes. They do not say which commune: one postcode often covers several, of which some are in a territory and
//! some are not.

use std::fmt;

use super::digits::{NotRead, ascii, read_digits};
use crate::message::Message;

/// A `CodePostal` is the postcode of an address (La Poste, base officielle des codes postaux): five digits. Those of
/// Corsica begin with 20, not with `2A` or `2B` as INSEE codes do.
///
/// It has no check digit: a wrong digit is not seen.
///
/// It is for addresses: no form reads one apart from the rest yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodePostal([u8; 5]);

impl CodePostal {
    /// Reads five digits; spaces of any kind, points and dashes between them are passed over.
    ///
    /// # Errors
    /// [`CodePostalError`] tells an INSEE code of Corsica from a wrong count.
    ///
    /// ```
    /// use shared::ids::{CodePostal, CodePostalError};
    /// assert_eq!(CodePostal::parse("39 100").unwrap().as_str(), "39100");
    /// assert_eq!(CodePostal::parse("2A004"), Err(CodePostalError::IsCorsicanInsee));
    /// ```
    pub fn parse(text: &str) -> Result<Self, CodePostalError> {
        match read_digits(text) {
            Ok(digits) => Ok(Self(digits)),
            Err(NotRead::Empty) => Err(CodePostalError::Empty),
            Err(NotRead::NotDigits) if is_corsican_insee(text) => Err(CodePostalError::IsCorsicanInsee),
            Err(NotRead::NotDigits) => Err(CodePostalError::NotDigits),
            Err(NotRead::Count(count)) => Err(CodePostalError::WrongLength { count }),
        }
    }

    /// The five digits.
    pub fn as_str(&self) -> &str {
        ascii(&self.0)
    }
}

impl fmt::Display for CodePostal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a text is not a postcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodePostalError {
    /// Nothing was given.
    #[error("read the postcode: it is empty")]
    Empty,
    /// It begins with `2A` or `2B`, as INSEE codes of Corsica do.
    #[error("read the postcode: it is an INSEE code of Corsica")]
    IsCorsicanInsee,
    /// A character that is neither a digit nor a separator.
    #[error("read the postcode: it holds something else than digits")]
    NotDigits,
    /// Another count of digits than five.
    #[error("read the postcode: it has {count} digits")]
    WrongLength {
        /// Digits found.
        count: usize,
    },
}

impl CodePostalError {
    /// What the person who typed it should do.
    pub fn message(self) -> Message {
        match self {
            Self::Empty => Message::fixed(
                "Indiquez le code postal : 5 chiffres.",
                "Give the postcode: 5 digits.",
            ),
            Self::IsCorsicanInsee => Message::fixed(
                "C’est un code INSEE. En Corse, le code postal commence par 20, par exemple 20000.",
                "This is an INSEE code. In Corsica, postcodes begin with 20, for example 20000.",
            ),
            Self::NotDigits => Message::fixed(
                "Un code postal ne contient que des chiffres. Retirez les lettres et les signes.",
                "A postcode holds digits only. Remove letters and signs.",
            ),
            Self::WrongLength { count } => Message::built(
                format!("Un code postal a 5 chiffres ; celui-ci en a {count}. Complétez-le ou corrigez-le."),
                format!("A postcode has 5 digits; this one has {count}. Complete or correct it."),
            ),
        }
    }
}

fn is_corsican_insee(text: &str) -> bool {
    let start: String = text.trim().chars().take(2).collect();
    matches!(start.as_str(), "2A" | "2B" | "2a" | "2b")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn postcodes_are_read_as_people_paste_them() {
        for (text, code) in [
            ("39100", "39100"),
            (" 39 100\u{a0}", "39100"),
            ("01000", "01000"),
            ("20000", "20000"),
        ] {
            assert_eq!(
                CodePostal::parse(text).map(|code| code.to_string()),
                Ok(code.to_owned())
            );
        }
    }

    #[test]
    fn each_fault_has_its_own_error() {
        for (text, error) in [
            ("", CodePostalError::Empty),
            ("2A004", CodePostalError::IsCorsicanInsee),
            ("2b033", CodePostalError::IsCorsicanInsee),
            ("F-39100", CodePostalError::NotDigits),
            ("39100 Dole", CodePostalError::NotDigits),
            ("3910", CodePostalError::WrongLength { count: 4 }),
            ("391000", CodePostalError::WrongLength { count: 6 }),
        ] {
            assert_eq!(CodePostal::parse(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in "(2[ABab])?.*") {
            let _outcome = CodePostal::parse(&text).map_err(CodePostalError::message);
        }
    }
}
