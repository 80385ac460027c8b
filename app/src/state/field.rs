//! The fields of the form as data: where each is in the request, and the id of its element. What is right in them is
//! decided by `shared::dossier`.
//!
//! The id of an element is made from the JSON pointer of its field: segments joined by dashes, underscores become
//! dashes, and `/projet/couts_previsionnels` is shortened to `couts`. So `/demandeur/siret` is `demandeur-siret` and
//! `/projet/couts_previsionnels/0/montant` is `couts-0-montant`. Its hint, its status line and its fault have the same
//! id followed by `-hint`, `-status` and `-fault`.

use shared::wire::{CoutBody, FileDossierRequest};

/// Pointer of the sworn statement, the one field that is not a text.
pub const ATTESTATION: &str = "/attestation_sur_l_honneur";

/// Pointer of the commune, which is chosen in a list.
pub const COMMUNE: &str = "/projet/commune";

/// A field that holds what was typed or chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// "Nom et prénom ou dénomination sociale".
    Denomination,
    /// "N° SIRET".
    Siret,
    /// "Adresse".
    Adresse,
    /// "Taille de l'organisme".
    Taille,
    /// "Représentant légal".
    RepresentantLegal,
    /// The person mandated to file.
    Mandataire,
    /// Where to write about the request.
    Courriel,
    /// "Intitulé".
    Intitule,
    /// "Description sommaire".
    Description,
    /// "Date prévisionnelle de début".
    DateDebut,
    /// "Date prévisionnelle de fin".
    DateFin,
    /// Before or after tax.
    RegimeTva,
    /// What a cost is for.
    CoutLibelle(usize),
    /// How much it is.
    CoutMontant(usize),
    /// "Montant du financement public demandé".
    MontantDemande,
}

impl Field {
    /// Its JSON pointer in the request.
    pub fn pointer(self) -> String {
        let fixed = match self {
            Self::Denomination => "/demandeur/denomination",
            Self::Siret => "/demandeur/siret",
            Self::Adresse => "/demandeur/adresse",
            Self::Taille => "/demandeur/taille",
            Self::RepresentantLegal => "/demandeur/representant_legal",
            Self::Mandataire => "/demandeur/mandataire",
            Self::Courriel => "/demandeur/courriel",
            Self::Intitule => "/projet/intitule",
            Self::Description => "/projet/description",
            Self::DateDebut => "/projet/date_debut",
            Self::DateFin => "/projet/date_fin",
            Self::RegimeTva => "/projet/regime_tva",
            Self::MontantDemande => "/projet/montant_demande",
            Self::CoutLibelle(line) => return cout_pointer(line, "libelle"),
            Self::CoutMontant(line) => return cout_pointer(line, "montant"),
        };
        fixed.to_owned()
    }

    /// What it holds; nothing for a cost that is no longer there.
    pub fn read(self, request: &FileDossierRequest) -> &str {
        let (demandeur, projet) = (&request.demandeur, &request.projet);
        match self {
            Self::Denomination => &demandeur.denomination,
            Self::Siret => &demandeur.siret,
            Self::Adresse => &demandeur.adresse,
            Self::Taille => &demandeur.taille,
            Self::RepresentantLegal => &demandeur.representant_legal,
            Self::Mandataire => &demandeur.mandataire,
            Self::Courriel => &demandeur.courriel,
            Self::Intitule => &projet.intitule,
            Self::Description => &projet.description,
            Self::DateDebut => &projet.date_debut,
            Self::DateFin => &projet.date_fin,
            Self::RegimeTva => &projet.regime_tva,
            Self::MontantDemande => &projet.montant_demande,
            Self::CoutLibelle(line) => cout(request, line).map_or("", |cout| &cout.libelle),
            Self::CoutMontant(line) => cout(request, line).map_or("", |cout| &cout.montant),
        }
    }

    /// Keeps what was typed, right or wrong.
    pub fn write(self, request: &mut FileDossierRequest, text: String) {
        let (demandeur, projet) = (&mut request.demandeur, &mut request.projet);
        let place = match self {
            Self::Denomination => &mut demandeur.denomination,
            Self::Siret => &mut demandeur.siret,
            Self::Adresse => &mut demandeur.adresse,
            Self::Taille => &mut demandeur.taille,
            Self::RepresentantLegal => &mut demandeur.representant_legal,
            Self::Mandataire => &mut demandeur.mandataire,
            Self::Courriel => &mut demandeur.courriel,
            Self::Intitule => &mut projet.intitule,
            Self::Description => &mut projet.description,
            Self::DateDebut => &mut projet.date_debut,
            Self::DateFin => &mut projet.date_fin,
            Self::RegimeTva => &mut projet.regime_tva,
            Self::MontantDemande => &mut projet.montant_demande,
            Self::CoutLibelle(line) | Self::CoutMontant(line) => {
                let Some(cout) = projet.couts_previsionnels.get_mut(line) else {
                    return;
                };
                match self {
                    Self::CoutLibelle(_) => &mut cout.libelle,
                    _ => &mut cout.montant,
                }
            }
        };
        *place = text;
    }
}

/// The id of the element that a pointer names.
pub fn id_of(pointer: &str) -> String {
    pointer
        .replace("/projet/couts_previsionnels", "/couts")
        .trim_start_matches('/')
        .replace(['/', '_'], "-")
}

fn cout(request: &FileDossierRequest, line: usize) -> Option<&CoutBody> {
    request.projet.couts_previsionnels.get(line)
}

fn cout_pointer(line: usize, name: &str) -> String {
    format!("/projet/couts_previsionnels/{line}/{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: [Field; 15] = [
        Field::Denomination,
        Field::Siret,
        Field::Adresse,
        Field::Taille,
        Field::RepresentantLegal,
        Field::Mandataire,
        Field::Courriel,
        Field::Intitule,
        Field::Description,
        Field::DateDebut,
        Field::DateFin,
        Field::RegimeTva,
        Field::CoutLibelle(0),
        Field::CoutMontant(0),
        Field::MontantDemande,
    ];

    fn request_with_one_cout() -> FileDossierRequest {
        let mut request = FileDossierRequest::default();
        request.projet.couts_previsionnels.push(CoutBody::default());
        request
    }

    #[test]
    fn a_pointer_leads_to_what_was_written() {
        for field in EVERY {
            let mut request = request_with_one_cout();
            field.write(&mut request, "typed".to_owned());
            assert_eq!(field.read(&request), "typed", "{field:?}");
            let json = serde_json::to_value(&request).unwrap();
            assert_eq!(json.pointer(&field.pointer()), Some(&"typed".into()), "{field:?}");
        }
    }

    #[test]
    fn a_cost_that_is_gone_reads_as_nothing() {
        let mut request = request_with_one_cout();
        Field::CoutMontant(1).write(&mut request, "5".to_owned());
        assert_eq!(Field::CoutMontant(1).read(&request), "");
        assert_eq!(request, request_with_one_cout());
    }

    #[test]
    fn ids_come_from_pointers() {
        assert_eq!(
            id_of("/demandeur/representant_legal"),
            "demandeur-representant-legal"
        );
        assert_eq!(id_of("/projet/date_debut"), "projet-date-debut");
        assert_eq!(id_of("/projet/couts_previsionnels/0/montant"), "couts-0-montant");
        assert_eq!(id_of("/projet/couts_previsionnels"), "couts");
        assert_eq!(id_of(ATTESTATION), "attestation-sur-l-honneur");
    }
}
