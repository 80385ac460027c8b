//! Looking an establishment up in the State's open register. It says what the register shows, never who may file: that
//! is not made to depend on the register.

use serde::{Deserialize, Serialize};

use super::SentenceBody;

/// `POST /api/v1/entreprises`: a read that is a POST, as the SIRET of a sole trader is theirs: it is in no address and
/// no log of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadEntrepriseRequest {
    /// Number of the establishment: 14 digits, spaces allowed.
    pub siret: String,
}

/// What the register shows of an establishment and of its company. A member that the register hides, leaves out or
/// writes in a way we do not read is `null`: unknown, never "none".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReadEntrepriseResponse {
    /// The number asked for, its 14 digits.
    pub siret: String,
    /// `found`; `not_found`: the register shows nothing; `not_diffusible`: found, but some of it is not public;
    /// `to_verify`: the register could not be asked, which stops nobody from filing.
    pub standing: String,
    /// What that means and what to do.
    pub message: SentenceBody,
    /// Name of the company.
    pub denomination: Option<String>,
    /// Address of the establishment.
    pub adresse: Option<String>,
    /// Main activity of the company, in NAF rév. 2.
    pub code_naf: Option<String>,
    /// INSEE code of the commune of the establishment; of the whole commune in Paris, Lyon and Marseille.
    pub commune: Option<String>,
    /// Whether the establishment is `open` or `closed`.
    pub activity: Option<String>,
    /// What the register says of the size of the company.
    pub size: Option<SizeHintBody>,
    /// When the register was asked, RFC 3339 in UTC: up to a day before this answer.
    pub read_at: Option<String>,
    /// After how many seconds asking again may help, when it may.
    pub retry_after: Option<u32>,
}

/// What the register says of the size of a company. It is a hint and no `Taille`: the category of recommandation
/// 2003/361/CE needs staff, turnover and balance sheet, of the company and of those it is linked to, which the register
/// does not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SizeHintBody {
    /// `PME`, `ETI` or `GE`, as INSEE computes it (décret n° 2008-1354).
    pub category: Option<String>,
    /// The year that it is of.
    pub category_year: Option<u16>,
    /// The least staff of the bracket that the register gives.
    pub effectif_min: Option<u32>,
    /// The most, unless the bracket is open.
    pub effectif_max: Option<u32>,
    /// The year that the bracket is of.
    pub effectif_year: Option<u16>,
}
