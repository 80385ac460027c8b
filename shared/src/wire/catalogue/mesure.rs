//! Reading the measures. `null` is "unknown": looked for and not found.

use serde::{Deserialize, Serialize};

use super::{ChoiceBody, DatedSourceBody};
use crate::wire::SentenceBody;

/// `GET /api/v1/mesures`, narrowed by `besoin`, `priorite`, `operator` and `kind`. With a profile (`beneficiaire`, `taille`,
/// `effectif`, `naf`, `commune`) each measure carries its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ListMesuresResponse {
    /// The day that standings, names and verdicts are of, `YYYY-MM-DD`: that of Paris when the answer was made.
    pub as_of: String,
    /// In the order of their ids; with a profile, the open ones, then those to be verified, then the closed ones, then those for
    /// others.
    pub mesures: Vec<MesureBody>,
}

/// `GET /api/v1/mesures/diag-decarbon`, with a profile or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReadMesureResponse {
    /// The day that the standing, names and the verdict are of, `YYYY-MM-DD`: that of Paris when the answer was made.
    pub as_of: String,
    /// The measure.
    pub mesure: MesureBody,
}

/// A measure, as the sources give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MesureBody {
    /// Stable id.
    pub id: String,
    /// What it is called; the English is a gloss, the French the official name.
    pub name: SentenceBody,
    /// `programme`: a measure of the programme; `national`: a national aid, not reserved to the territories.
    pub scope: String,
    /// The phases of the programme that it belongs to; none when it is national.
    pub phases: Vec<String>,
    /// What it is for in the words of phase 1.
    pub besoin: ThemeBody,
    /// What it is for in the words of phase 2.
    pub priorite: ThemeBody,
    /// Who runs it, the first named first.
    pub operators: Vec<OperatorBody>,
    /// Whose money or service it is, when the sources name them apart.
    pub funders: Vec<OperatorBody>,
    /// What it helps with.
    pub kinds: Vec<ChoiceBody>,
    /// The form that its money takes, when the sources say.
    pub forms: Vec<ChoiceBody>,
    /// Whom it is for.
    pub who: WhoBody,
    /// What it brings or costs.
    pub amounts: Option<Vec<AmountBody>>,
    /// When it can be asked for.
    pub validity: ValidityBody,
    /// How it is asked for: `continuous` or `call`.
    pub opening: Option<ChoiceBody>,
    /// The rule on State aid that it stands on: `de_minimis`.
    pub legal_basis: Option<ChoiceBody>,
    /// Whether the governance of the territory must agree: `needed` or `not_needed`.
    pub governance: Option<ChoiceBody>,
    /// Papers to join to a request.
    pub pieces: Option<Vec<SentenceBody>>,
    /// What else the sources ask, that no profile tells.
    pub conditions: Vec<SentenceBody>,
    /// What else they tell.
    pub notes: Vec<SentenceBody>,
    /// What they leave open.
    pub doubts: Vec<SentenceBody>,
    /// How sure all this is: `sourced`, `secondary` or `uncertain`.
    pub sureness: ChoiceBody,
    /// Where it was read.
    pub sources: Vec<DatedSourceBody>,
    /// The month in which the page was seen, `YYYY-MM`, when that was before it was entered here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_in: Option<String>,
    /// The id of the study aid that computes it, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aide: Option<String>,
    /// What it answers to the profile, when one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<VerdictBody>,
}

/// What a measure is for, in the words of one phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ThemeBody {
    /// `of`: the values listed; `transversal`: all alike; `unclassified`: nothing says.
    pub kind: String,
    /// The needs or priorities.
    pub values: Vec<ChoiceBody>,
    /// Who says so, `source` or `own_classification`; absent when nobody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<ChoiceBody>,
}

/// A body that runs a measure or pays for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OperatorBody {
    /// Its name on the wire, stable.
    pub code: String,
    /// Its name on the day of the answer, the same in both languages.
    pub name: String,
    /// Its change of name since the programme began, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renaming: Option<RenamingBody>,
}

