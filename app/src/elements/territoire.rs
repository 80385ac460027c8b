//! `<ti-territoire>`: finds the Territoire d'industrie of a commune, or those of a région.
//!
//! # Attributes
//! | name | means | default |
//! |---|---|---|
//! | `region` | INSEE code of the région to begin with | none |
//! | `commune` | INSEE code of the commune to begin with | none |
//! | `theme` | `light`, `dark`, or `auto` for that of the device | `light` |
//! | `lang` | `fr` or `en` | the language around the element, else French |
//! | `api` | origin of the functions | that of the loader |
//!
//! # Events
//! All bubble and are composed; they are fired on actions of the visitor only.
//!
//! | name | when | detail |
//! |---|---|---|
//! | `ti-select-territoire` | a territory is chosen, by a commune or in a list | `{ phase, id, name, codeInsee }`; `codeInsee` is empty without a commune |
//!
//! # Parts
//! `step`, `step-title`, `field`, `control`, `fault`, `card`, `proposals`, `map`, `button` with `button-secondary` or
//! `button-quiet`.
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
//! `#projet-commune`, `[data-region]` on the tiles of the map, `[data-territoire]`.

mod map;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{CommuneBody, ListTerritoiresResponse, TerritoireBody, TerritoireSummary};

use crate::client::Failure;
use crate::components::{
    Button, Finder, Frame, Look, begin_with_commune, commune_finder, framed, retry, territoire_card,
    territoire_of_commune,
};
use crate::embed::Embed;
use crate::locale::territoire_words;
use crate::markup::{Element, View, dynamic, el, live, several};
use crate::state::region_name;
use map::region_map;

/// What is looked at.
#[derive(Clone, Copy)]
struct State {
    embed: Embed,
    commune: RwSignal<Option<CommuneBody>>,
    region: RwSignal<Option<&'static str>>,
    territoires: RwSignal<Option<Result<ListTerritoiresResponse, Failure>>>,
    chosen: RwSignal<Option<TerritoireSummary>>,
}

/// Shows the finder, as the attributes of the element say.
pub fn view(embed: Embed) -> View {
    let state = State::new(embed);
    if let Some((code, _)) = region_name(&embed.attribute("region")) {
        state.look_at(code);
    }
    begin_with_commune(
        embed,
        move || state.commune.try_with_untracked(Option::is_none) == Some(true),
        move |commune| state.commune.set(Some(commune)),
    );
    shown(state)
}

/// The finder before anything is known.
pub fn first_view(embed: Embed) -> View {
    shown(State::new(embed))
}

fn shown(state: State) -> View {
    let embed = state.embed;
    let words = territoire_words(embed.lang);
    let frame = Frame::new("projet-commune", words.commune, "").hint(embed.words.commune_hint);
    let finder = commune_finder(
        embed,
        Finder {
            frame,
            commune: Memo::new(move |_| state.commune.get()),
            chosen: Box::new(move |commune| state.choose(commune)),
            cleared: Box::new(move || state.commune.set(None)),
            without: None,
        },
    );
    let of_commune = dynamic(move || {
        state
            .commune
            .get()
            .map(|commune| territoire_of_commune(embed, &commune, words.outside))
            .into()
    });
    let by_region = el("section")
        .class("group")
        .child(el("h3").child(words.by_region))
        .child(region_map(words.map, state.region, move |code| {
            state.look_at(code);
        }))
        .child(dynamic(move || state.list()));
    let content = el("section")
        .class("step")
        .part("step")
        .attr("data-step", "finder")
        .child(el("h2").part("step-title").child(words.title))
        .child(el("p").class("intro").child(words.intro))
        .child(finder)
        .child(of_commune)
        .child(by_region);
    framed(embed, vec![content.into()])
}

impl State {
    fn new(embed: Embed) -> Self {
        Self {
            embed,
            commune: RwSignal::new(None),
            region: RwSignal::new(None),
            territoires: RwSignal::new(None),
            chosen: RwSignal::new(None),
        }
    }

    fn choose(self, commune: CommuneBody) {
        if let Some(territoire) = &commune.territoire {
            self.embed.fire_territoire(territoire, &commune.code_insee);
        }
        self.commune.set(Some(commune));
    }

    fn look_at(self, code: &'static str) {
        self.region.set(Some(code));
        self.chosen.set(None);
        self.territoires.set(None);
        let client = self.embed.client();
        spawn_local(async move {
            let found = client.list_territoires(code).await;
            // Another région may have been chosen meanwhile, or the element taken away.
            if self.region.try_get_untracked() == Some(Some(code)) {
                self.territoires.set(Some(found));
            }
        });
    }

    fn list(self) -> View {
        let words = territoire_words(self.embed.lang);
        let Some((code, name)) = self.region.get().and_then(region_name) else {
            return View::NOTHING;
        };
        match self.territoires.get() {
            None => el("p")
                .class("muted")
                .attr("role", "status")
                .child(words.loading)
                .into(),
            Some(Err(failure)) => retry(self.embed, failure.sentence(self.embed), move || {
                self.look_at(code);
            }),
            Some(Ok(found)) => {
                let count = (words.count)(found.territoires.len(), name);
                let lines = found.territoires.into_iter().map(|territoire| {
                    let TerritoireBody { phase, id, name, .. } = territoire;
                    self.line(TerritoireSummary { phase, id, name })
                });
                several([
                    el("p").attr("role", "status").child(count),
                    el("ul").class("territoires").children(lines),
                ])
            }
        }
    }

    /// A territory of the list, which opens under its name.
    fn line(self, territoire: TerritoireSummary) -> Element {
        let id = territoire.id.clone();
        let is_open = Memo::new(move |_| {
            self.chosen
                .with(|chosen| chosen.as_ref().is_some_and(|it| it.id == id))
        });
        let (embed, shown) = (self.embed, territoire.clone());
        let open = move || {
            if is_open.get_untracked() {
                self.chosen.set(None);
            } else {
                embed.fire_territoire(&territoire, "");
                self.chosen.set(Some(territoire.clone()));
            }
        };
        let name = shown.name.clone();
        el("li")
            .child(
                Element::from(Button::new("open-territoire", Look::Quiet, name, open))
                    .attr("aria-expanded", live(move || is_open.get().to_string())),
            )
            .child(dynamic(move || {
                is_open.get().then(|| territoire_card(embed, &shown)).into()
            }))
    }
}
