//! A PNG picture by its chunks (RFC 2083, 3): each whole, with its checksum, from the header to the end. Its pixels are not
//! unpacked.

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Whether its signature is there.
pub fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// Whether its chunks lead from the header to the end, none of them spoilt.
pub fn is_whole(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.strip_prefix(SIGNATURE) else {
        return false;
    };
    let mut holds_pixels = false;
    let mut is_first = true;
    while let Some((name, after)) = take_chunk(rest) {
        match (is_first, &name) {
            (true, b"IHDR") | (false, _) => {}
            (true, _) => return false,
        }
        holds_pixels |= &name == b"IDAT";
        if &name == b"IEND" {
            return holds_pixels;
        }
        is_first = false;
        rest = after;
    }
    false
}

/// The name of the chunk that comes first, and what follows it; `None` when it is cut or spoilt.
fn take_chunk(bytes: &[u8]) -> Option<([u8; 4], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let named = rest.get(..length.checked_add(4)?)?;
    let (name, _data) = named.split_first_chunk::<4>()?;
    let (sum, after) = rest.get(named.len()..)?.split_first_chunk::<4>()?;
    (crc32fast::hash(named) == u32::from_be_bytes(*sum)).then_some((*name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &str, data: &[u8]) -> Vec<u8> {
        let named = [name.as_bytes(), data].concat();
        let length = u32::try_from(data.len()).unwrap();
        [
            &length.to_be_bytes(),
            named.as_slice(),
            &crc32fast::hash(&named).to_be_bytes(),
        ]
        .concat()
    }

    fn picture(chunks: &[Vec<u8>]) -> Vec<u8> {
        [SIGNATURE.to_vec(), chunks.concat()].concat()
    }

    fn whole() -> Vec<u8> {
        let header = chunk("IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
        picture(&[header, chunk("IDAT", b"pixels"), chunk("IEND", b"")])
    }

    #[test]
    fn it_is_whole_down_to_its_last_byte() {
        let whole = whole();
        assert!(is_whole(&whole));
        for length in 0..whole.len() {
            assert!(!is_whole(&whole[..length]), "{length} bytes");
        }
    }

    #[test]
    fn a_byte_that_changed_is_seen_by_its_checksum() {
        for place in SIGNATURE.len()..whole().len() {
            let mut spoilt = whole();
            spoilt[place] ^= 1;
            assert!(!is_whole(&spoilt), "byte {place}");
        }
    }

    #[test]
    fn it_begins_with_its_header_and_holds_pixels() {
        let (header, pixels, end) = (chunk("IHDR", b""), chunk("IDAT", b""), chunk("IEND", b""));
        assert!(!is_whole(&picture(&[pixels.clone(), end.clone()])));
        assert!(!is_whole(&picture(&[header.clone(), end.clone()])));
        assert!(is_whole(&picture(&[header, pixels, end])));
    }
}
