//! Reads who signs, who takes part and who steers.

use std::collections::BTreeSet;

use super::reader::{Form, Reader, stated};
use super::scope::Scope;
use crate::contrat::error::ContratError;
use crate::contrat::gouvernance::{Binome, Gouvernance, Role};
use crate::contrat::parties::{Cote, Deliberation, Partenaire, PartieId, Signataire, Signataires};
use crate::contrat::path::FieldPath;
use crate::contrat::rules;
use crate::contrat::written::{
    BinomeBody, DeliberationBody, GouvernanceBody, PartenaireBody, RoleBody, SignataireBody, SignatairesBody,
    WrittenContrat,
};
use crate::ids::is_plain_id;
use crate::source::Stated;

/// Reads the three sides, of the contract or of an amendment.
pub fn signataires(
    reader: &mut Reader,
    scope: &mut Scope,
    path: &FieldPath,
    body: &SignatairesBody,
) -> Signataires {
    let mut side = |cote: Cote| {
        reader.list(bodies_of(body, cote), |reader, place, body| {
            signataire(reader, scope, &path.field(cote.as_str()).at(place), body)
        })
    };
    Signataires {
        intercommunalites: side(Cote::Intercommunalites),
        partenaires_publics: side(Cote::PartenairesPublics),
        partenaires_economiques: side(Cote::PartenairesEconomiques),
    }
}

/// What the file holds of one side.
pub const fn bodies_of(body: &SignatairesBody, cote: Cote) -> Option<&Vec<SignataireBody>> {
    match cote {
        Cote::Intercommunalites => body.intercommunalites.as_ref(),
        Cote::PartenairesPublics => body.partenaires_publics.as_ref(),
        Cote::PartenairesEconomiques => body.partenaires_economiques.as_ref(),
    }
}

/// Reads those who take part from the start.
pub fn partenaires(
    reader: &mut Reader,
    scope: &mut Scope,
    path: &FieldPath,
    file: &WrittenContrat,
) -> Stated<Vec<Partenaire>> {
    reader.list(file.partenaires.as_ref(), |reader, place, body| {
        partenaire(reader, scope, &path.at(place), body)
    })
}

/// Reads one who takes part.
pub fn partenaire(
    reader: &mut Reader,
    scope: &mut Scope,
    path: &FieldPath,
    body: &PartenaireBody,
) -> Partenaire {
    Partenaire {
        id: partie_id(reader, &mut scope.parties, &path.field("id"), &body.id),
        denomination: reader.required(&path.field("denomination"), &body.denomination, Form::Name),
    }
}

fn signataire(reader: &mut Reader, scope: &mut Scope, path: &FieldPath, body: &SignataireBody) -> Signataire {
    let id = partie_id(reader, &mut scope.parties, &path.field("id"), &body.id);
    scope.signataires.insert(id.as_str().to_owned());
    Signataire {
        id,
        denomination: reader.required(&path.field("denomination"), &body.denomination, Form::Name),
        representant: reader.text(
            &path.field("representant"),
            body.representant.as_ref(),
            Form::Office,
        ),
        deliberations: reader.list(body.deliberations.as_ref(), |reader, place, body| {
            deliberation(reader, &path.field("deliberations").at(place), body)
        }),
    }
}

fn deliberation(reader: &mut Reader, path: &FieldPath, body: &DeliberationBody) -> Deliberation {
    Deliberation {
        date: reader.day(&path.field("date"), body.date.as_ref()),
        authorises_signature: stated(body.authorises_signature),
    }
}

fn partie_id(reader: &mut Reader, taken: &mut BTreeSet<String>, path: &FieldPath, text: &str) -> PartieId {
    let id = reader.required(path, text, Form::Name);
    if !id.is_empty() {
        if is_plain_id(&id) {
            reader.check(path, rules::id_is_new(&id, taken));
        } else {
            reader.add(path, ContratError::NotAnId { value: id.clone() });
        }
        taken.insert(id.clone());
    }
    PartieId::as_written(&id)
}

/// Reads who steers.
pub fn gouvernance(reader: &mut Reader, body: &GouvernanceBody) -> Gouvernance {
    let path = FieldPath::top("gouvernance");
    Gouvernance {
        binome: binome(reader, &path.field("binomes"), body.binomes.as_ref()),
        chefs_de_projet: reader.list(body.chefs_de_projet.as_ref(), |reader, place, body| {
            role(reader, &path.field("chefs_de_projet").at(place), body)
        }),
        comite_de_projet: reader.texts(
            &path.field("comite_de_projet"),
            body.comite_de_projet.as_ref(),
            Form::Office,
        ),
        comite_de_suivi: reader.texts(
            &path.field("comite_de_suivi"),
            body.comite_de_suivi.as_ref(),
            Form::Office,
        ),
    }
}

fn binome(reader: &mut Reader, path: &FieldPath, bodies: Option<&Vec<BinomeBody>>) -> Stated<Binome> {
    let binomes = reader.list(bodies, |reader, place, body| Binome {
        elu: role(reader, &path.at(place).field("elu"), &body.elu),
        industriel: role(reader, &path.at(place).field("industriel"), &body.industriel),
    });
    let Stated::Known(mut binomes) = binomes else {
        return Stated::Unknown;
    };
    reader.check(path, rules::exactly_one_binome(binomes.len()));
    stated(binomes.pop())
}

fn role(reader: &mut Reader, path: &FieldPath, body: &RoleBody) -> Role {
    Role {
        organisme: reader.required(&path.field("organisme"), &body.organisme, Form::Office),
        fonction: reader.required(&path.field("fonction"), &body.fonction, Form::Office),
        name: reader
            .text(&path.field("name"), body.name.as_ref(), Form::Office)
            .known()
            .cloned(),
    }
}
