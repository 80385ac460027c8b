//! The number of an establishment, checked offline. It does not say whether the establishment exists.

use std::fmt;

use super::Siren;
use super::digits::{ascii, first_digits, satisfies_luhn, value_of};
use crate::message::Message;

/// A `Siret` is the number of an establishment (Code de commerce, R123-221): the nine digits of the company, which
/// make a valid [`Siren`], then five of the establishment.
///
/// The fourteen digits satisfy Luhn's formula, but for those of La Poste, whose plain sum may be a multiple of five
/// instead (note of INSEE on SIREN 356 000 000). So one wrong digit is always seen, except in the last five of La
/// Poste's: there, one that changes the sum by five is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Siret {
    siren: Siren,
    digits: [u8; 14],
}

impl Siret {
    /// Reads fourteen digits; spaces of any kind, points and dashes between them are passed over, since people paste
    /// `732 829 320 00074`.
    ///
    /// # Errors
    /// [`SiretError`] tells a SIREN typed in its place from a wrong count or a wrong digit.
    ///
    /// ```
    /// use shared::ids::{Siret, SiretError};
    /// assert_eq!(Siret::parse("732 829 320 00074").unwrap().to_string(), "73282932000074");
    /// assert_eq!(Siret::parse("732829320"), Err(SiretError::IsSiren));
    /// assert_eq!(Siret::parse("73282932000075"), Err(SiretError::WrongCheck));
    /// ```
    pub fn parse(text: &str) -> Result<Self, SiretError> {
        let (digits, count) = first_digits::<14>(text).ok_or(SiretError::NotDigits)?;
        let siren = digits
            .first_chunk()
            .and_then(|of_company| Siren::from_digits(*of_company));
        match (count, siren) {
            (0, _) => Err(SiretError::Empty),
            (14, Some(siren)) if satisfies_luhn(&digits) || is_la_poste_sum(siren, &digits) => {
                Ok(Self { siren, digits })
            }
            (14, _) => Err(SiretError::WrongCheck),
            (9, Some(_)) => Err(SiretError::IsSiren),
            _ => Err(SiretError::WrongLength { count }),
        }
    }

    /// The fourteen digits.
    pub fn as_str(&self) -> &str {
        ascii(&self.digits)
    }

    /// The company.
    pub const fn siren(&self) -> Siren {
        self.siren
    }

    /// As it is shown to people: `732 829 320 00074`, with no-break spaces.
    ///
    /// ```
    /// use shared::ids::Siret;
    /// let siret = Siret::parse("73282932000074").unwrap();
    /// assert_eq!(siret.grouped(), "732\u{a0}829\u{a0}320\u{a0}00074");
    /// ```
    pub fn grouped(&self) -> String {
        format!("{}\u{a0}{}", self.siren.grouped(), ascii(&self.digits[9..]))
    }
}

impl fmt::Display for Siret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a text is not a SIRET.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SiretError {
    /// Nothing was given.
    #[error("read the SIRET: it is empty")]
    Empty,
    /// A character that is neither a digit nor a separator.
    #[error("read the SIRET: it holds something else than digits")]
    NotDigits,
    /// Nine digits that make a valid SIREN.
    #[error("read the SIRET: it is a SIREN")]
    IsSiren,
    /// Another count of digits than fourteen.
    #[error("read the SIRET: it has {count} digits")]
    WrongLength {
        /// Digits found.
        count: usize,
    },
    /// Fourteen digits that do not check.
    #[error("accept the SIRET: its check digit is wrong")]
    WrongCheck,
}

impl SiretError {
    /// What the person who typed it should do.
    pub fn message(self) -> Message {
        match self {
            Self::Empty => Message::fixed(
                "Indiquez le SIRET de l’établissement qui demande l’aide : 14 chiffres.",
                "Give the SIRET of the establishment that asks for the aid: 14 digits.",
            ),
            Self::NotDigits => Message::fixed(
                "Un SIRET ne contient que des chiffres. Retirez les lettres et les signes.",
                "A SIRET holds digits only. Remove letters and signs.",
            ),
            Self::IsSiren => Message::fixed(
                "C’est un SIREN (9 chiffres). Ajoutez les 5 chiffres de l’établissement pour former le SIRET.",
                "This is a SIREN (9 digits). Add the 5 digits of the establishment to make the SIRET.",
            ),
            Self::WrongLength { count } => Message::built(
                format!("Un SIRET a 14 chiffres ; celui-ci en a {count}. Complétez ou corrigez le numéro."),
                format!("A SIRET has 14 digits; this one has {count}. Complete or correct the number."),
            ),
            Self::WrongCheck => Message::fixed(
                "Ce SIRET n’existe pas : sa clé de contrôle est fausse. Vérifiez chaque chiffre.",
                "This SIRET does not exist: its check digit is wrong. Check each digit.",
            ),
        }
    }
}

fn is_la_poste_sum(siren: Siren, digits: &[u8; 14]) -> bool {
    let sum: u32 = digits.iter().map(|digit| value_of(*digit)).sum();
    siren.as_str() == LA_POSTE && sum.is_multiple_of(5)
}

const LA_POSTE: &str = "356000000";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn valid_numbers_are_read() {
        // The last one fails Luhn; its digits add up to 45, as La Poste's may.
        for text in [
            "73282932000074",
            "13002526500013",
            "35600000000048",
            "35600000049837",
        ] {
            assert_eq!(
                Siret::parse(text).map(|siret| siret.to_string()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn separators_are_passed_over() {
        for text in [
            "732 829 320 00074",
            "732\u{202f}829\u{a0}320-00074",
            " 732.829.320.00074\n",
        ] {
            assert_eq!(
                Siret::parse(text).map(|siret| siret.siren().to_string()),
                Ok("732829320".to_owned())
            );
        }
    }

    #[test]
    fn each_fault_has_its_own_error() {
        for (text, error) in [
            ("", SiretError::Empty),
            ("  ", SiretError::Empty),
            ("7328293200007A", SiretError::NotDigits),
            ("７３２８２９３２００００７４", SiretError::NotDigits),
            ("732829320", SiretError::IsSiren),
            ("732829321", SiretError::WrongLength { count: 9 }),
            ("7328293200007", SiretError::WrongLength { count: 13 }),
            ("732829320000744", SiretError::WrongLength { count: 15 }),
            ("73282932000073", SiretError::WrongCheck),
            // 732829321 is no SIREN, though the fourteen digits satisfy Luhn's formula (their sum is 50).
            ("73282932100072", SiretError::WrongCheck),
            // La Poste's: neither Luhn nor a sum that is a multiple of five.
            ("35600000049838", SiretError::WrongCheck),
        ] {
            assert_eq!(Siret::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn one_wrong_digit_of_la_poste_may_pass() {
        // 3+5+6+4+9+8+3+7 = 45, and 3+5+6+4+9+3+3+7 = 40: both are multiples of five.
        for text in ["35600000049837", "35600000049337"] {
            assert!(Siret::parse(text).is_ok(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_seen(place in 0_usize..14, by in 1_u8..10) {
            let mut digits = *b"73282932000074";
            digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
            let text = String::from_utf8_lossy(&digits).into_owned();
            prop_assert_eq!(Siret::parse(&text), Err(SiretError::WrongCheck));
        }

        #[test]
        fn nothing_makes_it_panic(text in ".*") {
            let _outcome = Siret::parse(&text);
        }
    }
}
