//! Reading the contracts. In a contract every `null` is "unknown"; what may rightly be absent is left out instead.

use serde::{Deserialize, Serialize};

use super::ChoiceBody;
use crate::wire::SentenceBody;

/// `GET /api/v1/contrats`, `?territoire=2018-2023/ti-7510` for those of a territory. A contract of which the territories are
/// unknown is of no territory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListContratsResponse {
    /// In the order of their ids.
    pub contrats: Vec<ContratSummary>,
}

/// `GET /api/v1/contrats/vendee-centre-2022-2026`, `?on=YYYY-MM-DD` for the contract as it read that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReadContratResponse {
    /// How the contract is read: `latest` (no day was asked: with every amendment that is known), `on_day`, `day_unknown`
    /// (the day of its signature is unknown: with every amendment that is known) or `before_signature` (it did not exist).
    pub reading: String,
    /// The same in a sentence.
    pub sentence: SentenceBody,
    /// The day that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// Its head, which amendments do not change.
    pub summary: ContratSummary,
    /// The contract; absent before its signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contrat: Option<ContratBody>,
    /// JSON pointers to what is unknown: each `null` of `summary` and of `contrat`, and nothing else.
    pub unknown: Vec<String>,
}

/// The head of a contract. `null` is "unknown".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ContratSummary {
    /// Id.
    pub id: String,
    /// Whether it is an example, which binds nobody.
    pub is_example: bool,
    /// What to show beside an example, and beside nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<SentenceBody>,
    /// `protocole_d_accord` or `contrat`.
    pub document: ChoiceBody,
    /// Its title; that of an example says so.
    pub intitule: String,
    /// Phase of the programme.
    pub phase: Option<String>,
    /// Territories that it covers.
    pub territoires: Option<Vec<TerritoireEntry>>,
    /// Years that its title names.
    pub years: Option<YearsEntry>,
    /// Day of its signature, `YYYY-MM-DD`.
    pub signed_on: Option<String>,
    /// How many pages it has.
    pub pages: Option<u16>,
    /// Where it was read.
    pub sources: Vec<CiteBody>,
}

/// A territory that a contract covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct TerritoireEntry {
    /// Phase of the programme.
    pub phase: String,
    /// Id within the phase.
    pub id: String,
    /// Its name; `null` when the list of its phase does not have it.
    pub name: Option<String>,
}

/// Years that a title names, both included. Not days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct YearsEntry {
    /// The first.
    pub first: u16,
    /// The last.
    pub last: u16,
}

/// A page that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CiteBody {
    /// Its name.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Day on which it was read, `YYYY-MM-DD`.
    pub recorded_on: String,
}

/// Days, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PeriodBody {
    /// The first, `YYYY-MM-DD`.
    pub date_debut: String,
    /// The last.
    pub date_fin: Option<String>,
}

/// A contract as it reads on some day. `null` is "unknown", an empty list is "none".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ContratBody {
    /// Whether it is an example, which binds nobody.
    pub is_example: bool,
    /// Its title for display, marked when it is an example.
    pub heading: SentenceBody,
    /// Its days.
    pub period: Option<PeriodBody>,
    /// Who has signed, side by side.
    pub signataires: Vec<CoteBody>,
    /// Who takes part without signing.
    pub partenaires: Option<Vec<PartenaireEntry>>,
    /// Who steers.
    pub gouvernance: GouvernanceEntry,
    /// What is at stake for the territory.
    pub enjeux: Option<Vec<String>>,
    /// Needs or priorities of the programme that it takes up.
    pub axes: Option<Vec<AxeRetenuBody>>,
    /// The plan of action.
    pub fiches: Option<Vec<FicheBody>>,
    /// What each party undertakes.
    pub engagements: Option<Vec<EngagementEntry>>,
    /// The amendments that hold, in order; `null` when it is unknown whether there are any.
    pub avenants: Option<Vec<AvenantSummary>>,
    /// How far the plan has come.
    pub progress: Option<ProgressBody>,
}

/// One side of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct CoteBody {
    /// `intercommunalites`, `partenaires_publics` or `partenaires_economiques`.
    pub cote: ChoiceBody,
    /// Who has signed on that side.
    pub signataires: Option<Vec<SignataireEntry>>,
}

/// A body that signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SignataireEntry {
    /// What the contract's file calls it.
    pub id: String,
    /// Its name.
    pub denomination: String,
    /// The office of who signs for it.
    pub representant: Option<String>,
    /// Votes of its assembly on the contract.
    pub deliberations: Option<Vec<DeliberationEntry>>,
}

/// A vote of an assembly on the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DeliberationEntry {
    /// Its day, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Whether it lets the president sign.
    pub authorises_signature: Option<bool>,
}

/// A body that takes part without signing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PartenaireEntry {
    /// What the contract's file calls it.
    pub id: String,
    /// Its name.
    pub denomination: String,
}

