//! The number of a bank account, checked offline. It is bank data: it is shown to the one who gave it and to those who
//! pay, and reaches no log. It does not say whether the account exists or whose it is.

use std::fmt;

use super::digits::{ascii, is_separator, value_of};
use crate::message::Message;

/// The number of a bank account (ISO 13616): country, two check digits, then the number of the account in its country.
///
/// Of every country: 15 to 34 letters and digits whose check digits are right. Of France: 27 characters, the check
/// digits of the IBAN and the key of the RIB. The lengths of the other countries are not checked: no official table of
/// them was read. One wrong digit is always seen, since the check is a remainder modulo 97, a prime.
///
/// It is for the payment of an aid (`Versement`): no form asks for it yet.
#[derive(Clone, PartialEq, Eq)]
pub struct Iban(String);

impl Iban {
    /// Reads an IBAN; case, spaces of any kind, points and dashes do not matter, nor does a leading `IBAN`.
    ///
    /// # Errors
    /// [`IbanError`] tells a RIB typed in its place, a wrong shape and a wrong key from one another.
    ///
    /// ```
    /// use shared::ids::{Iban, IbanError};
    /// let iban = Iban::parse("FR76 3000 6000 0112 3456 7890 189").unwrap();
    /// assert_eq!(iban.as_str(), "FR7630006000011234567890189");
    /// assert_eq!(format!("{iban:?}"), "Iban(…)");
    /// assert_eq!(Iban::parse("30006 00001 12345678901 89"), Err(IbanError::IsRib));
    /// ```
    pub fn parse(text: &str) -> Result<Self, IbanError> {
        let mut kept = String::with_capacity(34);
        for c in text.chars().filter(|c| !is_separator(*c) && *c != ':') {
            if !c.is_ascii_alphanumeric() {
                return Err(IbanError::WrongCharacter);
            }
            kept.push(c.to_ascii_uppercase());
        }
        // No country has the letters "IBAN" where its code and check digits stand.
        let iban = kept.strip_prefix("IBAN").unwrap_or(&kept);
        if iban.is_empty() {
            return Err(IbanError::Empty);
        }
        let count = iban.len();
        if count == RIB_LENGTH && is_rib(iban.as_bytes()) {
            return Err(IbanError::IsRib);
        }
        let [c1, c2, k1, k2, account @ ..] = iban.as_bytes() else {
            return Err(IbanError::WrongStart);
        };
        if ![c1, c2].iter().all(|c| c.is_ascii_uppercase()) || ![k1, k2].iter().all(|k| k.is_ascii_digit()) {
            return Err(IbanError::WrongStart);
        }
        let is_french = iban.starts_with("FR");
        if is_french && account.len() != RIB_LENGTH {
            return Err(IbanError::WrongFrenchLength { count });
        }
        if !(SHORTEST..=LONGEST).contains(&count) {
            return Err(IbanError::WrongLength { count });
        }
        if check_digits(&iban[..2], account) != value_of(*k1) * 10 + value_of(*k2) {
            return Err(IbanError::WrongCheck);
        }
        if is_french && !is_rib(account) {
            return Err(IbanError::WrongRibKey);
        }
        Ok(Self(iban.to_owned()))
    }

    /// The number without spaces, to be stored or sent to a bank. Never logged: hence no `Display`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number in groups of four, with no-break spaces, for the one who gave it and for those who pay.
    ///
    /// ```
    /// use shared::ids::Iban;
    /// let iban = Iban::parse("FR1420041010050500013M02606").unwrap();
    /// assert_eq!(iban.reveal().replace('\u{a0}', " "), "FR14 2004 1010 0505 0001 3M02 606");
    /// ```
    pub fn reveal(&self) -> String {
        let groups: Vec<_> = self.0.as_bytes().chunks(4).map(ascii).collect();
        groups.join("\u{a0}")
    }
}

/// Hides the number: bank data must not reach a log through `{:?}`.
impl fmt::Debug for Iban {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Iban(…)")
    }
}

/// Why a text is not an IBAN. It carries no character of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IbanError {
    /// Nothing was given.
    #[error("read the IBAN: it is empty")]
    Empty,
    /// A character that is neither a letter, a digit nor a separator.
    #[error("read the IBAN: it holds something else than letters and digits")]
    WrongCharacter,
    /// The 23 characters of a valid RIB, without country and check digits.
    #[error("read the IBAN: it is a RIB")]
    IsRib,
    /// Not two letters of a country and two digits at the start.
    #[error("read the IBAN: it does not begin with a country and two digits")]
    WrongStart,
    /// A French one that has not 27 characters.
    #[error("read the IBAN: it is French and has {count} characters")]
    WrongFrenchLength {
        /// Characters found.
        count: usize,
    },
    /// Fewer than 15 characters or more than 34.
    #[error("read the IBAN: it has {count} characters")]
    WrongLength {
        /// Characters found.
        count: usize,
    },
    /// The two digits after the country do not check.
    #[error("accept the IBAN: its check digits are wrong")]
    WrongCheck,
    /// A French one whose RIB does not check.
    #[error("accept the IBAN: the key of its RIB is wrong")]
    WrongRibKey,
}

