//! The number of an establishment, checked offline. It does not say whether the establishment exists.

use std::fmt;

use crate::message::Message;

/// A `Siret` is the number of an establishment (Code de commerce, R123-221): the nine digits of the company, then
/// five of the establishment.
///
/// The fourteen digits satisfy Luhn's formula, but for those of La Poste, whose plain sum may be a multiple of five
/// instead (note of INSEE on SIREN 356 000 000).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Siret([u8; 14]);

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
        let mut digits = [0_u8; 14];
        let mut count = 0;
        for c in text.chars().filter(|c| !is_separator(*c)) {
            if !c.is_ascii_digit() {
                return Err(SiretError::NotDigits);
            }
            if let Some(place) = digits.get_mut(count) {
                // An ASCII digit fits in a byte.
                *place = c as u8;
            }
            count += 1;
        }
        let siret = Self(digits);
        match count {
            0 => Err(SiretError::Empty),
            14 if satisfies_luhn(&digits) || siret.is_la_poste_sum() => Ok(siret),
            14 => Err(SiretError::WrongCheck),
            9 if satisfies_luhn(&digits[..9]) => Err(SiretError::IsSiren),
            _ => Err(SiretError::WrongLength { count }),
        }
    }

    /// The fourteen digits.
    pub fn as_str(&self) -> &str {
        // Only ASCII digits were stored.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The nine digits of the company.
    pub fn siren(&self) -> &str {
        &self.as_str()[..9]
    }

    fn is_la_poste_sum(&self) -> bool {
        let sum: u32 = self.0.iter().map(|digit| u32::from(digit - b'0')).sum();
        self.0.starts_with(LA_POSTE) && sum.is_multiple_of(5)
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

const LA_POSTE: &[u8] = b"356000000";

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '\u{202f}' | '\u{a0}')
}

fn satisfies_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit - b'0');
            match (place % 2, value) {
                (0, _) => value,
                (_, 0..=4) => value * 2,
                _ => value * 2 - 9,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

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
                Siret::parse(text).map(|siret| siret.siren().to_owned()),
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
            // La Poste's: neither Luhn nor a sum that is a multiple of five.
            ("35600000049838", SiretError::WrongCheck),
        ] {
            assert_eq!(Siret::parse(text), Err(error), "{text}");
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
