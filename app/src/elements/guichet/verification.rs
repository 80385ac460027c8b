//! Step 5: everything again, the sworn statement (L113-13 of the Code des relations entre le public et
//! l'administration, as the arrêté du 21 août 2018 words it), and the sending.

use leptos::prelude::*;
use shared::dossier::RegimeTva;
use shared::entreprise::Taille;
use shared::format;
use shared::money::Euros;

use super::budget::budget_of;
use super::form::Form;
use super::sending::{self, Sending};
use super::step::{back_button, step};
use crate::clock;
use crate::components::{
    Button, Frame, Look, button, checkbox_field, describe_commune, dynamic, facts, text,
};
use crate::state::{ATTESTATION, Field, Step, Sworn, id_of};

/// Shows the step.
pub fn view(form: Form) -> AnyView {
    let words = form.embed.words;
    let busy = Signal::derive(move || form.sending.get() == Sending::Running);
    let label = text(move || if busy.get() { words.sending } else { words.send }.to_owned());
    let content = vec![
        view! { <p class="intro">{words.review_intro}</p> }.into_any(),
        answers(form, Step::Territoire, territoire_answers(form)),
        answers(form, Step::Demandeur, demandeur_answers(form)),
        answers(form, Step::Etude, etude_answers(form)),
        answers(form, Step::Budget, budget_answers(form)),
        attestation(form),
        dynamic(move || sending::outcome(form)),
    ];
    let buttons = vec![
        button(Button::submit("send", label, busy)),
        back_button(form, Step::Verification),
    ];
    step(
        form,
        Step::Verification,
        content,
        buttons,
        Callback::new(move |()| sending::send(form)),
    )
}

fn answers(form: Form, of: Step, given: Vec<(String, String)>) -> AnyView {
    let words = form.embed.words;
    let given = given
        .into_iter()
        .map(|(name, value)| {
            (
                name,
                if value.trim().is_empty() {
                    words.nothing.to_owned()
                } else {
                    value
                },
            )
        })
        .collect();
    let action = match of {
        Step::Territoire => "edit-territoire",
        Step::Demandeur => "edit-demandeur",
        Step::Etude => "edit-etude",
        _ => "edit-budget",
    };
    let title = words.title(of);
    let edit = Callback::new(move |()| form.go_to(of));
    let edit = button(
        Button::new(action, Look::Quiet, words.edit, edit).named(format!("{}\u{a0}: {title}", words.edit)),
    );
    view! {
        <section class="answers">
            <div class="heading"><h3>{title}</h3>{edit}</div>
            {facts(given)}
        </section>
    }
    .into_any()
}

fn territoire_answers(form: Form) -> Vec<(String, String)> {
    let words = form.embed.words;
    form.commune.with_untracked(|commune| {
        let commune = commune.as_ref();
        let territoire = commune.and_then(|commune| commune.territoire.as_ref());
        vec![
            (
                words.commune.to_owned(),
                commune.map(describe_commune).unwrap_or_default(),
            ),
            (
                words.territoire.to_owned(),
                territoire.map_or_else(String::new, |territoire| territoire.name.clone()),
            ),
        ]
    })
}

fn demandeur_answers(form: Form) -> Vec<(String, String)> {
    let (embed, words) = (form.embed, form.embed.words);
    let taille = Taille::parse(&read(form, Field::Taille));
    vec![
        (words.denomination.to_owned(), read(form, Field::Denomination)),
        (words.siret.to_owned(), read(form, Field::Siret)),
        (words.adresse.to_owned(), read(form, Field::Adresse)),
        (
            words.taille.to_owned(),
            taille.map_or_else(String::new, |taille| embed.say(&taille.label())),
        ),
        (
            words.representant_legal.to_owned(),
            read(form, Field::RepresentantLegal),
        ),
        (words.mandataire.to_owned(), read(form, Field::Mandataire)),
        (words.courriel.to_owned(), read(form, Field::Courriel)),
    ]
}

fn etude_answers(form: Form) -> Vec<(String, String)> {
    let words = form.embed.words;
    let day = |field| clock::day_in_words(&read(form, field), form.embed.lang);
    vec![
        (words.intitule.to_owned(), read(form, Field::Intitule)),
        (words.description.to_owned(), read(form, Field::Description)),
        (words.date_debut.to_owned(), day(Field::DateDebut)),
        (words.date_fin.to_owned(), day(Field::DateFin)),
    ]
}

fn budget_answers(form: Form) -> Vec<(String, String)> {
    let (embed, words) = (form.embed, form.embed.words);
    let regime = RegimeTva::parse(&read(form, Field::RegimeTva));
    let count = form
        .journey
        .with_untracked(|journey| journey.draft.request.projet.couts_previsionnels.len());
    let mut given = vec![(
        words.regime_tva.to_owned(),
        regime.map_or_else(String::new, |regime| embed.say(&regime.label())),
    )];
    given.extend((0..count).map(|line| {
        let libelle = read(form, Field::CoutLibelle(line));
        (
            (words.cout)(line + 1),
            format!("{libelle}\u{a0}: {}", amount(form, Field::CoutMontant(line))),
        )
    }));
    given.push((
        words.total.to_owned(),
        format::euros(untrack(|| budget_of(form)).total, embed.lang),
    ));
    given.push((
        words.montant_demande.to_owned(),
        amount(form, Field::MontantDemande),
    ));
    given
}

fn read(form: Form, field: Field) -> String {
    form.journey
        .with_untracked(|journey| field.read(&journey.draft.request).to_owned())
}

/// An amount as it was understood, else as it was typed.
fn amount(form: Form, field: Field) -> String {
    let typed = read(form, field);
    Euros::parse_typed(&typed).map_or(typed, |euros| format::euros(euros, form.embed.lang))
}

fn attestation(form: Form) -> AnyView {
    let words = form.embed.words;
    let sworn = Signal::derive(move || {
        form.journey
            .with(|journey| journey.draft.request.attestation_sur_l_honneur)
    });
    let tick = Callback::new(move |ticked: bool| {
        form.change(|journey| journey.swear(Sworn::from(ticked)));
    });
    let frame = Frame::new(id_of(ATTESTATION), words.attestation, form.fault(ATTESTATION));
    view! {
        <section class="answers">
            <h3>{words.attestation_title}</h3>
            {checkbox_field(&frame, sworn, tick)}
        </section>
    }
    .into_any()
}
