//! The reader of the widget against `serde_json`: what the one takes the other takes, with the same meaning, and whatever
//! the functions write of a type of the wire, the widget reads. Which answers make sense is not asked here.

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::wire::{
    FileDossierRequest, FileDossierResponse, Problem, ReadDossierResponse, ReadEntrepriseResponse,
    ReadPieceLimitsResponse, ReadPieceResponse, SearchCommunesResponse,
};

use crate::{Outcome, widget};

/// Reads the text as each of the answers that the widget asks for.
///
/// # Panics
/// When something that must hold does not.
pub fn run(bytes: &[u8]) -> Outcome {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Outcome::Refused;
    };
    Outcome::of([
        compare::<Problem>(text),
        compare::<ReadDossierResponse>(text),
        compare::<FileDossierResponse>(text),
        // Drafts are kept in this form.
        compare::<FileDossierRequest>(text),
        compare::<SearchCommunesResponse>(text),
        compare::<ReadEntrepriseResponse>(text),
        compare::<ReadPieceResponse>(text),
        compare::<ReadPieceLimitsResponse>(text),
    ])
}

fn compare<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(text: &str) -> bool {
    let ours: Option<T> = widget::read(text).ok();
    let theirs: Option<T> = serde_json::from_str(text).ok();
    if let Some(ours) = &ours {
        assert_eq!(Some(ours), theirs.as_ref(), "serde_json reads it otherwise");
    }
    if let Some(theirs) = &theirs {
        let written = serde_json::to_string(theirs).unwrap_or_default();
        let again: Option<T> = widget::read(&written).ok();
        assert_eq!(again.as_ref(), Some(theirs), "what a function writes is not read");
    }
    ours.is_some()
}
