//! Reads where one request stands, and shows it. The reference and the code live in memory, for as long as the view.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{ReadDossierRequest, ReadDossierResponse};

use crate::client::Failure;
use crate::clock::Instant;
use crate::components::{Button, Look, button, dossier_status, dynamic, retry};
use crate::embed::Embed;

/// A handle on the request being followed: copying it copies nothing.
#[derive(Clone, Copy, Debug)]
pub struct Tracking {
    embed: Embed,
    asked: StoredValue<Option<ReadDossierRequest>>,
    answer: RwSignal<Answer>,
    busy: RwSignal<bool>,
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
        }
    }

    /// Whether an answer is being waited for.
    pub fn is_busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Reads where that request stands.
    pub fn read(self, request: ReadDossierRequest) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.asked.set_value(Some(request.clone()));
        let client = self.embed.client();
        spawn_local(async move {
            let answer = match client.read_dossier(&request).await {
                Ok(dossier) => Answer::Read(Box::new(dossier), Instant::now()),
                Err(failure) => Answer::Failed(failure),
            };
            if self.busy.is_disposed() {
                return;
            }
            let is_read = matches!(answer, Answer::Read(..));
            self.busy.set(false);
            self.answer.set(answer);
            if is_read {
                self.embed.focus("[data-status]");
            }
        });
    }

    /// Shows what is known.
    pub fn view(self) -> AnyView {
        dynamic(move || match self.answer.get() {
            Answer::Nothing => ().into_any(),
            Answer::Read(dossier, at) => {
                let refresh = button(Button::new(
                    "refresh",
                    Look::Secondary,
                    self.embed.words.refresh,
                    self.again(),
                ));
                let read_at = (self.embed.words.updated_at)(&at.hour_and_minute());
                view! {
                    {dossier_status(self.embed, &dossier)}
                    <div class="buttons">{refresh}<p class="small muted" role="status">{read_at}</p></div>
                }
                .into_any()
            }
            Answer::Failed(failure) => self.failure(failure),
        })
    }

    fn failure(self, failure: Failure) -> AnyView {
        let words = self.embed.words;
        match failure {
            // The sentence says what to mend in the two fields: trying the same again would not help.
            Failure::Problem(problem) => {
                let sentence = self.embed.detail(&problem);
                view! { <p class="notice wrong" role="alert">{sentence}</p> }.into_any()
            }
            Failure::NoAnswer => retry(self.embed, words.no_answer.to_owned(), self.again()),
            Failure::Unusable => retry(self.embed, words.unusable.to_owned(), self.again()),
        }
    }

    fn again(self) -> Callback<()> {
        Callback::new(move |()| {
            if let Some(request) = self.asked.get_value() {
                self.read(request);
            }
        })
    }
}
