//! The number of a company, checked offline. It does not say whether the company exists.

use std::fmt;

use super::digits::{NotRead, ascii, read_digits, satisfies_luhn};
use crate::message::Message;

/// A `Siren` is the number of a company (Code de commerce, R123-221): nine digits that satisfy Luhn's formula.
///
/// The checks see every wrong digit, since Luhn's formula does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Siren([u8; 9]);

impl Siren {
    /// Reads nine digits; spaces of any kind, points and dashes between them are passed over.
    ///
    /// # Errors
    /// [`SirenError`] tells a SIRET typed in its place from a wrong count or a wrong digit.
    ///
    /// ```
    /// use shared::ids::{Siren, SirenError};
    /// assert_eq!(Siren::parse("732 829 320").unwrap().to_string(), "732829320");
    /// assert_eq!(Siren::parse("732 829 320 00074"), Err(SirenError::IsSiret));
    /// assert_eq!(Siren::parse("732829321"), Err(SirenError::WrongCheck));
    /// ```
    pub fn parse(text: &str) -> Result<Self, SirenError> {
        match read_digits(text) {
            Ok(digits) => Self::from_digits(digits).ok_or(SirenError::WrongCheck),
            Err(NotRead::Empty) => Err(SirenError::Empty),
            Err(NotRead::NotDigits) => Err(SirenError::NotDigits),
            Err(NotRead::Count(14)) => Err(SirenError::IsSiret),
            Err(NotRead::Count(count)) => Err(SirenError::WrongLength { count }),
        }
    }

    /// The nine digits.
    pub fn as_str(&self) -> &str {
        ascii(&self.0)
    }

    /// As it is shown to people: `732 829 320`, with no-break spaces.
    pub fn grouped(&self) -> String {
        let text = self.as_str();
        format!("{}\u{a0}{}\u{a0}{}", &text[..3], &text[3..6], &text[6..])
    }

    /// From nine ASCII digits, if they check.
    pub(super) fn from_digits(digits: [u8; 9]) -> Option<Self> {
        satisfies_luhn(&digits).then_some(Self(digits))
    }
}

impl fmt::Display for Siren {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a text is not a SIREN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SirenError {
    /// Nothing was given.
    #[error("read the SIREN: it is empty")]
    Empty,
    /// A character that is neither a digit nor a separator.
    #[error("read the SIREN: it holds something else than digits")]
    NotDigits,
    /// Fourteen digits, as a SIRET has.
    #[error("read the SIREN: it is a SIRET")]
    IsSiret,
    /// Another count of digits than nine.
    #[error("read the SIREN: it has {count} digits")]
    WrongLength {
        /// Digits found.
        count: usize,
    },
    /// Nine digits that do not check.
    #[error("accept the SIREN: its check digit is wrong")]
    WrongCheck,
}

impl SirenError {
    /// What the person who typed it should do.
    pub fn message(self) -> Message {
        match self {
            Self::Empty => Message::fixed(
                "Indiquez le SIREN de l’entreprise : 9 chiffres.",
                "Give the SIREN of the company: 9 digits.",
            ),
            Self::NotDigits => Message::fixed(
                "Un SIREN ne contient que des chiffres. Retirez les lettres et les signes.",
                "A SIREN holds digits only. Remove letters and signs.",
            ),
            Self::IsSiret => Message::fixed(
                "C’est un SIRET (14 chiffres). Gardez ses 9 premiers chiffres pour obtenir le SIREN.",
                "This is a SIRET (14 digits). Keep its first 9 digits to get the SIREN.",
            ),
            Self::WrongLength { count } => Message::built(
                format!("Un SIREN a 9 chiffres ; celui-ci en a {count}. Complétez ou corrigez le numéro."),
                format!("A SIREN has 9 digits; this one has {count}. Complete or correct the number."),
            ),
            Self::WrongCheck => Message::fixed(
                "Ce SIREN n’existe pas : sa clé de contrôle est fausse. Vérifiez chaque chiffre.",
                "This SIREN does not exist: its check digit is wrong. Check each digit.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn valid_numbers_are_read_and_shown_in_groups() {
        // A company, La Poste, an intercommunalité (they begin with 20 or 24).
        for (text, shown) in [
            ("732829320", "732\u{a0}829\u{a0}320"),
            ("356.000.000", "356\u{a0}000\u{a0}000"),
            ("200 010 650", "200\u{a0}010\u{a0}650"),
        ] {
            let siren = Siren::parse(text).expect("these are valid");
            assert_eq!(siren.grouped(), shown);
            assert_eq!(Siren::parse(shown), Ok(siren));
        }
    }

    #[test]
    fn each_fault_has_its_own_error() {
        for (text, error) in [
            ("", SirenError::Empty),
            ("73282932O", SirenError::NotDigits),
            ("73282932000074", SirenError::IsSiret),
            ("73282932", SirenError::WrongLength { count: 8 }),
            ("7328293200", SirenError::WrongLength { count: 10 }),
            ("732829321", SirenError::WrongCheck),
        ] {
            assert_eq!(Siren::parse(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_seen(
            first in proptest::array::uniform8(0_u8..10), place in 0_usize..9, by in 1_u8..10,
        ) {
            let mut digits = completed(first);
            prop_assert!(Siren::from_digits(digits).is_some());
            digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
            prop_assert_eq!(Siren::parse(ascii(&digits)), Err(SirenError::WrongCheck));
        }

        #[test]
        fn nothing_makes_it_panic(text in ".*") {
            let _outcome = Siren::parse(&text).map_err(SirenError::message);
        }
    }

    /// Eight digits and the one that makes them check.
    fn completed(first: [u8; 8]) -> [u8; 9] {
        let mut digits = [b'0'; 9];
        for (place, value) in first.into_iter().enumerate() {
            digits[place] = b'0' + value;
        }
        let check = (b'0'..=b'9').find(|check| {
            digits[8] = *check;
            satisfies_luhn(&digits)
        });
        assert!(check.is_some(), "one digit in ten makes any eight check");
        digits
    }
}
