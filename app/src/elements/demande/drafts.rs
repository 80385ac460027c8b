//! The drafts of this device: the others, to be taken up or erased, and the ways to take one elsewhere.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::{Form, Keeping};
use crate::clock::Instant;
use crate::components::{Button, Look, Question, question};
use crate::draft::{self, Kept};
use crate::file::{self, take_chosen};
use crate::locale::tracking_words;
use crate::markup::{Element, View, dynamic, el, live, several};

/// Shows the other drafts; nothing when there is none.
pub fn others(form: Form) -> View {
    let words = tracking_words(form.embed.lang);
    dynamic(move || {
        let others = form.others.get();
        if others.is_empty() {
            return View::NOTHING;
        }
        let lines = others.into_iter().map(|kept| line(form, kept));
        el("section")
            .class("card")
            .part("card")
            .attr("data-drafts", "others")
            .child(el("h3").child(words.other_drafts))
            .child(el("ul").class("drafts").children(lines))
            .into()
    })
}

fn line(form: Form, kept: Kept) -> Element {
    let (words, lang) = (tracking_words(form.embed.lang), form.embed.lang);
    let title = match kept.draft.title() {
        "" => words.untitled.to_owned(),
        title => title.to_owned(),
    };
    let day = (words.saved_on)(
        &kept.saved_at.day_in_words(lang),
        &kept.saved_at.hour_and_minute(),
    );
    let key = kept.draft.key.clone();
    let asks = RwSignal::new(false);
    let name = title.clone();
    let buttons = dynamic(move || {
        let (kept, key) = (kept.clone(), key.clone());
        if asks.get() {
            let confirm = move || {
                form.erase_other(&key);
                form.focus_title();
            };
            let erase = Question {
                id: "erase-other-question",
                sentence: form.embed.words.erase_question.into(),
                yes: ("confirm-erase-other", form.embed.words.erase_confirm),
                no: ("cancel-erase-other", form.embed.words.erase_cancel),
            };
            return question(erase, confirm, move || asks.set(false)).into();
        }
        let resume = Button::new("resume-draft", Look::Secondary, words.resume, move || {
            form.take_up(kept.clone());
        });
        let erase = Button::new("erase-other", Look::Quiet, words.erase, move || {
            asks.set(true);
            form.embed.focus("#erase-other-question");
        });
        several([
            resume.named((words.open_draft)(&name)),
            erase.named((words.erase_other)(&name)),
        ])
    });
    el("li")
        .child(
            el("p")
                .child(el("strong").child(title))
                .child(" ")
                .child(el("span").class("muted").child(day)),
        )
        .child(el("div").class("buttons").child(buttons))
}

/// What else can be done with the draft, folded away.
pub fn options(form: Form) -> Element {
    let words = tracking_words(form.embed.lang);
    let is_kept = Memo::new(move |_| !matches!(form.keeping.get(), Keeping::Nothing | Keeping::Erased));
    let of_kept = dynamic(move || {
        if !is_kept.get() {
            return View::NOTHING;
        }
        several([
            Button::new(
                "another-request",
                Look::Secondary,
                words.another_request,
                move || {
                    form.begin_another();
                },
            ),
            Button::new("save-draft", Look::Secondary, words.save_draft, move || {
                save(form);
            }),
        ])
    });
    el("details")
        .class("options")
        .attr("data-draft", "options")
        .child(el("summary").child(words.draft_options))
        .child(el("p").class("muted").child(words.where_kept))
        .child(
            el("div")
                .class("buttons")
                .child(of_kept)
                .child(open_file(form, Look::Secondary)),
        )
}

/// Takes in a draft that was saved in a file, here or on another device.
pub fn open_file(form: Form, look: Look) -> View {
    let words = tracking_words(form.embed.lang);
    let said = RwSignal::new("");
    let input = el("input")
        .attr("type", "file")
        .class("hidden")
        .attr("accept", "application/json,.json")
        .attr("data-action", "open-draft-file")
        .on("change", move |event| {
            let Some(chosen) = take_chosen(&event).into_iter().next() else {
                return;
            };
            spawn_local(async move {
                let draft = file::read_text(&chosen)
                    .await
                    .and_then(|text| draft::of_file(&text));
                // The element may have been taken away meanwhile.
                if form.journey.is_disposed() {
                    return;
                }
                let Some(draft) = draft else {
                    said.set(words.not_a_draft);
                    return;
                };
                form.take_in(draft);
            });
        });
    let class = match look {
        Look::Quiet => "button quiet file",
        _ => "button secondary file",
    };
    several([
        el("label").class(class).child(words.open_file).child(input),
        el("p")
            .class("fault")
            .attr("role", "status")
            .child(live(move || said.get().to_owned())),
    ])
}

fn save(form: Form) {
    let words = tracking_words(form.embed.lang);
    let draft = form.journey.with_untracked(|journey| journey.draft.clone());
    if let Some(text) = draft::to_file(draft, Instant::now()) {
        file::save(&format!("{}.json", words.draft_file), "application/json", &text);
    }
}
