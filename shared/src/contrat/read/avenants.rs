//! Reads the amendments one after the other, each against the contract as the ones before leave it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::reader::{Form, Reader, iso_day};
use super::scope::Scope;
use super::{engagement, fiche, parties};
use crate::contrat::avenant::{Amendement, Avenant};
use crate::contrat::error::ContratError;
use crate::contrat::parties::Cote;
use crate::contrat::path::FieldPath;
use crate::contrat::rules;
use crate::contrat::written::{AvenantBody, FicheActionBody, WrittenContrat};
use crate::source::Stated;

/// Reads every amendment of a file.
pub fn avenants(reader: &mut Reader, scope: &mut Scope, file: &WrittenContrat) -> Stated<Vec<Avenant>> {
    let path = FieldPath::top("avenants");
    let count = file.avenants.as_ref().map_or(0, Vec::len);
    reader.check(
        &FieldPath::top("signed_on"),
        rules::amended_contract_is_signed(file.signed_on.as_ref(), count),
    );
    let mut earliest = file.signed_on.as_deref().and_then(iso_day);
    reader.list(file.avenants.as_ref(), |reader, place, body| {
        let mut step = Step {
            path: path.at(place),
            file,
            body,
            scope,
            amendements: Vec::new(),
        };
        let signed_on = step.signature(reader, place, earliest);
        earliest = signed_on.or(earliest);
        step.parties(reader);
        step.extension(reader);
        step.fiches(reader);
        step.engagements(reader);
        Avenant {
            // Without a number or a day there is a fault, and nothing is built.
            numero: body.numero.unwrap_or_default(),
            signed_on: signed_on.unwrap_or_default(),
            objet: reader.text(&path.at(place).field("objet"), body.objet.as_ref(), Form::Text),
            amendements: step.amendements,
        }
    })
}

/// One amendment being read.
struct Step<'a> {
    path: FieldPath,
    file: &'a WrittenContrat,
    body: &'a AvenantBody,
    scope: &'a mut Scope,
    amendements: Vec<Amendement>,
}

