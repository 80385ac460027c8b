//! Reads where one request stands, and shows it with what can be done. The reference and the code live in memory, for as long as the view.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{ReadDossierRequest, ReadDossierResponse};

use super::actions::{Actions, actions};
use crate::client::Failure;
use crate::clock::Instant;
use crate::components::{Button, Look, dossier_status, retry};
use crate::embed::Embed;
use crate::markup::{View, dynamic, el, several};

/// A handle on the request being followed: copying it copies nothing.
#[derive(Clone, Copy)]
pub struct Tracking {
    pub(super) embed: Embed,
    asked: StoredValue<Option<ReadDossierRequest>>,
    answer: RwSignal<Answer>,
    busy: RwSignal<bool>,
    actions: Actions,
}

/// What the service said last.
#[derive(Clone, Debug, PartialEq)]
enum Answer {
    Nothing,
    Read(Box<ReadDossierResponse>, Instant),
    Failed(Failure),
}

impl Tracking {
    /// Nothing is followed yet.
    pub fn new(embed: Embed) -> Self {
        Self {
            embed,
            asked: StoredValue::new(None),
            answer: RwSignal::new(Answer::Nothing),
            busy: RwSignal::new(false),
            actions: Actions::none(),
        }
    }

    /// Whether an answer is being waited for.
    pub fn is_busy(self) -> bool {
        self.busy.get()
    }

    /// Reads where that request stands.
    pub fn read(self, request: ReadDossierRequest) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let is_another = self.asked.with_value(|asked| {
            asked
                .as_ref()
                .is_none_or(|asked| asked.reference != request.reference)
        });
        if is_another {
            self.actions.forget();
        }
        self.actions.end();
        self.asked.set_value(Some(request.clone()));
        let client = self.embed.client();
        spawn_local(async move {
            let answer = client.read_dossier(&request).await;
            if self.busy.is_disposed() {
                return;
            }
            self.busy.set(false);
            // A form opened meanwhile belongs to the view that goes.
            self.actions.end();
            match answer {
                Ok(dossier) => {
                    self.answer.set(Answer::Read(Box::new(dossier), Instant::now()));
                    self.embed.focus("[data-status]");
                }
                Err(failure) => self.answer.set(Answer::Failed(failure)),
            }
        });
    }

    /// Shows what is known.
    pub fn view(self) -> View {
        dynamic(move || match self.answer.get() {
            Answer::Nothing => View::NOTHING,
            Answer::Read(dossier, at) => self.status(&dossier, at),
            Answer::Failed(failure) => self.failure(&failure),
        })
    }

    fn status(self, dossier: &ReadDossierResponse, at: Instant) -> View {
        let words = self.embed.words;
        let read_at = (words.updated_at)(&at.hour_and_minute());
        // A form that is open would go with what is in it.
        let refresh = dynamic(move || {
            let refresh = Button::new("refresh", Look::Secondary, words.refresh, move || {
                self.read_again();
            });
            let is_free = !self.actions.has_form();
            is_free
                .then(|| {
                    let read_at = el("p")
                        .class("small muted")
                        .attr("role", "status")
                        .child(read_at.clone());
                    el("div").class("buttons").child(refresh).child(read_at)
                })
                .into()
        });
        let whose = self.asked.get_value();
        several([
            dossier_status(self.embed, dossier).into(),
            whose
                .map(|whose| actions(self, self.actions, whose, dossier))
                .into(),
            refresh,
        ])
    }

    fn failure(self, failure: &Failure) -> View {
        let sentence = failure.sentence(self.embed);
        match failure {
            // The sentence says what to mend in the two fields: trying the same again would not help.
            Failure::Problem(_) => el("p")
                .class("notice wrong")
                .attr("role", "alert")
                .child(sentence)
                .into(),
            Failure::NoAnswer | Failure::Unusable => retry(self.embed, sentence, move || self.read_again()),
        }
    }

    /// Reads again where the same request stands.
    pub fn read_again(self) {
        if let Some(request) = self.asked.get_value() {
            self.read(request);
        }
    }
}
