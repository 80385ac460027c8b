//! What names a dossier to people and to machines: its reference, the applicant's access code, the key that makes
//! a filing happen once. It draws no random bytes: they come in as arguments.

use std::fmt;

use crate::message::{Lang, Message};

/// The 29 characters of references and codes: no 0/O, 1/I/L, U/V or 5/S, so that each can be read on paper and told
/// on the phone. 29 is prime, which lets one check character find every wrong character and every swap of two
/// neighbours.
const ALPHABET: &[u8; 29] = b"2346789ABCDEFGHJKMNPQRTVWXYZ5";

/// The public number of a dossier: `TI26-ABCD-EFGH`, the year of filing, seven random characters, one check
/// character. It carries no personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reference {
    year: u8,
    body: [u8; 8],
}

impl Reference {
    /// Makes a reference from the year of filing (its last two digits are kept) and seven random bytes.
    ///
    /// 29⁷ ≈ 1.7 × 10¹⁰ bodies a year; the store refuses one that is taken.
    pub fn from_random(year: i32, random: [u8; 7]) -> Self {
        let mut body = [0; 8];
        for (place, byte) in random.iter().enumerate() {
            body[place] = ALPHABET[usize::from(*byte) % ALPHABET.len()];
        }
        // The remainder of a division by 100 fits in a byte.
        let year = u8::try_from(year.rem_euclid(100)).unwrap_or_default();
        body[7] = check_character(year, &body[..7]);
        Self { year, body }
    }

    /// Reads a reference as people copy it: case, spaces and dashes do not matter.
    ///
    /// # Errors
    /// [`ReferenceError`] tells a wrong shape from a wrong character.
    ///
    /// ```
    /// use shared::ids::Reference;
    /// let reference = Reference::from_random(2026, [1, 2, 3, 4, 5, 6, 7]);
    /// assert_eq!(Reference::parse(&reference.to_string()), Ok(reference));
    /// assert_eq!(Reference::parse(&reference.to_string().to_lowercase().replace('-', " ")), Ok(reference));
    /// ```
    pub fn parse(text: &str) -> Result<Self, ReferenceError> {
        let kept = keep_alphanumeric::<12>(text).ok_or(ReferenceError::WrongShape)?;
        let [b'T', b'I', tens @ b'0'..=b'9', units @ b'0'..=b'9', body @ ..] = kept else {
            return Err(ReferenceError::WrongShape);
        };
        if !body.iter().all(|c| ALPHABET.contains(c)) {
            return Err(ReferenceError::WrongCheck);
        }
        let year = (tens - b'0') * 10 + (units - b'0');
        if body[7] != check_character(year, &body[..7]) {
            return Err(ReferenceError::WrongCheck);
        }
        Ok(Self { year, body })
    }

    /// The reference as one says it on the telephone: letters by the words of the international spelling alphabet, which
    /// are the same in both languages, figures in words, a comma between the groups. It is for agents and applicants on
    /// the phone: nothing shows it yet.
    ///
    /// ```
    /// use shared::{ids::Reference, message::Lang};
    /// let reference = Reference::from_random(2026, [7, 8, 9, 10, 0, 1, 2]);
    /// assert_eq!(reference.to_string(), "TI26-ABCD-234W");
    /// assert_eq!(
    ///     reference.spoken(Lang::Fr),
    ///     "Tango India deux six, Alfa Bravo Charlie Delta, deux trois quatre Whiskey",
    /// );
    /// ```
    pub fn spoken(&self, lang: Lang) -> String {
        let written = self.to_string();
        let groups: Vec<_> = written
            .split('-')
            .map(|group| {
                let words: Vec<_> = group.bytes().map(|character| word_of(character, lang)).collect();
                words.join(" ")
            })
            .collect();
        groups.join(", ")
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "TI{:02}-{}-{}",
            self.year,
            ascii(&self.body[..4]),
            ascii(&self.body[4..])
        )
    }
}

/// Why a text is not a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// Not `TI`, two digits and eight characters.
    #[error("read the reference: it does not have the shape TI26-ABCD-EFGH")]
    WrongShape,
    /// The check character does not fit: a character was misread.
    #[error("accept the reference: its check character is wrong")]
    WrongCheck,
}

impl ReferenceError {
    /// What the person who typed it should do.
    pub const fn message(self) -> Message {
        match self {
            Self::WrongShape => Message::fixed(
                "La référence s’écrit comme TI26-ABCD-EFGH. Recopiez-la depuis votre récépissé.",
                "The reference looks like TI26-ABCD-EFGH. Copy it from your receipt.",
            ),
            Self::WrongCheck => Message::fixed(
                "Cette référence contient une erreur de frappe. Vérifiez chaque caractère.",
                "This reference holds a typing error. Check each character.",
            ),
        }
    }
}