/// Who steers a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct GouvernanceEntry {
    /// The pair that carries it.
    pub binome: Option<BinomePairBody>,
    /// Project managers.
    pub chefs_de_projet: Option<Vec<RoleEntry>>,
    /// Bodies that sit before the signature.
    pub comite_de_projet: Option<Vec<String>>,
    /// Bodies that sit after the signature.
    pub comite_de_suivi: Option<Vec<String>>,
}

/// An elected official and an industrialist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct BinomePairBody {
    /// The elected official.
    pub elu: RoleEntry,
    /// The industrialist.
    pub industriel: RoleEntry,
}

/// An office in a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RoleEntry {
    /// The body.
    pub organisme: String,
    /// The office held there.
    pub fonction: String,
    /// Who holds it, when the published contract says so and the site wants it shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A need or a priority that a contract takes up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AxeRetenuBody {
    /// Which.
    pub axe: ChoiceBody,
    /// What the contract itself calls it.
    pub intitule: Option<String>,
}

/// An action of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FicheBody {
    /// Its number in the contract.
    pub numero: String,
    /// Its number and title for display, marked in an example.
    pub heading: SentenceBody,
    /// Its title.
    pub intitule: String,
    /// What it works on.
    pub axe: Option<ChoiceBody>,
    /// Context.
    pub contexte: Option<String>,
    /// Aims.
    pub objectifs: Option<Vec<String>>,
    /// Id of the party in charge.
    pub porteur: Option<String>,
    /// Ids of the parties that take part.
    pub partenaires: Option<Vec<String>>,
    /// Planned days.
    pub calendrier: Option<PeriodBody>,
    /// Total cost, euros.
    pub cout: Option<String>,
    /// Who pays what.
    pub plan_de_financement: Option<Vec<PlanLineBody>>,
    /// `ferme` or `a_l_etude`.
    pub maturite: Option<ChoiceBody>,
    /// `a_engager`, `en_cours`, `achevee` or `abandonnee`.
    pub avancement: Option<ChoiceBody>,
    /// Ids of the measures that it uses.
    pub mesures: Option<Vec<String>>,
    /// Rules that stand in its way.
    pub besoins_de_simplification: Option<Vec<String>>,
    /// How its result is told.
    pub indicateurs: Option<Vec<IndicateurEntry>>,
    /// The office to ask.
    pub contact: Option<String>,
}

/// One line of a plan de financement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct PlanLineBody {
    /// Id of the party that pays.
    pub financeur: String,
    /// Euros.
    pub montant: String,
    /// `prevu`, `sollicite` or `acquis`.
    pub etat: ChoiceBody,
}

/// How a result is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct IndicateurEntry {
    /// What is counted, with its unit.
    pub intitule: String,
    /// What is aimed at.
    pub cible: Option<String>,
    /// What is reached.
    pub atteint: Option<String>,
}

/// What a party undertakes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct EngagementEntry {
    /// Id of the party.
    pub signataire: String,
    /// What it undertakes.
    pub description: String,
}

/// An amendment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AvenantSummary {
    /// 1 for the first.
    pub numero: u16,
    /// Day of its signature, from which it holds, `YYYY-MM-DD`.
    pub signed_on: String,
    /// Its number and subject for display, marked in an example.
    pub heading: SentenceBody,
    /// What it is about.
    pub objet: Option<String>,
}

/// How far a plan of action has come. What is unknown is counted apart, never as zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ProgressBody {
    /// Whether these figures are an example's.
    pub is_example: bool,
    /// Sheets in all.
    pub fiches: u32,
    /// Sheets by commitment and state: every pair that occurs, once.
    pub by_state: Vec<FicheCountBody>,
    /// The costs that are known, added up, euros.
    pub cout: String,
    /// Sheets whose cost is unknown.
    pub without_cout: u32,
    /// Sheets whose plan de financement is unknown.
    pub without_plan: u32,
    /// All the money of the plans that are known.
    pub total: MoneyBody,
    /// The same money by who pays.
    pub by_financeur: Vec<MoneyOfBody>,
    /// The same money by axe.
    pub by_axe: Vec<MoneyOfBody>,
}

/// How many sheets share a commitment and a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FicheCountBody {
    /// Commitment.
    pub maturite: Option<ChoiceBody>,
    /// State.
    pub avancement: Option<ChoiceBody>,
    /// How many.
    pub count: u32,
}

/// Money by how sure it is, euros.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MoneyBody {
    /// Counted on, not asked for yet.
    pub prevu: String,
    /// Asked for.
    pub sollicite: String,
    /// Granted.
    pub acquis: String,
    /// All three.
    pub total: String,
}

/// Money of one payer or of one axe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MoneyOfBody {
    /// Id of the payer, or name of the axe; `null` when the axe of the sheets is unknown.
    pub of: Option<String>,
    /// Their money.
    pub money: MoneyBody,
}
