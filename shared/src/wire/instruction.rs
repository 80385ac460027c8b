//! What an agent reads and does. Every call carries `Authorization: Bearer` and the agent's key.

use serde::{Deserialize, Serialize};

use super::{FileDossierRequest, HistoryEntry};

/// `GET /api/v1/instruction/dossiers`: those of the agent's région.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListDossiersResponse {
    /// Latest filed first.
    pub dossiers: Vec<DossierSummary>,
}

/// One line of the inbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DossierSummary {
    /// Number of the dossier.
    pub reference: String,
    /// A code of `dossier::Status`.
    pub status: String,
    /// How many steps it has made: what `seen` must repeat.
    pub version: u32,
    /// Its territory, phase and id: `2023-2027/ti-2705`.
    pub territoire: String,
    /// When it was filed, RFC 3339, UTC.
    pub filed_at: String,
}

/// `GET /api/v1/instruction/dossiers/{reference}`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OpenDossierResponse {
    /// The line of the inbox.
    pub dossier: DossierSummary,
    /// The request as it was sworn.
    pub request: FileDossierRequest,
    /// Each step so far, oldest first.
    pub history: Vec<HistoryEntry>,
}

/// `POST /api/v1/instruction/dossiers/{reference}`, with an `Idempotency-Key` header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MoveDossierRequest {
    /// The status to move to, a code of `dossier::Status`.
    pub status: String,
    /// The version that the agent had under their eyes: another one in between is a conflict, not an overwrite.
    pub seen: u32,
    /// Euros granted, with `accorde` only.
    #[serde(default)]
    pub montant_accorde: Option<String>,
    /// The reason, with `refuse` and `sans_suite` only.
    #[serde(default)]
    pub motif: Option<String>,
}

/// What the move led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MoveDossierResponse {
    /// The dossier as it now is.
    pub dossier: DossierSummary,
}
