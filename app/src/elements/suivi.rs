//! `<ti-suivi>`: where a request stands, by its reference and its access code.
//!
//! # Attributes
//! | name | means | default |
//! |---|---|---|
//! | `reference` | the reference to start with | none |
//! | `lang` | `fr` or `en` | the language around the element, else French |
//! | `api` | origin of the functions | that of the loader |
//!
//! # Parts
//! `step`, `step-title`, `field`, `control`, `fault`, `button` with `button-primary`, `button-secondary` or
//! `button-quiet`, `card`, `status`.
//!
//! # Custom properties
//! Those of `<ti-guichet>`.
//!
//! # Ids and data attributes
//! `#reference`, `#code`, `[data-action=read]`, `[data-action=refresh]`, `[data-status]`.
//!
//! The code is never stored and never in an address.

mod tracking;

use leptos::prelude::*;
use shared::ids::{AccessCode, Reference};
use shared::wire::ReadDossierRequest;
use web_sys::SubmitEvent;

use crate::components::{Button, Frame, Kind, TextField, button, text, text_field};
use crate::embed::Embed;
pub use tracking::Tracking;

/// Shows the two fields and, once they are sent, the request.
pub fn view(embed: Embed) -> AnyView {
    let words = embed.words;
    let tracking = Tracking::new(embed);
    let reference = Entry::new(embed.reference());
    let code = Entry::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        read(embed, tracking, reference, code);
    };
    let label = text(move || {
        if tracking.is_busy().get() {
            words.reading
        } else {
            words.read
        }
        .to_owned()
    });
    view! {
        <div class="element" lang=embed.lang.tag()>
            <section class="step" part="step" data-step="suivi">
                <h2 part="step-title">{words.suivi_title}</h2>
                <p class="intro">{words.suivi_intro}</p>
                <form novalidate autocomplete="off" on:submit=submit>
                    {reference.view(embed, Frame::new("reference", words.reference, reference.fault.into()).hint(words.reference_hint).announced())}
                    {code.view(embed, Frame::new("code", words.code, code.fault.into()).hint(words.code_hint).announced())}
                    <div class="buttons">{button(Button::submit("read", label, tracking.is_busy()))}</div>
                </form>
                {tracking.view()}
            </section>
        </div>
    }
    .into_any()
}

/// What is typed in one of the two fields, and what is wrong with it.
#[derive(Clone, Copy)]
struct Entry {
    value: RwSignal<String>,
    fault: RwSignal<String>,
}

impl Entry {
    fn new(value: String) -> Self {
        Self {
            value: RwSignal::new(value),
            fault: RwSignal::new(String::new()),
        }
    }

    fn view(self, embed: Embed, frame: Frame) -> AnyView {
        text_field(
            embed,
            TextField {
                frame,
                kind: Kind::Code,
                value: self.value.into(),
                typed: Callback::new(move |typed| {
                    self.value.set(typed);
                    self.fault.set(String::new());
                }),
                left: Callback::new(|()| ()),
            },
        )
    }
}

fn read(embed: Embed, tracking: Tracking, reference: Entry, code: Entry) {
    let parsed_reference = Reference::parse(&reference.value.get_untracked());
    let parsed_code = AccessCode::parse(&code.value.get_untracked());
    reference
        .fault
        .set(parsed_reference.map_or_else(|error| embed.say(&error.message()), |_| String::new()));
    code.fault
        .set(parsed_code.map_or_else(|error| embed.say(&error.message()), |_| String::new()));
    match (parsed_reference, parsed_code) {
        (Ok(reference), Ok(code)) => tracking.read(ReadDossierRequest {
            reference: reference.to_string(),
            code: code.reveal(),
        }),
        (Err(_), _) => embed.focus("#reference"),
        (_, Err(_)) => embed.focus("#code"),
    }
}
