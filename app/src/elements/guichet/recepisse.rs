//! The receipt: what to keep, what happens now, and where the request stands when it is asked for.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{FileDossierResponse, ReadDossierRequest};
use wasm_bindgen_futures::JsFuture;

use super::form::{Form, Keeping};
use crate::clock;
use crate::components::{Button, Look, button, facts};
use crate::elements::suivi::Tracking;
use crate::state::Step;

/// Shows the receipt.
pub fn view(form: Form) -> AnyView {
    let (embed, words) = (form.embed, form.embed.words);
    let Some(receipt) = form.journey.with_untracked(|journey| journey.receipt.clone()) else {
        return ().into_any();
    };
    let tracking = Tracking::new(embed);
    let credentials = ReadDossierRequest {
        reference: receipt.reference.clone(),
        code: receipt.code.clone(),
    };
    let track = Callback::new(move |()| tracking.read(credentials.clone()));
    let again = Callback::new(move |()| form.begin_anew(Keeping::Nothing));
    let details = facts(vec![
        (
            words.filed_on.to_owned(),
            clock::day_of(&receipt.filed_at, embed.lang),
        ),
        (words.territoire.to_owned(), receipt.territoire.name.clone()),
    ]);
    view! {
        <section class="step" part="step receipt" data-step=Step::Recepisse.as_str()>
            <h2 id="step-title" part="step-title" tabindex="-1">{words.title(Step::Recepisse)}</h2>
            <p class="intro">{words.receipt_intro}</p>
            {keys(form, &receipt)}
            <p>{words.receipt_keep}</p>
            {details}
            <p>{words.receipt_next}</p>
            <div class="buttons">
                {button(Button::new("track", Look::Primary, words.track, track))}
                {button(Button::new("start-again", Look::Secondary, words.start_again, again))}
            </div>
            {tracking.view()}
        </section>
    }
    .into_any()
}

/// The reference and the code, large, with the ways to take them along.
fn keys(form: Form, receipt: &FileDossierResponse) -> AnyView {
    let words = form.embed.words;
    let said = RwSignal::new("");
    let to_copy = format!(
        "{}\u{a0}: {}\n{}\u{a0}: {}",
        words.reference, receipt.reference, words.code, receipt.code
    );
    let copy = Callback::new(move |()| copy(form, to_copy.clone(), said));
    let print = Callback::new(|()| {
        // A browser that cannot print does nothing.
        let _ = web_sys::window().map(|window| window.print());
    });
    view! {
        <div class="card keys" part="card">
            <p><span class="label">{words.reference}</span><strong data-receipt="reference">{receipt.reference.clone()}</strong></p>
            <p><span class="label">{words.code}</span><strong data-receipt="code">{receipt.code.clone()}</strong></p>
            <div class="buttons">
                {button(Button::new("copy", Look::Secondary, words.copy, copy))}
                {button(Button::new("print", Look::Secondary, words.print, print))}
            </div>
            <p class="status" role="status">{said}</p>
        </div>
    }
    .into_any()
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
