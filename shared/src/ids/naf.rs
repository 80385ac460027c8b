//! Codes of the French nomenclature of activities, NAF rév. 2 (INSEE, 2008): what a company does. NAF 2025, which is to
//! replace it for the activity of companies around 2027, is not read here.

use std::fmt;

use crate::message::Message;

/// The code of a sub-class, the activity ("APE") of a company: `25.62B`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CodeNaf {
    /// The four digits.
    digits: [u8; 4],
    letter: u8,
}

impl CodeNaf {
    /// Reads four digits and a letter, with or without the point: `25.62B`, `2562b`. That the class itself exists is
    /// not looked up; that its division does is.
    ///
    /// # Errors
    /// [`CodeNafError`] tells a wrong shape from a division that is in no section.
    ///
    /// ```
    /// use shared::ids::{CodeNaf, SectionNaf};
    /// let code = CodeNaf::parse("2562b").unwrap();
    /// assert_eq!(code.to_string(), "25.62B");
    /// assert_eq!(code.section(), SectionNaf::C);
    /// ```
    pub fn parse(text: &str) -> Result<Self, CodeNafError> {
        let mut kept = [0; 5];
        let mut count = 0;
        for c in text.chars().filter(|c| !c.is_whitespace() && *c != '.') {
            let place = kept.get_mut(count).ok_or(CodeNafError::WrongShape)?;
            *place = u8::try_from(c.to_ascii_uppercase()).map_err(|_| CodeNafError::WrongShape)?;
            count += 1;
        }
        let [digits @ .., letter] = kept;
        if count != 5 || !digits.iter().all(u8::is_ascii_digit) || !letter.is_ascii_uppercase() {
            return Err(CodeNafError::WrongShape);
        }
        let code = Self { digits, letter };
        match section_of(code.division()) {
            Some(_) => Ok(code),
            None => Err(CodeNafError::UnknownDivision {
                division: code.division(),
            }),
        }
    }

    /// The first two digits: 1 to 99.
    pub const fn division(self) -> u8 {
        (self.digits[0] - b'0') * 10 + self.digits[1] - b'0'
    }

    /// The section of its division.
    pub fn section(self) -> SectionNaf {
        // `parse` has found one; manufacturing stands in for the case that cannot be.
        section_of(self.division()).unwrap_or(SectionNaf::C)
    }
}

impl fmt::Display for CodeNaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Only ASCII was stored.
        let digits = std::str::from_utf8(&self.digits).unwrap_or_default();
        let (division, class) = digits.split_at(2);
        write!(f, "{division}.{class}{}", char::from(self.letter))
    }
}

/// A section of NAF rév. 2. Industry is B to E.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(
    missing_docs,
    reason = "the letter is the name; `SECTIONS` says which divisions each holds"
)]
pub enum SectionNaf {
    A,
    B,
    C,
    D,
    E,
    F,
    G,
    H,
    I,
    J,
    K,
    L,
    M,
    N,
    O,
    P,
    Q,
    R,
    S,
    T,
    U,
}

/// Each section, its letter, its first and last divisions.
const SECTIONS: [(SectionNaf, &str, u8, u8); 21] = [
    (SectionNaf::A, "A", 1, 3),
    (SectionNaf::B, "B", 5, 9),
    (SectionNaf::C, "C", 10, 33),
    (SectionNaf::D, "D", 35, 35),
    (SectionNaf::E, "E", 36, 39),
    (SectionNaf::F, "F", 41, 43),
    (SectionNaf::G, "G", 45, 47),
    (SectionNaf::H, "H", 49, 53),
    (SectionNaf::I, "I", 55, 56),
    (SectionNaf::J, "J", 58, 63),
    (SectionNaf::K, "K", 64, 66),
    (SectionNaf::L, "L", 68, 68),
    (SectionNaf::M, "M", 69, 75),
    (SectionNaf::N, "N", 77, 82),
    (SectionNaf::O, "O", 84, 84),
    (SectionNaf::P, "P", 85, 85),
    (SectionNaf::Q, "Q", 86, 88),
    (SectionNaf::R, "R", 90, 93),
    (SectionNaf::S, "S", 94, 96),
    (SectionNaf::T, "T", 97, 98),
    (SectionNaf::U, "U", 99, 99),
];

impl SectionNaf {
    /// Its letter.
    pub fn as_str(self) -> &'static str {
        SECTIONS
            .iter()
            .find(|(section, ..)| *section == self)
            .map_or("", |(_, letter, ..)| letter)
    }

    /// The section of that letter.
    pub fn parse(letter: &str) -> Option<Self> {
        SECTIONS
            .iter()
            .find(|(_, known, ..)| *known == letter)
            .map(|(section, ..)| *section)
    }
}

fn section_of(division: u8) -> Option<SectionNaf> {
    SECTIONS
        .iter()
        .find(|(_, _, first, last)| (*first..=*last).contains(&division))
        .map(|(section, ..)| *section)
}

/// Why a text is not a code of NAF rév. 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeNafError {
    /// Not four digits and a letter.
    #[error("read the NAF code: it is not four digits and a letter such as 25.62B")]
    WrongShape,
    /// No section holds that division.
    #[error("accept the NAF code: division {division:02} does not exist")]
    UnknownDivision {
        /// The first two digits.
        division: u8,
    },
}

impl CodeNafError {
    /// What the person who typed it should do.
    pub fn message(self) -> Message {
        match self {
            Self::WrongShape => Message::fixed(
                "Un code NAF (APE) a 4 chiffres et une lettre, par exemple 25.62B. Il est sur votre avis de situation \
                 INSEE.",
                "A NAF (APE) code has 4 digits and a letter, for example 25.62B. It is on your INSEE statement.",
            ),
            Self::UnknownDivision { division } => Message::built(
                format!(
                    "Aucune activité ne commence par {division:02}. Vérifiez les deux premiers chiffres."
                ),
                format!("No activity begins with {division:02}. Check the first two digits."),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_read_with_and_without_their_point() {
        for text in ["25.62B", "2562B", "25.62b", " 25 62 B "] {
            assert_eq!(
                CodeNaf::parse(text).map(|code| code.to_string()),
                Ok("25.62B".to_owned())
            );
        }
    }

    #[test]
    fn what_is_not_a_code_is_refused() {
        for text in ["", "25.62", "25.6B2", "256.2BB", "ABCDE", "25.62É", "25.625"] {
            assert_eq!(CodeNaf::parse(text), Err(CodeNafError::WrongShape), "{text}");
        }
        for (text, division) in [("00.00A", 0), ("04.10Z", 4), ("34.10Z", 34), ("40.10Z", 40)] {
            assert_eq!(
                CodeNaf::parse(text),
                Err(CodeNafError::UnknownDivision { division })
            );
        }
    }

    #[test]
    fn industry_is_divisions_5_to_9_10_to_33_35_and_36_to_39() {
        for (division, letter) in [
            ("03", "A"),
            ("05", "B"),
            ("09", "B"),
            ("10", "C"),
            ("33", "C"),
            ("35", "D"),
            ("36", "E"),
            ("39", "E"),
            ("41", "F"),
        ] {
            let section = CodeNaf::parse(&format!("{division}.11Z")).map(CodeNaf::section);
            assert_eq!(section.map(SectionNaf::as_str), Ok(letter), "{division}");
            assert_eq!(SectionNaf::parse(letter), section.ok());
        }
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in ".*") {
            let _outcome = CodeNaf::parse(&text);
        }
    }
}
