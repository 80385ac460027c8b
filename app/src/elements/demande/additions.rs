//! Documents that nobody asked for, added to a request that was filed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::Form;
use super::mending;
use super::pieces::pieces;
use super::sending::{Sending, outcome};
use crate::components::{Button, list};
use crate::locale::{annex_words, tracking_words};
use crate::markup::{View, dynamic, el, live};
use crate::state::{Rows, Step};

/// Shows the documents and the button that sends them.
pub fn additions(form: Form) -> View {
    let (annex, words) = (annex_words(form.embed.lang), tracking_words(form.embed.lang));
    let busy = move || form.sending.get() == Sending::Running;
    let label = live(move || if busy() { words.acting } else { words.send_pieces }.to_owned());
    let faults = dynamic(move || {
        let sentences = form
            .journey
            .with(|journey| journey.faults.sentences(form.embed.lang));
        let faults = (!sentences.is_empty()).then(|| {
            el("div")
                .class("notice wrong")
                .attr("role", "alert")
                .child(list("", sentences))
        });
        faults.into()
    });
    let fields = el("form")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            send(form);
        })
        .child(faults)
        .child(pieces(form, annex))
        .child(dynamic(move || outcome(form, send)))
        .child(
            el("div")
                .class("buttons")
                .child(Button::submit("send-pieces", label).busy_while(busy)),
        );
    el("section")
        .class("step")
        .attr("data-step", "additions")
        .child(
            el("h3")
                .id("step-title")
                .attr("tabindex", "-1")
                .child(words.add_pieces_title),
        )
        .child(fields)
        .into()
}

/// Sends the documents, if there are any and all have arrived.
pub fn send(form: Form) {
    let (annex, words) = (annex_words(form.embed.lang), tracking_words(form.embed.lang));
    let Some(mending) = form.mending().filter(|_| !form.is_sending()) else {
        return;
    };
    let count = form
        .journey
        .with_untracked(|journey| Rows::Pieces.count(&journey.draft.request));
    let wanting = if count == 0 {
        Some(words.no_piece)
    } else if form.uploads.are_done() {
        None
    } else {
        Some(annex.pieces_wait)
    };
    if let Some(sentence) = wanting {
        form.sending.set(Sending::Failed(sentence.to_owned()));
        return;
    }
    let is_fine = form.change(|journey| {
        journey.go_to(Step::Pieces);
        journey.check_step()
    });
    if is_fine == Some(true) {
        form.sending.set(Sending::Running);
        spawn_local(mending::send(form, mending));
    }
}
