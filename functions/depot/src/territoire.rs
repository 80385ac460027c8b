//! In which territory a request is, by the commune of its project, and how it is told.

use shared::dossier::{FieldError, Invalid};
use shared::ids::TerritoireId;
use shared::wire::TerritoireSummary;
use support::Fault;

/// Where a request names its commune.
pub const POINTER: &str = "/projet/commune";

/// The territory of a commune.
///
/// # Errors
/// The fault of the field, when there is no such commune or it is in no territory.
pub fn of(code_insee: &str) -> Result<TerritoireId, FieldError> {
    let refuse = |invalid| FieldError {
        pointer: POINTER.to_owned(),
        invalid,
    };
    let commune = reference::commune(code_insee).ok_or_else(|| refuse(Invalid::UnknownCommune))?;
    commune
        .territoire()
        .and_then(|territoire| TerritoireId::new(territoire.phase().as_str(), territoire.id()))
        .ok_or_else(|| refuse(Invalid::CommuneOutsideTerritoire))
}

/// The territory as it is told.
///
/// # Errors
/// A 500 when the reference data does not hold it.
pub fn summary_of(id: &TerritoireId) -> Result<TerritoireSummary, Fault> {
    let territoire = reference::Phase::parse(id.phase())
        .and_then(|phase| reference::territoire_in(phase, id.id()))
        .ok_or_else(|| Fault::internal("find the territory of the dossier"))?;
    Ok(TerritoireSummary {
        phase: territoire.phase().to_string(),
        id: territoire.id().to_owned(),
        name: territoire.name().to_owned(),
    })
}
