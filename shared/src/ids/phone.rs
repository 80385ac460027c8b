//! Telephone numbers as they are dialled in France. They are personal data: shown to those who may call, and in no log.
//! It does not say whether anybody answers.

use std::fmt;

use super::digits::{ascii, is_separator};
use crate::message::Message;

/// A French telephone number: ten digits, a zero and then another digit, with those of overseas, which are dialled
/// likewise.
///
/// It has no check digit: a wrong digit is not seen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PhoneNumber([u8; 10]);

impl PhoneNumber {
    /// Reads ten digits, or nine after the code of the country, `+33` or `0033`, with or without `(0)`; also after those
    /// of overseas: 262, 590, 594, 596. Spaces of any kind, points, dashes, slashes and brackets do not matter.
    ///
    /// # Errors
    /// [`PhoneNumberError`] tells another country from a wrong count or a wrong start.
    ///
    /// ```
    /// use shared::ids::PhoneNumber;
    /// for text in ["01.23.45.67.89", "+33 (0)1 23 45 67 89", "0033123456789"] {
    ///     let number = PhoneNumber::parse(text).unwrap();
    ///     assert_eq!(number.reveal().replace('\u{a0}', " "), "01 23 45 67 89");
    /// }
    /// ```
    pub fn parse(text: &str) -> Result<Self, PhoneNumberError> {
        let kept: String = text
            .chars()
            .filter(|c| !is_separator(*c) && !matches!(c, '/' | '(' | ')'))
            .collect();
        if kept.is_empty() {
            return Err(PhoneNumberError::Empty);
        }
        let abroad = kept.strip_prefix('+').or_else(|| kept.strip_prefix("00"));
        if !abroad.unwrap_or(&kept).bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PhoneNumberError::NotDigits);
        }
        let national = match abroad {
            None => kept,
            Some(digits) => {
                let rest = COUNTRIES
                    .iter()
                    .find_map(|country| digits.strip_prefix(country))
                    .ok_or(PhoneNumberError::OtherCountry)?;
                format!("0{}", rest.strip_prefix('0').unwrap_or(rest))
            }
        };
        let digits: [u8; 10] = national
            .as_bytes()
            .try_into()
            .map_err(|_| PhoneNumberError::WrongLength {
                count: national.len(),
            })?;
        match digits {
            [b'0', b'1'..=b'9', ..] => Ok(Self(digits)),
            _ => Err(PhoneNumberError::WrongStart),
        }
    }

    /// The ten digits, to be stored. Never logged: hence no `Display`.
    pub fn as_str(&self) -> &str {
        ascii(&self.0)
    }

    /// The number in pairs, with no-break spaces, for those who may call: `01 23 45 67 89`.
    pub fn reveal(&self) -> String {
        let pairs: Vec<_> = self.0.chunks(2).map(ascii).collect();
        pairs.join("\u{a0}")
    }
}

/// Hides the number: personal data must not reach a log through `{:?}`.
impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PhoneNumber(…)")
    }
}

/// Why a text is not a French telephone number. It carries no digit of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneNumberError {
    /// Nothing was given.
    #[error("read the telephone number: it is empty")]
    Empty,
    /// A character that is neither a digit nor a separator.
    #[error("read the telephone number: it holds something else than digits")]
    NotDigits,
    /// The code of another country.
    #[error("accept the telephone number: it is not French")]
    OtherCountry,
    /// Another count of digits than ten.
    #[error("read the telephone number: it has {count} digits")]
    WrongLength {
        /// Digits of the number as it is dialled in France.
        count: usize,
    },
    /// Ten digits that do not begin with a zero and another digit.
    #[error("accept the telephone number: it does not begin with 01 to 09")]
    WrongStart,
}

