//! Step 1: the commune, and what is known of its territory.

use leptos::prelude::*;
use shared::wire::CommuneBody;

use super::drafts::{open_file, others};
use super::form::{Form, Keeping};
use super::step::{continue_button, step};
use crate::components::{Finder, Frame, Look, commune_finder, territoire_of_commune};
use crate::locale::annex_words;
use crate::markup::{View, dynamic, el};
use crate::state::{COMMUNE, Journey, Step, id_of};

/// Shows the step.
pub fn view(form: Form) -> View {
    let words = form.embed.words;
    let frame = Frame::new(id_of(COMMUNE), words.commune, form.fault(COMMUNE)).hint(words.commune_hint);
    let finder = commune_finder(
        form.embed,
        Finder {
            frame,
            commune: form.commune,
            chosen: Box::new(move |commune| choose(form, commune)),
            cleared: Box::new(move || {
                form.change(Journey::clear_commune);
            }),
            without: Some((
                annex_words(form.embed.lang).without_commune,
                Box::new(move || {
                    form.change(Journey::go_on_without_commune);
                    form.focus_title();
                }),
            )),
        },
    );
    let commune = form.commune;
    let outcome = dynamic(move || match commune.get() {
        Some(commune) => territoire_of_commune(form.embed, &commune, form.embed.words.outside_text),
        None => View::NOTHING,
    });
    let intro = el("p").class("intro").child(words.territoire_intro);
    let on = dynamic(move || {
        let is_outside = commune.with(|commune| commune.as_ref().is_some_and(|c| c.territoire.is_none()));
        if is_outside {
            View::NOTHING
        } else {
            continue_button(form)
        }
    });
    // Where something is kept, the bar of the draft offers it.
    let is_blank = Memo::new(move |_| form.keeping.get() == Keeping::Nothing && !form.is_mending());
    let open = dynamic(move || {
        if is_blank.get() {
            open_file(form, Look::Quiet)
        } else {
            View::NOTHING
        }
    });
    step(
        form,
        Step::Territoire,
        vec![intro.into(), others(form), finder, outcome],
        vec![on, open],
        move || form.go_on(),
    )
}

fn choose(form: Form, commune: CommuneBody) {
    if let Some(territoire) = &commune.territoire {
        form.embed.fire_territoire(territoire, &commune.code_insee);
    }
    form.change(|journey| journey.choose_commune(commune));
}
