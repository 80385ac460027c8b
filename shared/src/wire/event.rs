//! What is kept of each step of a dossier: the body of an event in the store. Older events are read for ever: a field
//! that is added gets a default, none is renamed or removed, and unknown ones are passed over at every level, so that an older
//! function reads what a newer one wrote. No type that is stored may deny them: a request that has one is refused where
//! requests are read, in `support::json`.

use serde::{Deserialize, Serialize};

use super::{
    AcknowledgementBody, AvisBody, CorrectionBody, FileDossierRequest, OctroiBody, ReceivedPieceBody,
    TerritoireSummary, VersementBody,
};

/// The body of the first event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FiledEvent {
    /// Version of the rules that accepted the request.
    pub rules_version: String,
    /// The request as it was sworn.
    pub request: FileDossierRequest,
    /// A code of `dossier::Regime`; the general one before the field existed, which was then the only one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regime: Option<String>,
    /// What the receipt told beside the request, so that it tells the same for ever; absent before there were receipts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<ToldBody>,
    /// The documents received with the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<ReceivedPieceBody>,
}

/// What the receipt tells that a later release could word otherwise, as it was on the day of filing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ToldBody {
    /// The territory of the project.
    pub territoire: TerritoireSummary,
    /// The mentions of the acknowledgement.
    pub acknowledgement: AcknowledgementBody,
}

/// The body of each later event. Only what its kind needs is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MovedEvent {
    /// Euros granted, with `accorde`.
    #[serde(default)]
    pub montant_accorde: Option<String>,
    /// The reason, with `irrecevable`, `refuse`, `sans_suite` and `prorogation`.
    #[serde(default)]
    pub motif: Option<String>,
    /// What happened, a code of `dossier::Fact`; before the field existed, the status says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// What is asked for, with `a_completer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<CorrectionBody>,
    /// What was answered, with `complete`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerBody>,
    /// The new day of the decision, with `prorogation`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The day it was signed, with `conventionne`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// The opinion received, with `avis`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub avis: Option<AvisBody>,
    /// The terms of the grant, with `accorde`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub octroi: Option<OctroiBody>,
    /// The payment, with `versement`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub versement: Option<VersementBody>,
    /// The documents received, with `complete` and `pieces`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<ReceivedPieceBody>,
    /// The whole request as the applicant amended and swore it again, with `complete`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<FileDossierRequest>,
}

/// What an applicant changed in answer to a correction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AnswerBody {
    /// JSON pointers of the fields amended.
    pub amended: Vec<String>,
    /// The planned costs as they now are, euros.
    pub total: String,
    /// The amount asked for as it now is, euros.
    pub montant_demande: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filed_event_is_written_as_it_always_was() {
        let event = FiledEvent {
            rules_version: "0.1.0".to_owned(),
            request: FileDossierRequest::default(),
            regime: None,
            told: None,
            pieces: Vec::new(),
        };
        let text = concat!(
            r#"{"rules_version":"0.1.0","request":{"demandeur":{"denomination":"","siret":"","adresse":"","taille":"","#,
            r#""representant_legal":"","mandataire":"","courriel":""},"projet":{"intitule":"","description":"","#,
            r#""commune":"","date_debut":"","date_fin":"","regime_tva":"","couts_previsionnels":[],"#,
            r#""montant_demande":""},"attestation_sur_l_honneur":false,"source":""}}"#
        );
        assert_eq!(
            serde_json::to_string(&event).expect("plain strings serialise"),
            text
        );
        assert_eq!(
            serde_json::from_str::<FiledEvent>(text).expect("what was written is read"),
            event
        );
    }

    #[test]
    fn a_moved_event_is_written_as_it_always_was() {
        let event = MovedEvent {
            montant_accorde: Some("10.00".to_owned()),
            ..MovedEvent::default()
        };
        let text = r#"{"montant_accorde":"10.00","motif":null}"#;
        assert_eq!(
            serde_json::to_string(&event).expect("plain strings serialise"),
            text
        );
        assert_eq!(
            serde_json::from_str::<MovedEvent>("{}").expect("every field has a default"),
            MovedEvent::default()
        );
    }
}
