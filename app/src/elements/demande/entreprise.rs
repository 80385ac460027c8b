//! What the company register shows of the SIRET: it fills in what is empty, says what it found, and stops nobody.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::ReadEntrepriseResponse;

use super::form::Form;
use crate::client::Failure;
use crate::components::{Button, Look};
use crate::locale::annex_words;
use crate::markup::{View, dynamic, el, live, several};
use crate::state::Journey;

/// How long a SIRET must stay as it is before it is looked up, in milliseconds.
const PAUSE: u32 = 400;

/// Where the look-up stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum LookUp {
    Idle,
    Running,
    /// What the service says, and what of it went into the form.
    Said {
        sentence: String,
        has_filled: bool,
    },
    /// Nothing came of it; asking again may help.
    Failed(String),
}

/// Follows the SIRET and shows what the register says of it.
pub fn entreprise(form: Form) -> View {
    let lookup = RwSignal::new(LookUp::Idle);
    let siret = Memo::new(move |_| form.journey.with(Journey::siret));
    // What was filled in before needs no register.
    let asked = StoredValue::new(form.journey.with_untracked(|journey| {
        let demandeur = &journey.draft.request.demandeur;
        let is_filled = !demandeur.denomination.is_empty() && !demandeur.adresse.is_empty();
        if is_filled { journey.siret() } else { String::new() }
    }));
    Effect::new(move |_| {
        let now = siret.get();
        if now == asked.get_value() {
            return;
        }
        lookup.set(LookUp::Idle);
        asked.set_value(now.clone());
        if !now.is_empty() {
            Timeout::new(PAUSE, move || {
                if asked.try_get_value() == Some(now) {
                    ask(form, lookup, asked);
                }
            })
            .forget();
        }
    });
    let words = annex_words(form.embed.lang);
    let said = live(move || match lookup.get() {
        LookUp::Idle => String::new(),
        LookUp::Running => words.looking_up.to_owned(),
        LookUp::Said {
            sentence,
            has_filled: true,
        } => format!("{sentence} {}", words.filled_in),
        LookUp::Said { sentence, .. } | LookUp::Failed(sentence) => sentence,
    });
    let again = dynamic(move || {
        let again = matches!(lookup.get(), LookUp::Failed(_)).then(|| {
            Button::new("look-up-again", Look::Quiet, words.look_up_again, move || {
                ask(form, lookup, asked);
            })
        });
        again.into()
    });
    several([
        el("p")
            .class("status")
            .attr("role", "status")
            .attr("data-lookup", "said")
            .child(said)
            .into(),
        again,
    ])
}

fn ask(form: Form, lookup: RwSignal<LookUp>, asked: StoredValue<String>) {
    let siret = asked.get_value();
    let client = form.embed.client();
    lookup.set(LookUp::Running);
    spawn_local(async move {
        let answer = client.read_entreprise(siret.clone()).await;
        // Another SIRET may have been typed, or the step left.
        if asked.try_get_value() == Some(siret) {
            lookup.set(conclude(form, answer));
        }
    });
}

fn conclude(form: Form, answer: Result<ReadEntrepriseResponse, Failure>) -> LookUp {
    match answer {
        Ok(shown) => {
            let sentence = shown.message.in_lang(form.embed.lang).to_owned();
            if shown.standing == "to_verify" && shown.retry_after.is_some() {
                return LookUp::Failed(sentence);
            }
            let has_filled = form.change(|journey| journey.fill_from_register(&shown)) == Some(true);
            LookUp::Said { sentence, has_filled }
        }
        Err(Failure::Problem(problem)) => LookUp::Failed(form.embed.detail(&problem)),
        Err(Failure::NoAnswer | Failure::Unusable) => {
            LookUp::Failed(annex_words(form.embed.lang).look_up_failed.to_owned())
        }
    }
}
