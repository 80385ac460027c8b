//! An office document by the directory of its archive: `OpenDocument` (1.3, part 2, 2.2 and 3.3) names its kind in its first
//! entry, Office Open XML (ISO/IEC 29500-2) has its main part at a known place. Nothing is unpacked.

use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive, ZipSliceEntry};

use super::content::{ContentError, MediaType};

/// Whether it begins as an archive that holds something.
pub fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Which document it is.
///
/// # Errors
/// [`ContentError`]: its directory is not whole, what it unpacks to is too much, it holds macros, or it is another archive.
pub fn recognise(bytes: &[u8]) -> Result<MediaType, ContentError> {
    let archive = ZipArchive::from_slice(bytes).map_err(|_| ContentError::SpoiltArchive)?;
    let seen = survey(&archive)?;
    if seen.begins_late {
        return Err(ContentError::SpoiltArchive);
    }
    if seen.holds_macros {
        return Err(ContentError::Macros);
    }
    seen.kind.ok_or(ContentError::Unknown)
}

/// Entries of an archive: a spreadsheet of a hundred sheets has some hundreds.
const ENTRIES_MAX: usize = 10_000;

/// What the entries unpack to, as the directory says: fifty times the largest document.
const UNPACKED_MAX: u64 = 256 * 1024 * 1024;

/// What the directory shows.
#[derive(Default)]
struct Seen {
    kind: Option<MediaType>,
    holds_macros: bool,
    /// Whether nothing of it is at the first byte: it is then held by another archive, whose own directory was cut off.
    begins_late: bool,
}

fn survey(archive: &ZipSliceArchive<&[u8]>) -> Result<Seen, ContentError> {
    let length = u64::try_from(archive.get_ref().len()).unwrap_or(u64::MAX);
    let (mut seen, mut count, mut packed, mut unpacked) = (Seen::default(), 0, 0_u64, 0_u64);
    let mut first = u64::MAX;
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().map_err(|_| ContentError::SpoiltArchive)? {
        let found = archive
            .get_entry(entry.wayfinder())
            .map_err(|_| ContentError::SpoiltArchive)?;
        if !agree(&entry, &found, archive.directory_offset()) {
            return Err(ContentError::SpoiltArchive);
        }
        count += 1;
        first = first.min(entry.local_header_offset());
        packed = packed.saturating_add(entry.compressed_size_hint());
        unpacked = unpacked.saturating_add(entry.uncompressed_size_hint());
        // Entries that add up to more than the archive share their bytes: each is unpacked anew.
        if ENTRIES_MAX < count || UNPACKED_MAX < unpacked || length < packed {
            return Err(ContentError::Bomb);
        }
        let path = entry.file_path();
        let name: &[u8] = path.as_ref();
        let is_plain = entry.compression_method() == CompressionMethod::STORE;
        match name {
            b"mimetype" if count == 1 && is_plain => seen.kind = kind_named(found.data()),
            b"word/document.xml" => seen.kind = seen.kind.or(Some(MediaType::Docx)),
            b"xl/workbook.xml" => seen.kind = seen.kind.or(Some(MediaType::Xlsx)),
            _ => {}
        }
        seen.holds_macros |= is_macro(name);
    }
    seen.begins_late = 0 < count && first != 0;
    Ok(seen)
}

/// Whether the head of an entry says what the directory says of it, and its data comes before the directory: it is then the
/// directory of this archive, and not one that an entry holds.
fn agree(entry: &ZipFileHeaderRecord<'_>, found: &ZipSliceEntry<'_>, directory: u64) -> bool {
    let head = found.local_header();
    let (said, told) = (entry.file_path(), head.file_path());
    let names: [&[u8]; 2] = [said.as_ref(), told.as_ref()];
    // Written as it is made, an entry does not know its size at its head.
    let packed = head.compressed_size_hint();
    let (_, end) = found.compressed_data_range();
    names[0] == names[1] && (packed == 0 || packed == entry.compressed_size_hint()) && end <= directory
}

/// The kinds of `OpenDocument` that are accepted.
fn kind_named(name: &[u8]) -> Option<MediaType> {
    [MediaType::Odt, MediaType::Ods]
        .into_iter()
        .find(|kind| kind.as_str().as_bytes() == name.trim_ascii())
}

