//! Codes of départements (INSEE, code officiel géographique). They do not say which région, nor what the département is
//! called.

use std::fmt;

use crate::message::Message;

/// The code of a `Departement` (CGCT, L3111-1): `01` to `95` without `20`, `2A` and `2B` for Corsica, `971` to `974`
/// and `976` overseas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeDepartement {
    /// Two or three characters, completed with a space: codes are so in the order of their texts.
    characters: [u8; 3],
}

impl CodeDepartement {
    /// Reads the two or three characters; case and spaces around do not matter, and a lone digit is completed: `1` is
    /// `01`.
    ///
    /// # Errors
    /// [`CodeDepartementError`] tells a wrong shape from a code that no département has.
    ///
    /// ```
    /// use shared::ids::{CodeDepartement, CodeDepartementError};
    /// assert_eq!(CodeDepartement::parse("2a").unwrap().as_str(), "2A");
    /// assert_eq!(CodeDepartement::parse("20"), Err(CodeDepartementError::Unknown));
    /// ```
    pub fn parse(text: &str) -> Result<Self, CodeDepartementError> {
        let upper = text.trim().to_ascii_uppercase();
        let characters = match *upper.as_bytes() {
            [] => return Err(CodeDepartementError::Empty),
            [units] => [b'0', units, b' '],
            [tens, units] => [tens, units, b' '],
            [hundreds, tens, units] => [hundreds, tens, units],
            _ => return Err(CodeDepartementError::WrongShape),
        };
        match characters {
            [b'2', b'A' | b'B', b' '] | [b'9', b'7', b'1'..=b'4' | b'6'] => Ok(Self { characters }),
            [tens @ b'0'..=b'9', units @ b'0'..=b'9', b' '] => match (tens - b'0') * 10 + (units - b'0') {
                1..=19 | 21..=95 => Ok(Self { characters }),
                _ => Err(CodeDepartementError::Unknown),
            },
            [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9'] => Err(CodeDepartementError::Unknown),
            _ => Err(CodeDepartementError::WrongShape),
        }
    }

    /// The two or three characters.
    pub fn as_str(&self) -> &str {
        // Only ASCII was stored.
        std::str::from_utf8(&self.characters)
            .unwrap_or_default()
            .trim_end()
    }
}

impl fmt::Display for CodeDepartement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a text is not the code of a département.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeDepartementError {
    /// Nothing was given.
    #[error("read the code of the département: it is empty")]
    Empty,
    /// Not two or three characters such as 39, 2A or 974.
    #[error("read the code of the département: it does not have the shape of 39, 2A or 974")]
    WrongShape,
    /// No département has it.
    #[error("accept the code of the département: no département has it")]
    Unknown,
}

impl CodeDepartementError {
    /// What the person who typed it should do.
    pub const fn message(self) -> Message {
        match self {
            Self::Empty => Message::fixed(
                "Indiquez le numéro du département, par exemple 39, 2A ou 974.",
                "Give the number of the département, for example 39, 2A or 974.",
            ),
            Self::WrongShape => Message::fixed(
                "Un département s’écrit en 2 ou 3 caractères, par exemple 39, 2A ou 974. Corrigez-le.",
                "A département is written in 2 or 3 characters, for example 39, 2A or 974. Correct it.",
            ),
            Self::Unknown => Message::fixed(
                "Aucun département ne porte ce numéro. En Corse, écrivez 2A ou 2B.",
                "No département has this number. In Corsica, write 2A or 2B.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn there_are_as_many_as_in_the_official_code() {
        let of_two = (0..=99).map(|n| format!("{n:02}"));
        let of_three = (0..=999).map(|n| format!("{n:03}"));
        let corsican = ["2A".to_owned(), "2B".to_owned()];
        let count = of_two
            .chain(of_three)
            .chain(corsican)
            .filter(|code| CodeDepartement::parse(code).is_ok())
            .count();
        // 95 less 20, 2 of Corsica, 5 overseas.
        assert_eq!(count, 101);
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        for (text, code) in [
            ("01", "01"),
            ("1", "01"),
            ("95", "95"),
            (" 2b ", "2B"),
            ("976", "976"),
        ] {
            let read = CodeDepartement::parse(text).map(|code| code.to_string());
            assert_eq!(read, Ok(code.to_owned()), "{text}");
        }
    }

    #[test]
    fn each_fault_has_its_own_error() {
        for (text, error) in [
            ("", CodeDepartementError::Empty),
            ("00", CodeDepartementError::Unknown),
            ("20", CodeDepartementError::Unknown),
            ("96", CodeDepartementError::Unknown),
            ("970", CodeDepartementError::Unknown),
            ("975", CodeDepartementError::Unknown),
            ("977", CodeDepartementError::Unknown),
            ("2C", CodeDepartementError::WrongShape),
            ("A", CodeDepartementError::WrongShape),
            ("Jura", CodeDepartementError::WrongShape),
            ("é", CodeDepartementError::WrongShape),
        ] {
            assert_eq!(CodeDepartement::parse(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in ".*") {
            let _outcome = CodeDepartement::parse(&text).map_err(CodeDepartementError::message);
        }
    }
}
