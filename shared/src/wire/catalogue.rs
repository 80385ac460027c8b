//! Reading the public reference data: communes and territories here, measures, aids and contracts in a file each.

mod aide;
mod contrat;
mod mesure;

use serde::{Deserialize, Serialize};

use super::SentenceBody;

pub use aide::{
    AideBody, AmountRuleBody, ChoicesRuleBody, CumulationBody, EffectifRuleBody, GapBody, LegalBasisBody,
    ListAidesResponse, NafRuleBody, PlafondBody, ReadAideResponse, RuleBody, TauxBody, TauxLineBody,
    VersionBody,
};
pub use contrat::{
    AvenantSummary, AxeRetenuBody, BinomePairBody, CiteBody, ContratBody, ContratSummary, CoteBody,
    DeliberationEntry, EngagementEntry, FicheBody, FicheCountBody, GouvernanceEntry, IndicateurEntry,
    ListContratsResponse, MoneyBody, MoneyOfBody, PartenaireEntry, PeriodBody, PlanLineBody, ProgressBody,
    ReadContratResponse, RoleEntry, SignataireEntry, TerritoireEntry, YearsEntry,
};
pub use mesure::{
    AmountBody, ChangeBody, ListMesuresResponse, MesureBody, OperatorBody, RateBySizeBody,
    ReadMesureResponse, RenamingBody, SectionsBody, StaffBody, ThemeBody, ValidityBody, VerdictBody, WhoBody,
};

/// One choice of a list: its name on the wire and its name for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChoiceBody {
    /// Its name on the wire, stable.
    pub code: String,
    /// Its name for people.
    pub label: SentenceBody,
}

/// A text or a page, and the day on which it was entered here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DatedSourceBody {
    /// Its name.
    pub title: String,
    /// Where it was read.
    pub url: String,
    /// Day on which it was entered here, `YYYY-MM-DD`: it may have changed since.
    pub recorded_on: String,
    /// The sentence that is relied on, in its own words; `null` when the page gives a figure without a sentence.
    pub quote: Option<String>,
}

/// `GET /api/v1/communes?q=…`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SearchCommunesResponse {
    /// Best first, at most as many as were asked for.
    pub communes: Vec<CommuneBody>,
    /// The notice that the licence of the data asks for.
    pub source: String,
}

/// A commune and its territory, if it has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CommuneBody {
    /// INSEE code.
    pub code_insee: String,
    /// Official name.
    pub name: String,
    /// Its postcodes.
    pub codes_postaux: Vec<String>,
    /// Name of its département.
    pub departement: String,
    /// The Territoire d'industrie of 2023-2027 that it belongs to.
    pub territoire: Option<TerritoireSummary>,
}

/// What names a territory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TerritoireSummary {
    /// Phase of the programme: an id alone is not enough, since ids were dealt again between phases.
    pub phase: String,
    /// Id within the phase, such as `ti-2701`.
    pub id: String,
    /// Name.
    pub name: String,
}

/// `GET /api/v1/territoires`, `?region=27` for those that touch a région: those of 2023-2027.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListTerritoiresResponse {
    /// In the order of their ids.
    pub territoires: Vec<TerritoireBody>,
    /// The notice that the licence of the data asks for.
    pub source: String,
}

/// `GET /api/v1/territoires/2023-2027/ti-2701`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReadTerritoireResponse {
    /// The territory.
    pub territoire: TerritoireBody,
    /// The notice that the licence of the data asks for.
    pub source: String,
}

/// A territory with its members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TerritoireBody {
    /// Phase of the programme.
    pub phase: String,
    /// Id within the phase.
    pub id: String,
    /// Name.
    pub name: String,
    /// Names of the régions it touches: one, or two for 15 territories.
    pub regions: Vec<String>,
    /// Names of its members: EPCI, EPT and single communes.
    pub members: Vec<String>,
    /// Communes it covers.
    pub commune_count: u32,
    /// Inhabitants of these communes.
    pub population: u32,
    /// INSEE codes of the same régions, in the same order.
    #[serde(default)]
    pub region_codes: Vec<String>,
}

/// `GET /api/v1/territoires?phase=2018-2023`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListFormerTerritoiresResponse {
    /// In the order of their ids.
    pub territoires: Vec<FormerTerritoireBody>,
    /// How many more the phase had, of which nothing is known.
    pub unlisted_count: u32,
    /// The notice that the licence of the data asks for.
    pub source: String,
}

/// `GET /api/v1/territoires/2018-2023/ti-2701`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReadFormerTerritoireResponse {
    /// The territory.
    pub territoire: FormerTerritoireBody,
    /// The notice that the licence of the data asks for.
    pub source: String,
}

/// A territory of 2018-2023: a [`TerritoireBody`] of which the members are unknown, and what follows from them. `null`
/// is "unknown", never "none".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FormerTerritoireBody {
    /// Phase of the programme.
    pub phase: String,
    /// Id within the phase.
    pub id: String,
    /// Name.
    pub name: String,
    /// The région that it is attached to in the programme. Whether it touches others is unknown.
    pub regions: Vec<String>,
    /// Names of its members.
    pub members: Option<Vec<String>>,
    /// Communes it covered, as the list of October 2020 says.
    pub commune_count: u32,
    /// Inhabitants of these communes.
    pub population: Option<u32>,
    /// INSEE codes of the same régions, in the same order.
    pub region_codes: Vec<String>,
    /// Pointers to what is unknown in this body.
    pub unknown: Vec<String>,
}
