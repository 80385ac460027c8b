//! What every step has around it: where it is among the others, its title, the draft, what is wrong, and the buttons
//! that lead on and back.

use leptos::prelude::*;
use web_sys::SubmitEvent;

use super::draft_bar::draft_bar;
use super::form::{Form, Keeping};
use crate::components::{Button, FaultLink, Look, button, dynamic, fault_summary};
use crate::state::{Field, Step, id_of};

/// Shows a step. Sending its form with `go_on`, or with Enter in a field, does what its main button says.
pub fn step(
    form: Form,
    step: Step,
    content: Vec<AnyView>,
    buttons: Vec<AnyView>,
    go_on: Callback<()>,
) -> AnyView {
    let words = form.embed.words;
    let faults = dynamic(move || fault_summary(form.embed, links(form, step)));
    let bar = if step == Step::Territoire {
        dynamic(move || draft_bar_if_resumed(form))
    } else {
        draft_bar(form)
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        go_on.run(());
    };
    view! {
        <section class="step" part="step" data-step=step.as_str()>
            {progress(form, step)}
            <h2 id="step-title" part="step-title" tabindex="-1">
                <span class="label">{(words.step_of)(step.place() + 1, Step::NUMBERED.len())}</span>
                " "
                {words.title(step)}
            </h2>
            {bar}
            {faults}
            <form novalidate autocomplete="on" on:submit=submit>
                {content}
                <div class="buttons">{buttons}</div>
            </form>
        </section>
    }
    .into_any()
}

/// The button that leaves the step.
pub fn continue_button(form: Form) -> AnyView {
    button(Button::submit(
        "continue",
        Signal::stored(form.embed.words.go_on.to_owned()),
        Signal::stored(false),
    ))
}

/// The button that goes back to the step before.
pub fn back_button(form: Form, step: Step) -> AnyView {
    let back = Callback::new(move |()| {
        if let Some(previous) = step.previous() {
            form.go_to(previous);
        }
    });
    button(Button::new("back", Look::Secondary, form.embed.words.back, back))
}

fn draft_bar_if_resumed(form: Form) -> AnyView {
    // The first step has nothing to lose until something is kept.
    match form.keeping.get() {
        Keeping::Nothing => ().into_any(),
        _ => draft_bar(form),
    }
}

fn progress(form: Form, current: Step) -> AnyView {
    let words = form.embed.words;
    let steps: Vec<AnyView> = Step::NUMBERED
        .into_iter()
        .map(|step| {
            let is_current = (step == current).then_some("step");
            let state = if step < current { "done" } else { "" };
            view! { <li aria-current=is_current class=state><span>{words.title(step)}</span></li> }.into_any()
        })
        .collect();
    view! { <ol class="steps" part="steps" aria-label=words.steps>{steps}</ol> }.into_any()
}

fn links(form: Form, step: Step) -> Vec<FaultLink> {
    let lang = form.embed.lang;
    form.journey.with(|journey| {
        if !journey.faults_are_told {
            return Vec::new();
        }
        let of_step = journey.faults.of(step);
        let links = of_step.iter().map(|fault| FaultLink {
            id: target_of(&fault.pointer),
            sentence: fault.in_lang(lang).to_owned(),
        });
        links.collect()
    })
}

/// The control to go to for a pointer: the first of a group; nothing for what is not a field.
fn target_of(pointer: &str) -> String {
    if pointer == Field::RegimeTva.pointer() {
        return format!("{}-ht", id_of(pointer));
    }
    match pointer {
        "/projet/couts_previsionnels" => id_of(&Field::CoutLibelle(0).pointer()),
        _ if pointer.starts_with("/demandeur") || pointer.starts_with("/projet") => id_of(pointer),
        crate::state::ATTESTATION => id_of(pointer),
        _ => String::new(),
    }
}
