//! What the applicant can do with a request that was filed: answer a correction, add documents, withdraw it, keep its
//! signed receipt. Each call has a key of its own, so that trying again after a silence acts once.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::dossier::Status;
use shared::wire::{CorrectionBody, ReadDossierResponse, WithdrawDossierRequest};

use super::tracking::Tracking;
use crate::client::{Failure, draw_key};
use crate::components::{self, Button, Look, Question, wrong};
use crate::elements::demande::{Form, Mending, Whose, additions, journey};
use crate::file;
use crate::locale::tracking_words;
use crate::markup::{Element, View, dynamic, el, several};
use crate::state::{Draft, Mended, Step};

/// What is being done. It is a handle.
#[derive(Clone, Copy)]
pub struct Actions {
    now: RwSignal<Now, LocalStorage>,
    /// The key of the withdrawal, once it was tried.
    withdrawal: StoredValue<String>,
}

/// What is shown below the status.
#[derive(Clone)]
enum Now {
    /// What can be done.
    Choice,
    /// Something is on its way.
    Busy,
    /// The question before a withdrawal.
    Withdrawing,
    /// The form of a correction.
    Answering(Form),
    /// Further documents.
    Adding(Form),
    /// It did not work, in these words.
    Failed(String),
}

impl Actions {
    /// Nothing is being done.
    pub fn none() -> Self {
        Self {
            now: RwSignal::new_local(Now::Choice),
            withdrawal: StoredValue::new(String::new()),
        }
    }

    /// Whether a form is open.
    pub fn has_form(self) -> bool {
        matches!(self.now.get(), Now::Answering(_) | Now::Adding(_))
    }

    /// Goes back to what can be done.
    pub fn end(self) {
        self.now.set(Now::Choice);
    }

    /// Forgets what was begun with another request.
    pub fn forget(self) {
        self.withdrawal.set_value(String::new());
        self.end();
    }
}

/// Shows what can be done with the request.
pub fn actions(tracking: Tracking, actions: Actions, whose: Whose, dossier: &ReadDossierResponse) -> View {
    let is_undecided = Status::parse(&dossier.status).is_some_and(Status::is_undecided);
    let correction = dossier.pending_correction.clone();
    let words = tracking_words(tracking.embed.lang);
    // A form is opened by a press, which belongs to no view: it must live as long as this one.
    let owner = Owner::current().unwrap_or_default();
    dynamic(move || match actions.now.get() {
        Now::Choice => choice(
            tracking,
            actions,
            &owner,
            &whose,
            correction.clone(),
            is_undecided,
        )
        .into(),
        Now::Busy => el("p").attr("role", "status").child(words.acting).into(),
        Now::Withdrawing => question(tracking, actions, whose.clone()).into(),
        Now::Answering(form) => several([back(tracking, actions).into(), journey(form)]),
        Now::Adding(form) => several([back(tracking, actions).into(), additions(form)]),
        Now::Failed(sentence) => several([
            wrong(sentence),
            choice(
                tracking,
                actions,
                &owner,
                &whose,
                correction.clone(),
                is_undecided,
            ),
        ]),
    })
}

fn choice(
    tracking: Tracking,
    actions: Actions,
    owner: &Owner,
    whose: &Whose,
    correction: Option<CorrectionBody>,
    is_undecided: bool,
) -> Element {
    let words = tracking_words(tracking.embed.lang);
    let (mine, theirs, added) = (whose.clone(), whose.clone(), whose.clone());
    let (of_answer, of_addition) = (owner.clone(), owner.clone());
    let answer = correction.map(|correction| {
        Button::new("answer", Look::Primary, words.answer, move || {
            open(
                tracking,
                actions,
                of_answer.clone(),
                theirs.clone(),
                correction.clone(),
            );
        })
    });
    let add = is_undecided.then(|| {
        Button::new("add-documents", Look::Secondary, words.add_pieces, move || {
            of_addition.with(|| add(tracking, actions, added.clone()));
        })
    });
    let withdraw = is_undecided.then(|| {
        Button::new("withdraw", Look::Quiet, words.withdraw, move || {
            actions.now.set(Now::Withdrawing);
            tracking.embed.focus("#withdraw-question");
        })
    });
    let receipt = Button::new("save-receipt", Look::Secondary, words.save_receipt, move || {
        save_receipt(tracking, actions, mine.clone());
    });
    el("div")
        .class("buttons")
        .attr("data-actions", "choice")
        .child(answer)
        .child(add)
        .child(receipt)
        .child(withdraw)
}

