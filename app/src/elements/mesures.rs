//! `<ti-mesures>`: the measures of the programme and the national aids, with what is open to the visitor.
//!
//! # Attributes
//! | name | means | default |
//! |---|---|---|
//! | `commune` | INSEE code of the commune to begin with; the measures are judged for it once it is said who asks | none |
//! | `theme` | `light`, `dark`, or `auto` for that of the device | `light` |
//! | `lang` | `fr` or `en` | the language around the element, else French |
//! | `api` | origin of the functions | that of the loader |
//!
//! # Parts
//! `step`, `step-title`, `field`, `control`, `fault`, `proposals`, `button` with `button-secondary`, `card`, `mesure`.
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
//! `#besoin`, `#beneficiaire`, `#taille`, `#projet-commune`, `[data-mesure]` with the id of the measure, `[data-verdict]`.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::beneficiaire::Beneficiaire;
use shared::entreprise::Taille;
use shared::programme::Besoin;
use shared::wire::{ChoiceBody, CommuneBody, ListMesuresResponse, MesureBody, SentenceBody};

use crate::client::Failure;
use crate::components::{
    Choice, Finder, Frame, begin_with_commune, commune_finder, framed, list, named_facts, retry,
    select_field, source_line,
};
use crate::embed::Embed;
use crate::locale::{as_answer, catalogue_words};
use crate::markup::{Element, View, dynamic, el, live, several};

/// What is asked and answered.
#[derive(Clone, Copy)]
struct State {
    embed: Embed,
    besoin: RwSignal<String>,
    beneficiaire: RwSignal<String>,
    taille: RwSignal<String>,
    commune: RwSignal<Option<CommuneBody>>,
    answer: RwSignal<Option<Result<ListMesuresResponse, Failure>>>,
    asked: StoredValue<u32>,
}

/// Shows the measures.
pub fn view(embed: Embed) -> View {
    let state = State::new(embed);
    state.ask();
    begin_with_commune(
        embed,
        move || state.commune.try_with_untracked(Option::is_none) == Some(true),
        move |commune| {
            state.commune.set(Some(commune));
            state.ask();
        },
    );
    shown(state)
}

/// The same before anything is read.
pub fn first_view(embed: Embed) -> View {
    shown(State::new(embed))
}

fn shown(state: State) -> View {
    let embed = state.embed;
    let words = catalogue_words(embed.lang);
    let besoins = Besoin::ALL.map(|besoin| (besoin.as_str(), embed.say(&besoin.label())));
    let beneficiaires = Beneficiaire::ALL.map(|kind| (kind.as_str(), embed.say(&kind.label())));
    let tailles = Taille::ALL.map(|taille| (taille.as_str(), embed.say(&taille.label())));
    let is_company = Memo::new(move |_| {
        state
            .beneficiaire
            .with(|who| who == Beneficiaire::Entreprise.as_str())
    });
    // Only a judgement for somebody needs a place.
    let is_somebody = Memo::new(move |_| state.beneficiaire.with(|who| !who.is_empty()));
    let place = dynamic(move || {
        let place = is_somebody.get().then(|| state.place(words.commune));
        place.into()
    });
    let size = dynamic(move || {
        let size = is_company
            .get()
            .then(|| state.filter("taille", words.size, &tailles, state.taille));
        size.into()
    });
    let filters = el("div")
        .class("filters")
        .child(state.filter("besoin", words.besoin, &besoins, state.besoin))
        .child(state.filter("beneficiaire", words.who, &beneficiaires, state.beneficiaire))
        .child(size);
    let content = el("section")
        .class("step")
        .part("step")
        .attr("data-step", "mesures")
        .child(el("h2").part("step-title").child(words.mesures_title))
        .child(el("p").class("intro").child(words.mesures_intro))
        .child(filters)
        .child(place)
        .child(dynamic(move || state.list()));
    framed(embed, vec![content.into()])
}

impl State {
    fn new(embed: Embed) -> Self {
        Self {
            embed,
            besoin: RwSignal::new(String::new()),
            beneficiaire: RwSignal::new(String::new()),
            taille: RwSignal::new(String::new()),
            commune: RwSignal::new(None),
            answer: RwSignal::new(None),
            asked: StoredValue::new(0),
        }
    }

