//! `<ti-suivi>`: where a request stands, by its reference and its access code.
//!
//! # Attributes
//! | name | means | default |
//! |---|---|---|
//! | `reference` | the reference to start with | none |
//! | `theme` | `light`, `dark`, or `auto` for that of the device | `light` |
//! | `lang` | `fr` or `en` | the language around the element, else French |
//! | `api` | origin of the functions | that of the loader |
//!
//! # Parts
//! `step`, `step-title`, `steps`, `field`, `control`, `fault`, `fault-summary`, `aid`, `proposals`, `button` with
//! `button-primary`, `button-secondary` or `button-quiet`, `card`, `draft`, `status`.
//!
//! # Slots
//! | name | holds | where |
//! |---|---|---|
//! | `contact` | whom to ask: a name, a telephone number | at the foot of the element, and in what says that it could not be loaded |
//!
//! # Custom properties
//! Those of `<ti-guichet>`.
//!
//! # Ids and data attributes
//! `#reference`, `#code`, `[data-action=read]`, `[data-action=refresh]`, `[data-status]`; until the decision
//! `[data-action=answer]`, `[data-action=add-documents]`, `[data-action=withdraw]`; `[data-action=save-receipt]`.
//!
//! The code is never stored and never in an address.

mod actions;
mod tracking;

use leptos::prelude::*;
use shared::ids::{AccessCode, Reference};
use shared::wire::ReadDossierRequest;

use crate::components::{Button, Frame, Kind, TextField, framed, text_field};
use crate::embed::Embed;
use crate::markup::{Element, View, el, live};
pub(crate) use tracking::Tracking;

/// Shows the two fields and, once they are sent, the request.
pub fn view(embed: Embed) -> View {
    framed(embed, vec![content(embed).into()])
}

/// The same without the frame of an element.
pub fn content(embed: Embed) -> Element {
    let words = embed.words;
    let tracking = Tracking::new(embed);
    let reference = Entry::new(embed.attribute("reference"));
    let code = Entry::new(String::new());
    let label = live(move || {
        if tracking.is_busy() {
            words.reading
        } else {
            words.read
        }
        .to_owned()
    });
    let button = Button::submit("read", label).busy_while(move || tracking.is_busy());
    let fields = el("form")
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            read(embed, tracking, reference, code);
        })
        .child(reference.view(embed, "reference", words.reference, words.reference_hint))
        .child(code.view(embed, "code", words.code, words.code_hint))
        .child(el("div").class("buttons").child(button));
    el("section")
        .class("step")
        .part("step")
        .attr("data-step", "suivi")
        .child(
            el("h2")
                .part("step-title")
                .attr("tabindex", "-1")
                .child(words.suivi_title),
        )
        .child(el("p").class("intro").child(words.suivi_intro))
        .child(fields)
        .child(tracking.view())
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

    fn view(self, embed: Embed, id: &'static str, label: &'static str, hint: &'static str) -> Element {
        let fault = live(move || self.fault.get());
        let frame = Frame::new(id, label, fault).hint(hint).announced();
        text_field(
            embed,
            TextField {
                frame,
                kind: Kind::Code,
                value: live(move || self.value.get()),
                typed: Box::new(move |typed| {
                    self.value.set(typed);
                    self.fault.set(String::new());
                }),
                left: Box::new(|| ()),
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
