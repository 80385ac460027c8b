//! Reads the files that the applicant chose, a slice at a time: a document is never wholly in memory.

use js_sys::Uint8Array;
use sha2::{Digest as _, Sha256};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

/// Bytes of a slice that is hashed.
const SLICE: u32 = 256 * 1024;

/// How many bytes a file has, and their SHA-256 in hexadecimal; nothing when it cannot be read any more.
pub async fn digest(file: &File) -> Option<(u32, String)> {
    let mut hash = Sha256::new();
    let mut size = 0;
    for place in 0.. {
        let slice = read_part(file, place, SLICE).await?;
        hash.update(&slice);
        size += u32::try_from(slice.len()).ok()?;
        if slice.len() < SLICE as usize {
            break;
        }
    }
    let mut text = String::new();
    for byte in hash.finalize() {
        for digit in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
    }
    Some((size, text))
}

/// The part of that place, from 0, of a file in parts of so many bytes.
pub async fn read_part(file: &File, place: u32, part_bytes: u32) -> Option<Vec<u8>> {
    let start = f64::from(place) * f64::from(part_bytes);
    let blob: &Blob = file;
    let part = blob.slice_with_f64_and_f64(start, start + f64::from(part_bytes)).ok()?;
    let buffer = JsFuture::from(part.array_buffer()).await.ok()?;
    Some(Uint8Array::new(buffer.unchecked_ref()).to_vec())
}
