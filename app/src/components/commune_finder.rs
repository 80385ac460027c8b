//! The field in which a commune is typed and chosen: a combobox with a list under it, as ARIA 1.2 describes it.
//!
//! Ids: `projet-commune` is the field, `projet-commune-list` the list, `projet-commune-option-0` and so on its lines.
//! Answers that come after a newer question are dropped.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::CommuneBody;
use wasm_bindgen::JsCast as _;
use web_sys::KeyboardEvent;

use super::base::{Button, Look, retry};
use super::field_frame::Frame;
use crate::client::Failure;
use crate::embed::Embed;
use crate::markup::{Element, View, dynamic, el, live, several, typed_in};
use crate::state::Proposals;

/// What the finder works on.
pub struct Finder {
    /// Its words; its id is `projet-commune`.
    pub frame: Frame,
    /// The commune chosen so far.
    pub commune: Memo<Option<CommuneBody>>,
    /// Called with a choice.
    pub chosen: Box<dyn Fn(CommuneBody)>,
    /// Called when a choice is typed over.
    pub cleared: Box<dyn Fn()>,
    /// What can be done while communes cannot be looked for: what it says and does.
    pub without: Option<Without>,
}

/// A button beside what went wrong: what it says and what it does.
pub type Without = (&'static str, Box<dyn Fn()>);

/// How long the typing must pause before communes are looked for, in milliseconds.
const PAUSE: u32 = 150;

/// Fewer characters than this would find anything.
const SHORTEST: usize = 2;

/// Where a search stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Search {
    Idle,
    Running,
    Found(usize),
    Failed(Failure),
}

/// The signals of one finder.
#[derive(Clone, Copy)]
struct State {
    embed: Embed,
    typed: RwSignal<String>,
    proposals: RwSignal<Proposals>,
    search: RwSignal<Search>,
    /// Number of the last question: older answers are dropped.
    asked: StoredValue<u32>,
    commune: Memo<Option<CommuneBody>>,
    told: StoredValue<Told, LocalStorage>,
}

/// Who is told of a choice.
struct Told {
    chosen: Box<dyn Fn(CommuneBody)>,
    cleared: Box<dyn Fn()>,
    without: Option<Without>,
}

/// A commune as it is written in the field once it is chosen.
pub fn describe_commune(commune: &CommuneBody) -> String {
    format!("{} ({})", commune.name, postcodes(commune))
}

/// Where the field of a finder is found.
const FIELD: &str = "#projet-commune";

/// Gives the commune that the hosting page names to `take`, if by then there `is_room` for it: that is, unless one is
/// chosen or typed by hand meanwhile, or the element is gone.
pub fn begin_with_commune(
    embed: Embed,
    is_room: impl FnOnce() -> bool + 'static,
    take: impl FnOnce(CommuneBody) + 'static,
) {
    let code = embed.attribute("commune");
    if code.is_empty() {
        return;
    }
    let client = embed.client();
    spawn_local(async move {
        // One that cannot be read is chosen by hand.
        let found = client.read_commune(&code).await.ok();
        if let Some(found) = found.and_then(|found| found.communes.into_iter().next())
            && is_room()
            && embed.is_empty(FIELD)
        {
            take(found);
        }
    });
}