    fn filter(
        self,
        id: &'static str,
        label: &'static str,
        choices: &[(&'static str, String)],
        chosen: RwSignal<String>,
    ) -> Element {
        let choices = choices.iter().map(|(code, label)| Choice {
            code,
            label: as_answer(label),
        });
        select_field(
            self.embed,
            Frame::new(id, label, ""),
            catalogue_words(self.embed.lang).any,
            choices.collect(),
            &live(move || chosen.get()),
            move |code| {
                chosen.set(code);
                self.ask();
            },
        )
    }

    fn place(self, label: &'static str) -> View {
        let choose = move |commune| {
            self.commune.set(commune);
            self.ask();
        };
        commune_finder(
            self.embed,
            Finder {
                frame: Frame::new("projet-commune", label, "").hint(self.embed.words.commune_hint),
                commune: Memo::new(move |_| self.commune.get()),
                chosen: Box::new(move |commune| choose(Some(commune))),
                cleared: Box::new(move || choose(None)),
                without: None,
            },
        )
    }

    fn query(self) -> String {
        let beneficiaire = self.beneficiaire.get_untracked();
        let mut parts = vec![("besoin", self.besoin.get_untracked())];
        if beneficiaire == Beneficiaire::Entreprise.as_str() {
            parts.push(("taille", self.taille.get_untracked()));
        }
        // A commune alone judges too: it is given with who asks, so that the whole list is not judged for nobody.
        if !beneficiaire.is_empty() {
            let code = self
                .commune
                .with_untracked(|commune| commune.as_ref().map(|commune| commune.code_insee.clone()));
            parts.push(("commune", code.unwrap_or_default()));
        }
        parts.push(("beneficiaire", beneficiaire));
        let mut query = String::new();
        for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(name);
            query.push('=');
            query.push_str(&value);
        }
        query
    }

    fn ask(self) {
        let number = self.asked.get_value() + 1;
        self.asked.set_value(number);
        let (client, query) = (self.embed.client(), self.query());
        spawn_local(async move {
            let answer = client.list_mesures(&query).await;
            // A newer question, or an element taken away, has no use for it.
            if self.asked.try_get_value() == Some(number) {
                self.answer.set(Some(answer));
            }
        });
    }

    fn list(self) -> View {
        let words = catalogue_words(self.embed.lang);
        match self.answer.get() {
            None => el("p")
                .class("muted")
                .attr("role", "status")
                .child(words.loading)
                .into(),
            Some(Err(failure)) => retry(self.embed, failure.sentence(self.embed), move || self.ask()),
            Some(Ok(found)) => several([
                el("p")
                    .attr("role", "status")
                    .child((words.found)(found.mesures.len())),
                el("div")
                    .class("group")
                    .children(found.mesures.iter().map(|mesure| card(self.embed, mesure))),
            ]),
        }
    }
}

fn card(embed: Embed, mesure: &MesureBody) -> Element {
    let words = catalogue_words(embed.lang);
    let say = |sentence: &SentenceBody| sentence.in_lang(embed.lang).to_owned();
    let labels = |choices: &[ChoiceBody]| {
        let labels: Vec<&str> = choices
            .iter()
            .map(|choice| choice.label.in_lang(embed.lang))
            .collect();
        labels.join(", ")
    };
    let operators: Vec<&str> = mesure
        .operators
        .iter()
        .map(|operator| operator.name.as_str())
        .collect();
    let verdict = mesure.verdict.as_ref().map(|verdict| {
        el("div")
            .attr("data-verdict", &verdict.code)
            .child(el("p").child(el("strong").child(say(&verdict.label))))
            .child(list("reasons", verdict.reasons.iter().map(say)))
    });
    let section = |title: &'static str, sentences: Vec<String>| -> View {
        if sentences.is_empty() {
            return View::NOTHING;
        }
        several([el("h4").child(title), list("doubts", sentences)])
    };
    let amounts = mesure.amounts.iter().flatten();
    let amounts = amounts
        .filter(|amount| amount.applies)
        .map(|amount| say(&amount.sentence));
    let sources = mesure.sources.iter().map(|source| {
        let quote = source
            .quote
            .as_ref()
            .map(|quote| el("q").attr("lang", "fr").child(quote.clone()));
        el("li").child(source_line(
            embed,
            quote,
            source.url.clone(),
            source.title.clone(),
        ))
    });
    let details = el("details")
        .child(el("summary").child(words.details))
        .child(section(words.amounts, amounts.collect()))
        .child(section(
            words.conditions,
            mesure.conditions.iter().map(say).collect(),
        ))
        .child(section(
            words.pieces,
            mesure.pieces.iter().flatten().map(say).collect(),
        ))
        .child(section(words.notes, mesure.notes.iter().map(say).collect()))
        .child(section(words.doubts, mesure.doubts.iter().map(say).collect()))
        .child(el("h4").child(words.sources))
        .child(el("ul").class("doubts").children(sources));
    el("article")
        .class("card")
        .part("card mesure")
        .attr("data-mesure", &mesure.id)
        .child(el("h3").child(say(&mesure.name)))
        .child(verdict)
        .child(el("p").child(say(&mesure.validity.sentence)))
        .child(named_facts(vec![
            (words.operators.into(), operators.join(", ")),
            (words.kinds.into(), labels(&mesure.kinds)),
        ]))
        .child(details)
}
