//! The proof of work that may be asked of a filing: a number that takes many tries to find and one to check. The widget
//! searches it and the function checks it with this same code. Who makes a challenge, how long it serves and that it
//! serves once is the function's business.
//!
//! A number solves a challenge when SHA-256 of the challenge, a colon and the number in decimal digits begins with so
//! many zero bits. Each bit doubles the tries that it takes: 2¹⁶ = 65,536 on average for 16.

use sha2::{Digest, Sha256};

/// The header that carries a challenge with its solution.
pub const HEADER: &str = "Proof-Of-Work";

/// The most bits that are asked: 2²⁴ tries are minutes on an old telephone.
pub const BITS_MAX: u8 = 24;

/// A search, a few tries at a time: who runs it decides when to let others work.
///
/// ```
/// use shared::proof_of_work::{Search, is_solved};
/// let mut search = Search::new("a-challenge", 8);
/// let solution = std::iter::repeat_with(|| search.advance(100)).find_map(|found| found);
/// assert!(solution.is_some_and(|solution| is_solved("a-challenge", solution, 8)));
/// ```
#[derive(Clone, Debug)]
pub struct Search {
    /// Has taken in all that every try begins with.
    begun: Sha256,
    bits: u8,
    next: u64,
}

impl Search {
    /// A search that has not begun.
    pub fn new(challenge: &str, bits: u8) -> Self {
        Self {
            begun: begin(challenge),
            bits,
            next: 0,
        }
    }

    /// Tries so many numbers more, and tells the first that solves the challenge.
    pub fn advance(&mut self, tries: u32) -> Option<u64> {
        for _ in 0..tries {
            let number = self.next;
            self.next += 1;
            if is_end(self.begun.clone(), number, self.bits) {
                return Some(number);
            }
        }
        None
    }
}

/// Whether a number solves a challenge.
pub fn is_solved(challenge: &str, solution: u64, bits: u8) -> bool {
    is_end(begin(challenge), solution, bits)
}

/// The value of the header.
///
/// ```
/// use shared::proof_of_work::{parse, write};
/// assert_eq!(write("a-challenge", 42), "a-challenge:42");
/// assert_eq!(parse("a-challenge:42"), Some(("a-challenge", 42)));
/// for wrong in ["", "a-challenge", ":42", "a-challenge:", "a-challenge:042", "a-challenge:+1", "a-challenge:-1"] {
///     assert_eq!(parse(wrong), None, "{wrong}");
/// }
/// ```
pub fn write(challenge: &str, solution: u64) -> String {
    format!("{challenge}:{solution}")
}

/// Reads the value of the header: the challenge and the solution, which is written in one way only.
pub fn parse(header: &str) -> Option<(&str, u64)> {
    let (challenge, digits) = header.split_once(':')?;
    let is_plain =
        digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    if challenge.is_empty() || !is_plain {
        return None;
    }
    Some((challenge, digits.parse().ok()?))
}

fn begin(challenge: &str) -> Sha256 {
    let mut hasher = Sha256::new();
    hasher.update(challenge);
    hasher.update(":");
    hasher
}

fn is_end(mut begun: Sha256, number: u64, bits: u8) -> bool {
    begun.update(number.to_string());
    let hash = begun.finalize();
    // The first four bytes, the largest first: no challenge asks for more bits than they hold.
    let first = u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]);
    u32::from(bits) <= first.leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `printf 'essai:%d' N | sha256sum` for N from 0: the first whose hash begins with 000.
    const FIRST_OF_TWELVE_BITS: u64 = 2470;

    #[test]
    fn the_search_finds_the_first_number_whose_hash_begins_with_the_zeros() {
        let mut search = Search::new("essai", 12);
        assert_eq!(search.advance(100_000), Some(FIRST_OF_TWELVE_BITS));
    }

    #[test]
    fn a_search_in_slices_finds_what_one_in_a_row_finds() {
        let mut sliced = Search::new("essai", 10);
        let found = std::iter::repeat_with(|| sliced.advance(7)).find_map(|found| found);
        assert_eq!(found, Search::new("essai", 10).advance(100_000));
    }

    #[test]
    fn a_solution_has_as_many_bits_as_are_asked_and_may_have_more() {
        let hash = Sha256::digest(format!("essai:{FIRST_OF_TWELVE_BITS}"));
        let zeros = u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]).leading_zeros();
        for bits in 0..=BITS_MAX {
            let is_enough = u32::from(bits) <= zeros;
            assert_eq!(
                is_solved("essai", FIRST_OF_TWELVE_BITS, bits),
                is_enough,
                "{bits}"
            );
        }
        assert!(!is_solved("essay", FIRST_OF_TWELVE_BITS, 12));
    }

    #[test]
    fn numbers_are_written_in_decimal_digits() {
        for number in [0, 9, 10, 1_234_567_890, u64::MAX] {
            let hash = Sha256::digest(format!("essai:{number}"));
            let zeros = u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]).leading_zeros();
            let zeros = u8::try_from(zeros).unwrap();
            assert!(is_solved("essai", number, zeros), "{number}");
            assert!(!is_solved("essai", number, zeros + 1), "{number}");
        }
    }
}
