//! Reads the sheets of a plan of action, of the contract or of an amendment.

use super::days;
use super::reader::{Form, Reader, stated};
use super::scope::Scope;
use crate::contrat::error::ContratError;
use crate::contrat::fiche::{
    Avancement, EtatFinancement, FicheAction, Financement, Indicateur, Maturite, MesureRef,
};
use crate::contrat::parties::PartieId;
use crate::contrat::path::FieldPath;
use crate::contrat::rules;
use crate::contrat::written::{FicheActionBody, FinancementBody, IndicateurBody};
use crate::money::Euros;
use crate::period::Period;
use crate::programme::Axe;
use crate::source::Stated;

/// Reads the plan that was signed at first.
pub fn plan(
    reader: &mut Reader,
    scope: &mut Scope,
    bodies: Option<&Vec<FicheActionBody>>,
) -> Stated<Vec<FicheAction>> {
    reader.list(bodies, |reader, place, body| {
        let path = FieldPath::top("fiches").at(place);
        new_numero(reader, scope, &path, body);
        fiche(reader, scope, &path, body)
    })
}

/// Checks that the number of a new sheet is free, and takes it.
pub fn new_numero(reader: &mut Reader, scope: &mut Scope, path: &FieldPath, body: &FicheActionBody) {
    let numero = body.numero.trim();
    if numero.is_empty() {
        return;
    }
    reader.check(
        &path.field("numero"),
        rules::numero_is_new(numero, &scope.numeros),
    );
    scope.numeros.insert(numero.to_owned());
    scope.fiches.insert(numero.to_owned());
}

/// Reads one sheet. Its number is not looked up here.
pub fn fiche(reader: &mut Reader, scope: &Scope, path: &FieldPath, body: &FicheActionBody) -> FicheAction {
    let line = |reader: &mut Reader, name: &'static str, text: &str, form: Form| {
        reader.required(&path.field(name), text, form)
    };
    let numero = line(reader, "numero", &body.numero, Form::Numero);
    let intitule = line(reader, "intitule", &body.intitule, Form::Line);
    let axe = axe(reader, scope, &path.field("axe"), body.axe.as_ref());
    let contexte = reader.text(&path.field("contexte"), body.contexte.as_ref(), Form::Text);
    let objectifs = reader.texts(&path.field("objectifs"), body.objectifs.as_ref(), Form::Text);
    let porteur = stated(
        body.porteur
            .as_ref()
            .map(|id| partie(reader, scope, &path.field("porteur"), id)),
    );
    let partenaires = reader.list(body.partenaires.as_ref(), |reader, place, id| {
        partie(reader, scope, &path.field("partenaires").at(place), id)
    });
    let calendrier = calendrier(reader, scope, path, body);
    let (cout, plan_de_financement) = money(reader, scope, path, body);
    FicheAction {
        numero,
        intitule,
        axe,
        contexte,
        objectifs,
        porteur,
        partenaires,
        calendrier,
        cout,
        plan_de_financement,
        maturite: reader.choice(
            &path.field("maturite"),
            body.maturite.as_ref(),
            &Maturite::ALL,
            Maturite::as_str,
        ),
        avancement: reader.choice(
            &path.field("avancement"),
            body.avancement.as_ref(),
            &Avancement::ALL,
            Avancement::as_str,
        ),
        mesures: mesures(reader, &path.field("mesures"), body.mesures.as_ref()),
        besoins_de_simplification: reader.texts(
            &path.field("besoins_de_simplification"),
            body.besoins_de_simplification.as_ref(),
            Form::Text,
        ),
        indicateurs: reader.list(body.indicateurs.as_ref(), |reader, place, body| {
            indicateur(reader, &path.field("indicateurs").at(place), body)
        }),
        contact: reader.text(&path.field("contact"), body.contact.as_ref(), Form::Office),
    }
}

fn axe(reader: &mut Reader, scope: &Scope, path: &FieldPath, text: Option<&String>) -> Stated<Axe> {
    // One of the other phase is told by its rule, which names the phase.
    let known = text.and_then(|text| Axe::parse(text.trim()));
    let axe = match known {
        Some(axe) => Stated::Known(axe),
        None => reader.choice(path, text, &scope.axes_to_offer(), Axe::as_str),
    };
    if let Stated::Known(axe) = axe
        && reader.check(path, rules::axe_is_of_phase(axe, scope.phase))
    {
        reader.check(path, rules::axe_is_retained(axe, scope.axes.as_deref()));
    }
    axe
}

