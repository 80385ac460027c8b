//! What is kept of each step of a dossier: the body of an event in the store. Older events are read for ever: a field
//! that is added gets a default, none is renamed or removed, and unknown ones are passed over.

use serde::{Deserialize, Serialize};

use super::FileDossierRequest;

/// The body of the first event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FiledEvent {
    /// Version of the rules that accepted the request.
    pub rules_version: String,
    /// The request as it was sworn.
    pub request: FileDossierRequest,
}

/// The body of each later event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MovedEvent {
    /// Euros granted, with `accorde`.
    #[serde(default)]
    pub montant_accorde: Option<String>,
    /// The reason, with `refuse` and `sans_suite`.
    #[serde(default)]
    pub motif: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filed_event_is_written_as_it_always_was() {
        let event = FiledEvent {
            rules_version: "0.1.0".to_owned(),
            request: FileDossierRequest::default(),
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
            motif: None,
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
