//! Reading the public reference data.

use serde::{Deserialize, Serialize};

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

/// `GET /api/v1/territoires`, `?region=27` for those that touch a région.
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
}