/// Where Office Open XML and `OpenDocument` keep macros.
fn is_macro(name: &[u8]) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.ends_with(b"vbaproject.bin")
        || lower.starts_with(b"xl/macrosheets/")
        || name.starts_with(b"Basic/")
        || name.starts_with(b"Scripts/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive of entries that are not compressed, each with the size that it says to unpack to.
    fn archive(entries: &[(&str, &[u8], u32)]) -> Vec<u8> {
        let (mut bytes, mut directory) = (Vec::new(), Vec::new());
        for (name, data, unpacked) in entries {
            let offset = u32::try_from(bytes.len()).unwrap();
            let sizes = [
                crc32fast::hash(data).to_le_bytes(),
                u32::try_from(data.len()).unwrap().to_le_bytes(),
                unpacked.to_le_bytes(),
            ]
            .concat();
            let name_length = u16::try_from(name.len()).unwrap().to_le_bytes();
            let common = [
                &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0],
                sizes.as_slice(),
                &name_length,
                &[0, 0],
            ]
            .concat();
            bytes.extend([b"PK\x03\x04", common.as_slice(), name.as_bytes(), data].concat());
            directory.extend(
                [
                    b"PK\x01\x02\x14\x00",
                    common.as_slice(),
                    &[0; 10],
                    &offset.to_le_bytes(),
                    name.as_bytes(),
                ]
                .concat(),
            );
        }
        let count = u16::try_from(entries.len()).unwrap().to_le_bytes();
        let offset = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        let length = u32::try_from(directory.len()).unwrap().to_le_bytes();
        let end = [
            b"PK\x05\x06\0\0\0\0".as_slice(),
            &count,
            &count,
            &length,
            &offset,
            &[0, 0],
        ]
        .concat();
        [bytes, directory, end].concat()
    }

    fn document(entries: &[(&str, &str)]) -> Vec<u8> {
        let entries: Vec<_> = entries
            .iter()
            .map(|(name, data)| (*name, data.as_bytes(), u32::try_from(data.len()).unwrap()))
            .collect();
        archive(&entries)
    }

    fn docx() -> Vec<u8> {
        document(&[
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", "<document/>"),
        ])
    }

    #[test]
    fn each_document_is_told_by_its_directory() {
        let odt = MediaType::Odt.as_str();
        let ods = format!("{}\n", MediaType::Ods.as_str());
        for (entries, expected) in [
            (
                vec![("mimetype", odt), ("content.xml", "<x/>")],
                Ok(MediaType::Odt),
            ),
            (vec![("mimetype", ods.as_str())], Ok(MediaType::Ods)),
            (vec![("word/document.xml", "<x/>")], Ok(MediaType::Docx)),
            (vec![("xl/workbook.xml", "<x/>")], Ok(MediaType::Xlsx)),
            (
                vec![("mimetype", "application/epub+zip")],
                Err(ContentError::Unknown),
            ),
            // The name of the kind is the first entry, or none.
            (vec![("a", ""), ("mimetype", odt)], Err(ContentError::Unknown)),
            (vec![("programme.exe", "MZ")], Err(ContentError::Unknown)),
            (
                vec![("word/document.xml", ""), ("word/vbaProject.bin", "")],
                Err(ContentError::Macros),
            ),
            (
                vec![("xl/workbook.xml", ""), ("xl/macrosheets/sheet1.xml", "")],
                Err(ContentError::Macros),
            ),
            (
                vec![("mimetype", odt), ("Scripts/python/a.py", "")],
                Err(ContentError::Macros),
            ),
            (
                vec![("mimetype", odt), ("Basic/script-lc.xml", "")],
                Err(ContentError::Macros),
            ),
        ] {
            assert_eq!(recognise(&document(&entries)), expected, "{entries:?}");
        }
    }

    #[test]
    fn an_archive_that_is_cut_anywhere_is_told() {
        let whole = docx();
        assert_eq!(recognise(&whole), Ok(MediaType::Docx));
        for length in 4..whole.len() {
            assert_eq!(
                recognise(&whole[..length]),
                Err(ContentError::SpoiltArchive),
                "{length} bytes"
            );
        }
    }

    #[test]
    fn an_archive_that_is_cut_is_not_taken_for_the_one_it_holds() {
        let held = docx();
        let odt = MediaType::Odt.as_str().as_bytes();
        let whole = archive(&[
            ("mimetype", odt, 39),
            ("Object 1.docx", &held, u32::try_from(held.len()).unwrap()),
            ("content.xml", b"<x/>", 4),
        ]);
        assert_eq!(recognise(&whole), Ok(MediaType::Odt));
        for length in 4..whole.len() {
            assert_eq!(
                recognise(&whole[..length]),
                Err(ContentError::SpoiltArchive),
                "{length} bytes"
            );
        }
    }

    #[test]
    fn a_directory_that_an_entry_holds_is_not_that_of_the_archive() {
        let inner = archive(&[("xl/workbook.xml", b"", 0)]);
        // It says that its one entry is at the first byte: the outer archive has one of another name there, or one of the
        // same name whose data goes on beyond the directory.
        for name in ["[Content_Types].xml", "xl/workbook.xml"] {
            let whole = archive(&[(name, &inner, u32::try_from(inner.len()).unwrap())]);
            let mut cut = whole[..30 + name.len() + inner.len()].to_vec();
            let end = cut.len() - 22;
            let directory = u32::try_from(end - 46 - "xl/workbook.xml".len()).unwrap();
            cut[end + 16..end + 20].copy_from_slice(&directory.to_le_bytes());
            assert_eq!(recognise(&cut), Err(ContentError::SpoiltArchive), "{name}");
        }
    }

    #[test]
    fn what_unpacks_to_more_than_256_mebibytes_is_refused() {
        let limit = u32::try_from(UNPACKED_MAX).unwrap();
        let of = |unpacked| recognise(&archive(&[("xl/workbook.xml", b"x", unpacked)]));
        assert_eq!(of(limit - 1), Ok(MediaType::Xlsx));
        assert_eq!(of(limit), Ok(MediaType::Xlsx));
        assert_eq!(of(limit + 1), Err(ContentError::Bomb));
        let split = [("xl/workbook.xml", b"x".as_slice(), limit), ("xl/a.xml", b"x", 1)];
        assert_eq!(recognise(&archive(&split)), Err(ContentError::Bomb));
    }

    #[test]
    fn entries_that_share_their_bytes_are_refused() {
        let one = archive(&[("xl/workbook.xml", &[b'x'; 4_000], 4_000)]);
        // The directory says the same entry, at the same place, three times.
        let end = one.len() - 22;
        let start = end - (46 + "xl/workbook.xml".len());
        let mut bytes = one[..start].to_vec();
        for _ in 0..3 {
            bytes.extend(&one[start..end]);
        }
        let mut tail = one[end..].to_vec();
        tail[8..12].copy_from_slice(&[3, 0, 3, 0]);
        tail[12..16].copy_from_slice(&u32::try_from(3 * (end - start)).unwrap().to_le_bytes());
        bytes.extend(tail);
        assert_eq!(recognise(&bytes), Err(ContentError::Bomb));
    }
}