/// The secret that opens a dossier to its applicant: `ABCD-EFGH-JKMN`, twelve characters, about 58 bits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct AccessCode([u8; 12]);

impl AccessCode {
    /// Makes a code from bytes that nobody can guess.
    pub fn from_secret(bytes: [u8; 12]) -> Self {
        Self(bytes.map(|byte| ALPHABET[usize::from(byte) % ALPHABET.len()]))
    }

    /// Reads a code as people copy it: case, spaces and dashes do not matter.
    ///
    /// # Errors
    /// [`AccessCodeError`] when it does not have the shape of a code.
    pub fn parse(text: &str) -> Result<Self, AccessCodeError> {
        let kept = keep_alphanumeric::<12>(text).ok_or(AccessCodeError)?;
        if kept.iter().all(|c| ALPHABET.contains(c)) {
            Ok(Self(kept))
        } else {
            Err(AccessCodeError)
        }
    }

    /// The twelve characters, to be hashed.
    pub const fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The code as it is given to the applicant. Never logged: hence no `Display`.
    pub fn reveal(&self) -> String {
        format!(
            "{}-{}-{}",
            ascii(&self.0[..4]),
            ascii(&self.0[4..8]),
            ascii(&self.0[8..])
        )
    }
}

/// Hides the code: a secret must not reach a log through `{:?}`.
impl fmt::Debug for AccessCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessCode(…)")
    }
}

/// The text does not have the shape of an access code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("read the access code: it is not twelve characters")]
pub struct AccessCodeError;

impl AccessCodeError {
    /// What the person who typed it should do.
    pub const fn message(self) -> Message {
        Message::fixed(
            "Le code s’écrit comme ABCD-EFGH-JKMN. Recopiez-le depuis votre récépissé.",
            "The code looks like ABCD-EFGH-JKMN. Copy it from your receipt.",
        )
    }
}

/// The key that a client draws once for a draft, so that sending it again files nothing more: 16 to 64 characters
/// among letters, digits, `-` and `_`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads the value of an `Idempotency-Key` header.
    ///
    /// # Errors
    /// [`IdempotencyKeyError`] when it is too short to be unique, too long, or holds another character.
    pub fn parse(text: &str) -> Result<Self, IdempotencyKeyError> {
        let is_key_byte = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if (16..=64).contains(&text.len()) && text.bytes().all(is_key_byte) {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdempotencyKeyError)
        }
    }

    /// The key as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is not an idempotency key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("read the idempotency key: it is not 16 to 64 letters, digits, dashes or underscores")]
pub struct IdempotencyKeyError;

impl IdempotencyKeyError {
    /// What the client should do.
    pub const fn message(self) -> Message {
        Message::fixed(
            "Envoyez l’en-tête Idempotency-Key : 16 à 64 lettres, chiffres, tirets ou tirets bas, tirés au hasard une \
             fois par demande.",
            "Send the Idempotency-Key header: 16 to 64 letters, digits, dashes or underscores, drawn at random once \
             for each request.",
        )
    }
}

/// How a character of a reference is said.
fn word_of(character: u8, lang: Lang) -> &'static str {
    let figures = match lang {
        Lang::Fr => &FIGURES_FR,
        Lang::En => &FIGURES_EN,
    };
    let (first, words) = match character {
        b'0'..=b'9' => (b'0', &figures[..]),
        _ => (b'A', &SPELLING_ALPHABET[..]),
    };
    words
        .get(usize::from(character.saturating_sub(first)))
        .copied()
        .unwrap_or_default()
}

const FIGURES_FR: [&str; 10] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
];

const FIGURES_EN: [&str; 10] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
];

/// The radiotelephony spelling alphabet of the ICAO, A to Z (convention on international civil aviation, annex 10).
const SPELLING_ALPHABET: [&str; 26] = [
    "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo",
    "Lima", "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor",
    "Whiskey", "X-ray", "Yankee", "Zulu",
];

/// The weighted sum of all characters, modulo 29: the weights 1 to 9 are all different and invertible.
fn check_character(year: u8, body: &[u8]) -> u8 {
    let value_of = |c: &u8| ALPHABET.iter().position(|known| known == c).unwrap_or_default();
    let sum: usize = [usize::from(year / 10), usize::from(year % 10)]
        .into_iter()
        .chain(body.iter().map(value_of))
        .enumerate()
        .map(|(place, value)| (place + 1) * value)
        .sum();
    ALPHABET[sum % ALPHABET.len()]
}

