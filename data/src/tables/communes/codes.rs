//! The INSEE codes: one bit for each possible number, so that a code is found by counting bits.

use super::{ARRONDISSEMENTS, SLOT_STARTS, digit, prefix, slot};

/// The row of the commune that bears an INSEE code, or of the one this municipal arrondissement is part of.
pub fn find(code_insee: &str) -> Option<u16> {
    let (slot, number) = split(code_insee)?;
    let bytes = slot_bits(slot);
    if bytes[number / 8] >> (number % 8) & 1 == 0 {
        let found = ARRONDISSEMENTS
            .binary_search_by(|(code, _)| (*code).cmp(code_insee))
            .ok()?;
        return Some(ARRONDISSEMENTS[found].1);
    }
    let whole: u32 = bytes[..number / 8].iter().map(|byte| byte.count_ones()).sum();
    let before = whole + (bytes[number / 8] & ((1 << (number % 8)) - 1)).count_ones();
    Some(SLOT_STARTS[slot] + u16::try_from(before).ok()?)
}

/// The INSEE code of a commune, in ASCII.
pub fn code_insee(row: u16) -> [u8; 5] {
    let slot = slot(row);
    let mut left = u32::from(row - SLOT_STARTS[slot]);
    let mut number = 0;
    for byte in slot_bits(slot) {
        let here = byte.count_ones();
        if left < here {
            number += nth_bit(*byte, left);
            break;
        }
        left -= here;
        number += 8;
    }
    let [first, second] = prefix(slot);
    [
        first,
        second,
        digit(number / 100),
        digit(number / 10 % 10),
        digit(number % 10),
    ]
}

/// One bit for each possible INSEE code, 128 bytes for each slot.
static CODES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/codes.bin"));

fn slot_bits(slot: usize) -> &'static [u8] {
    &CODES[slot * 128..(slot + 1) * 128]
}

/// Slot and number within it of an INSEE code, if it has the form of one.
fn split(code_insee: &str) -> Option<(usize, usize)> {
    let &[first, second, ref rest @ ..] = code_insee.as_bytes() else {
        return None;
    };
    let &[hundreds, tens, units] = rest else {
        return None;
    };
    let slot = match (first, second) {
        (b'2', b'A') => 30,
        (b'2', b'B') => 31,
        _ => match digit_value(first)? * 10 + digit_value(second)? {
            number @ 0..30 => number,
            number => number + 2,
        },
    };
    Some((
        slot,
        digit_value(hundreds)? * 100 + digit_value(tens)? * 10 + digit_value(units)?,
    ))
}

fn nth_bit(byte: u8, rank: u32) -> usize {
    let mut byte = byte;
    for _ in 0..rank {
        byte &= byte - 1;
    }
    byte.trailing_zeros() as usize
}

fn digit_value(character: u8) -> Option<usize> {
    character.is_ascii_digit().then(|| usize::from(character - b'0'))
}

pub fn size() -> usize {
    /// A slice and a number with its padding, on `wasm32`.
    const ROW: usize = 12;
    let arrondissements: usize = ARRONDISSEMENTS.iter().map(|(code, _)| code.len() + ROW).sum();
    CODES.len() + arrondissements
}
