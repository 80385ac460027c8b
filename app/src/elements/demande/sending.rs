//! Sends the request, once: the key and the content decide on the other side, so that trying again after a silence
//! files nothing twice. What cannot be told from here is said as it is.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{FileDossierRequest, FileDossierResponse, Problem};

use super::form::Form;
use super::{mending, uploads};
use crate::client::{Failure, PROOF_WANTED};
use crate::components::{Button, Look, retry};
use crate::embed;
use crate::locale::annex_words;
use crate::markup::{Element, View, el};
use crate::state::Journey;

/// Where the sending stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sending {
    /// Not begun, or over.
    Idle,
    /// Under way.
    Running,
    /// It did not work, in these words; it can be tried again.
    Failed(String),
    /// There is no network: it is tried again as soon as there is one.
    Waiting,
    /// The key was used for other answers: an earlier version has arrived.
    AlreadySent,
}

/// Status of an answer that means that the key was used for another content.
const CONFLICT: u16 = 409;

/// Sends the request, if it is right and not on its way already.
pub fn send(form: Form) {
    if form.is_sending() {
        return;
    }
    form.name_source();
    match form.change(Journey::prepare_sending) {
        Some(Ok(())) => {}
        _ => return form.focus_faults(),
    }
    if !form.uploads.are_done() {
        let wait = annex_words(form.embed.lang).pieces_wait;
        form.sending.set(Sending::Failed(wait.to_owned()));
        return;
    }
    form.sending.set(Sending::Running);
    match form.mending() {
        Some(mending) => spawn_local(mending::send(form, mending)),
        None => spawn_local(file(form)),
    }
}

async fn file(form: Form) {
    let (key, request) = form.key_and_request();
    let answer = form.embed.client().file_dossier(&key, &request).await;
    // The element may have been taken away meanwhile: the draft and its key are kept, so that sending again gets the
    // same receipt.
    if !form.journey.is_disposed() {
        conclude(form, &request, answer);
    }
}

/// Says how the sending ended, and what to do: `again` is what trying again does.
pub fn outcome(form: Form, again: fn(Form)) -> View {
    match form.sending.get() {
        Sending::Idle | Sending::Running => View::NOTHING,
        Sending::Failed(sentence) => retry(form.embed, sentence, move || again(form)),
        Sending::Waiting => {
            let sentence = annex_words(form.embed.lang).waits_for_network;
            retry(form.embed, sentence, move || again(form))
        }
        Sending::AlreadySent => already_sent(form).into(),
    }
}

fn conclude(form: Form, request: &FileDossierRequest, answer: Result<FileDossierResponse, Failure>) {
    let words = form.embed.words;
    match answer {
        Ok(receipt) => accept(form, receipt),
        Err(Failure::NoAnswer) => fail_without_answer(form, words.send_no_answer, send),
        Err(Failure::Unusable) => form.sending.set(Sending::Failed(words.send_unusable.to_owned())),
        Err(Failure::Problem(problem)) if problem.status == CONFLICT => {
            form.sending.set(Sending::AlreadySent);
        }
        Err(Failure::Problem(problem)) => refuse(form, request, *problem),
    }
}

/// Nothing came back. Without a network it is tried again when there is one, with the same key.
pub fn fail_without_answer(form: Form, sentence: &str, again: fn(Form)) {
    if embed::is_online() {
        form.sending.set(Sending::Failed(sentence.to_owned()));
        return;
    }
    form.sending.set(Sending::Waiting);
    embed::once_online(move || {
        if form.sending.try_get_untracked() == Some(Sending::Waiting) {
            again(form);
        }
    });
}

/// The service refused it: what is wrong is shown at the fields, or as a sentence when it is in none of them.
pub fn refuse(form: Form, request: &FileDossierRequest, mut problem: Problem) {
    if problem.status == PROOF_WANTED {
        // What is wrong is in a header that nobody fills in.
        problem.errors.clear();
    }
    let is_at_fields = !problem.errors.is_empty();
    let sentence = form.embed.detail(&problem);
    form.sending.set(if is_at_fields {
        Sending::Idle
    } else {
        Sending::Failed(sentence)
    });
    form.change(|journey| journey.refuse(request, problem.errors));
    if is_at_fields {
        form.focus_faults();
    }
}

fn accept(form: Form, receipt: FileDossierResponse) {
    form.sending.set(Sending::Idle);
    let reference = receipt.reference.clone();
    form.erase();
    form.change(|journey| journey.accept(receipt));
    form.embed.focus("#receipt-title");
    form.embed.fire("ti-file-dossier", &[("reference", &reference)]);
}

fn already_sent(form: Form) -> Element {
    let words = form.embed.words;
    let send_as_new = move || {
        form.renew_key();
        // The documents were under the key that the other version has.
        uploads::send_all_anew(form);
        send(form);
    };
    let buttons = el("div")
        .class("buttons")
        .child(Button::new(
            "recover",
            Look::Secondary,
            words.recover,
            move || recover(form),
        ))
        .child(Button::new(
            "send-as-new",
            Look::Secondary,
            words.send_as_new,
            send_as_new,
        ));
    el("div")
        .class("notice wrong")
        .attr("role", "alert")
        .attr("data-notice", "already-sent")
        .child(el("p").child(words.already_sent))
        .child(buttons)
}

/// Asks for the receipt of what was sent before, with the same key: only the version that arrived gets one.
fn recover(form: Form) {
    let (key, attempts) = form.journey.with_untracked(|journey| {
        let draft = &journey.draft;
        (draft.key.clone(), draft.attempts.clone())
    });
    let client = form.embed.client();
    form.sending.set(Sending::Running);
    spawn_local(async move {
        let mut answer = Err(Failure::Unusable);
        let mut request = FileDossierRequest::default();
        for attempt in attempts {
            answer = client.file_dossier(&key, &attempt).await;
            request = attempt;
            if !is_conflict(&answer) {
                break;
            }
        }
        if !form.journey.is_disposed() {
            conclude(form, &request, answer);
        }
    });
}

fn is_conflict(answer: &Result<FileDossierResponse, Failure>) -> bool {
    matches!(answer, Err(Failure::Problem(problem)) if problem.status == CONFLICT)
}