/// The letters and digits of a text in upper case, when they are exactly `N`.
fn keep_alphanumeric<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut kept = [0; N];
    let mut count = 0;
    for c in text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '‑' | '_' | '.'))
    {
        if !c.is_ascii_alphanumeric() {
            return None;
        }
        *kept.get_mut(count)? = c.to_ascii_uppercase() as u8;
        count += 1;
    }
    (count == N).then_some(kept)
}

/// Text of bytes that come from [`ALPHABET`].
fn ascii(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_alphabet_has_no_look_alikes_and_no_repeats() {
        for look_alike in b"01ILOSU" {
            assert!(!ALPHABET.contains(look_alike));
        }
        assert!((1..ALPHABET.len()).all(|n| !ALPHABET[..n].contains(&ALPHABET[n])));
    }

    #[test]
    fn shapes_that_are_not_references_are_refused() {
        for text in [
            "",
            "TI26",
            "XX26-2222-2222",
            "TI2A-2222-2222",
            "TI26-2222-22222",
            "TI26-2222-222é",
        ] {
            assert_eq!(Reference::parse(text), Err(ReferenceError::WrongShape), "{text}");
        }
        // O and 1 are not in the alphabet: a misreading, not a wrong shape.
        assert_eq!(
            Reference::parse("TI26-O222-1222"),
            Err(ReferenceError::WrongCheck)
        );
    }

    #[test]
    fn a_code_is_hidden_from_logs() {
        assert_eq!(format!("{:?}", AccessCode::from_secret([7; 12])), "AccessCode(…)");
    }

    #[test]
    fn keys_are_sixteen_to_sixty_four_characters() {
        for (length, accepted) in [(15, false), (16, true), (64, true), (65, false)] {
            assert_eq!(
                IdempotencyKey::parse(&"k".repeat(length)).is_ok(),
                accepted,
                "{length}"
            );
        }
        assert!(IdempotencyKey::parse("with a space inside").is_err());
    }

    #[test]
    fn each_word_of_the_spelling_alphabet_begins_with_its_letter() {
        for (word, letter) in SPELLING_ALPHABET.iter().zip('A'..='Z') {
            assert!(word.starts_with(letter), "{word}");
        }
    }

    #[test]
    fn a_reference_is_said_in_both_languages() {
        let reference = Reference::from_random(2030, [0; 7]);
        assert_eq!(
            reference.spoken(Lang::En).split(", ").next(),
            Some("Tango India three zero")
        );
        assert_eq!(
            reference.spoken(Lang::Fr).split(", ").next(),
            Some("Tango India trois zéro")
        );
    }

    proptest! {
        #[test]
        fn each_character_is_said(random: [u8; 7]) {
            let spoken = Reference::from_random(2026, random).spoken(Lang::Fr);
            let words: Vec<_> = spoken.split([' ', ',']).filter(|word| !word.is_empty()).collect();
            prop_assert_eq!(words.len(), 12);
        }

        #[test]
        fn a_reference_reads_back(year in 2018_i32..2100, random: [u8; 7]) {
            let reference = Reference::from_random(year, random);
            prop_assert_eq!(Reference::parse(&reference.to_string()), Ok(reference));
        }

        #[test]
        fn one_wrong_character_is_always_seen(random: [u8; 7], place in 0_usize..8, by in 1_usize..29) {
            let mut wrong = Reference::from_random(2026, random);
            let value = ALPHABET.iter().position(|c| *c == wrong.body[place]).unwrap_or_default();
            wrong.body[place] = ALPHABET[(value + by) % 29];
            prop_assert_eq!(Reference::parse(&wrong.to_string()), Err(ReferenceError::WrongCheck));
        }

        #[test]
        fn two_swapped_neighbours_are_always_seen(random: [u8; 7], place in 0_usize..6) {
            let mut swapped = Reference::from_random(2026, random);
            prop_assume!(swapped.body[place] != swapped.body[place + 1]);
            swapped.body.swap(place, place + 1);
            prop_assert_eq!(Reference::parse(&swapped.to_string()), Err(ReferenceError::WrongCheck));
        }

        #[test]
        fn a_code_reads_back(secret: [u8; 12]) {
            let code = AccessCode::from_secret(secret);
            prop_assert_eq!(AccessCode::parse(&code.reveal().to_lowercase()), Ok(code));
        }

        #[test]
        fn nothing_makes_them_panic(text in ".*") {
            let _outcomes = (Reference::parse(&text), AccessCode::parse(&text), IdempotencyKey::parse(&text));
        }
    }
}
