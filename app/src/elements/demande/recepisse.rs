//! The receipt: what to keep, what happens now, and where the request stands when it is asked for.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{FileDossierResponse, ReadDossierRequest};
use wasm_bindgen_futures::JsFuture;

use super::form::{Form, Keeping};
use crate::clock;
use crate::components::{Button, Look, Question, facts, print_button, question};
use crate::elements::suivi::Tracking;
use crate::markup::{Element, View, dynamic, el, live};
use crate::state::Step;

/// Shows the receipt.
pub fn view(form: Form) -> View {
    let (embed, words) = (form.embed, form.embed.words);
    let Some(receipt) = form.journey.with_untracked(|journey| journey.receipt.clone()) else {
        return View::NOTHING;
    };
    let tracking = Tracking::new(embed);
    let credentials = ReadDossierRequest {
        reference: receipt.reference.clone(),
        code: receipt.code.clone(),
    };
    let track = move || tracking.read(credentials.clone());
    let details = facts(vec![
        (words.filed_on, clock::day_of(&receipt.filed_at, embed.lang)),
        (words.territoire, receipt.territoire.name.clone()),
    ]);
    let title = el("h2")
        .id("receipt-title")
        .part("step-title")
        .attr("tabindex", "-1")
        .child(words.title(Step::Recepisse));
    let buttons = el("div")
        .class("buttons")
        .child(Button::new("track", Look::Primary, words.track, track))
        .child(again(form));
    el("section")
        .class("step")
        .part("step receipt")
        .attr("data-step", Step::Recepisse.as_str())
        .child(title)
        .child(el("p").class("intro").child(words.receipt_intro))
        .child(keys(form, &receipt))
        .child(el("p").child(words.receipt_keep))
        .child(details)
        .child(el("p").child(words.receipt_next))
        .child(buttons)
        .child(tracking.view())
        .into()
}

/// Another request, once it is sure that the code of this one was kept.
fn again(form: Form) -> View {
    let words = form.embed.words;
    let asks = RwSignal::new(false);
    dynamic(move || {
        if asks.get() {
            let confirm = move || form.begin_anew(Keeping::Nothing);
            let cancel = move || {
                asks.set(false);
                form.embed.focus("[data-action=start-again]");
            };
            let another = Question {
                id: "again-question",
                sentence: words.start_again_question.into(),
                yes: ("confirm-start-again", words.start_again_confirm),
                no: ("cancel-start-again", words.start_again_cancel),
            };
            return question(another, confirm, cancel).into();
        }
        let ask = move || {
            asks.set(true);
            form.embed.focus("#again-question");
        };
        Button::new("start-again", Look::Secondary, words.start_again, ask).into()
    })
}

/// The reference and the code, large, with the ways to take them along.
fn keys(form: Form, receipt: &FileDossierResponse) -> Element {
    let words = form.embed.words;
    let said = RwSignal::new("");
    let to_copy = format!(
        "{}\u{a0}: {}\n{}\u{a0}: {}",
        words.reference, receipt.reference, words.code, receipt.code
    );
    let copy = move || copy(form, to_copy.clone(), said);
    let key = |label: &'static str, name: &'static str, value: &String| {
        el("p")
            .child(el("span").class("label").child(label))
            .child(el("strong").attr("data-receipt", name).child(value.clone()))
    };
    let buttons = el("div")
        .class("buttons")
        .child(Button::new("copy", Look::Secondary, words.copy, copy))
        .child(print_button(form.embed));
    let said = el("p")
        .class("status")
        .attr("role", "status")
        .child(live(move || said.get().to_owned()));
    el("div")
        .class("card keys")
        .part("card")
        .child(key(words.reference, "reference", &receipt.reference))
        .child(key(words.code, "code", &receipt.code))
        .child(buttons)
        .child(said)
}

fn copy(form: Form, text: String, said: RwSignal<&'static str>) {
    let words = form.embed.words;
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    spawn_local(async move {
        let outcome = match clipboard {
            // A page that is not served securely has no clipboard at all.
            Some(clipboard) if !clipboard.is_undefined() => {
                JsFuture::from(clipboard.write_text(&text)).await.is_ok()
            }
            _ => false,
        };
        said.try_set(if outcome { words.copied } else { words.copy_refused });
    });
}
