//! Step 6: everything again, the sworn statement (L113-13 of the Code des relations entre le public et
//! l'administration, as the arrêté du 21 août 2018 words it), and the sending.

use leptos::prelude::*;
use shared::dossier::{FundingState, RegimeTva};
use shared::entreprise::Taille;
use shared::format;
use shared::money::Euros;

use super::budget::budget_of;
use super::form::Form;
use super::sending::{self, Sending};
use super::step::{back_button, step};
use crate::clock;
use crate::components::{Button, Frame, Look, checkbox_field, describe_commune, named_facts, print_button};
use crate::locale::{annex_words, tracking_words};
use crate::markup::{Element, Text, View, dynamic, el, live};
use crate::state::{ATTESTATION, Cell, DeMinimis, Field, Journey, Rows, Step, Sworn, id_of};

/// Shows the step.
pub fn view(form: Form) -> View {
    let words = form.embed.words;
    let busy = move || form.sending.get() == Sending::Running;
    let send = if form.is_mending() {
        tracking_words(form.embed.lang).send_answer
    } else {
        words.send
    };
    let label = live(move || if busy() { words.sending } else { send }.to_owned());
    let content = vec![
        el("p").class("intro").child(words.review_intro).into(),
        answers(form, Step::Territoire, territoire_answers(form)).into(),
        answers(form, Step::Demandeur, demandeur_answers(form)).into(),
        answers(form, Step::Etude, etude_answers(form)).into(),
        answers(form, Step::Budget, budget_answers(form)).into(),
        answers(form, Step::Pieces, pieces_answers(form)).into(),
        attestation(form).into(),
        dynamic(move || sending::outcome(form, sending::send)),
    ];
    let buttons = vec![
        Button::submit("send", label).busy_while(busy).into(),
        back_button(form, Step::Verification),
        print_button(form.embed).into(),
    ];
    step(form, Step::Verification, content, buttons, move || {
        sending::send(form);
    })
}

fn answers(form: Form, of: Step, given: Vec<(Text, String)>) -> Element {
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
        Step::Pieces => "edit-pieces",
        _ => "edit-budget",
    };
    let title = words.title(of);
    let edit = Button::new(action, Look::Quiet, words.edit, move || form.go_to(of))
        .named(format!("{}\u{a0}: {title}", words.edit));
    let heading = el("div")
        .class("heading")
        .child(el("h3").child(title))
        .child(edit);
    el("section")
        .class("answers")
        .child(heading)
        .child(named_facts(given))
}

fn territoire_answers(form: Form) -> Vec<(Text, String)> {
    let words = form.embed.words;
    form.commune.with_untracked(|commune| {
        let commune = commune.as_ref();
        let territoire = commune.and_then(|commune| commune.territoire.as_ref());
        vec![
            (
                words.commune.into(),
                commune.map(describe_commune).unwrap_or_default(),
            ),
            (
                words.territoire.into(),
                territoire.map_or_else(String::new, |territoire| territoire.name.clone()),
            ),
        ]
    })
}

fn demandeur_answers(form: Form) -> Vec<(Text, String)> {
    let (embed, words) = (form.embed, form.embed.words);
    let taille = Taille::parse(&read(form, Field::Taille));
    let siret = form.journey.with_untracked(Journey::siret_in_groups);
    let siret = siret.unwrap_or_else(|| read(form, Field::Siret));
    vec![
        (words.denomination.into(), read(form, Field::Denomination)),
        (words.siret.into(), siret),
        (words.adresse.into(), read(form, Field::Adresse)),
        (
            words.taille.into(),
            taille.map_or_else(String::new, |taille| embed.say(&taille.label())),
        ),
        (
            words.representant_legal.into(),
            read(form, Field::RepresentantLegal),
        ),
        (words.mandataire.into(), read(form, Field::Mandataire)),
        (words.courriel.into(), read(form, Field::Courriel)),
        (
            annex_words(embed.lang).telephone.into(),
            read(form, Field::Telephone),
        ),
    ]
}

