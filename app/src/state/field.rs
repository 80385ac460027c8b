//! The fields of the form as data: where each is in the request, and the id of its element. What is right in them is
//! decided by `shared::dossier`.
//!
//! The id of an element is made from the JSON pointer of its field: segments joined by dashes, underscores become
//! dashes, and `/projet/couts_previsionnels` is shortened to `couts`. So `/demandeur/siret` is `demandeur-siret` and
//! `/projet/couts_previsionnels/0/montant` is `couts-0-montant`. Its hint, its status line and its fault have the same
//! id followed by `-hint`, `-status` and `-fault`.

use shared::wire::FileDossierRequest;

use super::rows::{Cell, Rows};

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
    /// "Montant du financement public demandé".
    MontantDemande,
    /// Where to call about the request.
    Telephone,
    /// The day of the first legal act that commits the study.
    DateEngagement,
    /// What a line of a list holds.
    In(Rows, usize, Cell),
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
            Self::Telephone => "/demandeur/telephone",
            Self::DateEngagement => "/projet/date_engagement",
            Self::In(rows, line, cell) => return format!("{}/{line}/{}", rows.pointer(), cell.as_str()),
        };
        fixed.to_owned()
    }

    /// What it holds; nothing for a line that is no longer there.
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
            Self::Telephone => &demandeur.telephone,
            Self::DateEngagement => &projet.date_engagement,
            Self::In(rows, line, cell) => rows.read(request, line, cell).unwrap_or_default(),
        }
    }

    /// Keeps what was typed, right or wrong.
    pub fn write(self, request: &mut FileDossierRequest, text: String) {
        if let Self::In(rows, line, cell) = self {
            if let Some(place) = rows.place(request, line, cell) {
                *place = text;
            }
            return;
        }
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
            Self::Telephone => &mut demandeur.telephone,
            Self::DateEngagement => &mut projet.date_engagement,
            Self::In(..) => return,
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

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: [Field; 26] = [
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
        Field::MontantDemande,
        Field::Telephone,
        Field::DateEngagement,
        Field::In(Rows::Couts, 0, Cell::Libelle),
        Field::In(Rows::Couts, 0, Cell::Montant),
        Field::In(Rows::Plan, 0, Cell::Financeur),
        Field::In(Rows::Plan, 0, Cell::Montant),
        Field::In(Rows::Plan, 0, Cell::Etat),
        Field::In(Rows::DeMinimis, 0, Cell::Financeur),
        Field::In(Rows::DeMinimis, 0, Cell::Montant),
        Field::In(Rows::DeMinimis, 0, Cell::DateOctroi),
        Field::In(Rows::DeMinimis, 0, Cell::BaseJuridique),
        Field::In(Rows::Pieces, 0, Cell::Kind),
        Field::In(Rows::Pieces, 0, Cell::Name),
    ];

    fn request_with_one_line_each() -> FileDossierRequest {
        let mut request = FileDossierRequest::default();
        for rows in [Rows::Couts, Rows::Plan, Rows::DeMinimis, Rows::Pieces] {
            rows.push(&mut request);
        }
        request
    }

    #[test]
    fn a_pointer_leads_to_what_was_written() {
        for field in EVERY {
            let mut request = request_with_one_line_each();
            field.write(&mut request, "typed".to_owned());
            assert_eq!(field.read(&request), "typed", "{field:?}");
            let json = serde_json::to_value(&request).unwrap();
            assert_eq!(json.pointer(&field.pointer()), Some(&"typed".into()), "{field:?}");
        }
    }

    #[test]
    fn a_cost_that_is_gone_reads_as_nothing() {
        let mut request = request_with_one_line_each();
        Field::In(Rows::Couts, 1, Cell::Montant).write(&mut request, "5".to_owned());
        assert_eq!(Field::In(Rows::Couts, 1, Cell::Montant).read(&request), "");
        assert_eq!(request, request_with_one_line_each());
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
