//! `<ti-contrat>`: a contract: who signed it, who steers it, its plan of action with how far it has come, what each party
//! undertakes, the money by payer. What is unknown is said to be.
//!
//! # Attributes
//! | name | means | default |
//! |---|---|---|
//! | `contrat` | id of the contract to show | none: a list to choose from |
//! | `territoire` | phase and id of the territory whose contracts are listed, as `2018-2023/ti-7510` | all |
//! | `theme` | `light`, `dark`, or `auto` for that of the device | `light` |
//! | `lang` | `fr` or `en` | the language around the element, else French |
//! | `api` | origin of the functions | that of the loader |
//!
//! # Parts
//! `step`, `step-title`, `card`, `button` with `button-secondary` or `button-quiet`.
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
//! `[data-contrat]` with the id of the contract shown, `[data-action=open-contrat]`, `[data-action=all-contrats]`.

mod parts;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{ListContratsResponse, ReadContratResponse};

use crate::client::Failure;
use crate::components::{Button, Look, framed, retry};
use crate::embed::Embed;
use crate::locale::catalogue_words;
use crate::markup::{Element, View, dynamic, el, several};

/// What is looked at.
#[derive(Clone, Copy)]
struct State {
    embed: Embed,
    /// The id of the contract shown; empty for the list.
    shown: RwSignal<String>,
    list: RwSignal<Option<Result<ListContratsResponse, Failure>>>,
    contrat: RwSignal<Option<Result<ReadContratResponse, Failure>>>,
    asks_focus: StoredValue<bool>,
}

/// Shows the contract of the attribute, else the list.
pub fn view(embed: Embed) -> View {
    let state = State::new(embed);
    match embed.attribute("contrat") {
        id if id.is_empty() => state.read_list(),
        id => state.read(id),
    }
    shown(state)
}

/// The same before anything is read.
pub fn first_view(embed: Embed) -> View {
    shown(State::new(embed))
}

fn shown(state: State) -> View {
    let words = catalogue_words(state.embed.lang);
    let content = el("section")
        .class("step")
        .part("step")
        .attr("data-step", "contrat")
        .child(
            el("h2")
                .part("step-title")
                .attr("tabindex", "-1")
                .child(words.contrats_title),
        )
        .child(dynamic(move || state.content()));
    framed(state.embed, vec![content.into()])
}

impl State {
    fn new(embed: Embed) -> Self {
        Self {
            embed,
            shown: RwSignal::new(String::new()),
            list: RwSignal::new(None),
            contrat: RwSignal::new(None),
            asks_focus: StoredValue::new(false),
        }
    }

    fn read_list(self) {
        let (client, territoire) = (self.embed.client(), self.embed.attribute("territoire"));
        self.list.set(None);
        spawn_local(async move {
            let found = client.list_contrats(&territoire).await;
            self.list.try_set(Some(found));
        });
    }

    /// Opens a contract that was pressed; the focus goes to it.
    fn open(self, id: String) {
        self.asks_focus.set_value(true);
        self.read(id);
    }

    fn read(self, id: String) {
        self.contrat.set(None);
        self.shown.set(id.clone());
        let client = self.embed.client();
        spawn_local(async move {
            let found = client.read_contrat(&id).await;
            // Another one may have been opened meanwhile.
            if self.shown.try_with_untracked(|shown| *shown == id) == Some(true) {
                self.contrat.set(Some(found));
                // A page that opens with a contract keeps its own focus.
                if self.asks_focus.get_value() {
                    self.embed.focus("[data-contrat]");
                }
            }
        });
    }

    fn show_list(self) {
        self.shown.set(String::new());
        if self.list.with_untracked(Option::is_none) {
            self.read_list();
        }
        self.embed.focus("h2");
    }

    fn content(self) -> View {
        let id = self.shown.get();
        if id.is_empty() {
            return self.choice();
        }
        let words = catalogue_words(self.embed.lang);
        let back = Button::new("all-contrats", Look::Quiet, words.all_contrats, move || {
            self.show_list();
        });
        let contrat = match self.contrat.get() {
            None => self.loading(),
            Some(Err(failure)) => retry(self.embed, failure.sentence(self.embed), move || {
                self.open(id.clone());
            }),
            Some(Ok(read)) => parts::contrat(self.embed, &read).into(),
        };
        several([back.into(), contrat])
    }

    fn choice(self) -> View {
        let words = catalogue_words(self.embed.lang);
        match self.list.get() {
            None => self.loading(),
            Some(Err(failure)) => retry(self.embed, failure.sentence(self.embed), move || self.read_list()),
            Some(Ok(found)) if found.contrats.is_empty() => el("p")
                .class("notice")
                .attr("role", "status")
                .child(words.no_contrat)
                .into(),
            Some(Ok(found)) => {
                let lines = found.contrats.into_iter().map(|contrat| {
                    let id = contrat.id;
                    let open = Button::new("open-contrat", Look::Quiet, contrat.intitule, move || {
                        self.open(id.clone());
                    });
                    el("li").child(open)
                });
                several([
                    el("p").class("intro").child(words.contrats_intro),
                    el("ul").class("territoires").children(lines),
                ])
            }
        }
    }

    fn loading(self) -> View {
        let words = catalogue_words(self.embed.lang);
        let loading: Element = el("p").class("muted").attr("role", "status").child(words.loading);
        loading.into()
    }
}