/// Shows the field with its list.
pub fn commune_finder(embed: Embed, finder: Finder) -> View {
    let Finder {
        frame,
        commune,
        chosen,
        cleared,
        without,
    } = finder;
    let shown = commune.with_untracked(|commune| commune.as_ref().map(describe_commune).unwrap_or_default());
    let state = State {
        embed,
        typed: RwSignal::new(shown),
        proposals: RwSignal::new(Proposals::default()),
        search: RwSignal::new(Search::Idle),
        asked: StoredValue::new(0),
        commune,
        told: StoredValue::new_local(Told {
            chosen,
            cleared,
            without,
        }),
    };
    let is_open = move || state.proposals.with(Proposals::is_open);
    let input = frame
        .control("input")
        .class("control")
        .part("control")
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", "projet-commune-list")
        .attr("aria-expanded", live(move || is_open().to_string()))
        .attr_while("aria-activedescendant", move || {
            state.proposals.with(Proposals::pointed).map(option_id)
        })
        .value(live(move || state.shown()))
        .on("input", move |event| state.type_in(typed_in(&event)))
        .on("keydown", move |event| {
            if let Some(event) = event.dyn_ref() {
                state.press(event);
            }
        })
        .on("blur", move |_| state.close());
    let list = el("ul")
        .id("projet-commune-list")
        .class("proposals")
        .part("proposals")
        .attr("role", "listbox")
        .attr("aria-label", embed.words.proposals)
        .flag_while("hidden", move || !is_open())
        .child(dynamic(move || state.list()));
    let control = several([
        el("div").class("combobox").child(input).child(list).into(),
        dynamic(move || state.failure()),
    ]);
    let class = live(move || match state.search.get() {
        Search::Found(0) => "status".to_owned(),
        _ => "hidden".to_owned(),
    });
    let said = el("p")
        .class(class)
        .attr("role", "status")
        .attr("data-finder", "said")
        .child(live(move || state.announcement()));
    several([frame.around(embed, control), said])
}

impl State {
    /// What stands in the field: the commune, wherever it was chosen, else what is typed.
    fn shown(self) -> String {
        match self.commune.get() {
            Some(commune) => describe_commune(&commune),
            None => self.typed.get(),
        }
    }

    fn list(self) -> View {
        self.proposals.with(|proposals| {
            let pointed = proposals.pointed();
            let lines = proposals.communes().iter().enumerate();
            several(lines.map(|(place, commune)| self.line(place, commune, pointed == Some(place))))
        })
    }

    fn line(self, place: usize, commune: &CommuneBody, is_pointed: bool) -> Element {
        let territoire = commune.territoire.as_ref();
        let class = if territoire.is_some() { "inside" } else { "outside" };
        let territoire = territoire.map_or(self.embed.words.outside, |territoire| &territoire.name);
        let place_name = format!("{} · {}", postcodes(commune), commune.departement);
        let chosen = commune.clone();
        el("li")
            .id(option_id(place))
            .attr("role", "option")
            .attr("aria-selected", is_pointed.to_string())
            // The focus stays in the field, so that leaving it does not close the list before the choice.
            .on("mousedown", |event| event.prevent_default())
            .on("click", move |_| self.choose(chosen.clone()))
            .child(el("span").class("strong").child(commune.name.clone()))
            .child(" ")
            .child(el("span").class("muted").child(place_name))
            .child(" ")
            .child(el("span").class(class).child(territoire.to_owned()))
    }

    fn failure(self) -> View {
        match self.search.get() {
            Search::Failed(failure) => several([
                retry(self.embed, failure.sentence(self.embed), move || self.ask()),
                self.without(&failure),
            ]),
            _ => View::NOTHING,
        }
    }

    fn without(self, failure: &Failure) -> View {
        let label = self
            .told
            .with_value(|told| told.without.as_ref().map(|(label, _)| *label));
        let without = label.filter(|_| *failure == Failure::NoAnswer).map(|label| {
            Button::new("go-on-without", Look::Quiet, label, move || {
                self.told.with_value(|told| {
                    if let Some((_, act)) = &told.without {
                        act();
                    }
                });
            })
        });
        without.into()
    }

    fn announcement(self) -> String {
        let words = self.embed.words;
        match self.search.get() {
            Search::Running => words.searching.to_owned(),
            Search::Found(0) => words.found_none.to_owned(),
            Search::Found(count) => (words.found)(count),
            Search::Idle | Search::Failed(_) => self.commune.with(|commune| {
                commune
                    .as_ref()
                    .map_or_else(String::new, |commune| (words.chosen)(&describe_commune(commune)))
            }),
        }
    }

