//! What a postcode tells of the territory: enough for most, and otherwise a choice of communes to put to the user.
//!
//! The beginning of a postcode is searched for in `search/communes.rs`.

use crate::commune::Commune;
use crate::tables::communes as table;
use crate::territoire::Territoire;

/// What a postcode tells of the territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodePostalTerritoire {
    /// All its communes are in this territory of phase 2.
    Within(Territoire),
    /// None of its communes is in a territory of phase 2.
    Outside,
    /// Its communes are of different territories, or of a territory and of none: the user has to say which commune.
    /// By INSEE code, two at least.
    Ambiguous(Vec<Commune>),
}

/// What a postcode of 5 digits ("39100") tells of the territory; `None` if no commune of 2026 has it, or if it is
/// none.
///
/// 755 postcodes of 6 310 are ambiguous.
///
/// ```
/// use reference::{CodePostalTerritoire, code_postal_territoire};
/// assert_eq!(code_postal_territoire("75012"), Some(CodePostalTerritoire::Outside));
/// assert_eq!(code_postal_territoire("75999"), None);
/// ```
pub fn code_postal_territoire(code_postal: &str) -> Option<CodePostalTerritoire> {
    let communes = communes_of(code_postal)?;
    let first = communes.first()?.territoire();
    let alike = communes.iter().all(|commune| commune.territoire() == first);
    Some(match first {
        _ if !alike => CodePostalTerritoire::Ambiguous(communes),
        Some(territoire) => CodePostalTerritoire::Within(territoire),
        None => CodePostalTerritoire::Outside,
    })
}

/// The communes that have this postcode, by INSEE code; `None` if it is no postcode.
fn communes_of(code_postal: &str) -> Option<Vec<Commune>> {
    let is_postcode = code_postal.len() == 5 && code_postal.bytes().all(|byte| byte.is_ascii_digit());
    let number: u32 = is_postcode.then(|| code_postal.parse().ok())??;
    Some(
        table::rows_by_code_postal(number..number + 1)
            .map(Commune::at)
            .collect(),
    )
}
