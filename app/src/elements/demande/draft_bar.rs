//! What is always in sight until the request is sent: that it is not sent yet, whether its draft is kept, and the way
//! to erase it.

use leptos::prelude::*;

use super::drafts::options;
use super::form::{Form, Keeping};
use crate::components::{Button, Look, Question, question};
use crate::draft::DAYS_KEPT;
use crate::markup::{Element, dynamic, el, live};

/// Shows where the draft stands.
pub fn draft_bar(form: Form) -> Element {
    let asks = RwSignal::new(false);
    let class = live(move || match form.keeping.get() {
        Keeping::Refused => "draft refused".to_owned(),
        _ => "draft".to_owned(),
    });
    let state = el("span")
        .attr("data-draft", "state")
        // What is kept needs no word; what is not, does.
        .attr_while("role", move || {
            (form.keeping.get() == Keeping::Refused).then(|| "alert".to_owned())
        })
        .child(live(move || describe(form)));
    let is_erasable = Memo::new(move |_| !matches!(form.keeping.get(), Keeping::Nothing | Keeping::Erased));
    let actions = dynamic(move || {
        if asks.get() {
            confirmation(form, asks).into()
        } else {
            is_erasable.get().then(|| erase_button(form, asks)).into()
        }
    });
    // What is mended is of that request only: it goes into no file, and no other takes its place.
    let options = (!form.is_mending()).then(|| options(form));
    let not_sent = el("strong").child(form.embed.words.not_sent);
    el("div")
        .class(class)
        .part("draft")
        .child(el("p").child(not_sent).child(" ").child(state))
        .child(actions)
        .child(options)
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

fn erase_button(form: Form, asks: RwSignal<bool>) -> Button {
    let ask = move || {
        asks.set(true);
        form.embed.focus("#erase-question");
    };
    Button::new("erase-draft", Look::Quiet, form.embed.words.erase, ask)
}

fn confirmation(form: Form, asks: RwSignal<bool>) -> Element {
    let words = form.embed.words;
    let confirm = move || form.give_up();
    let cancel = move || {
        asks.set(false);
        form.embed.focus("[data-action=erase-draft]");
    };
    let sentence = format!("{} {}", words.erase_question, (words.kept_how_long)(DAYS_KEPT));
    let erase = Question {
        id: "erase-question",
        sentence: sentence.into(),
        yes: ("confirm-erase", words.erase_confirm),
        no: ("cancel-erase", words.erase_cancel),
    };
    question(erase, confirm, cancel)
}