impl IbanError {
    /// What the person who typed it should do.
    pub fn message(self) -> Message {
        match self {
            Self::Empty => Message::fixed(
                "Indiquez l’IBAN du compte : il est sur votre relevé d’identité bancaire.",
                "Give the IBAN of the account: it is on your bank details.",
            ),
            Self::WrongCharacter => Message::fixed(
                "Un IBAN ne contient que des lettres sans accent et des chiffres. Retirez les autres signes.",
                "An IBAN holds only letters without accents and digits. Remove other signs.",
            ),
            Self::IsRib => Message::fixed(
                "C’est un RIB (23 caractères). Recopiez l’IBAN, qui commence par FR et 2 chiffres.",
                "This is a RIB (23 characters). Copy the IBAN, which begins with FR and 2 digits.",
            ),
            Self::WrongStart => Message::fixed(
                "Un IBAN commence par 2 lettres et 2 chiffres, par exemple FR76. Recopiez-le en entier.",
                "An IBAN begins with 2 letters and 2 digits, for example FR76. Copy the whole of it.",
            ),
            Self::WrongFrenchLength { count } => Message::built(
                format!(
                    "Un IBAN français a 27 caractères ; celui-ci en a {count}. Complétez-le ou corrigez-le."
                ),
                format!("A French IBAN has 27 characters; this one has {count}. Complete or correct it."),
            ),
            Self::WrongLength { count } => Message::built(
                format!(
                    "Un IBAN a de 15 à 34 caractères ; celui-ci en a {count}. Complétez-le ou corrigez-le."
                ),
                format!("An IBAN has 15 to 34 characters; this one has {count}. Complete or correct it."),
            ),
            Self::WrongCheck => Message::fixed(
                "Cet IBAN n’existe pas : sa clé de contrôle est fausse. Vérifiez chaque caractère.",
                "This IBAN does not exist: its check digits are wrong. Check each character.",
            ),
            Self::WrongRibKey => Message::fixed(
                "Cet IBAN n’existe pas : la clé du RIB (ses 2 derniers chiffres) est fausse. Vérifiez chaque caractère.",
                "This IBAN does not exist: the key of the RIB (its last 2 digits) is wrong. Check each character.",
            ),
        }
    }
}

/// Bank 5, branch 5, account 11, key 2.
const RIB_LENGTH: usize = 23;
const SHORTEST: usize = 15;
const LONGEST: usize = 34;

/// 98 less the remainder by 97 of the account, the country and `00`, letters counted from A = 10 to Z = 35 (ISO 7064,
/// MOD 97-10): 2 to 98. Comparing with it, rather than asking for a remainder of 1, refuses `00`, `01` and `99`, which
/// leave the same remainder as the right ones and which no bank computes.
fn check_digits(country: &str, account: &[u8]) -> u32 {
    let remainder = account
        .iter()
        .chain(country.as_bytes())
        .chain(b"00")
        .fold(0, |remainder, c| match c {
            b'0'..=b'9' => (remainder * 10 + value_of(*c)) % 97,
            _ => (remainder * 100 + letter_rank(*c) + 9) % 97,
        });
    98 - remainder
}

/// Whether it has the shape and the key of a RIB: 97 less the remainder by 97 of 89 × bank + 15 × branch +
/// 3 × account.
fn is_rib(text: &[u8]) -> bool {
    let (Some(bank), Some(branch), Some(account), Some(key)) =
        (text.get(..5), text.get(5..10), text.get(10..21), text.get(21..))
    else {
        return false;
    };
    let is_shaped = [bank, branch, key]
        .iter()
        .all(|part| part.iter().all(u8::is_ascii_digit));
    is_shaped
        && 97 - (89 * remainder_97(bank) + 15 * remainder_97(branch) + 3 * remainder_97(account)) % 97
            == two_digits(key)
}

fn remainder_97(text: &[u8]) -> u32 {
    text.iter()
        .fold(0, |remainder, c| (remainder * 10 + rib_value(*c)) % 97)
}

/// The value of a key of two digits, 0 to 99.
fn two_digits(key: &[u8]) -> u32 {
    key.iter().fold(0, |value, digit| value * 10 + value_of(*digit))
}

/// Letters stand for digits in a RIB: A to I for 1 to 9, J to R for 1 to 9, S to Z for 2 to 9.
fn rib_value(c: u8) -> u32 {
    match c {
        b'A'..=b'I' => letter_rank(c),
        b'J'..=b'R' => letter_rank(c) - 9,
        b'S'..=b'Z' => letter_rank(c) - 17,
        _ => value_of(c),
    }
}