    fn type_in(self, typed: String) {
        let is_long_enough = typed.trim().chars().count() >= SHORTEST;
        self.typed.set(typed);
        if self.commune.with_untracked(Option::is_some) {
            self.told.with_value(|told| (told.cleared)());
        }
        let asked = self.next_question();
        if !is_long_enough {
            self.proposals.set(Proposals::default());
            self.search.set(Search::Idle);
            return;
        }
        Timeout::new(PAUSE, move || {
            if self.is_current(asked) {
                self.ask();
            }
        })
        .forget();
    }

    fn ask(self) {
        let asked = self.next_question();
        let client = self.embed.client();
        let typed = self.typed.get_untracked().trim().to_owned();
        self.search.set(Search::Running);
        spawn_local(async move {
            let answer = client.search_communes(&typed).await;
            if !self.is_current(asked) {
                return;
            }
            match answer {
                Ok(found) => {
                    self.search.set(Search::Found(found.communes.len()));
                    self.proposals.set(Proposals::new(found.communes));
                }
                Err(failure) => {
                    self.proposals.set(Proposals::default());
                    self.search.set(Search::Failed(failure));
                }
            }
        });
    }

    fn press(self, event: &KeyboardEvent) {
        if event.is_composing() {
            return;
        }
        let is_open = self.proposals.with_untracked(Proposals::is_open);
        match event.key().as_str() {
            "ArrowDown" if is_open => self.point(Proposals::point_down),
            "ArrowUp" if is_open => self.point(Proposals::point_up),
            "ArrowDown" if self.commune.with_untracked(Option::is_none) => self.ask_again(),
            "Enter" if is_open => {
                let chosen = self
                    .proposals
                    .with_untracked(|proposals| proposals.chosen().cloned());
                if let Some(commune) = chosen {
                    self.choose(commune);
                }
            }
            "Escape" if is_open => self.close(),
            _ => return,
        }
        event.prevent_default();
    }

    fn point(self, step: fn(&mut Proposals)) {
        self.proposals.update(step);
        if let Some(place) = self.proposals.with_untracked(Proposals::pointed) {
            self.embed.reveal(&format!("#{}", option_id(place)));
        }
    }

    /// Opens the list again for what is typed already.
    fn ask_again(self) {
        if self
            .typed
            .with_untracked(|typed| typed.trim().chars().count() >= SHORTEST)
        {
            self.ask();
        }
    }

    fn choose(self, commune: CommuneBody) {
        self.next_question();
        self.typed.set(describe_commune(&commune));
        self.told.with_value(|told| (told.chosen)(commune));
        self.close();
    }

    fn close(self) {
        if self.asked.is_disposed() {
            // The field had the focus when its step was left: taking it away is what closes it.
            return;
        }
        self.proposals.set(Proposals::default());
        // What went wrong stays in sight: it stands above the button that takes the focus, which must not move away
        // under the pointer. What was found was read.
        if !matches!(self.search.get_untracked(), Search::Failed(_) | Search::Found(0)) {
            self.next_question();
            self.search.set(Search::Idle);
        }
    }

    fn next_question(self) -> u32 {
        let next = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(next);
        next
    }

    /// Whether no newer question was asked, and the field is still there.
    fn is_current(self, asked: u32) -> bool {
        self.asked.try_get_value() == Some(asked)
    }
}

fn option_id(place: usize) -> String {
    format!("projet-commune-option-{place}")
}

/// The first postcodes: a large city has twenty.
fn postcodes(commune: &CommuneBody) -> String {
    let shown: Vec<&str> = commune.codes_postaux.iter().take(2).map(String::as_str).collect();
    let more = if commune.codes_postaux.len() > shown.len() {
        "…"
    } else {
        ""
    };
    format!("{}{more}", shown.join(", "))
}
