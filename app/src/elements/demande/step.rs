//! What every step has around it: where it is among the others, its title, the draft, what is wrong, and the buttons
//! that lead on and back.

use leptos::prelude::*;

use super::draft_bar::draft_bar;
use super::form::{Form, Keeping};
use super::mending::Mending;
use crate::components::{Button, FaultLink, Look, correction_sentences, fault_summary, list};
use crate::locale::{annex_words, tracking_words};
use crate::markup::{Element, View, dynamic, el, several};
use crate::state::{ATTESTATION, Cell, Field, Rows, Step, id_of};

/// Shows a step. Sending its form with `go_on`, or with Enter in a field, does what its main button says.
pub fn step(
    form: Form,
    step: Step,
    content: Vec<View>,
    buttons: Vec<View>,
    go_on: impl Fn() + 'static,
) -> View {
    let words = form.embed.words;
    let bar = match form.mending() {
        Some(mending) => several([asked(form, &mending), draft_bar_if_kept(form)]),
        None if step == Step::Territoire => draft_bar_if_kept(form),
        None => draft_bar(form).into(),
    };
    let title = el("h2")
        .id("step-title")
        .part("step-title")
        .attr("tabindex", "-1")
        .child(
            el("span")
                .class("label")
                .child((words.step_of)(step.place() + 1, Step::NUMBERED.len())),
        )
        .child(" ")
        .child(words.title(step));
    let fields = el("form")
        .attr("novalidate", "")
        .attr("autocomplete", "on")
        .on("submit", move |event| {
            event.prevent_default();
            go_on();
        })
        .children(content)
        .child(el("div").class("buttons").children(buttons));
    el("section")
        .class("step")
        .part("step")
        .attr("data-step", step.as_str())
        .child(progress(form, step))
        .child(title)
        .child(bar)
        .child(fault_summary(form.embed, Memo::new(move |_| links(form, step))))
        .child(fields)
        .into()
}

/// The button that leaves the step.
pub fn continue_button(form: Form) -> View {
    Button::submit("continue", form.embed.words.go_on).into()
}

/// The button that goes back to the step before.
pub fn back_button(form: Form, step: Step) -> View {
    let back = move || {
        if let Some(previous) = step.previous() {
            form.go_to(previous);
        }
    };
    Button::new("back", Look::Secondary, form.embed.words.back, back).into()
}

/// What the applicant is asked to mend, in sight at each step.
fn asked(form: Form, mending: &Mending) -> View {
    let words = tracking_words(form.embed.lang);
    let asked = mending.correction.as_ref().map(|correction| {
        el("div")
            .class("notice")
            .attr("data-notice", "asked")
            .child(el("p").child(words.answer_intro))
            .child(list("corrections", correction_sentences(correction)))
    });
    asked.into()
}

/// Where there is nothing to lose until something is kept.
fn draft_bar_if_kept(form: Form) -> View {
    let is_kept = Memo::new(move |_| form.keeping.get() != Keeping::Nothing);
    dynamic(move || is_kept.get().then(|| draft_bar(form)).into())
}

fn progress(form: Form, current: Step) -> Element {
    let words = form.embed.words;
    let steps = Step::NUMBERED.into_iter().map(|step| {
        el("li")
            .attr_if("aria-current", (step == current).then_some("step"))
            .class(if step < current { "done" } else { "" })
            .child(el("span").child(words.title(step)))
    });
    el("ol")
        .class("steps")
        .part("steps")
        .attr("aria-label", words.steps)
        .children(steps)
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
            sentence: within(form, &fault.pointer, fault.in_lang(lang)),
        });
        links.collect()
    })
}

/// A sentence that several fields may have, with the line or the day that it is about.
fn within(form: Form, pointer: &str, sentence: &str) -> String {
    let (words, annex) = (form.embed.words, annex_words(form.embed.lang));
    let rows = [
        (Rows::Couts, words.cout),
        (Rows::Plan, annex.plan_line),
        (Rows::DeMinimis, annex.de_minimis_line),
        (Rows::Pieces, annex.piece_line),
    ];
    let line = rows.into_iter().find_map(|(rows, name)| {
        let place = pointer.strip_prefix(rows.pointer())?.strip_prefix('/')?;
        let line: usize = place.split('/').next()?.parse().ok()?;
        Some(name(line + 1))
    });
    let days = [
        (Field::DateDebut, words.date_debut),
        (Field::DateFin, words.date_fin),
    ];
    let day = || {
        let found = days.into_iter().find(|(field, _)| field.pointer() == pointer);
        found.map(|(_, name)| name.to_owned())
    };
    match line.or_else(day) {
        Some(place) => format!("{place}\u{a0}: {sentence}"),
        None => sentence.to_owned(),
    }
}

/// The control to go to for a pointer: the first of a group; nothing for what is not a field.
fn target_of(pointer: &str) -> String {
    if pointer == Field::RegimeTva.pointer() {
        return format!("{}-ht", id_of(pointer));
    }
    match pointer {
        "/projet/couts_previsionnels" => id_of(&Field::In(Rows::Couts, 0, Cell::Libelle).pointer()),
        "/plan_de_financement" => id_of(&Field::In(Rows::Plan, 0, Cell::Financeur).pointer()),
        "/pieces" => "add-pieces".to_owned(),
        _ if pointer.starts_with("/pieces/") && pointer.ends_with("/id") => {
            id_of(&pointer.replace("/id", "/name"))
        }
        // Of a pointer that is no field's, such as a header, there is nowhere to go.
        _ if Step::of_pointer(pointer) == Step::Verification && pointer != ATTESTATION => String::new(),
        _ => id_of(pointer),
    }
}