fn etude_answers(form: Form) -> Vec<(Text, String)> {
    let words = form.embed.words;
    let day = |field| clock::day_in_words(&read(form, field), form.embed.lang);
    vec![
        (words.intitule.into(), read(form, Field::Intitule)),
        (words.description.into(), read(form, Field::Description)),
        (words.date_debut.into(), day(Field::DateDebut)),
        (words.date_fin.into(), day(Field::DateFin)),
        (
            annex_words(form.embed.lang).date_engagement.into(),
            day(Field::DateEngagement),
        ),
    ]
}

fn budget_answers(form: Form) -> Vec<(Text, String)> {
    let (embed, words) = (form.embed, form.embed.words);
    let regime = RegimeTva::parse(&read(form, Field::RegimeTva));
    let mut given = vec![(
        words.regime_tva.into(),
        regime.map_or_else(String::new, |regime| embed.say(&regime.label())),
    )];
    given.extend((0..count(form, Rows::Couts)).map(|line| {
        let libelle = read(form, Field::In(Rows::Couts, line, Cell::Libelle));
        (
            (words.cout)(line + 1).into(),
            format!(
                "{libelle}\u{a0}: {}",
                amount(form, Field::In(Rows::Couts, line, Cell::Montant))
            ),
        )
    }));
    given.push((
        words.total.into(),
        format::euros(untrack(|| budget_of(form)).total, embed.lang),
    ));
    given.push((words.montant_demande.into(), amount(form, Field::MontantDemande)));
    given.extend((0..count(form, Rows::Plan)).map(|line| {
        let cell = |cell| Field::In(Rows::Plan, line, cell);
        let state = FundingState::parse(&read(form, cell(Cell::Etat)));
        let state = state.map_or_else(String::new, |state| embed.say(&state.label()));
        let financeur = read(form, cell(Cell::Financeur));
        let who = if financeur.trim().is_empty() {
            state
        } else {
            format!("{financeur}, {state}")
        };
        (
            (annex_words(embed.lang).plan_line)(line + 1).into(),
            format!("{who}\u{a0}: {}", amount(form, cell(Cell::Montant))),
        )
    }));
    given
}

fn pieces_answers(form: Form) -> Vec<(Text, String)> {
    let words = annex_words(form.embed.lang);
    let declared = form
        .journey
        .with_untracked(|journey| DeMinimis::of(&journey.draft.request));
    let declared = match declared {
        DeMinimis::Some => words.de_minimis_some,
        DeMinimis::None => words.de_minimis_none,
        DeMinimis::Unsaid => words.de_minimis_unsaid,
    };
    let mut given = vec![(words.de_minimis.into(), declared.to_owned())];
    given.extend((0..count(form, Rows::DeMinimis)).map(|line| {
        let cell = |cell| Field::In(Rows::DeMinimis, line, cell);
        let day = clock::day_in_words(&read(form, cell(Cell::DateOctroi)), form.embed.lang);
        let (financeur, amount) = (
            read(form, cell(Cell::Financeur)),
            amount(form, cell(Cell::Montant)),
        );
        (
            (words.de_minimis_line)(line + 1).into(),
            format!("{financeur}, {day}\u{a0}: {amount}"),
        )
    }));
    let pieces =
        (0..count(form, Rows::Pieces)).map(|line| read(form, Field::In(Rows::Pieces, line, Cell::Name)));
    given.push((words.pieces.into(), pieces.collect::<Vec<_>>().join("\n")));
    given
}

fn count(form: Form, rows: Rows) -> usize {
    form.journey
        .with_untracked(|journey| rows.count(&journey.draft.request))
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

fn attestation(form: Form) -> Element {
    let words = form.embed.words;
    let sworn = move || {
        form.journey
            .with(|journey| journey.draft.request.attestation_sur_l_honneur)
    };
    let tick = move |ticked: bool| {
        form.change(|journey| journey.swear(Sworn::from(ticked)));
    };
    let frame = Frame::new(id_of(ATTESTATION), words.attestation, form.fault(ATTESTATION));
    el("section")
        .class("answers")
        .child(el("h3").child(words.attestation_title))
        .child(checkbox_field(&frame, sworn, tick))
}
