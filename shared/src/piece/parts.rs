//! How a document is cut into parts to be sent, so that a line that breaks costs one part and not all of it.

use super::limits::{BYTES, PART_BYTES};
use crate::message::Message;

/// The parts of a document of an accepted size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    size: u32,
}

impl Parts {
    /// The parts of so many bytes.
    ///
    /// # Errors
    /// [`PartsError`] when there is none, or more than [`BYTES`].
    ///
    /// ```
    /// use shared::piece::{Parts, limits::PART_BYTES};
    /// let parts = Parts::of(u64::from(PART_BYTES) + 1).unwrap();
    /// assert_eq!((parts.count(), parts.size_of(0), parts.size_of(1)), (2, Some(PART_BYTES), Some(1)));
    /// assert_eq!(parts.size_of(2), None);
    /// ```
    pub fn of(size: u64) -> Result<Self, PartsError> {
        match u32::try_from(size) {
            Ok(0) => Err(PartsError::Empty),
            Ok(size) if size <= BYTES => Ok(Self { size }),
            _ => Err(PartsError::TooLarge { size }),
        }
    }

    /// Bytes of the whole, from 1 to [`BYTES`].
    pub const fn size(self) -> u32 {
        self.size
    }

    /// How many parts there are, from 1.
    pub const fn count(self) -> u32 {
        self.size.div_ceil(PART_BYTES)
    }

    /// Bytes of the part of that place, from 0; `None` when there is no such part.
    pub fn size_of(self, place: u32) -> Option<u32> {
        let before = place.checked_mul(PART_BYTES)?;
        let left = self.size.checked_sub(before)?;
        (left != 0).then(|| left.min(PART_BYTES))
    }
}

/// Why a document cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PartsError {
    /// It holds nothing.
    #[error("cut the document: it is empty")]
    Empty,
    /// It is larger than [`BYTES`].
    #[error("cut the document: {size} bytes are more than {BYTES}")]
    TooLarge {
        /// Its bytes.
        size: u64,
    },
}

impl PartsError {
    /// Stable name of the fault.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too_large",
        }
    }

    /// What the person who chose it should do.
    pub fn message(self) -> Message {
        match self {
            Self::Empty => Message::fixed(
                "Ce fichier est vide. Ouvrez-le pour vérifier, puis choisissez-le de nouveau.",
                "This file is empty. Open it to check, then choose it again.",
            ),
            Self::TooLarge { size } => {
                let (size, max) = (tenths_of_mebibytes(size), BYTES / MEBIBYTE);
                Message::built(
                    format!(
                        "Ce fichier fait {},{} Mio\u{a0}; une pièce en fait {max} au plus. Réduisez-le, par exemple en \
                         numérisant en noir et blanc, ou envoyez-le en plusieurs pièces.",
                        size / 10,
                        size % 10
                    ),
                    format!(
                        "This file is {}.{} MiB; a document is {max} at most. Make it smaller, for example by scanning \
                         in black and white, or send it as several documents.",
                        size / 10,
                        size % 10
                    ),
                )
            }
        }
    }
}

const MEBIBYTE: u32 = 1024 * 1024;

/// Rounded up, so that what is above a limit never reads as the limit.
fn tenths_of_mebibytes(size: u64) -> u64 {
    size.saturating_mul(10).div_ceil(u64::from(MEBIBYTE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Lang;

    #[test]
    fn a_document_has_from_one_byte_to_five_mebibytes_at_most() {
        let limit = u64::from(BYTES);
        assert_eq!(Parts::of(0), Err(PartsError::Empty));
        assert_eq!(Parts::of(1).map(Parts::count), Ok(1));
        assert_eq!(Parts::of(limit - 1).map(Parts::count), Ok(40));
        assert_eq!(Parts::of(limit).map(Parts::count), Ok(40));
        for size in [limit + 1, u64::from(u32::MAX) + 2, u64::MAX] {
            assert_eq!(Parts::of(size), Err(PartsError::TooLarge { size }));
        }
    }

    #[test]
    fn every_part_is_full_but_the_last() {
        for size in [1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, BYTES - 1, BYTES] {
            let parts = Parts::of(size.into()).unwrap();
            let sizes: Vec<_> = (0..parts.count()).map(|place| parts.size_of(place)).collect();
            assert_eq!(sizes.iter().map(|size| size.unwrap()).sum::<u32>(), size);
            let (last, full) = sizes.split_last().unwrap();
            assert!(full.iter().all(|size| *size == Some(PART_BYTES)));
            assert!((1..=PART_BYTES).contains(&last.unwrap()));
            assert_eq!(parts.size_of(parts.count()), None);
            assert_eq!(parts.size_of(u32::MAX), None);
        }
    }

    #[test]
    fn a_byte_above_the_limit_is_not_told_as_the_limit() {
        let told = PartsError::TooLarge {
            size: u64::from(BYTES) + 1,
        };
        let told = told.message();
        assert!(told.in_lang(Lang::Fr).starts_with("Ce fichier fait 5,1 Mio"));
        assert!(told.in_lang(Lang::En).starts_with("This file is 5.1 MiB"));
    }
}
