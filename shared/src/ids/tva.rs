//! The VAT number of a French company, computed from its SIREN. It does not say whether the company pays VAT.

use std::fmt;

use super::Siren;
use super::digits::is_separator;
use crate::message::Message;

/// A `NumeroTva` is the "numéro individuel d'identification" of a French company for value-added tax (Code général des
/// impôts, article 286 ter): `FR`, a key of two digits, then the SIREN.
///
/// The key is computed from the SIREN, so that one wrong digit is always seen. Keys that hold a letter are refused: no
/// rule to check them was found.
///
/// It is for agents, who compare it with the one on a quote or an invoice: nothing shows it yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NumeroTva(Siren);

impl NumeroTva {
    /// The number of a company.
    ///
    /// ```
    /// use shared::ids::{NumeroTva, Siren};
    /// let siren = Siren::parse("732829320").unwrap();
    /// assert_eq!(NumeroTva::of(siren).to_string(), "FR44732829320");
    /// ```
    pub const fn of(siren: Siren) -> Self {
        Self(siren)
    }

    /// Reads `FR`, two digits and a SIREN; case, spaces, points and dashes do not matter.
    ///
    /// # Errors
    /// [`NumeroTvaError`] tells another country from a wrong shape, a wrong SIREN or a wrong key.
    pub fn parse(text: &str) -> Result<Self, NumeroTvaError> {
        let kept: String = text
            .chars()
            .filter(|c| !is_separator(*c))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if kept.is_empty() {
            return Err(NumeroTvaError::Empty);
        }
        let Some(rest) = kept.strip_prefix("FR") else {
            return Err(NumeroTvaError::NotFrench);
        };
        if rest.len() != 11 || !rest.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NumeroTvaError::WrongShape);
        }
        let (key, siren) = rest.split_at(2);
        let number = Siren::parse(siren)
            .map(Self)
            .map_err(|_| NumeroTvaError::WrongSiren)?;
        if key == number.key() {
            Ok(number)
        } else {
            Err(NumeroTvaError::WrongKey)
        }
    }

    /// The company.
    pub const fn siren(self) -> Siren {
        self.0
    }

    /// (12 + 3 × (SIREN mod 97)) mod 97, on two digits.
    fn key(self) -> String {
        let siren: u32 = self.0.as_str().parse().unwrap_or_default();
        format!("{:02}", (12 + 3 * (siren % 97)) % 97)
    }
}

impl fmt::Display for NumeroTva {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FR{}{}", self.key(), self.0)
    }
}

/// Why a text is not a French VAT number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumeroTvaError {
    /// Nothing was given.
    #[error("read the VAT number: it is empty")]
    Empty,
    /// It does not begin with `FR`.
    #[error("read the VAT number: it does not begin with FR")]
    NotFrench,
    /// Not eleven digits after `FR`.
    #[error("read the VAT number: FR is not followed by eleven digits")]
    WrongShape,
    /// The last nine digits are not a SIREN.
    #[error("accept the VAT number: the SIREN in it is wrong")]
    WrongSiren,
    /// The two digits after `FR` are not those of this SIREN.
    #[error("accept the VAT number: its key is wrong")]
    WrongKey,
}

impl NumeroTvaError {
    /// What the person who typed it should do.
    pub const fn message(self) -> Message {
        match self {
            Self::Empty => Message::fixed(
                "Indiquez le numéro de TVA intracommunautaire : FR et 11 chiffres.",
                "Give the VAT number: FR and 11 digits.",
            ),
            Self::NotFrench => Message::fixed(
                "Un numéro de TVA français commence par FR. Indiquez celui de l’établissement français.",
                "A French VAT number begins with FR. Give that of the French establishment.",
            ),
            Self::WrongShape => Message::fixed(
                "Un numéro de TVA français a 11 chiffres après FR : une clé de 2 chiffres, puis le SIREN.",
                "A French VAT number has 11 digits after FR: a key of 2 digits, then the SIREN.",
            ),
            Self::WrongSiren => Message::fixed(
                "Les 9 derniers chiffres de ce numéro ne forment pas un SIREN. Vérifiez chaque chiffre.",
                "The last 9 digits of this number do not make a SIREN. Check each digit.",
            ),
            Self::WrongKey => Message::fixed(
                "Les 2 chiffres après FR ne sont pas ceux de ce SIREN. Vérifiez-les.",
                "The 2 digits after FR are not those of this SIREN. Check them.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_are_computed() {
        // 732829320 mod 97 = 43, 12 + 3 × 43 = 141, 141 mod 97 = 44.
        // 552081317 mod 97 = 94, 12 + 3 × 94 = 294, 294 mod 97 = 3.
        for (siren, number) in [("732829320", "FR44732829320"), ("552081317", "FR03552081317")] {
            let siren = Siren::parse(siren).expect("both are valid");
            assert_eq!(NumeroTva::of(siren).to_string(), number);
            assert_eq!(NumeroTva::parse(number).map(NumeroTva::siren), Ok(siren));
        }
    }

    #[test]
    fn separators_and_case_do_not_matter() {
        for text in ["FR 44 732 829 320", "fr44.732.829.320", "\u{a0}FR44-732829320 "] {
            assert!(NumeroTva::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn each_fault_has_its_own_error() {
        for (text, error) in [
            ("", NumeroTvaError::Empty),
            ("DE123456789", NumeroTvaError::NotFrench),
            ("732829320", NumeroTvaError::NotFrench),
            ("FR732829320", NumeroTvaError::WrongShape),
            ("FR447328293200", NumeroTvaError::WrongShape),
            ("FRXX732829320", NumeroTvaError::WrongShape),
            ("FR44732829321", NumeroTvaError::WrongSiren),
            ("FR45732829320", NumeroTvaError::WrongKey),
        ] {
            assert_eq!(NumeroTva::parse(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_seen(place in 2_usize..13, by in 1_u8..10) {
            let mut digits = *b"FR44732829320";
            digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
            prop_assert!(NumeroTva::parse(&String::from_utf8_lossy(&digits)).is_err());
        }

        #[test]
        fn nothing_makes_it_panic(text in "(FR)?.*") {
            let _outcome = NumeroTva::parse(&text).map_err(NumeroTvaError::message);
        }
    }
}
