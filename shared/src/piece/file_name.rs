//! Under which name a document is given back: what the applicant called it, made safe for every disk, with the ending of
//! what it is.

use super::content::MediaType;

/// The name of the file of a document.
///
/// ```
/// use shared::piece::{MediaType, file_name};
/// assert_eq!(file_name("Devis n° 12", MediaType::Pdf), "Devis n° 12.pdf");
/// assert_eq!(file_name("devis.pdf", MediaType::Pdf), "devis.pdf");
/// assert_eq!(file_name("../../etc/passwd", MediaType::Png), "_.._etc_passwd.png");
/// assert_eq!(file_name("facture.exe", MediaType::Pdf), "facture.exe.pdf");
/// ```
pub fn file_name(name: &str, kind: MediaType) -> String {
    let safe: String = name
        .chars()
        .map(|c| if is_safe(c) { c } else { '_' })
        .take(CHARACTERS_MAX)
        .collect();
    let ending = format!(".{}", kind.extension());
    let stem = safe.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let stem = strip_ending(stem, &ending);
    if stem.is_empty() {
        format!("piece{ending}")
    } else {
        format!("{stem}{ending}")
    }
}

/// A file's name has at most 255 bytes on the disks in use.
const CHARACTERS_MAX: usize = 60;

/// Not a separator of paths, a character that some disk refuses, nor one that nobody sees: those turn a name around.
fn is_safe(c: char) -> bool {
    let is_refused = matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let is_unseen = c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !is_refused && !is_unseen
}

fn strip_ending<'a>(stem: &'a str, ending: &str) -> &'a str {
    let length = stem.len().saturating_sub(ending.len());
    match stem.get(length..) {
        Some(end) if end.eq_ignore_ascii_case(ending) => stem[..length].trim_end(),
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_safe_on_every_disk() {
        for (name, expected) in [
            ("", "piece.pdf"),
            ("   ", "piece.pdf"),
            ("...", "piece.pdf"),
            (".pdf", "pdf.pdf"),
            ("Devis.PDF", "Devis.pdf"),
            ("a\u{202e}fdp.exe", "a_fdp.exe.pdf"),
            ("a\r\nSet-Cookie: b", "a__Set-Cookie_ b.pdf"),
            ("C:\\dossier\\devis", "C__dossier_devis.pdf"),
            ("délibération", "délibération.pdf"),
            ("\"", "_.pdf"),
        ] {
            assert_eq!(file_name(name, MediaType::Pdf), expected);
        }
        let long = file_name(&"é".repeat(300), MediaType::Docx);
        assert_eq!(long.chars().count(), CHARACTERS_MAX + ".docx".len());
        assert!(long.len() < 255);
    }
}
