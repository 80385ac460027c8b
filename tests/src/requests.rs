//! Requests that hold, to be sent as they are or spoilt in one place.

use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use shared::wire::{CoutBody, DemandeurBody, FileDossierRequest, ProjetBody};

/// A request that is accepted: a study in Dole, within the Territoire d'industrie of the Grand Dole.
pub fn valid() -> FileDossierRequest {
    FileDossierRequest {
        demandeur: DemandeurBody {
            denomination: "Forges du Doubs".to_owned(),
            siret: SIRET.to_owned(),
            adresse: "1 rue des Forges, 39100 Dole".to_owned(),
            taille: "petite".to_owned(),
            representant_legal: "Camille Martin, présidente".to_owned(),
            mandataire: String::new(),
            courriel: COURRIEL.to_owned(),
            ..DemandeurBody::default()
        },
        projet: ProjetBody {
            intitule: "Récupération de la chaleur des fours".to_owned(),
            description: "Étude de faisabilité technique et économique.".to_owned(),
            commune: DOLE.to_owned(),
            date_debut: "2027-01-04".to_owned(),
            date_fin: "2027-06-30".to_owned(),
            regime_tva: "ht".to_owned(),
            couts_previsionnels: vec![
                cout("Bureau d’études", "24000"),
                cout("Mesures sur site", "6000.50"),
            ],
            montant_demande: "15000".to_owned(),
            ..ProjetBody::default()
        },
        attestation_sur_l_honneur: true,
        ..FileDossierRequest::default()
    }
}

/// The valid request, changed.
pub fn valid_but(change: impl FnOnce(&mut FileDossierRequest)) -> FileDossierRequest {
    let mut request = valid();
    change(&mut request);
    request
}

/// One line of a budget.
pub fn cout(libelle: &str, montant: &str) -> CoutBody {
    CoutBody {
        libelle: libelle.to_owned(),
        montant: montant.to_owned(),
    }
}

/// An idempotency key that no other call has.
pub fn fresh_key() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("essai-{:08}-{count:08}", process::id())
}

/// The SIRET of the valid request.
pub const SIRET: &str = "73282932000074";
/// The e-mail address of the valid request.
pub const COURRIEL: &str = "camille.martin@forges-du-doubs.example.fr";
/// INSEE code of the commune of the valid request.
pub const DOLE: &str = "39198";