/// A change of name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RenamingBody {
    /// The name before.
    pub before: String,
    /// First day of the name after, `YYYY-MM-DD`.
    pub on: String,
    /// Where the day is written.
    pub source: DatedSourceBody,
}

/// Whom a measure is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WhoBody {
    /// Those whom the sources name.
    pub beneficiaires: Vec<ChoiceBody>,
    /// Those whom they accept as secondary applicants.
    pub secondary: Vec<ChoiceBody>,
    /// Those of whom they do not say whether they may ask by themselves.
    pub unsettled: Vec<ChoiceBody>,
    /// Sizes of companies: `all`, `pme` or `pme_and_eti`. As staff and sections, it is asked of companies only.
    pub companies: ChoiceBody,
    /// Staff of the company, when the sources limit it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffBody>,
    /// Activity of the company.
    pub sections: SectionsBody,
    /// Where: `anywhere`, `territoire` or `laureate` (a territory chosen for that measure).
    pub area: Option<ChoiceBody>,
}

/// Limits on staff, in people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct StaffBody {
    /// This number is enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u32>,
    /// This number is still accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
    /// This number is not: strictly fewer people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<u32>,
    /// The limits in words.
    pub label: SentenceBody,
}

/// Activities of companies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SectionsBody {
    /// `any`; `industry`: B and C for certain, the others are left open; `only`: those listed.
    pub rule: String,
    /// Sections of NAF rév. 2, by their letters.
    pub values: Vec<String>,
}

/// One figure of a measure. Which numbers it has depends on its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AmountBody {
    /// `rate`, `rate_at_most`, `rate_between`, `rate_by_size`, `fixed`, `aid_between`, `loan_between`, `price_between`,
    /// `remainder_between`, `ceiling_on_aid`, `ceiling_on_base`, `minimum_base`, `envelope`, `envelope_per_year`, `advance`,
    /// `loan_years_at_most`, `person_days`, `mission_months`, `example`, `free` or `varies`.
    pub kind: String,
    /// Whether the figure was found; when not, its numbers are absent.
    pub is_known: bool,
    /// Percent, the lower one of two: `50`, `12.5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<String>,
    /// Percent, the higher one of two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate_high: Option<String>,
    /// Percent by size of the company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rates_by_size: Option<Vec<RateBySizeBody>>,
    /// Euros, the lower one of two: `8000.00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub euros: Option<String>,
    /// Euros, the higher one of two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub euros_high: Option<String>,
    /// Years, days or months, by the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// First day on which it applies, `YYYY-MM-DD`; absent when it does over the whole life of the measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_day: Option<String>,
    /// Last day on which it applies, included; absent when no end is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<String>,
    /// Whether it applies on the day of the answer.
    pub applies: bool,
    /// The figure, what it is of, and when, in words.
    pub sentence: SentenceBody,
}

/// A rate for a size of company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RateBySizeBody {
    /// `petite`, which counts micro-enterprises, `moyenne`, `grande` or `sans_objet`.
    pub taille: String,
    /// Percent.
    pub rate: String,
}

/// When a measure can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ValidityBody {
    /// On the day of the answer: `open`, `uncertain` (the sources do not say) or `closed`.
    pub standing: ChoiceBody,
    /// Last day on which it can surely be asked for, `YYYY-MM-DD`, when it is open and an end is known; `changes` says
    /// what follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_until: Option<String>,
    /// Since when and until when it is closed, when it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closure: Option<SentenceBody>,
    /// Every change of standing, in order; closed before the first.
    pub changes: Vec<ChangeBody>,
    /// The same in the words of the sources.
    pub sentence: SentenceBody,
}

/// A day from which the standing is another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ChangeBody {
    /// First day, `YYYY-MM-DD`; absent when no first day is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// `open`, `uncertain` or `closed`.
    pub standing: String,
}

/// What a measure answers to a profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct VerdictBody {
    /// `open`, `unknown`, `closed` or `not_for_you`.
    pub code: String,
    /// The verdict in a word or two.
    pub label: SentenceBody,
    /// Every reason, in the order in which it was found.
    pub reasons: Vec<SentenceBody>,
    /// The parameters that would tell more.
    pub missing: Vec<String>,
}
