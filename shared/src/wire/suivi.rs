//! Reading where a request stands.

use serde::{Deserialize, Serialize};

use crate::message::{Lang, Message};

use super::{CorrectionBody, DossierPieceBody, FileDossierRequest, TerritoireSummary, VersementBody};

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
    /// How the amount granted was found and what goes with it, a sentence each, once it is granted.
    #[serde(default)]
    pub calculation: Vec<SentenceBody>,
    /// Why it was refused or closed, once it is.
    pub motif: Option<String>,
    /// Each step so far, oldest first.
    pub history: Vec<HistoryEntry>,
    /// Who acts next and by when.
    #[serde(default)]
    pub next_step: Option<NextStepBody>,
    /// The legal deadlines that run, soonest first.
    #[serde(default)]
    pub deadlines: Vec<DeadlineBody>,
    /// What the applicant is asked to mend, while they are.
    #[serde(default)]
    pub pending_correction: Option<CorrectionBody>,
    /// What was paid, oldest first.
    #[serde(default)]
    pub versements: Vec<VersementBody>,
    /// The day the convention was signed, `YYYY-MM-DD`, once it is.
    #[serde(default)]
    pub signed_on: Option<String>,
}

/// `POST /api/v1/suivi/request`: the request as it now is, to be read again or amended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ReadRequestResponse {
    /// Number of the dossier.
    pub reference: String,
    /// How many steps it has made: what `seen` must repeat in an answer.
    pub version: u32,
    /// The request as it was last sworn.
    pub request: FileDossierRequest,
    /// The documents received so far, oldest first.
    pub pieces: Vec<DossierPieceBody>,
}

/// Who acts next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct NextStepBody {
    /// `applicant`, `administration` or `nobody`.
    pub actor: String,
    /// The last day, `YYYY-MM-DD`, when there is one.
    pub by: Option<String>,
    /// What comes next, in both languages.
    pub message: SentenceBody,
}

/// A day by which somebody must act, and what happens when nobody does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DeadlineBody {
    /// `recevabilite`, `decision` or `correction`.
    pub kind: String,
    /// The last day, `YYYY-MM-DD`.
    pub day: String,
    /// What silence means from the next day on: `recevable`, `rejet` or `nothing`.
    pub silence: String,
    /// The same in a sentence.
    pub message: SentenceBody,
    /// The text that sets it, when one does.
    pub source: Option<SourceBody>,
    /// What is not sure about the day or about what silence means.
    pub doubts: Vec<SentenceBody>,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SentenceBody {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

/// A text and where it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct SourceBody {
    /// Its name.
    pub title: String,
    /// Where it was read.
    pub url: String,
}

impl SentenceBody {
    /// The sentence of a message.
    pub fn new(message: &Message) -> Self {
        Self {
            fr: message.in_lang(Lang::Fr).to_owned(),
            en: message.in_lang(Lang::En).to_owned(),
        }
    }

    /// The sentence in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

/// One step of a dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HistoryEntry {
    /// The status it led to.
    pub status: String,
    /// When, RFC 3339, UTC.
    pub at: String,
    /// What happened, when the status alone does not say it: a code of `dossier::Action`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// The reason that was given for it, when one was: of an extension too (décret n° 2018-514, article 7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motif: Option<String>,
}
