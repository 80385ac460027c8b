//! Bytes as hexadecimal digits in lower case, the one way in which they are read and written here.

use std::fmt;

/// The bytes of exactly `2 * N` digits; `None` for anything else.
pub fn read<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = value_of(pair[0])? << 4 | value_of(pair[1])?;
    }
    Some(bytes)
}

/// Writes two digits for each byte.
pub fn write(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

const fn value_of(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_so_many_digits_in_lower_case_are_read() {
        for (text, expected) in [
            ("", None),
            ("0f", None),
            ("0fa", None),
            ("0fa0", Some([15, 160])),
            ("0fa00", None),
            ("0FA0", None),
            ("0fg0", None),
            ("éé", None),
        ] {
            assert_eq!(read::<2>(text), expected, "{text}");
        }
    }
}
