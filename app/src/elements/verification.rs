//! `<ti-verification>`: checks a signed receipt on the device of the visitor. Only the public keys of the service are
//! fetched, once; the check itself needs no network.
//!
//! # Attributes
//! | name | means | default |
//! |---|---|---|
//! | `theme` | `light`, `dark`, or `auto` for that of the device | `light` |
//! | `lang` | `fr` or `en` | the language around the element, else French |
//! | `api` | origin of the functions | that of the loader |
//!
//! # Parts
//! `step`, `step-title`, `field`, `control`, `fault`, `card`, `button` with `button-primary` or `button-secondary`.
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
//! `#receipt`, `[data-action=check]`, `[data-action=choose-receipt]`, `[data-check]` with `holds`, `fails` or `unknown`.

mod signature;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::format;
use shared::money::Euros;
use shared::wire::{ListKeysResponse, Receipt};

use crate::clock;
use crate::components::{Button, Frame, Kind, TextField, facts, framed, text_field};
use crate::embed::Embed;
use crate::file::{read_text, take_chosen};
use crate::locale::catalogue_words;
use crate::markup::{View, dynamic, el, live};
use signature::{Signed, check};

/// What was found.
#[derive(Clone, Debug, PartialEq)]
enum Finding {
    Nothing,
    /// It holds, and says this.
    Holds(Box<Receipt>),
    /// It does not, or cannot be checked, for that reason.
    Fails(&'static str),
    Unknown(&'static str),
}

/// Shows the field and what was found.
pub fn view(embed: Embed) -> View {
    let words = catalogue_words(embed.lang);
    let typed = RwSignal::new(String::new());
    let finding = RwSignal::new(Finding::Nothing);
    let keys = StoredValue::new(None);
    let field = text_field(
        embed,
        TextField {
            frame: Frame::new("receipt", words.receipt, "").hint(words.receipt_hint),
            kind: Kind::Text,
            value: live(move || typed.get()),
            typed: Box::new(move |text| {
                typed.set(text);
                finding.set(Finding::Nothing);
            }),
            left: Box::new(|| ()),
        },
    );
    let input = el("input")
        .attr("type", "file")
        .class("hidden")
        .attr("accept", ".jws,.json,.txt,application/jose")
        .attr("data-action", "choose-receipt")
        .on("change", move |event| {
            let Some(file) = take_chosen(&event).into_iter().next() else {
                return;
            };
            spawn_local(async move {
                let text = read_text(&file).await.unwrap_or_default();
                if typed.try_set(text.trim().to_owned()).is_none() {
                    run(embed, typed, keys, finding).await;
                }
            });
        });
    let form = el("form")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            spawn_local(run(embed, typed, keys, finding));
        })
        .child(field)
        .child(
            el("div")
                .class("buttons")
                .child(Button::submit("check", words.check))
                .child(
                    el("label")
                        .class("button secondary file")
                        .child(words.choose_receipt)
                        .child(input),
                ),
        );
    let content = el("section")
        .class("step")
        .part("step")
        .attr("data-step", "verification-recepisse")
        .child(el("h2").part("step-title").child(words.check_title))
        .child(el("p").class("intro").child(words.check_intro))
        .child(form)
        .child(dynamic(move || show(embed, finding.get())));
    framed(embed, vec![content.into()])
}

async fn run(
    embed: Embed,
    typed: RwSignal<String>,
    keys: StoredValue<Option<ListKeysResponse>>,
    finding: RwSignal<Finding>,
) {
    let words = catalogue_words(embed.lang);
    let Some(text) = typed.try_get_untracked() else {
        return;
    };
    let found = match Signed::parse(&text) {
        None => Finding::Fails(words.not_a_receipt),
        Some(signed) => {
            if keys.with_value(Option::is_none)
                && let Ok(read) = embed.client().read_keys().await
            {
                keys.try_update_value(|keys| *keys = Some(read));
            }
            match keys.try_get_value().flatten() {
                None => Finding::Unknown(words.keys_failed),
                Some(known) => judge(words, &signed, &known).await,
            }
        }
    };
    // Another text may have been pasted meanwhile: what was found is not about it.
    if typed.try_get_untracked().as_ref() == Some(&text) {
        finding.set(found);
        embed.focus("[data-check]");
    }
}

async fn judge(
    words: &'static crate::locale::CatalogueWords,
    signed: &Signed,
    keys: &ListKeysResponse,
) -> Finding {
    let Some(key) = keys.keys.iter().find(|key| key.kid == signed.kid) else {
        return Finding::Fails(words.no_key);
    };
    match check(signed, &key.x).await {
        None => Finding::Unknown(words.cannot_check),
        Some(false) => Finding::Fails(words.does_not_hold),
        Some(true) => match signed.receipt() {
            Some(receipt) => Finding::Holds(Box::new(receipt)),
            None => Finding::Fails(words.not_a_receipt),
        },
    }
}

fn show(embed: Embed, finding: Finding) -> View {
    let words = catalogue_words(embed.lang);
    let notice = |name: &'static str, class: &'static str, sentence: &'static str| {
        el("div")
            .class(class)
            .part("card")
            .attr("data-check", name)
            .attr("tabindex", "-1")
            .attr("role", "status")
            .child(el("p").child(el("strong").child(sentence)))
    };
    match finding {
        Finding::Nothing => View::NOTHING,
        Finding::Fails(why) => notice("fails", "notice wrong", why).into(),
        Finding::Unknown(why) => notice("unknown", "notice", why).into(),
        Finding::Holds(receipt) => {
            let asked = Euros::parse(&receipt.montant_demande);
            let asked = asked.map_or(receipt.montant_demande, |euros| format::euros(euros, embed.lang));
            let documents: Vec<String> = receipt.pieces.into_iter().map(|piece| piece.name).collect();
            notice("holds", "card", words.holds)
                .child(facts(vec![
                    (words.reference, receipt.reference),
                    (
                        words.received_on,
                        clock::day_in_words(&receipt.received_on, embed.lang),
                    ),
                    (words.territoire, receipt.territoire.name),
                    (words.asked, asked),
                    (words.documents, documents.join("\n")),
                    (words.digest, receipt.request_sha256),
                ]))
                .into()
        }
    }
}
