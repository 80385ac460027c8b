//! Step 3: what is studied, where and when ("Demande", arrêté du 21 août 2018, 2).

use leptos::prelude::*;
use shared::dossier::limits;

use super::form::Form;
use super::step::{back_button, continue_button, step};
use crate::components::{Button, Kind, Look, button, describe_commune, text};
use crate::state::{Field, Step};

/// Shows the step.
pub fn view(form: Form) -> AnyView {
    let words = form.embed.words;
    let day = |field, label| form.typed(field, Kind::Day, form.frame(field, label));
    let content = vec![
        view! { <p class="muted">{words.all_required}</p> }.into_any(),
        form.typed(Field::Intitule, Kind::Line("off"), form.frame(Field::Intitule, words.intitule)),
        description(form),
        localisation(form),
        view! { <div class="pair">{day(Field::DateDebut, words.date_debut)}{day(Field::DateFin, words.date_fin)}</div> }
            .into_any(),
    ];
    let buttons = vec![continue_button(form), back_button(form, Step::Etude)];
    step(
        form,
        Step::Etude,
        content,
        buttons,
        Callback::new(move |()| form.go_on()),
    )
}

fn description(form: Form) -> AnyView {
    let words = form.embed.words;
    let value = form.value(Field::Description);
    let count = text(move || {
        (words.characters)(
            value.with(|text| text.trim().chars().count()),
            limits::DESCRIPTION,
        )
    });
    let frame = form
        .frame(Field::Description, words.description)
        .hint(words.description_hint)
        .status(count);
    form.typed(Field::Description, Kind::Text, frame)
}

/// The commune was chosen in step 1: it is shown here, where the form of the arrêté has it.
fn localisation(form: Form) -> AnyView {
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
    let change = Callback::new(move |()| form.go_to(Step::Territoire));
    view! {
        <div class="field" part="field">
            <p class="asked">{words.localisation}</p>
            <p data-value="localisation">{shown}</p>
            {button(Button::new("edit-territoire", Look::Quiet, words.change_commune, change))}
        </div>
    }
    .into_any()
}
