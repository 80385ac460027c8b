//! Reading the digits of an identifier as people paste it, and the check that several of them share. It knows no
//! identifier.

/// Why the digits could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotRead {
    /// Nothing was given.
    Empty,
    /// A character that is neither a digit nor a separator.
    NotDigits,
    /// So many digits, instead of those wanted.
    Count(usize),
}

/// The digits of a text that has exactly `N`, once the separators are passed over.
pub(super) fn read_digits<const N: usize>(text: &str) -> Result<[u8; N], NotRead> {
    let (digits, count) = first_digits(text).ok_or(NotRead::NotDigits)?;
    match count {
        0 => Err(NotRead::Empty),
        _ if count == N => Ok(digits),
        _ => Err(NotRead::Count(count)),
    }
}

/// The first `N` digits of a text, completed with zeros, and how many it has in all; `None` when it holds anything
/// else than digits and separators.
pub(super) fn first_digits<const N: usize>(text: &str) -> Option<([u8; N], usize)> {
    let mut digits = [b'0'; N];
    let mut count = 0;
    for c in text.chars().filter(|c| !is_separator(*c)) {
        if !c.is_ascii_digit() {
            return None;
        }
        if let Some(place) = digits.get_mut(count) {
            // An ASCII digit fits in a byte.
            *place = c as u8;
        }
        count += 1;
    }
    Some((digits, count))
}

/// What people put between the groups of a number: spaces of any kind, points, dashes of any kind.
pub(super) fn is_separator(c: char) -> bool {
    // U+200B and U+FEFF are not white space for Unicode; they come with text copied from a page or a spreadsheet.
    c.is_whitespace()
        || matches!(
            c,
            '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{b7}' | '\u{200b}' | '\u{feff}'
        )
}

/// Whether ASCII digits satisfy Luhn's formula.
pub(super) fn satisfies_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = value_of(*digit);
            match (place % 2, value) {
                (0, _) => value,
                (_, 0..=4) => value * 2,
                _ => value * 2 - 9,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The value of an ASCII digit.
pub(super) fn value_of(digit: u8) -> u32 {
    u32::from(digit.saturating_sub(b'0'))
}

/// The text of bytes that were read as ASCII.
pub(super) fn ascii(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_of_every_kind_are_passed_over() {
        for text in [
            "1234",
            "1 2.3-4",
            "12\u{202f}3\u{a0}4",
            "1\u{2011}2\u{2013}3\u{200b}4\n",
        ] {
            assert_eq!(read_digits::<4>(text), Ok(*b"1234"), "{text}");
        }
    }

    #[test]
    fn each_fault_is_told_from_the_others() {
        for (text, fault) in [
            ("", NotRead::Empty),
            (" - ", NotRead::Empty),
            ("12a4", NotRead::NotDigits),
            ("12３4", NotRead::NotDigits),
            ("123", NotRead::Count(3)),
            ("12345", NotRead::Count(5)),
        ] {
            assert_eq!(read_digits::<4>(text), Err(fault), "{text}");
        }
    }
}
