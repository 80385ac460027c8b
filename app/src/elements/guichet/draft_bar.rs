//! What is always in sight until the request is sent: that it is not sent yet, whether its draft is kept, and the way
//! to erase it.

use leptos::prelude::*;

use super::form::{Form, Keeping};
use crate::components::{Button, Look, button, dynamic, text};
use crate::draft::DAYS_KEPT;

/// Shows where the draft stands.
pub fn draft_bar(form: Form) -> AnyView {
    let asks = RwSignal::new(false);
    let words = form.embed.words;
    let state = text(move || describe(form));
    let wrong = move || {
        if form.keeping.get() == Keeping::Refused {
            "draft refused"
        } else {
            "draft"
        }
    };
    let actions = dynamic(move || {
        if asks.get() {
            confirmation(form, asks)
        } else {
            erase_button(form, asks)
        }
    });
    view! {
        <div class=wrong part="draft">
            <p><strong>{words.not_sent}</strong>" "<span data-draft="state">{state}</span></p>
            {actions}
        </div>
    }
    .into_any()
}

fn describe(form: Form) -> String {
    let (words, lang) = (form.embed.words, form.embed.lang);
    match form.keeping.get() {
        Keeping::Nothing => String::new(),
        Keeping::Resumed(at) => (words.resumed)(&at.day_in_words(lang), &at.hour_and_minute()),
        Keeping::Kept(at) => (words.kept_at)(&at.hour_and_minute()),
        Keeping::Refused => words.keeping_refused.to_owned(),
        Keeping::Erased => words.erased.to_owned(),
    }
}

fn erase_button(form: Form, asks: RwSignal<bool>) -> AnyView {
    if matches!(form.keeping.get(), Keeping::Nothing | Keeping::Erased) {
        return ().into_any();
    }
    let ask = Callback::new(move |()| {
        asks.set(true);
        form.embed.focus("#erase-question");
    });
    button(Button::new(
        "erase-draft",
        Look::Quiet,
        form.embed.words.erase,
        ask,
    ))
}

fn confirmation(form: Form, asks: RwSignal<bool>) -> AnyView {
    let words = form.embed.words;
    let confirm = Callback::new(move |()| form.begin_anew(Keeping::Erased));
    let cancel = Callback::new(move |()| {
        asks.set(false);
        form.embed.focus("[data-action=erase-draft]");
    });
    view! {
        <div class="confirm" role="group" aria-labelledby="erase-question">
            <p id="erase-question" tabindex="-1">{words.erase_question}" "{(words.kept_how_long)(DAYS_KEPT)}</p>
            <div class="buttons">
                {button(Button::new("confirm-erase", Look::Secondary, words.erase_confirm, confirm))}
                {button(Button::new("cancel-erase", Look::Secondary, words.erase_cancel, cancel))}
            </div>
        </div>
    }
    .into_any()
}
