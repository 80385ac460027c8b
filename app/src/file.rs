//! Reads the files that the applicant chose, a slice at a time, so that a document is never wholly in memory; and gives
//! them files to keep.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use sha2::{Digest as _, Sha256};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlElement, HtmlInputElement, Url};

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
    let part = blob
        .slice_with_f64_and_f64(start, start + f64::from(part_bytes))
        .ok()?;
    let buffer = JsFuture::from(part.array_buffer()).await.ok()?;
    Some(Uint8Array::new(buffer.unchecked_ref()).to_vec())
}

/// The text of a file; nothing when it cannot be read.
pub async fn read_text(file: &File) -> Option<String> {
    let blob: &Blob = file;
    JsFuture::from(blob.text()).await.ok()?.as_string()
}

/// The files of a list.
pub fn files_of(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|place| list.get(place)).collect()
}

/// The files that were just chosen in a field, which forgets them: the same may be chosen again.
pub fn take_chosen(event: &web_sys::Event) -> Vec<File> {
    let target = event.target();
    let input = target.and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let files = input.files().map_or_else(Vec::new, |list| files_of(&list));
    input.set_value("");
    files
}

/// Gives the person a file to keep. A browser that refuses does nothing.
pub fn save(name: &str, media_type: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(text));
    let made = Blob::new_with_str_sequence_and_options(&parts, &options)
        .and_then(|blob| Url::create_object_url_with_blob(&blob));
    let document = web_sys::window().and_then(|window| window.document());
    if let (Ok(address), Some(document)) = (made, document)
        && let Ok(link) = document.create_element("a")
    {
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        if let Some(link) = link.dyn_ref::<HtmlElement>() {
            link.click();
        }
        // Some browsers read the address only after this task.
        Timeout::new(10_000, move || {
            let _ = Url::revoke_object_url(&address);
        })
        .forget();
    }
}
