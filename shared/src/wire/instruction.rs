//! What an agent reads and does. Every call carries `Authorization: Bearer` and the agent's key.

use serde::{Deserialize, Serialize};

use super::{DeadlineBody, DossierPieceBody, FileDossierRequest, HistoryEntry, SentenceBody};

/// `GET /api/v1/instruction/dossiers`: those of the agent's région.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListDossiersResponse {
    /// Latest filed first, at most as many as were asked for.
    pub dossiers: Vec<DossierSummary>,
    /// The `cursor` of those that follow; `null` on the last page.
    #[serde(default)]
    pub next: Option<String>,
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
    /// The request as it was sworn when it was filed.
    pub request: FileDossierRequest,
    /// The request as the applicant amended and swore it again, once they have.
    #[serde(default)]
    pub amended_request: Option<FileDossierRequest>,
    /// The documents received so far, oldest first.
    #[serde(default)]
    pub pieces: Vec<DossierPieceBody>,
    /// Each step so far, oldest first.
    pub history: Vec<HistoryEntry>,
    /// The legal deadlines that run, soonest first, worded for the applicant.
    #[serde(default)]
    pub deadlines: Vec<DeadlineBody>,
    /// What the applicant is asked to mend, while they are.
    #[serde(default)]
    pub pending_correction: Option<CorrectionBody>,
    /// The last opinion of the governance, once it is given.
    #[serde(default)]
    pub avis: Option<AvisBody>,
    /// Euros granted, once they are.
    #[serde(default)]
    pub montant_accorde: Option<String>,
    /// The terms of the grant, once it is granted.
    #[serde(default)]
    pub octroi: Option<OctroiBody>,
    /// The day the convention was signed, `YYYY-MM-DD`, once it is.
    #[serde(default)]
    pub signed_on: Option<String>,
    /// What was paid, oldest first.
    #[serde(default)]
    pub versements: Vec<VersementBody>,
    /// Euros granted and not paid, once they are granted.
    #[serde(default)]
    pub remaining: Option<String>,
    /// What is not sure about the limits of the payments that may follow.
    #[serde(default)]
    pub payment_doubts: Vec<SentenceBody>,
}

/// `POST /api/v1/instruction/dossiers/{reference}`, with an `Idempotency-Key` header.
///
/// One step: either a `status` to move to or an `action` that leaves the status as it is, with what goes with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MoveDossierRequest {
    /// The status to move to, a code of `dossier::Status`; empty with an `action`.
    #[serde(default)]
    pub status: String,
    /// The version that the agent had under their eyes: another one in between is a conflict, not an overwrite.
    pub seen: u32,
    /// Euros granted, with `accorde` only.
    #[serde(default)]
    pub montant_accorde: Option<String>,
    /// The reason, with `irrecevable`, `refuse`, `sans_suite` and `prorogation` only.
    #[serde(default)]
    pub motif: Option<String>,
    /// A step that leaves the status as it is: `prorogation`, `avis` or `versement`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// What is asked for, with `a_completer` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<CorrectionBody>,
    /// The terms of the grant, with `accorde` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub octroi: Option<OctroiBody>,
    /// The new day of the decision, `YYYY-MM-DD`, with `prorogation` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The opinion received, with `avis` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avis: Option<AvisBody>,
    /// The day the convention was signed, `YYYY-MM-DD`, with `conventionne` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// The payment made, with `versement` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub versement: Option<VersementBody>,
}

/// What an agent asks the applicant to mend (CRPA, L114-5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CorrectionBody {
    /// The last day to answer, `YYYY-MM-DD`.
    pub due: String,
    /// Each thing to mend.
    pub items: Vec<CorrectionItemBody>,
}

/// One thing to mend: a field or a piece, and what is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CorrectionItemBody {
    /// JSON pointer of the field in the request; empty with a piece.
    #[serde(default)]
    pub pointer: String,
    /// Name of the piece; empty with a field.
    #[serde(default)]
    pub piece: String,
    /// What is asked, in a sentence that the applicant reads.
    pub message: String,
}

/// The terms of a grant (décret n° 2018-514, article 8).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OctroiBody {
    /// How the amount was found.
    #[serde(default)]
    pub calcul: Option<CalculBody>,
    /// The planned day of completion, `YYYY-MM-DD`.
    #[serde(default)]
    pub date_fin: Option<String>,
    /// The advance that may be paid.
    #[serde(default)]
    pub avance: Option<AvanceBody>,
}

/// How an amount granted was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CalculBody {
    /// Eligible expense, euros.
    pub base: String,
    /// Percent of it, with at most two decimals: `50`, `12.5`.
    pub taux: String,
    /// Each step in a sentence.
    #[serde(default)]
    pub steps: Vec<String>,
}

/// An advance that a decision allows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AvanceBody {
    /// At most so many euros.
    pub montant: String,
    /// Whether a first-demand guarantee of a bank covers it.
    #[serde(default)]
    pub garantie: bool,
}

/// The opinion of the territory's governance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AvisBody {
    /// `favorable` or `defavorable`.
    pub avis: String,
    /// The day it was given, `YYYY-MM-DD`.
    pub day: String,
}

/// A payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct VersementBody {
    /// `avance`, `acompte` or `solde`.
    pub kind: String,
    /// Euros paid.
    pub montant: String,
    /// The day it was paid, `YYYY-MM-DD`.
    pub day: String,
}

/// What the move led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MoveDossierResponse {
    /// The dossier as it now is.
    pub dossier: DossierSummary,
}