impl PhoneNumberError {
    /// What the person who typed it should do.
    pub fn message(self) -> Message {
        match self {
            Self::Empty => Message::fixed(
                "Indiquez un numéro de téléphone : 10 chiffres.",
                "Give a telephone number: 10 digits.",
            ),
            Self::NotDigits => Message::fixed(
                "Un numéro de téléphone ne contient que des chiffres. Retirez les lettres et les autres signes.",
                "A telephone number holds digits only. Remove letters and other signs.",
            ),
            Self::OtherCountry => Message::fixed(
                "Indiquez un numéro français : 10 chiffres, ou +33 et 9 chiffres.",
                "Give a French number: 10 digits, or +33 and 9 digits.",
            ),
            Self::WrongLength { count } => Message::built(
                format!(
                    "Un numéro de téléphone a 10 chiffres ; celui-ci en a {count}. Complétez-le ou corrigez-le."
                ),
                format!("A telephone number has 10 digits; this one has {count}. Complete or correct it."),
            ),
            Self::WrongStart => Message::fixed(
                "Un numéro de téléphone français commence par 01 à 09. Vérifiez les premiers chiffres.",
                "A French telephone number begins with 01 to 09. Check the first digits.",
            ),
        }
    }
}

/// The codes of the country: metropolitan France; Réunion and Mayotte; Guadeloupe; Guyane; Martinique.
const COUNTRIES: [&str; 5] = ["33", "262", "590", "594", "596"];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn national(text: &str) -> Result<String, PhoneNumberError> {
        PhoneNumber::parse(text).map(|number| number.as_str().to_owned())
    }

    #[test]
    fn numbers_are_read_as_people_paste_them() {
        for (text, read) in [
            ("0123456789", "0123456789"),
            ("01 23 45 67 89", "0123456789"),
            ("01\u{a0}23\u{202f}45-67.89\n", "0123456789"),
            ("01/23/45/67/89", "0123456789"),
            ("+33123456789", "0123456789"),
            ("0033 1 23 45 67 89", "0123456789"),
            ("+33 (0)6 12 34 56 78", "0612345678"),
            ("+262 692 12 34 56", "0692123456"),
            ("00590 590 12 34 56", "0590123456"),
            ("+594 594 12 34 56", "0594123456"),
            ("+596 696 12 34 56", "0696123456"),
        ] {
            assert_eq!(national(text), Ok(read.to_owned()), "{text}");
        }
    }

    #[test]
    fn each_fault_has_its_own_error() {
        for (text, error) in [
            ("", PhoneNumberError::Empty),
            (" - ", PhoneNumberError::Empty),
            ("01 23 45 67 8O", PhoneNumberError::NotDigits),
            ("01 23 45 67 89 poste 12", PhoneNumberError::NotDigits),
            ("+33+123456789", PhoneNumberError::NotDigits),
            ("+32 2 123 45 67", PhoneNumberError::OtherCountry),
            ("+", PhoneNumberError::OtherCountry),
            ("012345678", PhoneNumberError::WrongLength { count: 9 }),
            ("01234567890", PhoneNumberError::WrongLength { count: 11 }),
            ("+33 1 23 45 67 8", PhoneNumberError::WrongLength { count: 9 }),
            ("1234567890", PhoneNumberError::WrongStart),
            // A second zero after the code of the country is no number.
            ("+33 00 23 45 67 89", PhoneNumberError::WrongStart),
        ] {
            assert_eq!(national(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_number_is_hidden_from_logs() {
        let number = PhoneNumber::parse("0123456789");
        assert_eq!(format!("{number:?}"), "Ok(PhoneNumber(…))");
    }

    proptest! {
        #[test]
        fn what_is_revealed_reads_back(text in "0[1-9][0-9]{8}") {
            let number = PhoneNumber::parse(&text).expect("it has the shape");
            prop_assert_eq!(PhoneNumber::parse(&number.reveal()), Ok(number));
        }

        #[test]
        fn nothing_makes_it_panic(text in "(\\+33|00)?.*") {
            let _outcome = PhoneNumber::parse(&text).map_err(PhoneNumberError::message);
        }
    }
}
