//! Filing a request, and what the applicant may do with it afterwards. The same struct is the draft that the browser keeps: it holds what was typed, right or wrong.

use serde::{Deserialize, Serialize};

use super::TerritoireSummary;

/// `POST /api/v1/dossiers`, with an `Idempotency-Key` header.
///
/// The fields are those of the arrêté du 21 août 2018 (JORFTEXT000037335774), 1 to 3, with a contact address and the
/// page that embeds the form. What was added since has a default and is left out when empty: older drafts and stored
/// requests are read as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FileDossierRequest {
    /// 1. Identité du demandeur.
    pub demandeur: DemandeurBody,
    /// 2. Demande.
    pub projet: ProjetBody,
    /// 3. Attestation sur l'honneur.
    pub attestation_sur_l_honneur: bool,
    /// Which embed it was filed from, as the hosting site names it; empty when it says nothing.
    #[serde(default)]
    pub source: String,
    /// Who pays for the study, line by line (arrêté du 2 août 2019: "plan de financement"); empty when not given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plan_de_financement: Vec<FinancementBody>,
    /// The documents: those sent before, by their `id`, and those that the applicant says they hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<PieceBody>,
    /// The de minimis aids received, as declared; an empty list declares none, `null` declares nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aides_de_minimis: Option<Vec<AideDeMinimisBody>>,
}

/// Who asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DemandeurBody {
    /// "Nom et prénom ou dénomination sociale".
    pub denomination: String,
    /// "N° SIRET ou équivalent".
    pub siret: String,
    /// "Adresse".
    pub adresse: String,
    /// "Taille de l'organisme le cas échéant": a code of `dossier::Taille`.
    pub taille: String,
    /// "Représentant légal".
    pub representant_legal: String,
    /// The person mandated to file, when it is someone else; else empty.
    #[serde(default)]
    pub mandataire: String,
    /// Where to write about the request.
    pub courriel: String,
    /// Where to call about it; empty when not given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub telephone: String,
    /// What the body does, NAF rév. 2, as `25.62B`; empty when not given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code_naf: String,
}

/// What for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProjetBody {
    /// "Intitulé".
    pub intitule: String,
    /// "Description sommaire".
    pub description: String,
    /// "Localisation": INSEE code of the commune.
    pub commune: String,
    /// "Date prévisionnelle de début", `YYYY-MM-DD`.
    pub date_debut: String,
    /// "Date prévisionnelle de fin", `YYYY-MM-DD`.
    pub date_fin: String,
    /// Whether the costs are `ht` or `ttc`: the arrêté asks to say which.
    pub regime_tva: String,
    /// "Liste des coûts prévisionnels".
    pub couts_previsionnels: Vec<CoutBody>,
    /// "Montant du financement public demandé", euros, as `12500.50`.
    pub montant_demande: String,
    /// The day of the first legal act that commits the study, `YYYY-MM-DD`; empty when there is none or it is not
    /// known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date_engagement: String,
}

/// One planned cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CoutBody {
    /// What is paid for.
    pub libelle: String,
    /// Euros, as `12500.50`.
    pub montant: String,
}

/// One line of the plan de financement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FinancementBody {
    /// Who pays; may be empty for the applicant's own funds.
    #[serde(default)]
    pub financeur: String,
    /// Euros, as `12500.50`.
    pub montant: String,
    /// A code of `dossier::FundingState`: `acquis`, `sollicite` or `fonds_propres`.
    pub etat: String,
}

/// One document, sent or declared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PieceBody {
    /// A code of `dossier::PieceKind`.
    pub kind: String,
    /// How the applicant names it.
    pub name: String,
    /// Its number, when it was sent (`POST /api/v1/pieces`) under the key of this request; empty when it is declared only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
}

/// One de minimis aid received.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AideDeMinimisBody {
    /// Who granted it.
    pub financeur: String,
    /// Euros, as `12500.50`.
    pub montant: String,
    /// The day it was granted, `YYYY-MM-DD`.
    pub date_octroi: String,
    /// The regulation it was granted under, as its decision says; empty when it does not.
    #[serde(default)]
    pub base_juridique: String,
}

/// What the applicant keeps. Sending the same request again with the same key gives the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FileDossierResponse {
    /// Number of the dossier.
    pub reference: String,
    /// What opens it to the applicant. It is told here and nowhere else.
    pub code: String,
    /// When it was received, RFC 3339, UTC.
    pub filed_at: String,
    /// The territory of the project.
    pub territoire: TerritoireSummary,
    /// Version of the rules that accepted the request.
    pub rules_version: String,
    /// The receipt signed, as a compact JWS of `wire::Receipt`.
    #[serde(default)]
    pub receipt: String,
}

/// `POST /api/v1/dossiers/answer`, with an `Idempotency-Key` header: the answer to a correction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AnswerCorrectionRequest {
    /// Number of the dossier.
    pub reference: String,
    /// The applicant's access code.
    pub code: String,
    /// The version that the applicant had under their eyes: another one in between is a conflict, not an overwrite.
    pub seen: u32,
    /// The whole request as it is now to be, sworn again; the documents added are in its `pieces`, by their `id`.
    pub request: FileDossierRequest,
}

/// `POST /api/v1/dossiers/pieces`, with an `Idempotency-Key` header: documents that nobody asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddPiecesRequest {
    /// Number of the dossier.
    pub reference: String,
    /// The applicant's access code.
    pub code: String,
    /// The documents, each sent before under the key of this call.
    pub pieces: Vec<PieceBody>,
}

/// `POST /api/v1/dossiers/withdrawal`, with an `Idempotency-Key` header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WithdrawDossierRequest {
    /// Number of the dossier.
    pub reference: String,
    /// The applicant's access code.
    pub code: String,
}
