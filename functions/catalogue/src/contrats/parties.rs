//! Who signs, takes part and steers, as they are sent.

use chrono::NaiveDate;
use shared::contrat::{Cote, Gouvernance, Partenaire, Role, Signataire, Version};
use shared::wire::{
    BinomePairBody, CoteBody, DeliberationEntry, GouvernanceEntry, PartenaireEntry, RoleEntry,
    SignataireEntry,
};

use super::body::listed;
use crate::body::choice;

pub fn sides(version: &Version<'_>) -> Vec<CoteBody> {
    Cote::ALL
        .iter()
        .map(|cote| CoteBody {
            cote: choice(cote.as_str(), &cote.label()),
            signataires: listed(version.signataires(*cote), |body| signataire(body)),
        })
        .collect()
}

pub fn partenaire(partenaire: &Partenaire) -> PartenaireEntry {
    PartenaireEntry {
        id: partenaire.id.to_string(),
        denomination: partenaire.denomination.clone(),
    }
}

pub fn gouvernance(gouvernance: &Gouvernance) -> GouvernanceEntry {
    GouvernanceEntry {
        binome: gouvernance.binome.known().map(|binome| BinomePairBody {
            elu: role(&binome.elu),
            industriel: role(&binome.industriel),
        }),
        chefs_de_projet: listed(&gouvernance.chefs_de_projet, role),
        comite_de_projet: listed(&gouvernance.comite_de_projet, String::clone),
        comite_de_suivi: listed(&gouvernance.comite_de_suivi, String::clone),
    }
}

fn signataire(signataire: &Signataire) -> SignataireEntry {
    SignataireEntry {
        id: signataire.id.to_string(),
        denomination: signataire.denomination.clone(),
        representant: signataire.representant.known().cloned(),
        deliberations: listed(&signataire.deliberations, |vote| DeliberationEntry {
            date: vote.date.known().map(NaiveDate::to_string),
            authorises_signature: vote.authorises_signature.known().copied(),
        }),
    }
}

fn role(role: &Role) -> RoleEntry {
    RoleEntry {
        organisme: role.organisme.clone(),
        fonction: role.fonction.clone(),
        name: role.name.clone(),
    }
}
