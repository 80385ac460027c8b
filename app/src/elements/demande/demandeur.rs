//! Step 2: who asks ("Identité du demandeur", arrêté du 21 août 2018, 1).

use leptos::prelude::*;
use shared::entreprise::Taille;

use super::entreprise::entreprise;
use super::form::Form;
use super::step::{back_button, continue_button, step};
use crate::components::{Choice, Kind, select_field};
use crate::locale::annex_words;
use crate::markup::{Element, View, el, live};
use crate::state::{Field, Step};

/// Shows the step.
pub fn view(form: Form) -> View {
    let (embed, words) = (form.embed, form.embed.words);
    let line = |field, label, hint| form.typed(field, Kind::Line("off"), form.frame(field, label).hint(hint));
    let sizes = Taille::ALL
        .into_iter()
        .map(|taille| Choice {
            code: taille.as_str(),
            label: embed.say(&taille.label()),
        })
        .collect();
    let annex = annex_words(embed.lang);
    let content: Vec<View> = vec![
        el("p").class("muted").child(words.all_required).into(),
        siret(form).into(),
        entreprise(form),
        form.typed(
            Field::Denomination,
            Kind::Line("organization"),
            form.frame(Field::Denomination, words.denomination)
                .hint(words.denomination_hint),
        )
        .into(),
        line(Field::Adresse, words.adresse, words.adresse_hint).into(),
        select_field(
            embed,
            form.frame(Field::Taille, words.taille).hint(words.taille_hint),
            words.choose,
            sizes,
            &form.value(Field::Taille),
            form.choose(Field::Taille),
        )
        .into(),
        line(
            Field::RepresentantLegal,
            words.representant_legal,
            words.representant_legal_hint,
        )
        .into(),
        form.typed(
            Field::Mandataire,
            Kind::Line("off"),
            form.frame(Field::Mandataire, words.mandataire)
                .hint(words.mandataire_hint)
                .optional(),
        )
        .into(),
        form.typed(
            Field::Courriel,
            Kind::Email,
            form.frame(Field::Courriel, words.courriel)
                .hint(words.courriel_hint),
        )
        .into(),
        form.typed(
            Field::Telephone,
            Kind::Phone,
            form.frame(Field::Telephone, annex.telephone)
                .hint(annex.telephone_hint)
                .optional(),
        )
        .into(),
        // What the hosting site must tell of the use of these answers.
        el("slot").attr("name", "privacy").into(),
    ];
    let buttons = vec![continue_button(form), back_button(form, Step::Demandeur)];
    step(form, Step::Demandeur, content, buttons, move || form.go_on())
}

/// The SIRET is judged while it is typed: what is right is said as well as what is wrong.
fn siret(form: Form) -> Element {
    let words = form.embed.words;
    let fine = live(move || {
        let siret = form.journey.with(crate::state::Journey::siret_in_groups);
        siret.map_or_else(String::new, |siret| (words.siret_fine)(&siret))
    });
    let frame = form
        .frame(Field::Siret, words.siret)
        .hint(words.siret_hint)
        .status(fine)
        .announced();
    form.typed(Field::Siret, Kind::Digits, frame)
}
