//! Step 3: what is studied, where and when ("Demande", arrêté du 21 août 2018, 2).

use leptos::prelude::*;
use shared::dossier::limits;

use super::form::Form;
use super::step::{back_button, continue_button, step};
use crate::components::{Button, Kind, Look, describe_commune};
use crate::locale::annex_words;
use crate::markup::{Element, View, el, live};
use crate::state::{Field, Step};

/// Shows the step.
pub fn view(form: Form) -> View {
    let (words, annex) = (form.embed.words, annex_words(form.embed.lang));
    let day = |field, label| form.typed(field, Kind::Day, form.frame(field, label));
    let content = [
        el("p").class("muted").child(words.all_required),
        form.typed(
            Field::Intitule,
            Kind::Line("off"),
            form.frame(Field::Intitule, words.intitule),
        ),
        description(form),
        localisation(form),
        el("div")
            .class("pair")
            .child(day(Field::DateDebut, words.date_debut))
            .child(day(Field::DateFin, words.date_fin)),
        form.typed(
            Field::DateEngagement,
            Kind::Day,
            form.frame(Field::DateEngagement, annex.date_engagement)
                .hint(annex.date_engagement_hint)
                .optional(),
        ),
    ];
    let buttons = vec![continue_button(form), back_button(form, Step::Etude)];
    step(
        form,
        Step::Etude,
        content.into_iter().map(View::from).collect(),
        buttons,
        move || form.go_on(),
    )
}

fn description(form: Form) -> Element {
    let words = form.embed.words;
    let value = form.value(Field::Description);
    let count = live(move || (words.characters)(value.read().trim().chars().count(), limits::DESCRIPTION));
    let frame = form
        .frame(Field::Description, words.description)
        .hint(words.description_hint)
        .status(count);
    form.typed(Field::Description, Kind::Text, frame)
}

/// The commune was chosen in step 1: it is shown here, where the form of the arrêté has it.
fn localisation(form: Form) -> Element {
    let words = form.embed.words;
    let shown = form.commune.with_untracked(|commune| {
        let commune = commune.as_ref();
        commune.map_or_else(String::new, |commune| {
            let territoire = commune
                .territoire
                .as_ref()
                .map_or("", |territoire| &territoire.name);
            format!("{}, {territoire}", describe_commune(commune))
        })
    });
    let change = Button::new("edit-territoire", Look::Quiet, words.change_commune, move || {
        form.go_to(Step::Territoire);
    });
    el("div")
        .class("field")
        .part("field")
        .child(el("p").class("asked").child(words.localisation))
        .child(el("p").attr("data-value", "localisation").child(shown))
        .child(change)
}
