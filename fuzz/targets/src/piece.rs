//! Documents by their content, their names and their parts: a whole document is of its kind and none of its beginnings is,
//! a name is safe on every disk, the parts of a size add up to it.

use shared::piece::limits::{BYTES, PART_BYTES};
use shared::piece::{ContentError, MediaType, Parts, PieceDigest, PieceId, file_name, recognise};

use crate::Outcome;
use crate::documents::make;
use crate::told::check_message;

/// Takes the bytes as a document, as what whole documents hold, as a name, as a size and as numbers.
///
/// # Panics
/// When something that must hold does not.
pub fn run(bytes: &[u8]) -> Outcome {
    for kind in MediaType::ALL {
        check_cuts(kind, bytes);
    }
    if let Some(size) = bytes.first_chunk() {
        check_parts(u64::from_le_bytes(*size));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        for kind in MediaType::ALL {
            check_name(text, kind);
        }
        check_numbers(text);
    }
    Outcome::of([check_content(bytes)])
}

/// What it is does not change with what comes before it is asked again, and a refusal is told.
fn check_content(bytes: &[u8]) -> bool {
    let found = recognise(bytes);
    match found {
        Ok(kind) => {
            assert!(!bytes.is_empty(), "nothing is of a kind");
            let first: &[u8] = match kind {
                MediaType::Pdf => b"",
                MediaType::Png => b"\x89PNG",
                MediaType::Jpeg => b"\xff\xd8",
                MediaType::Odt | MediaType::Ods | MediaType::Docx | MediaType::Xlsx => b"PK",
            };
            assert!(bytes.starts_with(first), "{kind:?} does not begin so");
        }
        Err(error) => {
            check_message(&error.message());
            assert_eq!(bytes.is_empty(), error == ContentError::Empty, "{error:?}");
        }
    }
    found.is_ok()
}

/// Cut anywhere before its last mark, a whole document is refused.
fn check_cuts(kind: MediaType, held: &[u8]) {
    let made = make(kind, &held[..held.len().min(HELD_MAX)]);
    assert_eq!(
        recognise(&made.bytes),
        Ok(made.kind),
        "a whole document is refused"
    );
    let last = made.bytes.len() - made.spare;
    // Every place near both ends, and some between: a run tries other ones with other bytes.
    let step = (last / CUTS).max(1);
    let between = (0..last).step_by(step);
    for place in (0..last.min(ENDS))
        .chain(between)
        .chain(last.saturating_sub(ENDS)..last)
    {
        let cut = recognise(&made.bytes[..place]);
        assert!(
            cut.is_err(),
            "{:?} of {} bytes is accepted when it is cut at {place}",
            made.kind,
            made.bytes.len()
        );
    }
}

const HELD_MAX: usize = 2048;
const CUTS: usize = 32;
const ENDS: usize = 24;

fn check_parts(size: u64) {
    match Parts::of(size) {
        Ok(parts) => {
            assert!(
                (1..=u64::from(BYTES)).contains(&size) && u64::from(parts.size()) == size,
                "{size} is accepted"
            );
            let sizes: Vec<_> = (0..parts.count())
                .filter_map(|place| parts.size_of(place))
                .collect();
            assert!(
                sizes.iter().all(|size| (1..=PART_BYTES).contains(size)),
                "a part of {size} is out of bounds"
            );
            assert_eq!(sizes.iter().map(|size| u64::from(*size)).sum::<u64>(), size);
            assert_eq!(
                parts.size_of(parts.count()),
                None,
                "there is a part after the last"
            );
        }
        Err(error) => {
            assert!(size == 0 || u64::from(BYTES) < size, "{size} is refused");
            check_message(&error.message());
        }
    }
}

/// No disk refuses the name, no character of it is unseen, and it says what the document is.
fn check_name(text: &str, kind: MediaType) {
    let name = file_name(text, kind);
    let ending = format!(".{}", kind.extension());
    let is_refused = |c: char| c.is_control() || "/\\:*?\"<>|\u{202e}\u{200b}\u{feff}".contains(c);
    assert!(
        name.len() <= 255 && !name.contains(is_refused),
        "{name:?} is not safe"
    );
    assert!(
        name.ends_with(&ending) && ending.len() < name.len(),
        "{name:?} does not say what it is"
    );
    assert!(!name.starts_with(['.', ' ']), "{name:?} is hidden");
}

fn check_numbers(text: &str) {
    let number = PieceId::parse(text).map(|id| id.to_string());
    let digest = PieceDigest::parse(text).map(|digest| digest.to_string());
    for written in [number, digest].into_iter().flatten() {
        assert_eq!(written, text, "it is written otherwise");
    }
}
