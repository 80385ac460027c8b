//! What a document is by its content, whatever its name says, and whether it is whole. It does not say that what it holds
//! is true, legible or harmless.

use super::{jpeg, pdf, png, zip};
use crate::message::Message;

/// The kinds of document that are accepted: those that offices write, scanners and phones make, and that an agent can
/// open without anything special.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// A PDF (ISO 32000).
    Pdf,
    /// A PNG picture (RFC 2083).
    Png,
    /// A JPEG picture (ITU-T T.81).
    Jpeg,
    /// An `OpenDocument` text (ISO/IEC 26300).
    Odt,
    /// An `OpenDocument` spreadsheet.
    Ods,
    /// A Word document (ISO/IEC 29500).
    Docx,
    /// An Excel spreadsheet (ISO/IEC 29500).
    Xlsx,
}

impl MediaType {
    /// Each of them.
    pub const ALL: [Self; 7] = [
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::Odt,
        Self::Ods,
        Self::Docx,
        Self::Xlsx,
    ];

    /// Its name on the wire, registered with IANA.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The one of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// How the name of its files ends, without the point.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
        }
    }
}

/// What a document is, by its content.
///
/// # Errors
/// [`ContentError`]: it is empty, cut, unsafe or of another kind.
///
/// ```
/// use shared::piece::{ContentError, MediaType, recognise};
/// assert_eq!(recognise(b"%PDF-1.7\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"), Ok(MediaType::Pdf));
/// assert_eq!(recognise(b"%PDF-1.7\n1 0 obj\nen"), Err(ContentError::Cut(MediaType::Pdf)));
/// assert_eq!(recognise(b"MZ\x90"), Err(ContentError::Unknown));
/// ```
pub fn recognise(bytes: &[u8]) -> Result<MediaType, ContentError> {
    if bytes.is_empty() {
        return Err(ContentError::Empty);
    }
    let whole = |kind, is_whole: bool| {
        if is_whole {
            Ok(kind)
        } else {
            Err(ContentError::Cut(kind))
        }
    };
    if png::begins(bytes) {
        whole(MediaType::Png, png::is_whole(bytes))
    } else if jpeg::begins(bytes) {
        whole(MediaType::Jpeg, jpeg::is_whole(bytes))
    } else if zip::begins(bytes) {
        zip::recognise(bytes)
    } else if pdf::begins(bytes) {
        whole(MediaType::Pdf, pdf::is_whole(bytes))
    } else {
        Err(ContentError::Unknown)
    }
}

/// Why a document is refused for what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContentError {
    /// It holds nothing.
    #[error("read the document: it is empty")]
    Empty,
    /// It begins as one of the kinds accepted, and its end is missing or spoilt.
    #[error("read the document: it is cut or spoilt")]
    Cut(MediaType),
    /// It is an archive that ends before its directory, or whose directory cannot be read.
    #[error("read the archive: its directory is missing or spoilt")]
    SpoiltArchive,
    /// It is an archive that would unpack to far more than any document.
    #[error("accept the archive: it unpacks to too much")]
    Bomb,
    /// It holds macros: programs that run where it is opened.
    #[error("accept the document: it holds macros")]
    Macros,
    /// It is none of the kinds accepted.
    #[error("accept the document: its kind is another")]
    Unknown,
}

impl ContentError {
    /// Stable name of the fault.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Cut(_) | Self::SpoiltArchive => "cut",
            Self::Bomb => "unpacks_to_too_much",
            Self::Macros => "macros",
            Self::Unknown => "not_accepted",
        }
    }

    /// What the person who chose it should do.
    pub const fn message(self) -> Message {
        match self {
            Self::Empty => Message::fixed(
                "Ce fichier est vide. Ouvrez-le pour vérifier, puis choisissez-le de nouveau.",
                "This file is empty. Open it to check, then choose it again.",
            ),
            Self::Cut(_) | Self::SpoiltArchive => Message::fixed(
                "Ce fichier est incomplet ou abîmé. Ouvrez-le pour vérifier, enregistrez-le de nouveau, puis envoyez-le.",
                "This file is incomplete or damaged. Open it to check, save it again, then send it.",
            ),
            Self::Bomb => Message::fixed(
                "Ce fichier compressé contient trop de données pour être ouvert sans risque. Enregistrez-le en PDF et \
                 envoyez le PDF.",
                "This compressed file holds too much data to be opened safely. Save it as a PDF and send the PDF.",
            ),
            Self::Macros => Message::fixed(
                "Ce document contient des macros, que nous n’acceptons pas. Enregistrez-le sans macros ou en PDF, puis \
                 envoyez-le.",
                "This document holds macros, which we do not accept. Save it without macros or as a PDF, then send it.",
            ),
            Self::Unknown => Message::fixed(
                "Ce type de fichier n’est pas accepté. Envoyez un PDF, une image PNG ou JPEG, ou un document ODT, ODS, \
                 DOCX ou XLSX. Changer la fin du nom ne suffit pas\u{a0}: c’est le contenu qui compte.",
                "This kind of file is not accepted. Send a PDF, a PNG or JPEG picture, or an ODT, ODS, DOCX or XLSX \
                 document. Changing the end of its name is not enough: the content counts.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for kind in MediaType::ALL {
            assert_eq!(MediaType::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(MediaType::parse("text/html"), None);
    }

    #[test]
    fn what_is_of_another_kind_is_refused() {
        for bytes in [
            b"<!doctype html><script>".as_slice(),
            b"GIF89a",
            b"MZ",
            b"\x7fELF",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"Rar!\x1a\x07\x00",
            b"\x00",
            "Un texte.".as_bytes(),
        ] {
            assert_eq!(recognise(bytes), Err(ContentError::Unknown), "{bytes:?}");
        }
        assert_eq!(recognise(b""), Err(ContentError::Empty));
    }

    #[test]
    fn nothing_makes_it_fail() {
        let starts: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04", b"%PDF-"];
        proptest::proptest!(|(start in 0..4_usize, tail in proptest::collection::vec(proptest::num::u8::ANY, 0..400))| {
            let _ = recognise(&[starts[start], &tail].concat());
        });
    }
}
