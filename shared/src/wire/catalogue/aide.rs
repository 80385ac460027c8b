//! Reading the study aids: their rules as data. The engine that applies them is `aide`, and runs where the form is.

use serde::{Deserialize, Serialize};

use super::{ChoiceBody, DatedSourceBody};
use crate::wire::SentenceBody;

/// `GET /api/v1/aides`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListAidesResponse {
    /// In the order of their ids.
    pub aides: Vec<AideBody>,
}

/// `GET /api/v1/aides/pacte-industrie`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReadAideResponse {
    /// The aid.
    pub aide: AideBody,
}

/// A study aid, with every version of its rules that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AideBody {
    /// Stable id.
    pub id: String,
    /// Who grants it.
    pub operator: String,
    /// What it is called.
    pub name: SentenceBody,
    /// Its rules, oldest first; at most one version is in force on any day.
    pub versions: Vec<VersionBody>,
    /// The days without a version, and why.
    pub gaps: Vec<GapBody>,
    /// What the sources say of having it together with another aid.
    pub cumulations: Vec<CumulationBody>,
}

/// The rules of an aid over one period. A condition that is absent is one that no source names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct VersionBody {
    /// First day, `YYYY-MM-DD`.
    pub first_day: String,
    /// Last day, included; `null` when none was found.
    pub last_day: Option<String>,
    /// Where the offer and its dates were read.
    pub source: DatedSourceBody,
    /// Who may ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beneficiaires: Option<ChoicesRuleBody>,
    /// The sizes that may ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tailles: Option<ChoicesRuleBody>,
    /// The staff that the enterprise must have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effectif: Option<EffectifRuleBody>,
    /// Where it is written that the project must be in a Territoire d'industrie.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub territoire: Option<DatedSourceBody>,
    /// The sections of activity that may ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naf: Option<NafRuleBody>,
    /// What must not have begun when it is asked for: `before_commitment` (the request comes strictly before the firm
    /// commitment) or `not_before_receipt` (the first legal act comes on the day of receipt at the earliest).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effet_incitatif: Option<RuleBody>,
    /// The least eligible cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assiette_minimale: Option<AmountRuleBody>,
    /// The most of the eligible cost that is taken into account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assiette_plafond: Option<AmountRuleBody>,
    /// The largest share of that cost that it may pay.
    pub taux: TauxBody,
    /// The largest amount for one study.
    pub plafond: PlafondBody,
    /// The text of the law of State aid that it is granted under; `null` when it was not found.
    pub legal_basis: Option<LegalBasisBody>,
    /// What the sources leave open.
    pub doubts: Vec<SentenceBody>,
}

/// Some of a list, and where that is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChoicesRuleBody {
    /// Those.
    pub values: Vec<ChoiceBody>,
    /// Those of whom the sources do not say whether they are among them; all others are not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsettled: Vec<ChoiceBody>,
    /// Where.
    pub source: DatedSourceBody,
}

/// Limits on staff, and where they are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EffectifRuleBody {
    /// This many people at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u32>,
    /// Strictly fewer people than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<u32>,
    /// Where.
    pub source: DatedSourceBody,
}

/// A rule by its names, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RuleBody {
    /// Its names on the wire.
    pub values: Vec<String>,
    /// Where.
    pub source: DatedSourceBody,
}

/// Some sections of the NAF rév. 2, and where that is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NafRuleBody {
    /// Their letters.
    pub values: Vec<String>,
    /// Letters of those of which the sources do not say whether they are among them; all others are not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsettled: Vec<String>,
    /// Where.
    pub source: DatedSourceBody,
}

/// A sum, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AmountRuleBody {
    /// Euros.
    pub montant: String,
    /// Where.
    pub source: DatedSourceBody,
}

/// The largest share of the cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TauxBody {
    /// What it depends on: `uniform`, `by_taille` or `by_effectif`.
    pub kind: String,
    /// One, or one for each case; of those by staff, the first that holds.
    pub lines: Vec<TauxLineBody>,
    /// Where.
    pub source: DatedSourceBody,
}

/// A rate, and for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TauxLineBody {
    /// Percent; `null` when it was looked for and not found.
    pub taux: Option<String>,
    /// For this size: `petite`, which counts micro-enterprises, `moyenne`, `grande` or `sans_objet`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taille: Option<String>,
    /// For strictly fewer people than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<u32>,
}

/// The ceiling of an aid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlafondBody {
    /// `per_etude`; `not_named`: the sources limit the aid in another way; `unknown`: looked for and not found.
    pub kind: String,
    /// At most this for one study.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_etude: Option<AmountRuleBody>,
}

/// The text that makes an aid lawful.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct LegalBasisBody {
    /// `de_minimis`, `article_49`, `article_25_2_d` and `article_18` (of règlement (UE) n° 651/2014) or
    /// `etat_investissement` (décret n° 2018-514).
    pub code: String,
    /// Where it is written that the aid is granted under it.
    pub source: DatedSourceBody,
}

/// Days on which no version is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GapBody {
    /// First day, `YYYY-MM-DD`.
    pub first_day: String,
    /// Last day, included; absent when it has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<String>,
    /// Why there is no version.
    pub reason: SentenceBody,
}

/// What a source says of two aids on one study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CumulationBody {
    /// Id of the other aid.
    pub with: String,
    /// `allowed` or `forbidden`.
    pub rule: String,
    /// Where it is written.
    pub source: DatedSourceBody,
}