fn partie(reader: &mut Reader, scope: &Scope, path: &FieldPath, text: &str) -> PartieId {
    let id = reader.required(path, text, Form::Name);
    if !id.is_empty() {
        reader.check(path, rules::partie_is_declared(&id, &scope.parties));
    }
    PartieId::as_written(&id)
}

fn calendrier(
    reader: &mut Reader,
    scope: &Scope,
    path: &FieldPath,
    body: &FicheActionBody,
) -> Stated<Period> {
    let path = path.field("calendrier");
    let period = days(reader, &path, body.calendrier.as_ref());
    if let (Stated::Known(period), Some(bounds)) = (period, scope.bounds) {
        reader.check(
            &path.field("date_debut"),
            rules::day_is_inside(period.first(), bounds),
        );
        if let Some(last) = period.last() {
            reader.check(&path.field("date_fin"), rules::day_is_inside(last, bounds));
        }
    }
    period
}

/// Reads cost and plan, which must agree when both are known.
fn money(
    reader: &mut Reader,
    scope: &Scope,
    path: &FieldPath,
    body: &FicheActionBody,
) -> (Stated<Euros>, Stated<Vec<Financement>>) {
    let cout = stated(
        body.cout
            .as_ref()
            .and_then(|text| reader.amount(&path.field("cout"), text)),
    );
    let path = path.field("plan_de_financement");
    let lines = reader.list(body.plan_de_financement.as_ref(), |reader, place, body| {
        financement(reader, scope, &path.at(place), body)
    });
    let Stated::Known(lines) = lines else {
        return (cout, Stated::Unknown);
    };
    let amounts: Option<Vec<Euros>> = lines.iter().map(|(montant, _)| *montant).collect();
    if let (Stated::Known(cout), Some(amounts)) = (cout, amounts) {
        reader.check(&path, rules::funding_adds_up(cout, &amounts));
    }
    let read = lines.into_iter().filter_map(|(_, line)| line).collect();
    (cout, Stated::Known(read))
}

/// Reads a line: its amount, if it is one, and the line, if all of it can be read.
fn financement(
    reader: &mut Reader,
    scope: &Scope,
    path: &FieldPath,
    body: &FinancementBody,
) -> (Option<Euros>, Option<Financement>) {
    let financeur = reader.required(&path.field("financeur"), &body.financeur, Form::Name);
    if !financeur.is_empty() {
        reader.check(
            &path.field("financeur"),
            rules::financeur_is_a_party(&financeur, &scope.parties),
        );
    }
    let montant = reader.amount(&path.field("montant"), &body.montant);
    let etat = reader.required_choice(
        &path.field("etat"),
        &body.etat,
        &EtatFinancement::ALL,
        EtatFinancement::as_str,
    );
    let line = montant.zip(etat).map(|(montant, etat)| Financement {
        financeur: PartieId::as_written(&financeur),
        montant,
        etat,
    });
    (montant, line)
}

fn mesures(reader: &mut Reader, path: &FieldPath, ids: Option<&Vec<String>>) -> Stated<Vec<MesureRef>> {
    let read = reader.list(ids, |reader, place, id| {
        let mesure = MesureRef::parse(id.trim());
        if mesure.is_none() {
            reader.add(
                &path.at(place),
                ContratError::ImplausibleMesure { value: id.clone() },
            );
        }
        mesure
    });
    match read {
        Stated::Known(mesures) => Stated::Known(mesures.into_iter().flatten().collect()),
        Stated::Unknown => Stated::Unknown,
    }
}

/// The target and what is reached are figures, which may have as many digits as a phone number.
fn indicateur(reader: &mut Reader, path: &FieldPath, body: &IndicateurBody) -> Indicateur {
    Indicateur {
        intitule: reader.required(&path.field("intitule"), &body.intitule, Form::Office),
        cible: reader.text(&path.field("cible"), body.cible.as_ref(), Form::Line),
        atteint: reader.text(&path.field("atteint"), body.atteint.as_ref(), Form::Line),
    }
}