/// A is 1, Z is 26.
fn letter_rank(c: u8) -> u32 {
    u32::from(c.saturating_sub(b'A')) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VALID: [&str; 3] = [
        // 89 × 11315 + 15 × 00001 + 3 × 12345678901 leaves 59; 97 − 59 = 38.
        "FR7611315000011234567890138",
        "FR1420041010050500013M02606",
        "FR7630006000011234567890189",
    ];

    #[test]
    fn valid_numbers_are_read() {
        for text in VALID {
            assert_eq!(
                Iban::parse(text).map(|iban| iban.as_str().to_owned()),
                Ok(text.to_owned())
            );
        }
    }

    #[test]
    fn numbers_are_read_as_people_paste_them() {
        for text in [
            "FR76 3000 6000 0112 3456 7890 189",
            "fr76\u{202f}3000\u{a0}6000-0112.3456 7890 189\n",
            "IBAN : FR7630006000011234567890189",
        ] {
            assert_eq!(
                Iban::parse(text).map(|iban| iban.0),
                Ok(VALID[2].to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn another_country_is_read_by_its_check_digits_alone() {
        assert!(Iban::parse("GB82 WEST 1234 5698 7654 32").is_ok());
        assert_eq!(
            Iban::parse("GB83 WEST 1234 5698 7654 32"),
            Err(IbanError::WrongCheck)
        );
    }

    #[test]
    fn each_fault_has_its_own_error() {
        for (text, error) in [
            ("", IbanError::Empty),
            ("IBAN", IbanError::Empty),
            ("FR76 3000/6000", IbanError::WrongCharacter),
            ("30006000011234567890189", IbanError::IsRib),
            // The key of a RIB is 89 here: these 23 characters are nothing known.
            ("30006000011234567890188", IbanError::WrongStart),
            ("F", IbanError::WrongStart),
            ("FRA630006000011234567890189", IbanError::WrongStart),
            (
                "FR763000600001123456789018",
                IbanError::WrongFrenchLength { count: 26 },
            ),
            (
                "FR76300060000112345678901899",
                IbanError::WrongFrenchLength { count: 28 },
            ),
            ("BE685390075470", IbanError::WrongLength { count: 14 }),
            ("FR7530006000011234567890189", IbanError::WrongCheck),
        ] {
            assert_eq!(Iban::parse(text), Err(error), "{text}");
        }
        let too_long = format!("DE00{}", "1".repeat(31));
        assert_eq!(Iban::parse(&too_long), Err(IbanError::WrongLength { count: 35 }));
    }

    #[test]
    fn a_wrong_key_of_the_rib_is_seen_when_the_iban_checks() {
        let account = "30006000011234567890188";
        let text = format!("FR{:02}{account}", check_digits("FR", account.as_bytes()));
        assert_eq!(Iban::parse(&text), Err(IbanError::WrongRibKey));
        // A letter where only digits may stand.
        let account = "3000A000011234567890189";
        let text = format!("FR{:02}{account}", check_digits("FR", account.as_bytes()));
        assert_eq!(Iban::parse(&text), Err(IbanError::WrongRibKey));
    }

    #[test]
    fn check_digits_that_no_bank_computes_are_refused() {
        // A number whose check digits are 98: 01 leaves the same remainder.
        let account = (0_u32..1_000)
            .map(|n| format!("{n:011}"))
            .find(|account| check_digits("BE", account.as_bytes()) == 98)
            .expect("one number in 97 or so has them");
        assert!(Iban::parse(&format!("BE98{account}")).is_ok());
        assert_eq!(Iban::parse(&format!("BE01{account}")), Err(IbanError::WrongCheck));
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_seen(which in 0_usize..3, place in 2_usize..27, by in 1_u8..10) {
            let mut digits = VALID[which].as_bytes().to_vec();
            prop_assume!(digits[place].is_ascii_digit());
            digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
            prop_assert_eq!(Iban::parse(ascii(&digits)), Err(IbanError::WrongCheck));
        }

        #[test]
        fn what_is_revealed_reads_back(bank in 0_u32..100_000, account in "[0-9A-Z]{11}") {
            let rib = (0..100)
                .map(|key| format!("{bank:05}00001{account}{key:02}"))
                .find(|rib| is_rib(rib.as_bytes()))
                .expect("every account has a key");
            let text = format!("FR{:02}{rib}", check_digits("FR", rib.as_bytes()));
            let iban = Iban::parse(&text).expect("both keys were computed");
            prop_assert_eq!(Iban::parse(&iban.reveal()), Ok(iban));
        }

        #[test]
        fn nothing_makes_it_panic(text in "(FR[0-9]{2})?.*") {
            let _outcome = Iban::parse(&text).map_err(IbanError::message);
        }
    }
}
