//! Reading where a request stands.

use serde::{Deserialize, Serialize};

use super::TerritoireSummary;

/// `POST /api/v1/suivi`: a read that is a POST, so that the code is in no address and no log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadDossierRequest {
    /// Number of the dossier.
    pub reference: String,
    /// The applicant's access code.
    pub code: String,
}

/// Where the request stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReadDossierResponse {
    /// Number of the dossier.
    pub reference: String,
    /// A code of `dossier::Status`.
    pub status: String,
    /// What the study is called.
    pub intitule: String,
    /// The territory of the project.
    pub territoire: TerritoireSummary,
    /// Euros asked for.
    pub montant_demande: String,
    /// Euros granted, once they are.
    pub montant_accorde: Option<String>,
    /// Why it was refused or closed, once it is.
    pub motif: Option<String>,
    /// Each step so far, oldest first.
    pub history: Vec<HistoryEntry>,
}

/// One step of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HistoryEntry {
    /// The status it led to.
    pub status: String,
    /// When, RFC 3339, UTC.
    pub at: String,
}