impl Step<'_> {
    /// Its number and its day.
    fn signature(&self, reader: &mut Reader, place: usize, earliest: Option<NaiveDate>) -> Option<NaiveDate> {
        // A file of 65,535 amendments does not exist.
        let expected = u16::try_from(place + 1).unwrap_or(u16::MAX);
        let path = self.path.field("numero");
        if let Some(numero) = reader.required_number(&path, self.body.numero) {
            reader.check(&path, rules::avenant_numbers_follow(numero, expected));
        }
        let path = self.path.field("signed_on");
        let signed_on = reader.required_day(&path, &self.body.signed_on)?;
        reader.check(&path, rules::avenant_is_in_order(signed_on, earliest));
        if let Some(bounds) = self.scope.bounds {
            reader.check(&path, rules::signature_is_in_time(signed_on, bounds));
        }
        Some(signed_on)
    }

    fn parties(&mut self, reader: &mut Reader) {
        let path = self.path.field("add_signataires");
        let body = &self.body.add_signataires;
        for cote in Cote::ALL {
            let is_known = parties::bodies_of(&self.file.signataires, cote).is_some();
            if parties::bodies_of(body, cote).is_some() && !is_known {
                let section = FieldPath::top("signataires").field(cote.as_str());
                refuse_unknown(reader, &path.field(cote.as_str()), &section);
            }
        }
        let added = parties::signataires(reader, self.scope, &path, body);
        for cote in Cote::ALL {
            for signataire in added.of(cote).known().into_iter().flatten() {
                self.amendements
                    .push(Amendement::AddSignataire(cote, signataire.clone()));
            }
        }
        let path = self.path.field("add_partenaires");
        let changes = self.body.add_partenaires.len();
        need_known(
            reader,
            &path,
            changes,
            "partenaires",
            self.file.partenaires.as_ref(),
        );
        for (place, body) in self.body.add_partenaires.iter().enumerate() {
            let partenaire = parties::partenaire(reader, self.scope, &path.at(place), body);
            self.amendements.push(Amendement::AddPartenaire(partenaire));
        }
    }

    fn extension(&mut self, reader: &mut Reader) {
        let path = self.path.field("extend_to");
        let Stated::Known(to) = reader.day(&path, self.body.extend_to.as_ref()) else {
            return;
        };
        if self.file.period.is_none() {
            refuse_unknown(reader, &path, &FieldPath::top("period"));
        } else if let Some(bounds) = &mut self.scope.bounds
            && reader.check(&path, rules::extension_is_later(to, bounds.last))
        {
            bounds.last = to;
        }
        self.amendements.push(Amendement::ExtendTo(to));
    }

    fn fiches(&mut self, reader: &mut Reader) {
        let body = self.body;
        let [add, replace, withdraw] =
            ["add_fiches", "replace_fiches", "withdraw_fiches"].map(|name| self.path.field(name));
        for (path, changes) in [
            (&add, body.add_fiches.len()),
            (&replace, body.replace_fiches.len()),
            (&withdraw, body.withdraw_fiches.len()),
        ] {
            need_known(reader, path, changes, "fiches", self.file.fiches.as_ref());
        }
        let before = self.scope.fiches.clone();
        let mut amended = BTreeSet::new();
        for (place, body) in body.add_fiches.iter().enumerate() {
            let path = add.at(place);
            fiche::new_numero(reader, self.scope, &path, body);
            amended.insert(body.numero.trim().to_owned());
            let fiche = fiche::fiche(reader, self.scope, &path, body);
            self.amendements.push(Amendement::AddFiche(fiche));
        }
        for (place, body) in body.replace_fiches.iter().enumerate() {
            let path = replace.at(place);
            self.replace(reader, &path, body, &before, &mut amended);
        }
        for (place, numero) in body.withdraw_fiches.iter().enumerate() {
            let path = withdraw.at(place);
            let numero = reader.required(&path, numero, Form::Numero);
            self.find(reader, &path, &numero, &before, &mut amended);
            self.scope.fiches.remove(&numero);
            self.amendements.push(Amendement::WithdrawFiche(numero));
        }
    }

    fn replace(
        &mut self,
        reader: &mut Reader,
        path: &FieldPath,
        body: &FicheActionBody,
        before: &BTreeSet<String>,
        amended: &mut BTreeSet<String>,
    ) {
        let numero = body.numero.trim();
        self.find(reader, &path.field("numero"), numero, before, amended);
        let fiche = fiche::fiche(reader, self.scope, path, body);
        self.amendements.push(Amendement::ReplaceFiche(fiche));
    }

    /// Checks that a sheet is in force before the amendment, and is not changed by it twice. What the contract leaves
    /// unknown has been refused already.
    fn find(
        &self,
        reader: &mut Reader,
        path: &FieldPath,
        numero: &str,
        before: &BTreeSet<String>,
        amended: &mut BTreeSet<String>,
    ) {
        if numero.is_empty() || self.file.fiches.is_none() {
            return;
        }
        if reader.check(path, rules::fiche_is_amended_once(numero, amended)) {
            reader.check(path, rules::fiche_is_in_force(numero, before));
        }
        amended.insert(numero.to_owned());
    }

    fn engagements(&mut self, reader: &mut Reader) {
        let path = self.path.field("add_engagements");
        let changes = self.body.add_engagements.len();
        need_known(
            reader,
            &path,
            changes,
            "engagements",
            self.file.engagements.as_ref(),
        );
        for (place, body) in self.body.add_engagements.iter().enumerate() {
            let engagement = engagement(reader, self.scope, &path.at(place), body);
            self.amendements.push(Amendement::AddEngagement(engagement));
        }
    }
}

/// Refuses changes of a section that the contract leaves unknown.
fn need_known<T>(
    reader: &mut Reader,
    path: &FieldPath,
    changes: usize,
    section: &'static str,
    held: Option<&Vec<T>>,
) {
    if 0 < changes && held.is_none() {
        refuse_unknown(reader, path, &FieldPath::top(section));
    }
}

fn refuse_unknown(reader: &mut Reader, path: &FieldPath, section: &FieldPath) {
    reader.add(
        path,
        ContratError::AmendsUnknown {
            section: section.to_string(),
        },
    );
}