fn back(tracking: Tracking, actions: Actions) -> Button {
    let words = tracking_words(tracking.embed.lang);
    Button::new("back-to-status", Look::Quiet, words.back_to_status, move || {
        actions.end();
        tracking.embed.focus("[data-status]");
    })
}

/// Reads the request as it was last sworn, and opens it where the first thing asked for is.
fn open(tracking: Tracking, actions: Actions, owner: Owner, whose: Whose, correction: CorrectionBody) {
    actions.now.set(Now::Busy);
    let client = tracking.embed.client();
    spawn_local(async move {
        let filed = match client.read_request(&whose).await {
            Ok(filed) => filed,
            Err(failure) => return fail(tracking, actions, &failure),
        };
        let commune = match client.read_commune(&filed.request.projet.commune).await {
            Ok(found) => found.communes.into_iter().next(),
            Err(failure) => return fail(tracking, actions, &failure),
        };
        if actions.now.is_disposed() {
            return;
        }
        let first = correction.items.iter().map(|item| match item.pointer.as_str() {
            "" => Step::Pieces,
            pointer => Step::of_pointer(pointer),
        });
        let draft = Draft {
            step: first.min().unwrap_or(Step::Verification).as_str().to_owned(),
            request: filed.request,
            commune,
            key: draw_key(),
            attempts: Vec::new(),
            mends: Some(Mended {
                reference: filed.reference,
                seen: filed.version,
            }),
        };
        let mending = Mending {
            whose,
            correction: Some(correction),
            done: Rc::new(move || tracking.read_again()),
        };
        let form = owner.with(|| Form::to_mend(tracking.embed, draft, mending));
        actions.now.set(Now::Answering(form));
        form.focus_title();
    });
}

fn add(tracking: Tracking, actions: Actions, whose: Whose) {
    let mending = Mending {
        whose,
        correction: None,
        done: Rc::new(move || tracking.read_again()),
    };
    let draft = Draft {
        key: draw_key(),
        step: Step::Pieces.as_str().to_owned(),
        ..Draft::default()
    };
    let form = Form::to_mend(tracking.embed, draft, mending);
    actions.now.set(Now::Adding(form));
    form.focus_title();
}

fn question(tracking: Tracking, actions: Actions, whose: Whose) -> Element {
    let words = tracking_words(tracking.embed.lang);
    let confirm = move || withdraw(tracking, actions, whose.clone());
    let cancel = move || {
        actions.end();
        tracking.embed.focus("[data-action=withdraw]");
    };
    let question = Question {
        id: "withdraw-question",
        sentence: words.withdraw_question.into(),
        yes: ("confirm-withdraw", words.withdraw_confirm),
        no: ("cancel-withdraw", words.withdraw_cancel),
    };
    components::question(question, confirm, cancel)
}

fn withdraw(tracking: Tracking, actions: Actions, whose: Whose) {
    if actions.withdrawal.with_value(String::is_empty) {
        actions.withdrawal.set_value(draw_key());
    }
    let key = actions.withdrawal.get_value();
    let client = tracking.embed.client();
    actions.now.set(Now::Busy);
    spawn_local(async move {
        let Whose { reference, code } = whose;
        let answer = client
            .act("withdrawal", &key, &WithdrawDossierRequest { reference, code })
            .await;
        if actions.now.is_disposed() {
            return;
        }
        match answer {
            Ok(()) => tracking.read_again(),
            Err(failure) => fail(tracking, actions, &failure),
        }
    });
}

fn save_receipt(tracking: Tracking, actions: Actions, whose: Whose) {
    let words = tracking_words(tracking.embed.lang);
    let client = tracking.embed.client();
    spawn_local(async move {
        match client.read_receipt(&whose).await {
            Ok(read) => {
                let name = format!("{}-{}.jws", words.receipt_file, whose.reference);
                file::save(&name, "application/jose", &read.receipt);
            }
            // A form that was opened meanwhile stays.
            Err(failure) if matches!(actions.now.try_get_untracked(), Some(Now::Choice)) => {
                fail(tracking, actions, &failure);
            }
            Err(_) => {}
        }
    });
}

fn fail(tracking: Tracking, actions: Actions, failure: &Failure) {
    actions.now.try_set(Now::Failed(failure.sentence(tracking.embed)));
}
