//! A JPEG picture by its segments (ITU-T T.81, B.1.1): each whole up to the picture, then the mark of its end. Its pixels
//! are not unpacked.

/// Whether its first mark is there, followed by another.
pub fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, START, 0xff])
}

/// Whether its segments lead to a picture, and the picture to its end.
pub fn is_whole(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.get(2..) else {
        return false;
    };
    loop {
        let Some((mark, after)) = take_mark(rest) else {
            return false;
        };
        match mark {
            SCAN => return ends_after(after),
            END => return false,
            _ => match skip_segment(after) {
                Some(after) => rest = after,
                None => return false,
            },
        }
    }
}

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

/// The mark that comes first, after any number of fill bytes, and what follows it.
fn take_mark(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let after = bytes.strip_prefix(&[0xff])?;
    let fill = after.iter().take_while(|byte| **byte == 0xff).count();
    let (mark, rest) = after.get(fill..)?.split_first()?;
    Some((*mark, rest))
}

/// A segment holds its own length, those two bytes included.
fn skip_segment(bytes: &[u8]) -> Option<&[u8]> {
    let length = u16::from_be_bytes(*bytes.first_chunk::<2>()?);
    (2 <= length).then(|| bytes.get(usize::from(length)..))?
}

/// Phones put more after the end, such as a small film: the last mark of an end counts, wherever it is.
fn ends_after(scan: &[u8]) -> bool {
    scan.windows(2).any(|pair| pair == [0xff, END])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Vec<u8> {
        let mut bytes = vec![0xff, START];
        bytes.extend([0xff, 0xe0, 0, 4, b'J', b'F']);
        bytes.extend([0xff, 0xff, 0xdb, 0, 3, 1]);
        bytes.extend([0xff, SCAN, 0, 3, 1]);
        bytes.extend([1, 2, 0xff, 0, 3]);
        bytes.extend([0xff, END]);
        bytes
    }

    #[test]
    fn it_is_whole_down_to_its_last_byte() {
        let whole = picture();
        assert!(begins(&whole) && is_whole(&whole));
        for length in 0..whole.len() {
            assert!(!is_whole(&whole[..length]), "{length} bytes");
        }
        assert!(is_whole(&[whole, b"film".to_vec()].concat()));
    }

    #[test]
    fn an_end_without_a_picture_or_a_segment_without_length_is_none() {
        assert!(!is_whole(&[0xff, START, 0xff, END]));
        assert!(!is_whole(&[0xff, START, 0xff, 0xe0, 0, 1, 0xff, SCAN, 0xff, END]));
        assert!(!is_whole(&[0xff, START, 0xff, 0xff, 0xff]));
    }
}
