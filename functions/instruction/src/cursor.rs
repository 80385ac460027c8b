//! The `cursor` of a page: the place of the last dossier of the page before, written so that nobody builds one by hand. It
//! holds no right: whoever changes it begins their own inbox elsewhere.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::DateTime;
use shared::ids::Reference;
use shared::message::Message;
use store::InboxPlace;
use support::Fault;

/// The cursor after a place.
pub fn write(place: &InboxPlace) -> String {
    URL_SAFE_NO_PAD.encode(format!("{} {}", place.filed_at, place.reference))
}

/// The place of a cursor.
///
/// # Errors
/// A 400 when it is none of ours.
pub fn read(text: &str) -> Result<InboxPlace, Fault> {
    parse(text).ok_or_else(|| {
        Fault::invalid_parameter(
            "cursor",
            "wrong_shape",
            Message::fixed(
                "Reprenez la valeur de next telle que la page précédente l’a donnée, ou retirez ce paramètre.",
                "Take the value of next as the page before gave it, or remove this parameter.",
            ),
        )
    })
}

fn parse(text: &str) -> Option<InboxPlace> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (filed_at, reference) = str::from_utf8(&bytes).ok()?.split_once(' ')?;
    DateTime::parse_from_rfc3339(filed_at).ok()?;
    Some(InboxPlace {
        filed_at: filed_at.to_owned(),
        reference: Reference::parse(reference).ok()?.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let place = InboxPlace {
            filed_at: "2026-11-23T10:00:00Z".to_owned(),
            reference: "TI26-6G6B-34FB".to_owned(),
        };
        assert_eq!(parse(&write(&place)), Some(place));
    }

    #[test]
    fn anything_else_is_refused() {
        let written = |text: &str| URL_SAFE_NO_PAD.encode(text);
        for text in [
            "",
            "1",
            "é",
            &written(""),
            &written("2026-11-23T10:00:00Z"),
            &written("2026-11-23T10:00:00Z TI26-6G6B-34FC"),
            &written("yesterday TI26-6G6B-34FB"),
            &URL_SAFE_NO_PAD.encode([0xff, b' ', 0xff]),
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
